"""The registry of actors: names in scripts, names by context, links by their weakest piece, mistakes named."""

from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.reference.actor_names import names_of
from servanda.reference.actors import Actor, ActorLink, ActorRegistry, ContextAlias, Office, load_actors

TYPES = {
    "state", "guarantor", "ministry", "office", "armed_forces", "armed_group", "opposition", "un_body", "international", "ngo", "media", "person",
}  # fmt: skip

ENTRIES = (
    Actor(
        id="norland",
        name="Norland",
        type="state",
        country="NL",
        classes=("state", "conflicting_party"),
        metonyms=("Norburg",),
    ),
    Actor(
        id="norland-army",
        name="Norland Armed Forces",
        type="armed_forces",
        country="NL",
        aliases=("NAF", "Norland army"),
        aliases_ar=("جيش نورلاند",),
        context_aliases=(ContextAlias(name="the army", countries=("NL",)),),
        part_of=(ActorLink(party="norland", link="commanded"),),
    ),
    Actor(
        id="river-guard",
        name="River Guard",
        type="armed_group",
        country="NL",
        part_of=(ActorLink(party="norland-army", link="supported", since="2015", until="2019-06"),),
        context_aliases=(
            ContextAlias(name="the guard", countries=("NL", "BE")),
            ContextAlias(name="the Watch", countries=("NL",)),
        ),
    ),
    Actor(id="basha-al-tamir", name="Basha al-Tamir", type="person", aliases=("President Tamir",)),
    Actor(id="mahan-al-tamir", name="Mahan al-Tamir", type="person"),
)
REGISTRY = ActorRegistry(ENTRIES)


def ids(name: str, *countries: str) -> list[str]:
    return [hit.actor.id for hit in REGISTRY.candidates(name, countries)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the Norland army", "norland-army"),
        ("Norland army's", "norland-army"),
        ("NAF", "norland-army"),
        ("جيش نورلاند", "norland-army"),
        ("Basha Al Tameer", "basha-al-tamir"),
        ("General Mahan Tamir", "mahan-al-tamir"),
    ],
)
def test_names_in_usual_forms(name: str, expected: str) -> None:
    assert ids(name) == [expected]


def test_abbreviations_are_meant_in_capitals_only() -> None:
    assert ids("naf") == []


def test_two_people_of_one_family_are_never_one() -> None:
    assert ids("Basha al-Tamir") == ["basha-al-tamir"]
    assert ids("Tamir") == []
    assert all(hit.stage == "fuzzy" and hit.score < 0.8 for hit in REGISTRY.suggestions("Bashan al-Tamir"))


def test_names_by_context_need_their_country() -> None:
    assert ids("the army") == []
    assert ids("the army", "NL") == ["norland-army"]
    assert ids("the guard", "BE") == ["river-guard"]
    assert ids("the Watch", "NL") == ["river-guard"]
    assert ids("the watch", "NL") == []
    assert [hit.stage for hit in REGISTRY.candidates("Norburg")] == ["metonym"]


def test_a_link_is_as_strong_as_its_weakest_piece_in_its_time() -> None:
    assert REGISTRY.link("norland", "norland") == "member"
    assert REGISTRY.link("norland-army", "norland") == "commanded"
    assert REGISTRY.link("river-guard", "norland") == "supported"
    assert REGISTRY.link("river-guard", "norland", on="2018-01-01") == "supported"
    assert REGISTRY.link("river-guard", "norland", on="2019-07-01") is None
    assert REGISTRY.link("norland", "river-guard") is None
    assert REGISTRY.link("nobody", "norland") is None


def test_classes() -> None:
    assert REGISTRY.classes("norland") == ("conflicting_party", "state")
    assert REGISTRY.classes("nobody") == ()


def test_a_listing_counts_by_list_and_date() -> None:
    shipped = load_actors()
    assert "designated_terrorist" in shipped.classes("isil", on="2019-01-01")
    assert "designated_terrorist" in shipped.classes("hts", on="2019-01-01")
    assert "designated_terrorist" not in shipped.classes("hts", on="2026-06-01")
    assert "designated_terrorist:united-states" in shipped.classes("hurras-al-din", on="2020-01-01")
    assert "designated_terrorist" not in shipped.classes("hurras-al-din")  # one state's list is not everybody's
    assert "designated_terrorist:united-states" not in shipped.classes("ansar-allah", on="2023-01-01")


