"""A large dossier is shown over its lists: whatever is asked of them is what a view of all records answers."""

import random

import pytest

from servanda.model.codec import encode
from servanda.pipeline import (
    Judgement,
    build_view,
    decide_all,
    expunge_document,
    inbox,
    kept_view,
    make_ready,
    open_case,
    relate_again,
    turned,
)
from servanda.pipeline.differences import State, differences
from servanda.pipeline.diffing import past_of
from servanda.pipeline.turning import turning
from servanda.report import Laid

SAID = {"by": "ana", "because": "read with the page beside it"}
BY_ID = ("texts", "claims", "incidents", "findings", "undecided")
LOOK_UPS = ("acts_by_id", "findings_by_id", "n_findings", "breaches", "newest_day", "assessed")


def href(name):
    return f"#{name}"


def is_same(case):
    """Hold what is kept against a view, field by field and look-up by look-up, and return the view."""
    make_ready(case)
    kept, view = kept_view(case, href), build_view(case)
    ours, laid = kept.laid, Laid(view, href)
    for name in view.__dataclass_fields__.keys() - {"generated_at", "passed_over", *BY_ID}:
        assert getattr(ours.view, name) == getattr(view, name), name
    for name in BY_ID:
        assert {one.id: one for one in getattr(ours.view, name)} == {one.id: one for one in getattr(view, name)}, name
        assert len(getattr(ours.view, name)) == len(getattr(view, name))
    for name in LOOK_UPS:
        assert getattr(ours.view, name) == getattr(view, name), name
    assert [tuple(part) for part in ours.view.standing] == [tuple(sorted(one, key=handle)) for one in view.standing]
    assert kept.waiting == inbox(case, view)
    for name in ("claims", "incidents", "findings", "incident_of", "texts", "by_document", "statuses"):
        known = getattr(laid, name)
        assert {key: getattr(ours, name)[key] for key in known} == dict(known), name
        assert "nothing" not in getattr(ours, name)
    assert {name: ours.index.numbers.get(name) for name in laid.claims} == {
        name: laid.index.numbers.get(name) for name in laid.claims
    }
    for name, found in laid.findings_on.items():
        assert sorted(map(encode, ours.findings_on[name])) == sorted(map(encode, found))
    assert [ours.near(one) for one in view.incidents] == [laid.near(one) for one in view.incidents]
    assert dict(ours.homes()) == dict(laid.homes())
    assert ours.naming.passed_on == laid.naming.passed_on
    return view


def handle(one):
    return one.handle or ""


@pytest.mark.parametrize("seed", range(3))
def test_lists_answer_as_a_view_does_whatever_was_decided(case, seed):
    choose = random.Random(seed)  # noqa: S311 - a seeded generator, no secret
    view = is_same(case)
    records = [*choose.sample(list(view.claims), 4), *choose.sample(list(view.incidents), 2), *view.findings[:2]]
    decide_all(case, [Judgement(one.id, choose.choice(("accept", "reject")), **SAID) for one in records])
    view = is_same(case)
    assert view.turned_down != ((), (), ()) or view.review


@pytest.mark.parametrize("what", ["the finding", "the act", "its claims"])
def test_what_turned_is_told_from_what_changed_as_from_all(case, what):
    """Findings whose lines are as they were are left out, and nothing that is told of the others changes by it."""
    make_ready(case)
    before, whole = kept_view(case, href).laid.view, build_view(case)
    finding = whole.counted_findings[0]
    act = whole.acts_by_id[finding.incident_id]
    members = [one for one in whole.claims if one.id in act.members]
    records = {"the finding": [finding], "the act": [act], "its claims": members}[what]
    decide_all(case, [Judgement(one.id, "reject", **SAID) for one in records])
    relate_again(case)
    make_ready(case)
    after = build_view(case)
    then, now = (
        State(None, view.counted_findings, {one.id: one for one in (*view.incidents, *view.turned_down.incidents)}, view.decisions, view.assessed)
        for view in (whole, after)
    )  # fmt: skip
    expected = turning(differences(then, now, past_of(case, then, now)))
    assert expected
    assert turned(case, before, kept_view(case, href).laid.view) == expected
    assert turned(case, whole, after) == expected
    assert turned(case, before, after) == expected


def test_acts_outside_the_period_and_what_rests_on_them_are_kept(case):
    settings = case.folder / "dossier.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '[period]\nsince = "2040-01-01"\n', encoding="utf-8")
    with open_case(case.folder) as again:
        assert is_same(again).standing.background


def test_what_was_expunged_stands_in_no_list(case):
    document = is_same(case).texts[0].document_id
    expunge_document(case, document, "ana", "asked for by the source")
    assert kept_view(case, href) is None
    assert document not in {one.document_id for one in is_same(case).texts}
