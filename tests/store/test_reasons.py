"""No free text about an expunged document stays, and every judgement that holds on to something else stands on."""

import pytest

from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.making import replace, with_id
from servanda.review.standing import judgements, standing
from servanda.store import Occasion, Whose, expunge, verify
from servanda.store.reasons import BLANK

SEEN_BY = "the ferryman Oduya saw it from the jetty"


class Two:
    """Two documents whose claims stand in one incident, and whoever decides about them."""

    def __init__(self, store, case) -> None:
        self.store, self.case, self.n = store, case, 0
        self.going, self.staying = case.document("going.txt"), case.document("staying.txt")
        layers = [case.layer(document) for document in (self.going, self.staying)]
        self.gone, self.kept = ([case.claim(layer, number) for number in range(2)] for layer in layers)
        with case.writer(store) as batch:
            for record in (self.going, self.staying, *layers, *self.gone, *self.kept):
                batch.put(record)
            made = tuple(
                batch.assign_handles(Whose([case.incident(*self.gone, *self.kept), case.incident(*self.kept[1:])]))
            )
            self.incident, self.other = made
            for record in made:
                batch.put(record)
            batch.derive(case.derivation("dossier", tuple(item.id for item in made), stage="corroborate"))

    def decide(self, key: str, verdict: str = "accept", because: str = SEEN_BY, **fields) -> Decision:
        self.n += 1
        at = f"2031-05-06T10:00:{self.n:02d}Z"
        target = DecisionTarget(key=key)
        decision = with_id(
            "dec", Decision(id="", target=target, verdict=verdict, by="ana", because=because, at=at, **fields)
        )
        with self.case.writer(self.store, "reviewed") as batch:
            batch.put(decision)
        return decision

    def expunge(self, tells=lambda text: "Oduya" in text) -> None:
        occasion = Occasion("expunged", "ana", self.case.at, {"because": "asked for"})
        expunge(self.store, self.going.id, occasion, tells)


@pytest.fixture
def two(store, case):
    return Two(store, case)


def _places(two) -> dict[str, tuple[str, str, dict]]:
    """Return, by the way a decision touches the document: on what, which verdict, which fields."""
    gone, kept = [claim.key for claim in two.gone], [claim.key for claim in two.kept]
    return {
        "its claim": (gone[0], "reject", {}),
        "its document": (two.going.id, "describe", {"patch": {"title": SEEN_BY}}),
        "its incident by handle": (two.incident.handle, "reject", {}),
        "its incident by id": (two.incident.id, "accept", {}),
        "a merge with its claim": (gone[0], "merge", {"patch": {"keys": sorted([gone[0], *kept])}}),
        "a split from its claim": (kept[0], "split", {"patch": {"keys": [kept[0]], "from": sorted([gone[1], kept[1]])}}),
        "a reason that tells, elsewhere": (kept[0], "accept", {}),
        "words that tell in a patch": (two.staying.id, "describe", {"because": "seen", "patch": {"title": SEEN_BY}}),
    }  # fmt: skip


def test_no_way_to_touch_it_keeps_a_reason(two, tmp_path):
    for key, verdict, fields in _places(two).values():
        made = two.decide(key, verdict, **fields)
        two.decide(made.id, "undo", because=f"{SEEN_BY}, after all")
    two.expunge()
    assert {decision.because for decision in two.store.decisions()} == {BLANK}
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"Oduya" in path.read_bytes()]
    assert list(verify(two.store)) == []


def test_judgements_on_what_stays_stand_on_without_their_reason(two):
    keys = [claim.key for claim in two.kept]
    merged = two.decide(two.gone[0].key, "merge", patch={"keys": sorted([two.gone[0].key, *keys])})
    two.decide(two.incident.handle, "reject")
    two.decide(two.gone[1].key, "reject")
    two.decide(two.other.handle, "reject", because="a doublet")
    two.expunge()
    by_target = {decision.target.key: decision for decision in two.store.decisions()}
    assert by_target[two.incident.handle].verdict == "reject"
    [merge] = [item for item in two.store.decisions() if item.verdict == "merge"]
    assert (merge.patch, merge.by, merge.at) == ({"keys": sorted(keys)}, merged.by, merged.at)
    assert merge.in_place_of == merged.id
    assert by_target[two.other.handle].because == "a doublet"
    assert two.gone[1].key not in by_target


@pytest.mark.parametrize("order", [("accept", "reject"), ("reject", "accept"), ("accept", "reject", "accept")])
def test_of_two_judgements_the_later_still_counts(two, order):
    for number, verdict in enumerate(order):
        two.decide(two.kept[0].key, verdict, because=SEEN_BY if number == 0 else "seen again")
    two.expunge()
    expected = {"accept": "accepted", "reject": "rejected"}[order[-1]]
    assert judgements(two.store.decisions())[two.kept[0].key].status == expected


def test_what_was_undone_stays_undone_and_a_second_expunging_changes_nothing(two):
    first = two.decide(two.incident.handle, "reject")
    two.decide(first.id, "undo", because="no word of it")
    two.expunge()
    assert standing(two.store.decisions()) == ()
    after = two.store.decisions()
    two.expunge()
    assert two.store.decisions() == after


def test_the_place_survives_a_second_document(two, case):
    """A reason blanked once is blanked again with the next document, and the order of judgements is still the first one."""
    two.decide(two.incident.handle, "reject")
    two.decide(two.incident.handle, "accept", because="because of the rest")
    two.expunge()
    assert judgements(two.store.decisions())[two.incident.handle].status == "accepted"
    more = replace(two.staying, id="doc_" + "0" * 24, object_sha256="1" * 64)
    with case.writer(two.store, "collected") as batch:
        batch.put(more)
    expunge(two.store, more.id, Occasion("expunged", "ana", case.at, {"because": "x"}), lambda text: text == BLANK)
    assert judgements(two.store.decisions())[two.incident.handle].status == "accepted"
    assert list(verify(two.store)) == []
