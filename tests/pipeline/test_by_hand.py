"""A claim entered by hand passes every later room, survives each run, and is refused with words where it does not fit."""

import pytest

from servanda.errors import NotFoundError, UsageError
from servanda.model.making import kind_of
from servanda.pipeline import (
    Again,
    Entry,
    Judgement,
    ReportRequest,
    add_claim,
    add_sources,
    build_view,
    decide,
    open_case,
    run_case,
    trace,
    verify_bundle,
    verify_case,
    write_report,
)

TEXT = """\
Letter from the mill

Flames took the mill of Kosti on 7 May 2031; the Rapid Support Forces had come by night and three millers lost their lives.

The clerk wept. The baker, Idris Osman, wept. Flames took the bakery too.
"""
MILL = Entry(
    quote="Flames took the mill of Kosti", kind="event", trigger="Flames took", type="ASSAULT", mode="destroy", place="Kosti",
    start="2031-05-07", named=(("actor", "Rapid Support Forces"), ("target", "millers=civilians")),
    tolls=(("killed", "three"), ("injured", "2-")),
)  # fmt: skip
WHY = ("ana", "the sentence has no verb of harm")


def silent(*_: object) -> None:
    return


@pytest.fixture
def case(dossier, tmp_path):
    (tmp_path / "letter.txt").write_text(TEXT, encoding="utf-8")
    with open_case(dossier, create=True) as opened:
        add_sources(opened, [str(tmp_path / "letter.txt")], silent)
        run_case(opened, "local", 0, silent)
        yield opened


@pytest.fixture
def document(case) -> str:
    return next(iter(case.store.records("document"))).id


def changed(entry: Entry, **fields: object) -> Entry:
    from servanda.model.making import replace

    return replace(entry, **fields)


def test_it_is_resolved_joined_to_an_incident_assessed_and_reported(case, document, tmp_path) -> None:
    claim, decision = add_claim(case, document, MILL, *WHY)
    run_case(case, "local", 0, silent)
    view = build_view(case)
    [entered] = [item for item in view.claims if item.id == claim.id]
    assert (entered.made_by.rule, entered.made_by.version) == ("hand", "ana")
    assert entered.span.quote == MILL.quote
    assert entered.trigger.quote == "Flames took"
    assert entered.places[0].country == "SD"
    assert [one.entity_id for one in entered.participants] == ["rapid-support-forces", None]
    assert (entered.time.start, entered.time.end) == ("2031-05-07", "2031-05-08")
    assert [(one.effect, one.minimum, one.maximum) for one in entered.casualties] == [
        ("killed", 3, 3),
        ("injured", 2, None),
    ]
    [incident] = [item for item in view.incidents if claim.id in item.members]
    [finding] = [item for item in view.findings if item.incident_id == incident.id]
    assert (finding.status, finding.party) == ("alleged_violation", "rapid-support-forces")
    assert view.review_of(entered) == "accepted"
    _, outline = trace(case, claim.id)
    assert any("made by rule hand ana" in line for line in outline)
    assert any(decision.id in line and WHY[1] in line for line in outline)
    write_report(case, tmp_path / "report.html", ReportRequest())
    assert MILL.quote in (tmp_path / "report.html").read_text(encoding="utf-8")
    write_report(case, tmp_path / "mill.zip", ReportRequest(findings=(finding.id,)))
    differences, _ = verify_bundle(tmp_path / "mill.zip")
    assert not differences
    assert verify_case(case) == ()


def test_it_survives_every_run_and_can_be_amended_and_rejected(case, document, monkeypatch) -> None:
    from servanda.extract import ExtractConfig

    claim, _ = add_claim(case, document, MILL, *WHY)
    run_case(case, "local", 0, silent)
    assert not any(run_case(case, "local", 0, silent).changed.values()), "a second run has nothing to do"
    monkeypatch.setattr("servanda.pipeline.running.ExtractConfig", lambda **all_: ExtractConfig(version="9.9", **all_))
    monkeypatch.setattr("servanda.pipeline.ready.program_state", lambda: "a newer program")
    run_case(case, "local", 0, silent)
    assert claim.id in {item.id for item in build_view(case).claims}
    decide(case, Judgement(claim.id, "amend", "ana", "eight", changes=("time.start=2031-05-08",)))
    run_case(case, "local", 0, silent)
    [entered] = [item for item in build_view(case).claims if item.id == claim.id]
    assert (entered.time.start, entered.time.end) == ("2031-05-08", "2031-05-09")
    decide(case, Judgement(claim.id, "reject", "ana", "it was a stove"))
    run_case(case, "local", 0, silent)
    assert claim.id not in {item.id for item in build_view(case).claims}


