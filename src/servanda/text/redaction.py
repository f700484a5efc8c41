"""Taking names out of a text: where they stand, in which spelling, and what is left when something else stands for them."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.text.folds import plain, vowels
from servanda.text.likeness import consonant_key, is_arabic, likeness
from servanda.text.patterns import regex

_WORD: Final = regex(r"(?:[^\W\d_][\u0300-\u036f\u064b-\u0652\u0670]*)+")
_BETWEEN: Final = regex(r"[\s\-‐–'’ʼ.ـ_+]{1,4}|%20")
_CACHE_SIZE: Final = 65_536
MOST_WORDS: Final = 6
"""Of a name as it stands in a text."""
_N_CONSONANTS: Final = 4
_ALIKE: Final = 0.8
_N_PART: Final = 3
_MOST_FURTHER: Final = 2


class Word(NamedTuple):
    """A word of a text: code points ``[start, end)`` and its letters."""

    start: int
    end: int
    letters: str

    @property
    def is_capital(self) -> bool:
        """Tell whether it may be a name by its first letter: a capital, or of a script that has none."""
        return not self.letters[0].islower()


class Named(NamedTuple):
    """Code points ``[start, end)`` that name somebody: ``who`` is a number, as the finder was given the names."""

    start: int
    end: int
    who: int


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text: runs of letters, with the marks that belong to them."""
    return tuple(Word(*found.span(), found[0]) for found in _WORD.finditer(text))


@lru_cache(maxsize=_CACHE_SIZE)
def _sounds(word: str) -> str:
    return consonant_key(word)


class NameFinder:
    """Finds people in texts by their names, in any case, script and usual spelling.

    ``people`` are the spellings of each person. A whole name is found as its words stand together, with blanks, hyphens or nothing between
    them. One word of a name alone names the person too where that is asked for and it begins with a capital letter, unless it is among ``common``
    (words in small letters: particles, titles, names of places and months).
    """

    def __init__(self, people: Sequence[Collection[str]], common: Collection[str] = ()) -> None:
        self._spellings = [frozenset(one) for one in people]
        self._common = frozenset(common)
        self._wholes: dict[str, list[tuple[str, int]]] = {}
        self._beginnings: set[str] = set()
        self._begins: dict[str, bool] = {}
        self._parts: dict[str, set[int]] = {}
        for who, names in enumerate(self._spellings):
            for name in names:
                self._take(name, who)

    def _take(self, name: str, who: int) -> None:
        parts = [word.letters for word in words_of(name)]
        for key in {_key(name), "".join(map(_sounds, parts)), _joined(name)} - {""}:
            self._wholes.setdefault(key, []).append((name, who))
            self._beginnings |= {key[:length] for length in range(1, len(key) + 1)}
        for part in parts:
            if len(plain(part)) >= _N_PART and _sounds(part) and plain(part) not in self._common:
                self._parts.setdefault(vowels(part), set()).add(who)

    def find(self, text: str, parts: Collection[int] = (), *, any_case: bool = False) -> tuple[Named, ...]:
        """Return where a text names somebody, in order and apart: in full, and those of ``parts`` also by one word of the name.

        With ``any_case`` a word alone counts in small letters too, as in an address.
        """
        if not self._wholes:
            return ()
        words = words_of(text)
        found = [*self._in_full(text, words)]
        if parts:
            found += self._in_part(words, frozenset(parts), any_case=any_case)
        return tuple(_apart(found, text, words, self._common))

    def _in_part(self, words: Iterable[Word], who: frozenset[int], *, any_case: bool) -> Iterator[Named]:
        for word in words:
            meant = who & self._parts.get(vowels(word.letters), set())
            if meant and (any_case or word.is_capital):
                yield Named(word.start, word.end, min(meant))

    def in_full(self, text: str) -> frozenset[int]:
        """Return who stands in a text with the whole name."""
        return frozenset(one.who for one in self._in_full(text, words_of(text)))

    def _in_full(self, text: str, words: Sequence[Word]) -> Iterator[Named]:
        for first, word in enumerate(words):
            if not self._may_begin(word.letters):
                continue
            end, sounds, letters = word.end, "", ""
            for last in range(first, min(first + MOST_WORDS, len(words))):
                if last > first and not _BETWEEN.fullmatch(text, end, words[last].start):
                    break
                end = words[last].end
                sounds += _sounds(words[last].letters)
                letters += _folded(words[last].letters)
                if sounds not in self._beginnings and letters not in self._beginnings:
                    break
                who = self._whole(text[word.start : end])
                if who is not None:
                    yield Named(word.start, end, who)

    def _may_begin(self, letters: str) -> bool:
        """Tell whether a name may begin with a word, or be all of it ("IdrisOsman")."""
        if letters not in self._begins:
            sounds, folded = _sounds(letters), _folded(letters)
            self._begins[letters] = bool(sounds) and (sounds in self._beginnings or folded in self._beginnings)
        return self._begins[letters]

    def _whole(self, run: str) -> int | None:
        """Return whose whole name some words are, ``None`` where they are nobody's."""
        for key in dict.fromkeys((_joined(run), _key(run), "".join(_sounds(word.letters) for word in words_of(run)))):
            for name, who in self._wholes.get(key, ()):
                if _is_same(run, name):
                    return who
        return None


