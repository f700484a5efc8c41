"""Words by which reports say of which sex somebody is and whether a member of a party (``data/persons.yaml``)."""

from functools import cache

from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.shipped import DATA


class PersonWords(Record, frozen=True, kw_only=True):
    """Words in small letters by what they say: ``sex`` (female, male) and ``status`` (civilian, member_of_party)."""

    version: str
    sex: dict[str, tuple[str, ...]]
    status: dict[str, tuple[str, ...]]


@cache
def person_words() -> PersonWords:
    """Return the shipped words."""
    from ruamel.yaml import YAML

    plain = YAML(typ="safe").load((DATA / "persons.yaml").read_text(encoding="utf-8"))
    read: PersonWords = from_plain(plain, PersonWords)
    return read
