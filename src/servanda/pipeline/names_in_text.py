"""Names in a text: which words in a row may be one, and whether a place or a body that is known stands there."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from servanda.model.claims import Claim
from servanda.model.documents import DocumentText
from servanda.model.spans import Span
from servanda.reference.protection import ProtectionWords
from servanda.text.date_words import MONTHS, WEEKDAYS
from servanda.text.numbers import TENS, UNITS
from servanda.text.patterns import regex
from servanda.text.redaction import Word, words_of

_BESIDE: Final = regex(r"[\s,(–—-]{1,3}")
_IN_A_NAME: Final = regex(r"[\s\-’']")
_N_WITHOUT_CAPITALS: Final = 3
DATES: Final = frozenset({*MONTHS, *WEEKDAYS})
"""Words of dates in small letters: they stand in capitals, and are no names."""
_NUMBERS: Final = frozenset({*UNITS, *TENS})
Known = Callable[[str], frozenset[str]]
"""Gives for a name the types (person, organisation ...) of those whom the registry knows by it."""


class Run(NamedTuple):
    """A name in a text, words ``first`` to ``last`` (both included)."""

    first: int
    last: int


def folded(word: Word) -> str:
    """Return a word in small letters."""
    return word.letters.casefold()


class NamesInText:
    """The names of one text, with the claims read in it and what is known of words and names."""

    def __init__(self, text: DocumentText, claims: Sequence[Claim], known: tuple[ProtectionWords, Known]) -> None:
        self._text, self._claims, (self._known, self._known_as) = text, claims, known
        self._words = words_of(text.text)

    def _run_at(self, first: int, before: int) -> Run | None:
        """Return the name that begins with a word, next to the word ``before`` it but for commas, blanks and a number."""
        if first >= len(self._words):
            return None
        gap = self._text.text[self._words[before].end : self._words[first].start]
        if len(gap) > 8 or any(letter in ".;:!?\n" for letter in gap):  # noqa: PLR2004 - "), 12, "
            return None
        word = self._words[first]
        if word.letters[0].islower() or not self._may_be_name(word):
            return None
        run = self._longest(first)
        return None if self._is_no_person(run) else run

    def _may_be_name(self, word: Word) -> bool:
        known = self._known
        return folded(word) not in {*DATES, *_NUMBERS, *known.ends, *known.joining, *known.pronouns, *known.articles}

    def _longest(self, first: int) -> Run:
        has_capitals = self._words[first].letters[0].isupper()
        last = first
        for index in range(first + 1, len(self._words)):
            if not self._goes_on(index, last, has_capitals=has_capitals) or (
                not has_capitals and index - first >= _N_WITHOUT_CAPITALS
            ):
                break
            last = index
        while last > first and folded(self._words[last]) in self._known.particles:
            last -= 1
        return Run(first, last)

    def _goes_on(self, index: int, last: int, *, has_capitals: bool) -> bool:
        word = self._words[index]
        if not _IN_A_NAME.fullmatch(self._text.text, self._words[last].end, word.start):
            return False
        small = folded(word)
        is_particle = small in self._known.particles
        if has_capitals:
            return (word.letters[0].isupper() and small not in DATES) or is_particle
        return small not in self._known.ends

    def _is_next(self, one: int, other: int) -> bool:
        return bool(_BESIDE.fullmatch(self._text.text, self._words[one].end, self._words[other].start))

    def _ending(self, last: int) -> Run | None:
        """Return the name that ends with a word; ``None`` where it is no name."""
        if not (self._words[last].letters[0].isupper() and self._may_be_name(self._words[last])):
            return None
        first = last
        while first and self._goes_on(first, first - 1, has_capitals=True) and self._is_of_name(first - 1):
            first -= 1
        while first < last and not self._words[first].letters[0].isupper():
            first += 1
        run = Run(first, last)
        return None if self._is_no_person(run) else run

    def _is_of_name(self, index: int) -> bool:
        word = self._words[index]
        return (word.letters[0].isupper() and folded(word) not in DATES) or folded(word) in self._known.particles

    def _is_no_person(self, run: Run) -> bool:
        """Tell whether a place or a body that is known stands there."""
        start, end = self._words[run.first].start, self._words[run.last].end
        return self._is_body(run) or any(
            mention.start <= start and end <= mention.end for mention in self._known_mentions
        )

    def _is_body(self, run: Run) -> bool:
        """Tell whether the registry knows a body by that name, and no person."""
        types = self._known_as(self._name_of(run))
        return bool(types) and "person" not in types

    @cached_property
    def _known_mentions(self) -> list[Span]:
        """Where places and bodies stand that gazetteer and registry know."""
        found: list[Span] = []
        for claim in self._claims:
            places = (one for one in getattr(claim, "places", ()) if one.place_id)
            bodies = (one for one in getattr(claim, "participants", ()) if one.entity_id and one.type != "person")
            found += (one.mention for one in (*places, *bodies) if one.mention)
        return found

    def _name_of(self, run: Run) -> str:
        return self._text.text[self._words[run.first].start : self._words[run.last].end]
