"""Lasting names: incidents grow, merge, split, go away and come back."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from servanda.model.incidents import Handle
from servanda.store import Whose, open_store, verify
from servanda.store.handles import Grouping, assign


def _after(*steps: dict[str, str]) -> tuple[dict[str, str], dict[str, Handle]]:
    """Go through groupings (incident id -> letters, each the key of a claim); return the last names and all states."""
    states: dict[str, Handle] = {}
    names: dict[str, str] = {}
    for step in steps:
        groups = [Grouping(identity, frozenset(keys)) for identity, keys in step.items()]
        names, changed = assign(tuple(states.values()), groups)
        states |= {state.handle: state for state in changed}
        assert sorted(names) == sorted(step)
        assert len(set(names.values())) == len(names), "two incidents bear one name"
    return names, states


def test_first_names_are_given_in_the_order_of_the_incidents():
    assert _after({"x": "ab", "y": "c"})[0] == {"x": "INC-0001", "y": "INC-0002"}


def test_the_same_again_changes_nothing():
    _, states = _after({"x": "ab", "y": "c"})
    _, changed = assign(tuple(states.values()), [Grouping("x", frozenset("ab")), Grouping("y", frozenset("c"))])
    assert changed == ()


def test_a_handle_stays_when_its_incident_gains_and_loses_members():
    names, states = _after({"x": "ab"}, {"new": "z", "x2": "abc"}, {"x3": "bcd", "new": "z"})
    assert names == {"x3": "INC-0001", "new": "INC-0002"}
    assert states["INC-0001"].members == ("b", "c", "d")


def test_when_two_merge_the_older_stays_and_the_lineage_is_noted():
    names, states = _after({"x": "a", "y": "bcd"}, {"xy": "abcd"})
    assert names == {"xy": "INC-0001"}
    assert states["INC-0001"].lineage == ("INC-0002",)
    assert (states["INC-0002"].status, states["INC-0002"].into) == ("merged", "INC-0001")
    assert states["INC-0002"].members == ("b", "c", "d")


def test_when_one_splits_the_largest_part_keeps_the_handle():
    names, states = _after({"x": "abcde"}, {"small": "ab", "large": "cde"})
    assert names == {"large": "INC-0001", "small": "INC-0002"}
    assert states["INC-0002"].lineage == ("INC-0001",)


def test_a_merge_taken_back_gives_both_their_old_handles():
    names, states = _after({"x": "abc", "y": "de"}, {"xy": "abcde"}, {"x": "abc", "y": "de"})
    assert names == {"x": "INC-0001", "y": "INC-0002"}
    assert states["INC-0002"].status == "open"


@given(
    st.lists(
        st.dictionaries(st.sampled_from("pqrstu"), st.frozensets(st.sampled_from("abcdefgh"), min_size=1)),
        min_size=2,
        max_size=5,
    )
)
def test_incidents_that_are_as_they_were_need_not_be_looked_at(steps):
    """What is found by looking at those alone that changed is what is found by looking at all."""
    states: dict[str, Handle] = {}
    for step in steps:
        stored, groups = tuple(states.values()), [Grouping(*one) for one in step.items()]
        found = assign(stored, groups, {"a": "h", "b": "g"})
        with patch("servanda.store.handles._settled", lambda *_: {}):
            assert assign(stored, groups, {"a": "h", "b": "g"}) == found
        states |= {state.handle: state for state in found[1]}


def test_one_claim_that_tells_of_two_acts_keeps_both_handles_whatever_joins_them():
    """Claim k tells of the shelling of two towns; later one, then the other, gains a claim."""
    first = {"p": "k", "q": "ka"}
    assert _after(first, first)[0] == {"p": "INC-0001", "q": "INC-0002"}
    reversed_ids = {"q": "k", "p": "ka"}
    assert _after(reversed_ids, {**reversed_ids, "new": "z"})[0] == {
        "q": "INC-0001",
        "p": "INC-0002",
        "new": "INC-0003",
    }
    names, states = _after(first, {"p2": "kb", "q": "ka"}, {"p2": "kb", "q2": "kac"})
    assert names == {"p2": "INC-0001", "q2": "INC-0002"}
    assert all(state.status == "open" and not state.lineage for state in states.values())


def test_claims_that_go_retire_their_handle_and_revive_it_when_they_come_back():
    _, states = _after({"x": "ab"}, {"y": "c"})
    assert (states["INC-0001"].status, states["INC-0001"].members) == ("retired", ("a", "b"))
    names, states = _after({"x": "ab"}, {"y": "c"}, {"x": "ab", "y": "c"})
    assert names == {"x": "INC-0001", "y": "INC-0002"}
    assert states["INC-0001"].status == "open"


def test_the_order_of_the_incidents_does_not_matter_for_known_handles():
    _, states = _after({"x": "abc", "y": "de", "z": "f"})
    groups = [Grouping("1", frozenset("cd")), Grouping("2", frozenset("ab")), Grouping("3", frozenset("ef"))]
    assert assign(tuple(states.values()), groups)[0] == assign(tuple(states.values()), groups[::-1])[0]


def test_the_store_goes_by_keys_so_a_new_rule_version_keeps_the_handles(store, case, tmp_path):
    claims = case.fill(store, 3)
    layer = case.layer(case.document())
    with case.writer(store) as batch:
        first = tuple(batch.assign_handles(Whose([case.incident(claims[0]), case.incident(*claims[1:])])))
    assert [incident.handle for incident in first] == ["INC-0001", "INC-0002"]
    newer = [case.claim(layer, number, version="2") for number in range(3)]
    with case.writer(store) as batch:
        for claim in newer:
            batch.put(claim)
        second = tuple(batch.assign_handles(Whose([case.incident(*newer[1:]), case.incident(newer[0])])))
        for incident in second:
            batch.put(incident)
    assert [incident.handle for incident in second] == ["INC-0002", "INC-0001"]
    with open_store(tmp_path) as again:
        assert [state.handle for state in again.handles()] == ["INC-0001", "INC-0002"]
        assert again.find("INC-0002") == (second[0],)
        assert list(verify(again)) == []


def test_a_handle_merged_away_leads_to_the_incident_that_took_it_in(store, case):
    claims = case.fill(store, 3)
    for groups in ([claims[:1], claims[1:]], [claims]):
        with case.writer(store) as batch:
            for incident in batch.assign_handles(Whose([case.incident(*group) for group in groups])):
                batch.put(incident)
    (found,) = store.find("INC-0002")
    assert found.handle == "INC-0001"