def test_it_goes_to_another_reading_of_the_text(case, document, monkeypatch) -> None:
    from servanda.parse import parsing, plain

    claim, _ = add_claim(case, document, MILL, *WHY)

    def later(content: bytes, config: object) -> object:
        reading = plain.read_plain(content, config)  # type: ignore[arg-type]
        text = "Page 1\n\n" + reading.text.replace("mill of Kosti", "mill of  Kosti")
        return reading._replace(text=text, paragraphs=plain.find_paragraphs(text), version="9.0")

    monkeypatch.setitem(parsing._READERS, "text/plain", later)
    summary = run_case(case, "local", 0, silent, Again(reparse=True))
    assert (summary.n_carried, summary.lost) == (1, ())
    view = build_view(case)
    [entered] = [item for item in view.claims if item.made_by.rule == "hand"]
    assert entered.span.quote == "Flames took the mill of  Kosti"
    assert entered.id != claim.id
    assert entered.places[0].country == "SD"
    assert view.review_of(entered) == "accepted"
    assert not run_case(case, "local", 0, silent).n_carried
    assert verify_case(case) == ()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"quote": "Water took the mill"}, "does not stand in the text"),
        ({"quote": "Flames took"}, "stands 2 times"),
        ({"quote": "Flames took", "occurrence": 3}, "--occurrence 3"),
        ({"kind": "evnt"}, "did you mean 'event'"),
        ({"type": None}, "--type"),
        ({"type": "ASAULT"}, "ASSAULT"),
        ({"mode": "bombs"}, "--mode"),
        ({"place": "Atlantis"}, "--place 'Atlantis'"),
        ({"start": "yesterday"}, "--start 'yesterday'"),
        ({"end": "2031-05-01"}, "is empty"),
        ({"tolls": (("killed", "many of them"),)}, "--toll killed"),
        ({"tolls": (("kiled", "3"),)}, "kiled"),
        ({"named": (("actor", "Rapid Support Forces=army"),)}, "no type of participant"),
        ({"modality": "perhaps"}, "perhaps"),
        ({"kind": "quotation"}, "--speaker"),
        ({"kind": "stance"}, "--attitude"),
        ({"kind": "stance", "attitude": "dislikes"}, "dislikes"),
        ({"kind": "observation"}, "--object"),
    ],
)
def test_what_does_not_fit_is_refused_with_words_and_nothing_is_stored(case, document, fields, says) -> None:
    n_entries = len(list(case.store.log()))
    with pytest.raises(UsageError) as error:
        add_claim(case, document, changed(MILL, **fields), *WHY)
    assert says in str(error.value)
    assert len(list(case.store.log())) == n_entries


def test_of_words_that_stand_twice_the_one_that_is_meant(case, document) -> None:
    bakery = changed(MILL, quote="Flames took", occurrence=2, trigger=None, place=None, tolls=(), named=())
    claim, _ = add_claim(case, document, bakery, *WHY)
    assert claim.span.start == TEXT.index("Flames took the bakery")
    with pytest.raises(UsageError, match=claim.id):
        add_claim(case, document, bakery, *WHY)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "observation", "object": "drone"},
        {"kind": "performance", "object": "heavy_weapon", "mode": "part"},
        {"kind": "quotation", "speaker": "Idris Osman"},
        {"kind": "stance", "attitude": "condemns", "speaker": "Idris Osman"},
        {"kind": "assertion"},
    ],
)
def test_every_kind_can_be_entered(case, document, fields) -> None:
    plain = Entry(quote="The baker, Idris Osman, wept", kind="assertion")
    claim, _ = add_claim(case, document, changed(plain, **fields), *WHY)
    run_case(case, "local", 0, silent)
    assert (claim.id, fields["kind"]) in {(item.id, kind_of(item)) for item in build_view(case).claims}


def test_a_document_that_is_not_there_is_named(case) -> None:
    with pytest.raises((NotFoundError, UsageError), match="nowhere"):
        add_claim(case, "nowhere", MILL, *WHY)
