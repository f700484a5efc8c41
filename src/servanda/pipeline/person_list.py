"""Persons as rows of a list, and how many they are."""

from collections.abc import Iterable, Iterator
from typing import Any

from servanda.model.incidents import Incident
from servanda.pipeline.persons import People, Person


def person_rows(found: People) -> list[dict[str, Any]]:
    """Return a row for each person."""
    return [_row(one, found.near(one)) for one in found.persons]


def range_words(found: People) -> Iterator[str]:
    """Yield for each effect how many persons it is said of: a range while it is open whether some are one."""
    for effect in sorted({effect for one in found.persons for effect in one.effects}):
        low, high = found.range_of(effect)
        yield f"{effect}: {low}" if low == high else f"{effect}: {low} to {high}"


def _row(person: Person, near: Iterable[str]) -> dict[str, Any]:
    of = person.mentions
    return {
        "id": person.id,
        "names": "; ".join(person.names),
        "effects": ", ".join(sorted(person.effects)),
        "age": person.value("age"),
        "sex": person.value("sex"),
        "status": person.value("status"),
        "circumstances": _each((circumstances(one.incident) for one in of), "; "),
        "days": _each(one.incident.time.start for one in of),
        "incidents": _each(one.incident.handle or one.incident.id for one in of),
        "origins": len({one.origin for one in of} - {None}),
        "claims": _each(one.claim for one in of),
        "may be": _each(near),
    }


def _each(words: Iterable[str | None], between: str = ", ") -> str | None:
    return between.join(sorted({word for word in words if word})) or None


def circumstances(incident: Incident) -> str:
    """Return an incident in a few words: "assault, aerial, Nyala"."""
    act = f"{incident.kind.lower()}{f', {incident.mode}' if incident.mode else ''}"
    return ", ".join((act, *incident.place_names))
