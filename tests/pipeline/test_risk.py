"""Consent says for what and how informed; it never overrides risk."""

import json
from pathlib import Path

import pytest

from servanda.collect import read_declared
from servanda.errors import BrokenInput, UsageError
from servanda.model.codec import from_plain
from servanda.model.documents import Consent
from servanda.pipeline import Description, Judgement, add_sources, decide, describe_document, known_of, open_case
from servanda.pipeline.documents import refusals
from servanda.report import AUDIENCES

EVERYTHING = {"basis": "written", "uses": ["internal", "report", "court", "public"]}
TALK = {"id": "t1", "text": "Shells fell on Nyala, she said.", "sensitivity": "public", "consent": EVERYTHING}
OUTSIDE = set(AUDIENCES) - {"internal"}


def nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


def added(dossier: Path, **changes) -> str:
    path = dossier.parent / "talks.jsonl"
    path.write_text(json.dumps({**TALK, **changes}) + "\n", encoding="utf-8")
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(path)], nothing)
        return next(iter(case.store.records("document"))).id


def refused(dossier: Path, name: str) -> set[str]:
    with open_case(dossier) as case:
        return {audience for audience in AUDIENCES if name in refusals(case, audience)}


def test_without_a_risk_consent_decides(dossier):
    assert refused(dossier, added(dossier)) == set()


def test_a_risk_keeps_it_inside_whatever_was_agreed_to(dossier):
    name = added(dossier, risk="her brother is in detention")
    assert refused(dossier, name) == OUTSIDE
    with open_case(dossier) as case:
        reason = refusals(case, "public")[name]
        _, lines = known_of(case, name)
    assert (reason.kind, "brother" in reason.reason) == ("it is not for this audience", True)
    assert any("risk: her brother" in line for line in lines)


def test_a_risk_that_a_person_sees_holds_and_goes_only_in_a_role(dossier):
    name = added(dossier)

    def say(value: str, role: str | None = None):
        with open_case(dossier) as case:
            return describe_document(case, Description(name, {"risk": value}, "look at the map", "ana", role))

    decision, _ = say("the house can be told")
    assert refused(dossier, name) == OUTSIDE
    with pytest.raises(UsageError, match="the house can be told"):
        say("unknown")
    with open_case(dossier) as case, pytest.raises(UsageError, match="role"):
        decide(case, Judgement(decision.id, "undo", "ana", "wrong document"))
    say("unknown", "lead")
    assert refused(dossier, name) == set()


def test_the_same_words_again_without_the_risk_loosen_nothing(dossier):
    name = added(dossier, risk="her brother is in detention")
    added(dossier, title="A talk")
    assert refused(dossier, name) == OUTSIDE


def test_who_was_not_told_of_the_risks_agreed_to_nothing_outside(dossier):
    name = added(dossier, consent={**EVERYTHING, "risks_explained": False})
    assert refused(dossier, name) == OUTSIDE


def test_what_was_agreed_is_shown_in_words(dossier):
    asked = {
        "purpose": "a report on markets",
        "recipients": ["the UN mission"],
        "risks_explained": True,
        "guardian": "mother",
    }
    name = added(dossier, consent={**EVERYTHING, **asked})
    assert refused(dossier, name) == set()
    with open_case(dossier) as case:
        _, lines = known_of(case, name)
    (line,) = [one for one in lines if "consent:" in one]
    assert (
        "purpose a report on markets, recipients the UN mission, risks explained, agreed by the guardian (mother)"
        in line
    )


def test_a_risk_that_cannot_be_understood_refuses_the_document_and_older_consents_hold():
    with pytest.raises(BrokenInput, match="risk"):
        read_declared({"risk": ["x"]})
    older = from_plain({"basis": "spoken", "uses": ["internal"], "until": None, "withdrawn_at": None}, Consent)
    assert (older.risks_explained, older.guardian) == (None, None)
