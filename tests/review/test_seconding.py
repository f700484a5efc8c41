"""Two persons for a judgement: when it counts, what a contrary or an undone one does, and that one person is as before."""

from itertools import count

import pytest

from servanda.review import make_decision, seconded, unseconded
from servanda.review.standing import judgements

KEY = "key_1"
SECONDS = count()


def said(verdict, by, **more):
    target = {"key": more.pop("key", KEY), "id_seen": "clm_1"}
    at = f"2031-05-01T00:00:{next(SECONDS):02}Z"
    return make_decision({"target": target, "verdict": verdict, "by": by, "because": "read", "at": at, **more})


def status(*decisions, persons=2):
    found = judgements(seconded(decisions, persons))
    return found[KEY].status if KEY in found else "proposed"


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([("accept", "ana")], "proposed"),
        ([("accept", "ana"), ("accept", "ana")], "proposed"),
        ([("accept", "ana"), ("accept", "ben")], "accepted"),
        ([("accept", "ana"), ("reject", "ben")], "proposed"),
        ([("accept", "ana"), ("reject", "ben"), ("reject", "eve")], "rejected"),
        ([("accept", "ana"), ("accept", "ben"), ("reject", "eve")], "accepted"),
        ([("accept", "ana"), ("accept", "ben"), ("reject", "eve"), ("reject", "ana")], "rejected"),
        ([("accept", "ana"), ("reject", "ben"), ("accept", "eve")], "proposed"),
    ],
)
def test_a_judgement_counts_once_a_second_person_has_come_to_it(taken, expected):
    assert status(*(said(verdict, by) for verdict, by in taken)) == expected


def test_one_person_is_enough_where_the_dossier_asks_for_one():
    assert status(said("accept", "ana"), persons=1) == "accepted"
    assert unseconded([said("accept", "ana")], 1) == {}


def test_an_amendment_counts_with_its_acceptance_or_its_like():
    amended = said("amend", "ana", patch={"time.start": "2031-05-02"})
    assert judgements(seconded([amended], 2)) == {}
    for second in (said("accept", "ben"), said("amend", "ben", patch={"time.start": "2031-05-02"})):
        found = judgements(seconded([amended, second], 2))[KEY]
        assert found.patch["time.start"] == "2031-05-02"
    other = said("amend", "ben", patch={"time.start": "2031-05-03"})
    assert judgements(seconded([amended, other], 2)) == {}


def test_an_undone_judgement_seconds_nothing():
    first, second = said("accept", "ana"), said("accept", "ben")
    undone = said("undo", "ben", key=second.id)
    assert status(first, second, undone) == "proposed"
    assert [one.id for one in unseconded([first, second, undone], 2)[KEY]] == [first.id]


def test_links_and_replies_count_at_once():
    reply = said("reply", "ana")
    assert seconded([reply], 2) == (reply,)
