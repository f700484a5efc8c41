"""Names of a text by what is asked of them, so that no question walks through all of them again."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from servanda.extract.names.mentions import Mention

T = TypeVar("T")
MOST: Final = 50  # names that may be meant; where more fit, nobody is helped by them


class Firsts:
    """Different names, each with the offset from which on it is known, in the order of the text."""

    def __init__(self, named: Iterable[tuple[int, str]]) -> None:
        first: dict[str, int] = {}
        for offset, name in named:
            first.setdefault(name, offset)
        self._names = tuple(first)
        self._offsets = tuple(first.values())

    def before(self, offset: int) -> tuple[str, ...]:
        """Return the names known from an offset before or at ``offset``."""
        return self._names[: min(bisect_right(self._offsets, offset), MOST)]

    @property
    def all(self) -> tuple[str, ...]:
        """Return all names."""
        return self._names[:MOST]


class Once:
    """What is worked out once for a whole text."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` made when ``key`` was first asked for."""
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found


class NameIndex:
    """The mentions of a text, in text order, by kind and by words."""

    def __init__(self, mentions: Sequence[Mention], section_at: Callable[[int], int]) -> None:
        self._persons = tuple(mention for mention in mentions if mention.type == "person")
        self._ends = tuple(mention.end for mention in self._persons)
        full: dict[str, list[tuple[int, str]]] = {}
        bodies: dict[tuple[str, int], list[Mention]] = {}
        sections: dict[int, list[Mention]] = {}
        for mention in mentions:
            words, section = mention.words, section_at(mention.start)
            sections.setdefault(section, []).append(mention)
            if len(words) > 1 and mention.type == "person":
                for word in dict.fromkeys(words):
                    full.setdefault(word, []).append((mention.start, mention.text))
            elif len(words) > 1 and mention.type == "organisation":
                bodies.setdefault((words[-1].lower(), section), []).append(mention)
        self.sections = {section: tuple(named) for section, named in sections.items()}
        self.full_names = frozenset(text for named in full.values() for _, text in named)
        self._full = {word: Firsts(named) for word, named in full.items()}
        self._bodies = {word: (tuple(one.start for one in named), named) for word, named in bodies.items()}

    def persons_before(self, offset: int, most: int) -> Sequence[Mention]:
        """Return the last persons named before an offset."""
        place = bisect_right(self._ends, offset)
        return self._persons[max(0, place - most) : place]

    def full_names_with(self, mention: Mention) -> tuple[str, ...]:
        """Return the full names of persons of which a mention is a word: those introduced before it, else those after it."""
        found = self._full.get(mention.text)
        return (found.before(mention.start - 1) or found.all) if found is not None else ()

    def body_before(self, word: str, offset: int, section: int) -> str | None:
        """Return the last full name of a body before an offset in a section that ends in a word."""
        starts, named = self._bodies.get((word, section), ((), []))
        place = bisect_left(starts, offset)
        return named[place - 1].text if place else None


def few(names: Iterable[str]) -> tuple[str, ...]:
    """Return different names, no more than anybody would look at."""
    return tuple(islice(dict.fromkeys(names), MOST))
