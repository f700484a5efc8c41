"""Sentences in other languages as words with offsets, and what words alone can tell: counts, harm, dates, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from servanda.model.claims import Effect
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.reference.lexicon_foreign import ForeignLanguage, bare, fits
from servanda.text.numbers import FoundNumber, read_numbers
from servanda.text.patterns import regex
from servanda.text.times import read_times

_SENTENCE: Final = regex(r"[^.!?؟؛;\n]+(?:[.](?=\d)[^.!?؟؛;\n]+)*")
_TOKEN: Final = regex(r"\d+(?:[.,]\d{3})*|[^\W\d_][^\W\d_\u064b-\u0652]*(?:[\u064b-\u0652'][^\W\d_]*)*")
_YEARS: Final = range(1900, 2100)
_NEAR: Final = 4  # words between a count and the word of harm
_DAYS_OF_A_MONTH: Final = 31
_LONGEST_QUALIFIER: Final = 4
_BEHIND: Final = "at least"


class Word(NamedTuple):
    """A word at ``[start, end)`` of the frozen text."""

    start: int
    end: int
    text: str


class Count(NamedTuple):
    """Persons harmed, read as the English words that say the same; bounds from what qualifies the count to the word of harm."""

    effect: Effect
    number: FoundNumber
    start: int
    end: int


class Numeral(NamedTuple):
    """A number with what qualifies it, from word ``first`` to word ``last``."""

    number: FoundNumber
    first: int
    last: int


@dataclass(frozen=True)
class Sentence:
    """One sentence of a language that no parser reads; offsets are those of the frozen text."""

    start: int
    text: str
    language: str
    words_of: ForeignLanguage

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, a French article before an apostrophe by itself."""
        text = self.text.replace("'", " ") if self.language == "fr" else self.text
        return tuple(Word(self.start + m.start(), self.start + m.end(), m[0]) for m in _TOKEN.finditer(text))

    def is_doubtful(self) -> bool:
        """Tell whether a negation, condition, modal or denial stands anywhere: then nothing is said to have happened."""
        said = (words for forms in self.words_of.counted.values() for words in forms)
        longest_first = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
        counted = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")  # "no fewer than" denies nothing
        words = _TOKEN.findall(counted.sub(" ", self.text.lower().replace("'", " ")))
        return any(fits(word, self.words_of.doubtful) for word in words)

    def attack(self) -> tuple[Word, str | None] | None:
        """Return the first word of an attack, and the first mode that any word of the sentence tells."""
        found: list[tuple[Word, str]] = [
            (word, mode)
            for word in self.words
            for mode, forms in self.words_of.attacks.items()
            if fits(word.text, forms)
        ]
        modes = [mode for _, mode in found if mode != "any"]
        return (found[0][0], modes[0] if modes else None) if found else None

    def counts(self) -> Iterator[Count]:
        """Yield what the words of harm count: each the nearest number that is nearer to no other, in text order."""
        numerals = self._numerals
        pairs = sorted(
            (distance, place, other)
            for place in self._harms
            for other, numeral in numerals.items()
            if 0 < (distance := place - other if other < place else numeral.first - place) <= _NEAR
            and self._clear(place, other)
        )
        taken: dict[int, int] = {}
        for _, place, other in pairs:
            if place not in taken and other not in taken.values():
                taken[place] = other
        for place, other in sorted(taken.items()):
            found = numerals[other]
            first, last = min(place, found.first), max(place, found.last)
            yield Count(self._harms[place], found.number, self.words[first].start, self.words[last].end)

    def time(self, published: date | None) -> TimeInterval:
        """Return the first date stated; a day without a year only where the publication date tells the year."""
        if self.language == "ar":
            found = (item for item in read_times(self.text, published) if item.day and item.day.since)
            first = next(found, None)
            if first is not None:
                return first.interval()
        stated = ((day, _day_of(day, published)) for _, day in self._dated())
        return next((_interval(said, day) for said, day in stated if day is not None), UNKNOWN_TIME)

    @cached_property
    def _harms(self) -> dict[int, Effect]:
        """Words of harm by their place."""
        return {
            place: effect
            for place, word in enumerate(self.words)
            for effect, forms in self.words_of.harms.items()
            if any(fits(form, forms) for form in self.forms(word.text))
        }

    @cached_property
    def _numerals(self) -> dict[int, Numeral]:
        """Numbers by their place, read together with what qualifies them; those of dates and attacks left out."""
        passed_over = self._of_attacks | {number for number, _ in self._dated()}
        found = {}
        for place in range(len(self.words)):
            value = None if place in passed_over else self._number(place)
            if value:
                qualifier, first, last = self._qualifier(place)
                [number] = read_numbers(f"{qualifier} {value}")
                found[place] = Numeral(number, first, last)
        return found

    @cached_property
    def _of_attacks(self) -> set[int]:
        """Places right before a word of attack: "dans un bombardement" counts no people."""
        attacks = self.words_of.attacks.values()
        return {place - 1 for place, word in enumerate(self.words) if any(fits(word.text, forms) for forms in attacks)}

    def forms(self, word: str) -> tuple[str, ...]:
        """Return a word, and without a letter that is written together with it."""
        letters = (one for one in self.words_of.prefixes if word.startswith(one) and len(word) > len(one) + 2)
        return (word, *(word.removeprefix(one) for one in letters))

    def _clear(self, place: int, other: int) -> bool:
        """Tell whether no other word of harm, and no comma, stands between a word of harm and a number."""
        first, last = sorted((place, other))
        between = self.text[self.words[first].end - self.start : self.words[last].start - self.start]
        return not self._harms.keys() & set(range(first + 1, last)) and not {",", "،"} & set(between)

    def _number(self, place: int) -> str | None:
        """Return the number at a word in English: digits, or the word that means as little ("dozens")."""
        word = self.words[place].text
        digits = re.sub(r"[.,]", "", word)
        if digits.isdigit():
            return str(int(digits))
        said = {**self.words_of.numbers, **self.words_of.indefinite}
        known = {bare(name): str(value) for name, value in said.items()}
        return next((known[bare(form)] for form in self.forms(word) if bare(form) in known), None)

    def _qualifier(self, place: int) -> tuple[str, int, int]:
        """Return what qualifies a number, in English, and the first and last word of number and qualifier together.

        It stands right before the number; "at least" may also stand a few words behind it, before any other number.
        """
        meant = {tuple(bare(words).split()): name for name, forms in self.words_of.counted.items() for words in forms}
        for length in range(_LONGEST_QUALIFIER, 0, -1):
            since = place - length
            if since >= 0 and (name := self._meant(since, length, meant)):
                return name, since, place
        for since in range(place + 1, min(place + _NEAR, len(self.words))):
            if self._number(since):
                break
            for length in range(_LONGEST_QUALIFIER, 0, -1):
                if self._meant(since, length, meant) == _BEHIND:
                    return _BEHIND, place, since + length - 1
        return "", place, place

    def _meant(self, since: int, length: int, meant: dict[tuple[str, ...], str]) -> str | None:
        """Return what the words of a stretch say of a count; a letter written together with the first is no part of it."""
        first, *rest = (word.text for word in self.words[since : since + length])
        tail = tuple(bare(word) for word in rest)
        return next((meant[key] for form in self.forms(first) if (key := (bare(form), *tail)) in meant), None)

    def _dated(self) -> Iterator[tuple[int, tuple[int, int, int | None]]]:
        """Yield day, month and year (or ``None``) of dates such as "15 марта 2031", with the place of each of their numbers."""
        for place in range(1, len(self.words)):
            month, day = self._month(place), self.words[place - 1].text
            if month is None or not day.isdigit() or not 1 <= int(day) <= _DAYS_OF_A_MONTH:
                continue
            year = self._year(place + 1)
            yield place - 1, (int(day), month, year)
            if year is not None:
                yield place + 1, (int(day), month, year)

    def _month(self, place: int) -> int | None:
        """Return the number of the month that a word names."""
        word = self.words[place].text
        return next((n for n, form in enumerate(self.words_of.months, start=1) if fits(word, (form,))), None)

    def _year(self, place: int) -> int | None:
        """Return the year at a word, if one stands there."""
        word = self.words[place].text if place < len(self.words) else ""
        return int(word) if word.isdigit() and int(word) in _YEARS else None


def sentences(plain: str, bounds: tuple[int, int], language: str, words: ForeignLanguage) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph."""
    for match in _SENTENCE.finditer(plain, *bounds):
        if match[0].strip():
            yield Sentence(match.start(), match[0], language, words)


def _day_of(said: tuple[int, int, int | None], published: date | None) -> date | None:
    """Return the day of a date; one without a year is the last such day up to the day of publication, if that is known."""
    day, month, year = said
    if year is None and published is None:
        return None
    if year is None and published is not None:
        year = published.year - ((month, day) > (published.month, published.day))
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None


def _interval(said: tuple[int, int, int | None], day: date) -> TimeInterval:
    basis = "the last such day before publication" if said[2] is None else "stated"
    after = (day + timedelta(days=1)).isoformat()
    return TimeInterval(start=day.isoformat(), end=after, precision="day", basis=basis)
