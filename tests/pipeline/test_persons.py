"""Who is named: from claims, in variants, with those that may be one counted as a range until somebody decides."""

from pathlib import Path

import pytest
from tests.pipeline.conftest import write_reports

from servanda.errors import NotFoundError, UsageError
from servanda.model.claims import Casualties, EventClaim
from servanda.model.incidents import Incident, Voice
from servanda.model.making import replace, sealed
from servanda.model.parties import Participant
from servanda.model.spans import Span
from servanda.pipeline import (
    Judgement,
    add_sources,
    decide,
    decide_persons,
    open_case,
    people,
    person_rows,
    range_words,
    run_case,
    verify_case,
)
from servanda.pipeline.joined import folded_claims


def nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


REPORTS = tuple(
    {"id": f"p{number}", "publisher": publisher, "published_on": day, "language": "en", "title": "Nyala", "text": text}
    for number, (publisher, day, text) in enumerate(
        [
            (
                "Nile Dispatch",
                "2031-05-06",
                "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. The teacher Idris Osman was killed.",
            ),
            (
                "Desert Wire",
                "2031-05-20",
                "The Rapid Support Forces shelled Kas on 19 May 2031. Idriss Othman was killed in the shelling of Kas.",
            ),
            (
                "Desert Wire",
                "2031-05-22",
                "The Rapid Support Forces shelled Kas on 21 May 2031. Amna Salih was killed in the shelling of Kas.",
            ),
        ]
    )
)


@pytest.fixture
def named(dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier whose first three acts each name somebody as killed: the names are put in, whatever rules read."""
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(write_reports(tmp_path / "p.jsonl", REPORTS))], nothing)
        run_case(case, "local", 0, nothing)
    names = {"p0": "Idris Osman", "p1": "Idriss Osman", "p2": "Amna Salih"}
    monkeypatch.setattr("servanda.pipeline.persons.build_view", lambda case: _view(case, names))
    return dossier


class _View:
    def __init__(self, claims, incidents, decisions) -> None:
        self.claims, self.incidents, self.decisions = claims, incidents, decisions


def _view(case, names):
    documents = {one.id: one.external_id for one in case.store.records("document")}
    claims = {}
    for claim in folded_claims(case).claims:
        if isinstance(claim, EventClaim) and claim.event.plover == "ASSAULT" and claim.document_id not in claims:
            who = Participant(role="target", name=names[documents[claim.document_id]], type="person")
            claims[claim.document_id] = sealed(
                replace(claim, casualties=(Casualties(effect="killed", who=who, minimum=1, maximum=1),))
            )
    assert len(claims) == 3
    incidents = tuple(
        Incident(
            id=f"inc_{number}", handle=f"INC-{number:04}", kind="ASSAULT", members=(claim.id,), n_documents=1, n_independent_origins=1,
            credibility="3", voices=(Voice(claim=claim.id, document_id=claim.document_id, name="x", origin=f"source:{number}"),), time=claim.time,
        )
        for number, claim in enumerate(sorted(claims.values(), key=lambda one: documents[one.document_id]))
    )  # fmt: skip
    return _View(tuple(claims.values()), incidents, case.store.decisions())


def test_those_that_may_be_one_are_proposed_and_counted_as_a_range(named):
    with open_case(named) as case:
        found = people(case)
    rows = {row["names"]: row for row in person_rows(found)}
    assert set(rows) == {"Idris Osman", "Idriss Osman", "Amna Salih"}
    assert rows["Idris Osman"]["may be"] == rows["Idriss Osman"]["id"]
    assert rows["Amna Salih"]["may be"] is None
    assert (rows["Amna Salih"]["incidents"], rows["Amna Salih"]["origins"]) == ("INC-0002", 1)
    assert list(range_words(found)) == ["killed: 2 to 3"]


@pytest.mark.parametrize(("verdict", "words", "n"), [("same_person", "killed: 2", 2), ("other_person", "killed: 3", 3)])
def test_a_decision_links_or_parts_them_and_an_undo_takes_it_back(named, verdict, words, n):
    with open_case(named) as case:
        pair = people(case).proposed[0]
        decision = decide_persons(case, pair, verdict, "ana", "the funeral was one")
        found = people(case)
        assert (list(range_words(found)), len(found.persons), found.proposed, found.lost) == ([words], n, (), ())
        assert verify_case(case) == ()
        decide(case, Judgement(decision.id, "undo", "ana", "it was another"))
        assert list(range_words(people(case))) == ["killed: 2 to 3"]


def test_what_cannot_be_decided_is_said(named):
    with open_case(named) as case:
        one = people(case).persons[0].id
        with pytest.raises(UsageError, match="at least two"):
            decide_persons(case, (one, one), "same_person", "ana", "x")
        with pytest.raises(NotFoundError, match="servanda persons"):
            decide_persons(case, (one, "prs_none"), "same_person", "ana", "x")


def test_an_age_is_taken_as_said_beside_the_name_only():
    from servanda.pipeline.namings import age_in

    def age(words: str) -> str | None:
        return age_in(type("Said", (), {"span": Span.of(words, 0, len(words))})(), "Amna Salih")  # type: ignore[arg-type]

    assert age("Amna Salih, 34, was killed") == "34"
    assert age("the 34-year-old teacher Amna Salih was killed") == "34"
    assert age("Amna Salih aged 34 died; Amna Salih, 43, was buried") is None
    assert age("Amna Salih and 34 others were killed") is None


def test_no_release_for_others_has_the_list():
    from servanda import library
    from servanda.report import ROWS

    assert "persons" not in ROWS
    assert not any("person" in name.lower() for name in getattr(library, "__all__", ()))