def _folded(word: str) -> str:
    return vowels(word).replace(" ", "").upper()


@lru_cache(maxsize=_CACHE_SIZE)
def _joined(name: str) -> str:
    """Return a name folded and in one word, in capitals so that it meets no key of sounds."""
    return "".join(_folded(word.letters) for word in words_of(name))


def _key(name: str) -> str:
    return consonant_key(name)


@lru_cache(maxsize=_CACHE_SIZE)
def _is_same(run: str, name: str) -> bool:
    """Tell whether words are a name: folded the same, or sounding the same and long enough for that to mean something."""
    if _joined(run) == _joined(name):
        return True
    several = len(words_of(run)) > 1 or is_arabic(run) != is_arabic(name)
    return several and len(consonant_key(run)) >= _N_CONSONANTS and likeness(run, name) >= _ALIKE


def _apart(found: Iterable[Named], text: str, words: Sequence[Word], common: Collection[str]) -> Iterator[Named]:
    """Yield namings without overlap: of one person side by side as one, with what else of a name stands between or behind."""
    at: Named | None = None
    for one in sorted(found, key=lambda item: (item.start, -item.end)):
        if at is not None and (one.start < at.end or (one.who == at.who and _is_near(text, at.end, one.start))):
            at = Named(at.start, max(at.end, one.end), at.who)
            continue
        if at is not None:
            yield at
        at = _with_further(one, text, words, common)
    if at is not None:
        yield at


def _is_near(text: str, start: int, end: int) -> bool:
    return bool(_BETWEEN.fullmatch(text, start, end))


def _with_further(one: Named, text: str, words: Sequence[Word], common: Collection[str]) -> Named:
    """Return a naming with the names that follow it at once: "Idris Osman Adam"; and an article that is tied to its beginning."""
    first = bisect_right(words, one.start, key=lambda word: word.end)
    start, end = one.start, one.end
    if first and text[words[first - 1].end : start] == "-" and not _sounds(words[first - 1].letters):
        start = words[first - 1].start
    further = bisect_right(words, end - 1, key=lambda word: word.start)
    for word in words[further : further + _MOST_FURTHER]:
        is_name = word.letters[0].isupper() and plain(word.letters) not in common
        if not is_name or text[end : word.start] not in {" ", "-"}:
            break
        end = word.end
    return Named(start, end, one.who)


class Redacted:
    """A text in which something else stands for some of its characters; offsets into the one lead to offsets into the other.

    ``cuts`` are ranges ``(start, end, stand-in)``, in order and apart.
    """

    def __init__(self, original: str, cuts: Iterable[tuple[int, int, str]]) -> None:
        self.original = original
        self.cuts = tuple(cuts)
        self._starts = [start for start, _, _ in self.cuts]
        pieces: list[str] = []
        at, shift = 0, 0
        self._ends: list[int] = []
        for start, end, words in self.cuts:
            pieces += (original[at:start], words)
            at = end
            shift += len(words) - (end - start)
            self._ends.append(shift)
        self.text = "".join((*pieces, original[at:]))

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters ``[start, end)`` of the original stand; what begins or ends within a cut takes in all of the stand-in."""
        return self._moved(start, is_end=False), self._moved(end, is_end=True)

    def _moved(self, offset: int, *, is_end: bool) -> int:
        place = bisect_right(self._starts, offset - is_end) - 1
        if place < 0:
            return offset
        start, end, words = self.cuts[place]
        after = offset + self._ends[place]
        if offset - is_end >= end:
            return after
        begin = start + (self._ends[place - 1] if place else 0)
        return begin + len(words) if is_end else begin
