"""Many claims by one decision: found by a filter, previewed with the findings that turn, taken back by one undo."""

from pathlib import Path

import pytest

from servanda.errors import UsageError
from servanda.pipeline import (
    Amendment,
    Judgement,
    add_sources,
    amend_where,
    decide,
    flip_rows,
    open_case,
    run_case,
    verify_case,
)
from servanda.pipeline.joined import folded_claims


def nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


@pytest.fixture
def case(dossier: Path, reports: Path) -> Path:
    with open_case(dossier, create=True) as opened:
        add_sources(opened, [str(reports)], nothing)
        run_case(opened, "local", 0, nothing)
    return dossier


def statuses(opened):
    return sorted(finding.status for finding in opened.store.current("assess"))


def events(opened):
    return [
        claim
        for claim in folded_claims(opened).claims
        if getattr(claim, "event", None) and claim.event.plover == "ASSAULT"
    ]


def amendment(*where: str, change: str = "modality=planned") -> Amendment:
    return Amendment(where, (change,), "ana", "an exercise was announced")


def test_one_decision_amends_all_and_one_undo_takes_it_back(case):
    with open_case(case) as opened:
        before = statuses(opened)
        assert "alleged_violation" in before
        amended = amend_where(opened, amendment("type=ASSAULT", "place=Nyala"))
        assert len(amended.claims) > 1
        assert {row["change"] for row in flip_rows(amended)} == {"gone"}
        run_case(opened, "local", 0, nothing)
        assert "alleged_violation" not in statuses(opened)
        assert verify_case(opened) == ()
        assert {claim.modality for claim in events(opened) if claim.places} == {"planned"}
        decide(opened, Judgement(amended.decision.id, "undo", "ana", "it was none"))
        ran = run_case(opened, "local", 0, nothing)
        assert statuses(opened) == before
        assert ran.lost == ()


def test_a_preview_says_the_same_and_stores_nothing(case):
    with open_case(case) as opened:
        size = opened.store.size()
        tried = amend_where(opened, amendment("type=ASSAULT", "place=Nyala"), preview=True)
        assert opened.store.size() == size
        taken = amend_where(opened, amendment("type=ASSAULT", "place=Nyala"))
        assert [claim.id for claim in tried.claims] == [claim.id for claim in taken.claims]
        assert list(flip_rows(tried)) == list(flip_rows(taken))


def test_a_place_brings_its_coordinates(case):
    with open_case(case) as opened:
        khartoum = opened.reference.gazetteer.candidates("Khartoum")[0].place
        amend_where(opened, amendment("place=Nyala", "type=ASSAULT", change=f"place={khartoum.place_id}"))
        found = {(c.places[0].place_id, c.places[0].latitude) for c in events(opened) if c.places}
        assert found == {(khartoum.place_id, khartoum.latitude)}
        with pytest.raises(UsageError, match="no such id"):
            amend_where(opened, amendment("place=Nyala", change="place=nowhere"))


def test_claims_that_the_change_does_not_fit_are_left_out_and_named(case):
    with open_case(case) as opened:
        amended = amend_where(opened, amendment("words=Nyala", change="event.mode=aerial"), preview=True)
        kinds = {type(claim).__name__ for claim in amended.claims}
        assert kinds == {"EventClaim"}
        assert amended.left_out


@pytest.mark.parametrize(
    ("where", "change", "told"),
    [
        (("plce=Nyala",), "modality=planned", "did you mean 'place'"),
        (("place",), "modality=planned", "FIELD=VALUE"),
        ((), "modality=planned", "at least one --where"),
        (("words=nothing says this",), "modality=planned", "no claim passes"),
        (("type=ASSAULT",), "modality=plannned", "fits none"),
        (("type=ASSAULT",), "colour=red", "cannot be amended"),
    ],
)
def test_what_cannot_be_amended_is_said(case, where, change, told):
    with open_case(case) as opened, pytest.raises(UsageError, match=told):
        amend_where(opened, amendment(*where, change=change))
