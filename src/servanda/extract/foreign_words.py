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
from servanda.text.times import read_times

_SENTENCE: Final = re.compile(r"[^.!?؟؛;\n]+(?:[.](?=\d)[^.!?؟؛;\n]+)*")
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d{3})*|[^\W\d_][^\W\d_\u064b-\u0652]*(?:[\u064b-\u0652'][^\W\d_]*)*")
_YEARS: Final = range(1900, 2100)
_NEAR: Final = 4  # words between a count and the word of harm
_DAYS_OF_A_MONTH: Final = 31


class Word(NamedTuple):
    """A word at ``[start, end)`` of the frozen text."""

    start: int
    end: int
    text: str


class Count(NamedTuple):
    """Persons harmed: bounds from the count to the word of harm."""

    effect: Effect
    minimum: int
    maximum: int | None
    start: int
    end: int


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
        counted = re.compile("|".join(map(re.escape, self.words_of.at_least)))  # "no fewer than" denies nothing
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
        dates = {number for number, _ in self._dated()}
        pairs = sorted(
            (abs(other - place), place, other)
            for place in self._harms
            for other in range(max(0, place - _NEAR), min(len(self.words), place + _NEAR + 1))
            if other not in dates | self._of_attacks and self._number(other) is not None and self._clear(place, other)
        )
        taken: dict[int, int] = {}
        for _, place, other in pairs:
            if place not in taken and other not in taken.values():
                taken[place] = other
        for place, other in sorted(taken.items()):
            value = self._number(other) or 0
            first, last = sorted((place, other))
            most = None if self._is_minimum(other) else value
            yield Count(self._harms[place], value, most, self.words[first].start, self.words[last].end)

    def time(self, published: date | None) -> TimeInterval:
        """Return the first date stated; a day without a year only where the publication date tells the year."""
        found = (
            [item for item in read_times(self.text, published) if item.day and item.day.since]
            if self.language == "ar"
            else []
        )
        if found:
            return found[0].interval()
        for _, (day, month, year) in self._dated():
            if year is None and published is None:
                continue
            try:
                stated = date(year or _last_year(day, month, published), month, day)
            except ValueError:
                continue
            basis = "stated" if year else "the last such day before publication"
            after = (stated + timedelta(days=1)).isoformat()
            return TimeInterval(start=stated.isoformat(), end=after, precision="day", basis=basis)
        return UNKNOWN_TIME

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

    def _number(self, place: int) -> int | None:
        word = self.words[place].text
        digits = re.sub(r"[.,]", "", word)
        if digits.isdigit():
            return int(digits)
        known = {bare(name): value for name, value in self.words_of.numbers.items()}
        return next((known[bare(form)] for form in self.forms(word) if bare(form) in known), None)

    def _is_minimum(self, place: int) -> bool:
        before = self.text[: self.words[place].start - self.start].lower().rstrip()
        near = self.text[self.words[place].end - self.start :].lower().split()[:_NEAR]
        behind = " ".join(near)
        return any(before.endswith(words) or words in behind for words in self.words_of.at_least)

    def _dated(self) -> Iterator[tuple[int, tuple[int, int, int | None]]]:
        """Yield day, month and year (or ``None``) of dates such as "15 марта 2031", with the place of each of their numbers."""
        for place, word in enumerate(self.words[1:], start=1):
            month = next((n for n, form in enumerate(self.words_of.months, start=1) if fits(word.text, (form,))), None)
            day = self.words[place - 1].text
            if month is None or not day.isdigit() or not 1 <= int(day) <= _DAYS_OF_A_MONTH:
                continue
            following = self.words[place + 1].text if place + 1 < len(self.words) else ""
            year = int(following) if following.isdigit() and int(following) in _YEARS else None
            yield place - 1, (int(day), month, year)
            if year is not None:
                yield place + 1, (int(day), month, year)


def sentences(plain: str, bounds: tuple[int, int], language: str, words: ForeignLanguage) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph."""
    for match in _SENTENCE.finditer(plain, *bounds):
        if match[0].strip():
            yield Sentence(match.start(), match[0], language, words)


def _last_year(day: int, month: int, published: date | None) -> int:
    """Return the year of the last such day up to the day of publication."""
    if published is None:
        raise ValueError(day)
    return published.year if (month, day) <= (published.month, published.day) else published.year - 1