def test_the_shipped_registry_loads_and_its_links_lead_somewhere() -> None:
    shipped = load_actors()
    assert shipped.warnings == ()
    missing = {link.party for actor in shipped.actors.values() for link in actor.part_of} - set(shipped.actors)
    assert missing == set()


def test_a_dossiers_entry_replaces_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("- {id: sohr, name: Other Observatory, type: ngo, mood: fair}\n", encoding="utf-8")
    registry = load_actors(path)
    assert [hit.actor.id for hit in registry.candidates("Other Observatory")] == ["sohr"]
    assert "field 'mood' is not known" in registry.warnings[0]
    assert registry.digest != load_actors().digest


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- {id: x, name: X, type: ngo, part_of: [{party: y, link: friend}]}\n", r"entry 1 \(x\).*part_of"),
        ("- {id: x, name: X, type: ngo}\n- {id: x, name: Y, type: ngo}\n", "'x' stands twice"),
        ("id: x\n", "a list of entries"),
        ("- [broken\n", "line 2"),
        ("- word\n", "entry 1: fields are expected"),
    ],
)
def test_a_mistake_names_file_and_entry(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_actors(path)


def test_names_written_with_capitals_need_one() -> None:
    shipped = load_actors()
    assert [hit.actor.id for hit in shipped.candidates("Southern Front")] == ["southern-front"]
    assert shipped.candidates("southern front") == ()


def test_who_holds_an_office_belongs_to_the_body_for_that_time() -> None:
    person = Actor(
        id="p", name="P Q", type="person", offices=(Office(office="envoy", organisation="norland", since="2015", until="2019"),)
    )  # fmt: skip
    registry = ActorRegistry((*ENTRIES, person))
    assert registry.link("p", "norland") == "member"
    assert registry.link("p", "norland", on="2020-01-01") is None


@pytest.fixture(scope="module")
def shipped() -> ActorRegistry:
    return load_actors()


def test_the_shipped_registry_is_broad_and_each_entry_says_how_it_was_checked(shipped: ActorRegistry) -> None:
    assert len(shipped.actors) >= 700
    assert {actor.type for actor in shipped.actors.values()} == TYPES
    unsourced = [actor.id for actor in shipped.actors.values() if not actor.source]
    assert unsourced == []
    claimed = [one.id for one in shipped.actors.values() if one.checked != "none" and one.source == "general knowledge"]
    assert claimed == []


def test_no_name_means_two_actors_everywhere(shipped: ActorRegistry) -> None:
    shared = {
        name: [hit.actor.id for hit in shipped.candidates(name)]
        for actor in shipped.actors.values()
        for name in names_of(actor)
        if len({hit.actor.id for hit in shipped.candidates(name) if hit.stage == "exact"}) > 1
    }
    assert shared == {}


def test_offices_and_listings_name_bodies_of_the_registry(shipped: ActorRegistry) -> None:
    offices = {office.organisation for actor in shipped.actors.values() for office in actor.offices}
    lists = {one.by for actor in shipped.actors.values() for one in actor.classes if not isinstance(one, str)}
    assert (offices | lists) - {None} <= set(shipped.actors)
    assert all(link.since is None or link.until is None or link.since <= link.until for actor in shipped.actors.values() for link in actor.part_of)  # fmt: skip
    assert all(one.since is None or one.until is None or one.since <= one.until for actor in shipped.actors.values() for one in actor.offices)  # fmt: skip


def test_every_outlet_has_an_owner_family(shipped: ActorRegistry) -> None:
    assert [actor.id for actor in shipped.actors.values() if actor.type == "media" and not actor.owner_family] == []


def test_names_are_folded_by_the_stages_that_are_asked():
    """Whoever finds all names as they are written pays for one stage of three."""
    registry = ActorRegistry(ENTRIES)
    assert registry.known_as("Norland")
    assert set(registry.names._by_stage) == {"exact"}
    assert not registry.candidates("Nobody at all")
    assert set(registry.names._by_stage) == {"exact", "article", "vowel"}
