"""What is known of a document can be said by a person: appended, undone, and followed by what hangs on it."""

import json

import pytest

from servanda.errors import NotFoundError, UsageError
from servanda.pipeline import (
    Description,
    Judgement,
    add_sources,
    decide,
    describe_document,
    known_of,
    open_case,
    run_case,
)
from servanda.pipeline.audience import refused_documents
from servanda.pipeline.documents import described_documents

TEXT = (
    "The Rapid Support Forces shelled Nyala on Friday, killing six people, a nurse said. “We hope for calm,” she said."
)


def _silent(*_: object) -> None:
    return


@pytest.fixture
def case(dossier, tmp_path):
    (tmp_path / "friday.txt").write_text(TEXT, encoding="utf-8")
    declared = {"published_on": "2031-06-09", "publisher": "Nile Dispatch", "sensitivity": "confidential"}
    (tmp_path / "friday.meta.json").write_text(json.dumps(declared), encoding="utf-8")
    with open_case(dossier, create=True) as opened:
        add_sources(opened, [str(tmp_path / "friday.txt")], _silent)
        run_case(opened, "local", 0, _silent)
        yield opened


def _days(case) -> dict[str, str | None]:
    claims = [claim for claim in case.store.current("extract") if getattr(claim, "time", None)]
    return {claim.key: claim.time.start for claim in claims if claim.time.mention}


def _say(case, **values: str):
    more = {name: values.pop(name) for name in ("role", "because") if name in values}
    return describe_document(case, Description("friday.txt", values, more.pop("because", "as printed"), **more))


def test_times_follow_the_day_of_publication_and_keys_stay(case):
    before = _days(case)
    assert set(before.values()) == {"2031-06-06"}, "the Friday before Monday, 9 June 2031"
    decision, told = _say(case, published_on="2031-06-04")
    assert "read anew" in " ".join(told)
    run_case(case, "local", 0, _silent)
    assert set(_days(case).values()) == {"2031-05-30"}
    assert _days(case).keys() == before.keys()
    decide(case, Judgement(decision.id, "undo", "ana", "the page says otherwise"))
    run_case(case, "local", 0, _silent)
    assert _days(case) == before


def test_a_value_can_be_taken_away(case):
    _say(case, published_on="unknown", publisher="Desert Wire")
    run_case(case, "local", 0, _silent)
    [layer] = case.store.current("parse")
    assert (layer.published_on, layer.publisher) == (None, "Desert Wire")
    assert set(_days(case).values()) == {None}
    assert {claim.attribution[0].name for claim in case.store.current("extract") if hasattr(claim, "attribution")} == {
        "Desert Wire"
    }


def test_it_is_in_the_log_and_says_whence(case):
    decision, _ = _say(case, title="Six dead", because="heading on page 3")
    entries = [entry for entry in case.store.log() if entry.event == "reviewed"]
    assert len(entries) == 1
    for _ in range(2):  # before the next run, and after
        details, lines = known_of(case, "friday.txt")
        first = {item.field: item for item in reversed(details)}
        assert (first["title"].value, first["title"].by) == ("Six dead", "decision")
        assert decision.id in first["title"].where
        assert first["publisher"].by == "declared"
        assert any("title: Six dead" in line and "heading on page 3" in line for line in lines)
        run_case(case, "local", 0, _silent)


def test_loosening_asks_for_a_role_and_tightening_does_not(case):
    with pytest.raises(UsageError, match=r"sensitivity from confidential to public.*--role"):
        _say(case, sensitivity="public")
    assert case.store.decisions() == ()
    decision, _ = _say(case, sensitivity="public", role="lead")
    assert (decision.role, refused_documents(case, "public")) == ("lead", {})
    decide(case, Judgement(decision.id, "undo", "ana", "too early"))
    assert refused_documents(case, "public") != {}
    _say(case, sensitivity="protected")
    assert described_documents(case)[0].document.sensitivity == "protected"


def test_undoing_a_tightening_asks_for_a_role(case):
    decision, _ = _say(case, sensitivity="protected")
    with pytest.raises(UsageError, match="--role"):
        decide(case, Judgement(decision.id, "undo", "ana", "a slip"))
    decide(case, Judgement(decision.id, "undo", "ana", "a slip", role="lead"))
    assert described_documents(case)[0].document.sensitivity == "confidential"


def test_a_person_goes_before_a_later_declaration_of_metadata_but_not_of_protection(case, tmp_path):
    _say(case, published_on="2031-06-04", sensitivity="public", role="lead")
    (tmp_path / "friday.meta.json").write_text(
        json.dumps({"published_on": "2031-06-11", "title": "Calm hoped for", "sensitivity": "internal"}),
        encoding="utf-8",
    )
    said = " ".join(add_sources(case, [str(tmp_path / "friday.txt")], _silent).warnings)
    assert "published_on stays 2031-06-04" in said
    [known] = described_documents(case)
    assert (known.value("published_on"), known.value("title")) == ("2031-06-04", "Calm hoped for")
    assert known.document.sensitivity == "internal"


def test_consent_is_withdrawn_for_all(case, tmp_path):
    with pytest.raises(UsageError, match="without any consent"):
        _say(case, **{"consent.withdrawn_at": "2020-01-01"})
    consent = {"basis": "spoken", "uses": ["public", "court", "internal", "report"]}
    for name, publisher in (("two", "Desert Wire"), ("three", "Lake Radio")):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        declared = {"publisher": publisher, "consent": consent}
        (tmp_path / f"{name}.meta.json").write_text(json.dumps(declared), encoding="utf-8")
        add_sources(case, [str(tmp_path / f"{name}.txt")], _silent)
    assert refused_documents(case, "internal") == {}
    describe_document(case, Description("two.txt", {"consent.withdrawn_at": "2020-01-01"}, "asked by letter"))
    assert len(refused_documents(case, "internal")) == 3
    _, lines = known_of(case, "three.txt")
    assert any("internal: refused" in line and "consent was withdrawn" in line for line in lines)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"published_on": "4 June"}, "is no ISO date"),
        ({"published_on": ""}, "cannot be blank"),
        ({"sensitivity": "secret"}, "none of public"),
        ({"sensitivity": "unknown"}, "never unknown"),
        ({"language": "Klingon please"}, "no language code"),
        ({"channel": "post"}, "nothing can be said of channel"),
    ],
)
def test_a_value_that_does_not_fit_is_named(case, values, said):
    with pytest.raises(UsageError, match=said):
        describe_document(case, Description("friday.txt", values, "because"))
    assert case.store.decisions() == ()


def test_a_reason_and_a_document_are_asked_for(case):
    with pytest.raises(UsageError, match="--because"):
        _say(case, title="Six dead", because=" ")
    with pytest.raises(NotFoundError, match="servanda describe"):
        describe_document(case, Description("monday.txt", {"title": "x"}, "because"))


def test_documents_are_described_not_reviewed(case):
    [known] = described_documents(case)
    with pytest.raises(UsageError, match="servanda describe"):
        decide(case, Judgement(known.document.id, "amend", "ana", "x", ("title=y",)))
