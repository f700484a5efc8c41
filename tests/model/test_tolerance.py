"""Fields that nobody knows are left out and named, at every depth."""

import pytest

from servanda.model.claims import Claim, EventClaim
from servanda.model.codec import decode, encode, to_plain
from servanda.model.incidents import Incident, IncidentActor, IncidentPlace, PartyLink
from servanda.model.tolerance import without_unknown

ACTOR = IncidentActor(
    entity_id="a", name="A", stance="alleged", claims=("c",), link_to_party=PartyLink(party="p", type="member")
)
INCIDENT = Incident(
    id="inc_1", kind="ASSAULT", members=("c",), n_documents=1, n_independent_origins=1, credibility="3",
    place=IncidentPlace(name="Osk"), actors=(ACTOR, ACTOR),
)  # fmt: skip


def paths(value, path=()):
    """Yield the path of every object in plain values."""
    if isinstance(value, dict):
        yield path
        for name, item in value.items():
            yield from paths(item, (*path, name))
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from paths(item, (*path, place))


def at(value, path):
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("path", list(paths(to_plain(INCIDENT))))
def test_an_unknown_field_anywhere_is_left_out_and_named(path) -> None:
    row = decode(encode(INCIDENT), dict)
    at(row, path)["mood"] = {"dark": [1]}
    known, unknown = without_unknown(row, Incident)
    assert decode(encode(known), Incident) == INCIDENT
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in (*path, "mood"))
    assert unknown == (written.removeprefix("."),)


def test_values_of_another_form_are_left_for_the_strict_reader_to_refuse() -> None:
    row = {"place": None, "actors": "nobody", "members": [{"x": 1}], "composition": {"groups": {"a": None}}}
    assert without_unknown(row, Incident) == (row, ())


def test_of_a_union_the_kind_is_told_by_its_tag() -> None:
    row = {"kind": "event", "mood": 1, "places": [{"name": "Osk", "mood": 2}]}
    for kind in (Claim, EventClaim):
        known, unknown = without_unknown(row, kind)
        assert known == {"kind": "event", "places": [{"name": "Osk"}]}
        assert unknown == ("mood", "places[0].mood")
