"""Names of a text by what is asked of them, so that no question walks through all of them again."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from servanda.extract.names.mentions import Mention

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
_HYPHEN: Final = "-"
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
        self.sections = _grouped((section_at(mention.start), mention) for mention in mentions)
        long = [mention for mention in mentions if len(mention.words) > 1]
        self.full_names = frozenset(mention.text for mention in long if mention.type == "person")
        self._full = _full_names(long)
        self._bodies = _bodies(long, section_at)
        self._stumps = _stumps(mentions, section_at)

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

    def shortened(self, short: str, offset: int, section: int) -> str | None:
        """Return the one name before an offset in a section that a stump shortens: "the RM", "IO Forces"."""
        first, *rest = short.split()
        found = self._stumps.get((first, bool(rest), section)) if first.isupper() else None
        names = found.before(offset - 1) if found is not None else ()
        return names[0] if len(names) == 1 else None


def _stumps(mentions: Iterable[Mention], section_at: Callable[[int], int]) -> dict[tuple[str, bool, int], Firsts]:
    """Return the names of bodies by what may stand for them, and by whether a noun is behind it: initials, the end of an acronym."""
    stumps = (
        ((stump, ends, section_at(one.start)), one) for one in mentions for stump, ends in _stumps_of(one) if stump
    )
    return {key: Firsts((one.end, one.text) for one in named) for key, named in _grouped(stumps).items()}


def _stumps_of(mention: Mention) -> Iterable[tuple[str, bool]]:
    """Yield "RM" for the Ravine Militia, and for SLM-IO "IO" (with a noun behind it)."""
    if mention.type == "organisation" and len(mention.words) > 1:
        yield "".join(word[0] for word in mention.words if word[0].isupper()), False
    if mention.text.isupper() and len(mention.words) == 1:
        yield mention.text.partition(_HYPHEN)[2], True


def _full_names(mentions: Iterable[Mention]) -> dict[str, Firsts]:
    """Return the full names of persons by each of their words."""
    persons = (mention for mention in mentions if mention.type == "person")
    full = _grouped((word, mention) for mention in persons for word in dict.fromkeys(mention.words))
    return {word: Firsts((one.start, one.text) for one in named) for word, named in full.items()}


def _bodies(
    mentions: Iterable[Mention], section_at: Callable[[int], int]
) -> dict[tuple[str, int], tuple[tuple[int, ...], tuple[Mention, ...]]]:
    """Return where bodies are named by their full name, and these names, by last word and section."""
    named = (mention for mention in mentions if mention.type == "organisation")
    bodies = _grouped(((one.words[-1].lower(), section_at(one.start)), one) for one in named)
    return {key: (tuple(one.start for one in found), found) for key, found in bodies.items()}


def _grouped(keyed: Iterable[tuple[K, Mention]]) -> dict[K, tuple[Mention, ...]]:
    groups: dict[K, list[Mention]] = {}
    for key, mention in keyed:
        groups.setdefault(key, []).append(mention)
    return {key: tuple(named) for key, named in groups.items()}


def few(names: Iterable[str]) -> tuple[str, ...]:
    """Return different names, no more than anybody would look at."""
    return tuple(islice(dict.fromkeys(names), MOST))
