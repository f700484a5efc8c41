"""The short forms that a file may use, written out as the records have them."""

from typing import Any, Final

from servanda.model.agreements import Sourcing
from servanda.text.suggesting import meant, near

ACTS: Final = ("plover", "prevent", "withdraw", "presence", "obstruct", "overflight", "perform")
_OBJECTS: Final = frozenset(ACTS[2:])


class ShortFormError(ValueError):
    """A short form that means nothing; the message says which ones do."""


def name_of(value: Any) -> Any:
    """``Idlib agreement`` is ``{name: Idlib agreement}``."""
    return {"name": value} if isinstance(value, str) else value


def succession(value: Any) -> list[Any]:
    """``supersedes: other`` is a list of one; an item may carry ``from``."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [{"agreement": item} if isinstance(item, str) else item for item in items]


def listed(value: Any) -> list[Any]:
    """A single thing is a list of one; null is none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def zone_versions(value: Any, depth: Sourcing | None) -> list[Any]:
    """One map is a list of one. A disputed depth is a rival version: inside is true only where all contain the place."""
    versions = listed(value)
    if depth and len(versions) == 1 and isinstance(versions[0], dict):
        others = [other for other in depth.disputed if isinstance(other.value, list)]
        versions = [*versions, *({**versions[0], "depth_km": other.value, "by": other.source} for other in others)]
    return versions


def binds(value: Any) -> dict[str, Any]:
    """``[russia]``, ``russia``, ``{class: conflicting_party}`` or ``{actors: [...], class: ...}``."""
    match value:
        case str() | list():
            return {"actors": listed(value)}
        case dict() if value and value.keys() <= {"actors", "class"}:
            return {"actors": listed(value.get("actors")), "classes": listed(value.get("class"))}
        case _:
            raise ShortFormError("write binds as a list of actor ids, or as {class: NAME}")


def proviso(value: Any) -> Any:
    """``rain falls`` is ``{words: rain falls}``."""
    return {"words": value} if isinstance(value, str) else value


def act(value: Any) -> tuple[dict[str, Any], str | None]:
    """Return an act written out, and the zone that stands inside it (``in``), if any."""
    if not isinstance(value, dict):
        raise ShortFormError(f"write an act as a mapping with one of: {', '.join(ACTS)}")
    named = [verb for verb in ACTS if verb in value]
    if len(named) != 1:
        hints = [f"{word!r}: {meant(word, ACTS)}" for word in value if not named and near(word, ACTS)]
        raise ShortFormError(
            f"an act has exactly one of: {', '.join(ACTS)}; this one has {', '.join(named) or 'none'}{'; '.join(('', *hints))}"
        )
    verb = named[0]
    if verb in _OBJECTS:
        written = {"kind": verb, "object": value[verb]}
    else:
        events = value if verb == "plover" else value["prevent"]
        written = {"kind": "event" if verb == "plover" else "prevent", **_events(events)}
    return {**written, "origin": value.get("from")}, value.get("in")


def act_fields() -> set[str]:
    """Return the field names that the act in a file may have."""
    return {"in", "from", "modes", *ACTS}


def _events(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not value.get("plover"):
        raise ShortFormError("name the events: {plover: [ASSAULT], modes: any}")
    modes = value.get("modes", "any")
    types = [item.upper() if isinstance(item, str) else item for item in listed(value["plover"])]
    return {"plover": types, "modes": [] if modes in ("any", None) else listed(modes)}
