"""Words by which a record says that somebody is a child, held, or a survivor of sexual violence (``data/protection.yaml``)."""

import re
from functools import cache, cached_property

from servanda.model.base import Record
from servanda.model.codec import from_plain
from servanda.reference.shipped import DATA


class _Language(Record, frozen=True, kw_only=True):
    language: str
    children: tuple[str, ...]
    captives: tuple[str, ...]
    taken: tuple[str, ...]
    survivors: tuple[str, ...]
    violated: tuple[str, ...]
    being: tuple[str, ...]
    ages: tuple[str, ...]
    young: tuple[str, ...]
    joining: tuple[str, ...]
    articles: tuple[str, ...]
    titles: tuple[str, ...]
    pronouns: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


class _File(Record, frozen=True, kw_only=True):
    version: str
    adult: int
    languages: tuple[_Language, ...]
    particles: tuple[str, ...]


class ProtectionWords:
    """The words of all languages together, in small letters.

    ``children``, ``captives`` and ``survivors`` are said of somebody beside the name; ``taken`` after a word of ``being``; ``violated`` in a sentence that
    tells of sexual violence. ``titles`` and ``particles`` are no part of a name alone; ``ends`` end a name in a script without capitals.
    """

    def __init__(self, file: _File) -> None:
        self.adult = file.adult
        self.particles = frozenset(file.particles)
        self._languages = file.languages

    def _all(self, name: str) -> frozenset[str]:
        return frozenset(word for one in self._languages for word in getattr(one, name))

    @cached_property
    def children(self) -> frozenset[str]:
        """Words for children."""
        return self._all("children")

    @cached_property
    def captives(self) -> frozenset[str]:
        """Words for people who are held."""
        return self._all("captives")

    @cached_property
    def taken(self) -> frozenset[str]:
        """What is said of somebody who was taken and is held."""
        return self._all("taken")

    @cached_property
    def survivors(self) -> frozenset[str]:
        """Words for survivors, in a sentence that tells of sexual violence."""
        return self._all("survivors")

    @cached_property
    def violated(self) -> frozenset[str]:
        """Words of sexual violence."""
        return self._all("violated")

    @cached_property
    def being(self) -> frozenset[str]:
        """Words between a name and what was done to whoever bears it."""
        return self._all("being")

    @cached_property
    def joining(self) -> frozenset[str]:
        """Words between two names of a list."""
        return self._all("joining")

    @cached_property
    def articles(self) -> frozenset[str]:
        """Articles before a word for a person."""
        return self._all("articles")

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles and callings before a name."""
        return self._all("titles")

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Words that stand for a name and are none."""
        return self._all("pronouns")

    @cached_property
    def ends(self) -> frozenset[str]:
        """Words that end a name where no capital letter shows its end."""
        return self._all("ends")

    @cached_property
    def ages(self) -> re.Pattern[str]:
        """An age in years: one of the groups holds the number."""
        return re.compile("|".join(part for one in self._languages for part in one.ages), re.IGNORECASE)

    @cached_property
    def young(self) -> re.Pattern[str]:
        """An age in words below that of adults, or in months, weeks or days."""
        return re.compile("|".join(part for one in self._languages for part in one.young), re.IGNORECASE)


@cache
def protection_words() -> ProtectionWords:
    """Return the shipped words."""
    from ruamel.yaml import YAML

    plain = YAML(typ="safe").load((DATA / "protection.yaml").read_text(encoding="utf-8"))
    return ProtectionWords(from_plain(plain, _File))
