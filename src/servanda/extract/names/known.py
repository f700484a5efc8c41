"""What the registry and the gazetteer know of a name: its type. Knowledge beats context, and context the model's label."""

from collections.abc import Callable, Mapping
from typing import Final

from servanda.model.parties import ParticipantType
from servanda.reference import Reference

TypeOf = Callable[[str], ParticipantType | None]
BODIES: Final[Mapping[str, ParticipantType]] = {
    "person": "person",
    "state": "group",
    "guarantor": "group",
    "armed_forces": "group",
    "armed_group": "group",
    "opposition": "organisation",
    "un_body": "organisation",
    "international": "organisation",
    "ngo": "organisation",
    "media": "organisation",
    "ministry": "organisation",
    "office": "organisation",
}
_PLACE_WORDS: Final = 3


def known_types(reference: Reference) -> TypeOf:
    """Return a function that gives the type of a registered actor, or ``group`` for a place in scope acting as one.

    ``None`` where nobody knows the name; spelling variants count only where they are sure.
    """

    def type_of(name: str) -> ParticipantType | None:
        types = {
            BODIES.get(actor.type, "other") for actor in reference.actors.known_as(name, reference.config.countries)
        }
        if len(types) == 1:
            return types.pop()
        if reference.config.countries and len(name.split()) <= _PLACE_WORDS and reference.gazetteer.knows(name):
            return "group"
        return None

    return type_of


def nothing_known(name: str) -> ParticipantType | None:
    """Know no name: for texts read without a registry."""
    del name
    return None
