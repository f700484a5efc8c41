"""Whose an object is, and whether it is one of civilian life, is as said: by the word for it, never by the place where it stands."""

import pytest

from servanda.reference.person_words import is_civil_object, is_of_party

MILITARY = [
    "positions of the northern brigade", "two artillery positions", "a military convoy", "the army base near Osk", "mortar emplacements",
    "their barracks", "a trench line", "three tanks", "an ammunition depot", "a military airport",
]  # fmt: skip
CIVIL = [
    "a market", "two schools", "the only hospital of the valley", "houses in Osk", "a residential street", "crowded marketplaces",
    "churches", "the mosque", "apartment blocks", "a bakery in the old town", "residential areas of Osk",
]  # fmt: skip
NEITHER = [
    "the town", "a bus", "bridge", "rebel-held areas", "a military hospital", "houses used by fighters", "UN positions",
    "a former army base", "an office", "positions of the peacekeepers", "a checkpoint", "the power plant", "sites", "an abandoned school",
    "militants' houses", "a position of the monitoring mission", "headquarters", "",
]  # fmt: skip


@pytest.mark.parametrize("name", MILITARY)
def test_words_for_what_armed_forces_have(name: str) -> None:
    assert is_of_party(name)
    assert not is_civil_object(name)


@pytest.mark.parametrize("name", CIVIL)
def test_words_for_what_serves_civilian_life(name: str) -> None:
    assert is_civil_object(name)
    assert not is_of_party(name)


@pytest.mark.parametrize("name", NEITHER)
def test_what_may_be_either_is_neither(name: str) -> None:
    assert not is_civil_object(name)
    assert not is_of_party(name)


@pytest.mark.parametrize(
    "name", ["four members of the Red Band", "Red Band gatherings", "a Red Band convoy", "hideouts of the Red Band"]
)
def test_what_a_named_band_has_is_its_own_only_where_it_is_named(name: str) -> None:
    assert is_of_party(name, named=True)
    assert not is_of_party(name)


@pytest.mark.parametrize(
    "name",
    [
        "former members of the Red Band",
        "families of Red Band members",
        "a school of the Red Band",
        "captured members of the Red Band",
    ],
)
def test_relatives_and_former_members_are_none(name: str) -> None:
    assert not is_of_party(name, named=True)
