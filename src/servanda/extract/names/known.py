"""What the registry and the gazetteer know of a name: its type. Knowledge beats context, and context the model's label."""

from collections.abc import Callable
from typing import Final

from servanda.model.parties import ParticipantType
from servanda.reference import Reference

TypeOf = Callable[[str], ParticipantType | None]
_PLACE_WORDS: Final = 3


def known_types(reference: Reference) -> TypeOf:
    """Return a function that gives the type of a registered actor, or ``group`` for a place in scope acting as one.

    ``None`` where nobody knows the name; spelling variants count only where they are sure.
    """

    def type_of(name: str) -> ParticipantType | None:
        known = reference.actors.known_as(name, reference.config.countries)
        types = {actor.participant_type for actor in known}
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
