"""Words by which reports say of which sex somebody is and whether a member of a party (``data/persons.yaml``)."""

from functools import cache

from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.model.incidents import Status
from servanda.reference.shipped import DATA


class PersonWords(Record, frozen=True, kw_only=True):
    """Words in small letters by what they say: ``sex`` (female, male) and ``status`` (civilian, member_of_party).

    ``no_longer`` are words beside them by which somebody does not belong to a party now ("former").
    """

    version: str
    sex: dict[str, tuple[str, ...]]
    status: dict[str, tuple[str, ...]]
    no_longer: tuple[str, ...]


@cache
def person_words() -> PersonWords:
    """Return the shipped words."""
    from ruamel.yaml import YAML

    plain = YAML(typ="safe").load((DATA / "persons.yaml").read_text(encoding="utf-8"))
    read: PersonWords = from_plain(plain, PersonWords)
    return read


def said_status(name: str) -> Status | None:
    """Return whether the words for somebody ("over 350 militants") say civilian or member of a party; the last one is asked.

    Nobody is a fighter by belonging to one ("wives of soldiers"), nor by having been one.
    """
    words, known = name.casefold().split(), person_words()
    if not words or not set(known.no_longer).isdisjoint(words[:-1]):
        return None
    last = {words[-1], words[-1].removesuffix("s")}
    said = [value for value, listed in known.status.items() if not last.isdisjoint(listed)]
    return said[0] if len(said) == 1 else None  # type: ignore[return-value]
