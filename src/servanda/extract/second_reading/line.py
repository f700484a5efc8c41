"""A sentence as a row of words, and what a word may be by its form alone."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.reference.lexicon import Lexicon

_WORD: Final = re.compile(r"\w+(?:[-.'’/&]\w+)*|\S")
_PAST: Final = "ed"
_GERUND: Final = "ing"
_PLURAL: Final = "s"
_MANNER: Final = "ly"
_CLOSING: Final = ")"


class Line(NamedTuple):
    """The words of a sentence: as they stand, in small letters, with their offsets. Words are told by their places in the row."""

    forms: tuple[str, ...]
    lowers: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Return the word that holds a character, or the one before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def stretch(self, first: int, behind: int) -> tuple[int, int]:
        """Return the offsets of the words ``[first, behind)``."""
        return self.starts[first], self.ends[behind - 1]


@lru_cache(maxsize=64)
def line_of(sentence: str) -> Line:
    """Return the words of a sentence; one sentence is asked for once an event."""
    found = tuple(_WORD.finditer(sentence))
    forms = tuple(one.group() for one in found)
    lowers = tuple(form.lower() for form in forms)
    return Line(forms, lowers, tuple(one.start() for one in found), tuple(one.end() for one in found))


class Forms(NamedTuple):
    """What words of a line may be, by the lists of `second_reading.yaml` and of the lexicon."""

    line: Line
    lexicon: Lexicon

    def is_mark(self, word: int) -> bool:
        """Tell whether it is no word: a comma, a dash, a bracket."""
        return not self.line.forms[word][0].isalnum()

    def is_gerund(self, word: int) -> bool:
        """Tell whether it ends in "ing"."""
        return self.line.lowers[word].endswith(_GERUND)

    def is_past(self, word: int) -> bool:
        """Tell whether it may be a past or a participle."""
        lower = self.line.lowers[word]
        return lower.endswith(_PAST) or lower in self.lexicon.second_reading.irregular

    def is_verb(self, word: int) -> bool:
        """Tell whether it is likely a verb; "armed men" and "the United Forces" hold none."""
        words, lower = self.lexicon.second_reading, self.line.lowers[word]
        if self._is_name(word):
            return False
        if lower in words.be or lower in words.have or lower in words.do or lower in words.modals:
            return True
        return self.is_past(word) and not self._describes(word)

    def _is_name(self, word: int) -> bool:
        """Tell whether it has a capital inside the sentence: "IS" is no "is", "United States" states nothing."""
        return word > 0 and self.line.forms[word][0].isupper()

    def _describes(self, word: int) -> bool:
        """Tell whether a participle opens a phrase or stands inside a name."""
        if word == 0 or (self.is_mark(word - 1) and self.line.forms[word - 1] != _CLOSING):
            return True
        words, before = self.lexicon.second_reading, word - 1
        while before > 0 and self.line.lowers[before].endswith(_MANNER):
            before -= 1  # "by heavily armed men"
        opens = words.determiners | words.prepositions | words.joints | words.openers | words.telling
        return self.line.lowers[before] in opens or self.counts(before)

    def is_break(self, word: int) -> bool:
        """Tell whether no phrase reaches over it."""
        words, lower = self.lexicon.second_reading, self.line.lowers[word]
        telling = lower in words.telling and not self._is_name(word)
        return telling or lower in words.openers or lower in words.relatives or self.is_mark(word) or self.is_verb(word)

    def is_beside_verb(self, word: int) -> bool:
        """Tell whether it may stand between who acts and the verb: "has also", "was reportedly"."""
        words, lower = self.lexicon.second_reading, self.line.lowers[word]
        return lower in words.be or lower in words.have or lower in words.adverbs or lower.endswith(_MANNER)

    def opens_phrase(self, word: int) -> bool:
        """Tell whether somebody or something may be named from here on: what a verb before it is done to."""
        if word >= len(self.line.lowers) or self.is_mark(word):
            return False
        words, lower = self.lexicon.second_reading, self.line.lowers[word]
        if lower in words.about and (self.counts(word + 1) or self.counts(word + 2)):
            return True  # "at least six", "up to six"
        if any(lower in each for each in (words.not_doers, words.prepositions, words.joints)):
            return False
        return self._is_somebody(word)

    def _is_somebody(self, word: int) -> bool:
        """Tell whether a word counts, determines, is a name, or names people."""
        lower = self.line.lowers[word]
        opens = lower in self.lexicon.second_reading.determiners or self.counts(word)
        return opens or self.line.forms[word][0].isupper() or any(self._is_any(lower, each) for each in self._people)

    @property
    def _people(self) -> tuple[frozenset[str], frozenset[str]]:
        return self.lexicon.casualties.persons, self.lexicon.cues.groups

    def is_act_or_weapon(self, word: int) -> bool:
        """Tell whether it names an act or a weapon, behind which somebody else stands."""
        lower, lexicon = self.line.lowers[word], self.lexicon
        acts = lower in lexicon.noun_frames or lower.removesuffix(_PLURAL) in lexicon.noun_frames
        return acts or self._is_any(lower, lexicon.events.weapons)

    def is_done_to(self, word: int) -> bool:
        """Tell whether "of" behind an act names to whom it is done: "the shelling of"."""
        lower, frames = self.line.lowers[word], self.lexicon.noun_frames
        found = frames.get(lower) or frames.get(lower.removesuffix(_PLURAL)) or ()
        return bool(found) and all(frame.of == "target" for frame in found)

    def counts(self, word: int) -> bool:
        """Tell whether it is a number or stands for some: "12", "others"."""
        if word >= len(self.line.lowers):
            return False
        lower = self.line.lowers[word]
        return lower[0].isdigit() or lower in self.lexicon.second_reading.numbers

    def behind_setting(self, phrase: tuple[int, int]) -> tuple[int, int]:
        """Return the last part of a phrase that begins with where or when: "at the gate [a patrol]"."""
        words, lowers = self.lexicon.second_reading, self.line.lowers
        opens = [at for at in range(*phrase) if lowers[at] in words.determiners]
        return (opens[-1], phrase[1]) if opens and lowers[phrase[0]] in words.prepositions else phrase

    def blames(self, word: int) -> bool:
        """Tell whether it is a form of a verb that holds somebody to have done a deed."""
        lower, blame = self.line.lowers[word], self.lexicon.blame
        stems = {lower.removesuffix(ending) for ending in self.lexicon.second_reading.endings}
        return any(stem in blame or f"{stem}e" in blame for stem in stems)

    @staticmethod
    def _is_any(lower: str, words: frozenset[str]) -> bool:
        return lower in words or lower.removesuffix(_PLURAL) in words
