"""Who never leaves named: children, people who are held, survivors of sexual violence, as the record says or a reviewer decides.

Where the record leaves it open whether somebody is one of them, the person is protected (decision 0196).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from servanda.model.claims import Claim, EventClaim
from servanda.model.documents import DocumentText
from servanda.model.making import text_layer
from servanda.model.parties import Participant
from servanda.model.spans import Span
from servanda.pipeline.names_in_text import DATES, Known, NamesInText, Run, folded
from servanda.reference.protection import ProtectionWords, protection_words
from servanda.report import Reason
from servanda.text.folds import plain
from servanda.text.patterns import regex
from servanda.text.redaction import Word, words_of

HELD: Final = frozenset({"detained", "abducted", "missing"})
"""What befell somebody who is, or may be, held."""
_HELD_MODES: Final = frozenset({"arrest", "abduct"})
_VIOLATED: Final = "sexual"
_NUMBER: Final = regex(r",\s*(\d{1,2})(?=\s*(?:[,.;:]|$|and\b))|\s*\((\d{1,2})\)")
_BESIDE: Final = regex(r"[\s,(–—-]{1,3}")
_SENTENCE: Final = regex(r"(?<=[\w)”\"’][.!?؟。])\s+(?=[“\"‘(]?[^\W\d_])|\n+")
_INSIDE: Final = regex(r"[^\s.!?:؟“\"‘][\s]*$")
_N_AROUND: Final = 3


class Told(NamedTuple):
    """Somebody whom a document names so that he must not be named outside: the words of the name, why, and where."""

    name: str
    reason: Reason
    document_id: str


def told_in(text: DocumentText, claims: Sequence[Claim], known_as: Known = lambda _: frozenset()) -> frozenset[Told]:
    """Return whom a text with the claims read in it names as a child, as held, or as a survivor; in doubt it does."""
    known = protection_words(), known_as
    title = text_layer(text.document_id, text.title or "", (), parser="", parser_version="")
    return frozenset((*_Reader(text, claims, known).told(), *_Reader(title, (), known).told_by_age()))


class _Reader(NamesInText):
    """What one text says of the people it names."""

    def told(self) -> Iterator[Told]:
        """Yield whom the text names so, and why."""
        found: list[tuple[str, Reason]] = [*self._by_claims(), *self._by_sentences(), *self._beside_words()]
        yield from self._named(found)
        yield from self.told_by_age()

    def told_by_age(self) -> Iterator[Told]:
        """Yield whom the text names beside an age of a child: in a headline, where every word may have a capital, that alone is sure."""
        yield from self._named((self._name_of(run), "child") for run in self._young())

    def _named(self, found: Iterable[tuple[str, Reason]]) -> Iterator[Told]:
        for name, reason in found:
            cleaned = without_titles(name, self._known)
            if cleaned:
                yield Told(cleaned, reason, self._text.document_id)

    def _by_claims(self) -> Iterator[tuple[str, Reason]]:
        """Yield who is hit by an event that says so: arrested, abducted, missing, violated, or beside words for children."""
        for claim in self._claims:
            if isinstance(claim, EventClaim):
                hit = [one for one in claim.participants if one.role != "actor" and _is_person(one)]
                yield from self._by_event(claim, hit)
                yield from ((who.name, "detainee") for who, effect in _counted(claim) if effect in HELD)

    def _by_event(self, claim: EventClaim, hit: Sequence[Participant]) -> Iterator[tuple[str, Reason]]:
        """Yield whom the kind of an event, or words for children in its sentence, make one of those protected."""
        if claim.event.mode in _HELD_MODES:
            yield from ((one.name, "detainee") for one in hit)
        if claim.event.mode == _VIOLATED:
            yield from ((one.name, "survivor") for one in hit)
        if self._says(claim.span, self._known.children):
            yield from ((one.name, "child") for one in (*hit, *(who for who, _ in _counted(claim))))

    def _by_sentences(self) -> Iterator[tuple[str, Reason]]:
        """Yield whom a sentence names that tells of sexual violence, whoever they are in it; people and bodies whom the registry knows are none."""
        for part in self._violated:
            yield from ((one.name, "survivor") for one in self._people() if one.mention and _overlap(one.mention, part))
            for run in self._runs_in(part):
                if not self._known_as(self._name_of(run)) and not self._is_no_person(run):
                    yield self._name_of(run), "survivor"

    def _runs_in(self, part: tuple[int, int]) -> Iterator[Run]:
        """Yield the names of two words and more in a part of the text."""
        at = 0
        while at < len(self._words):
            word = self._words[at]
            if not (part[0] <= word.start < part[1] and word.letters[0].isupper() and self._may_be_name(word)):
                at += 1
                continue
            run = self._longest(at)
            at = run.last + 1
            if run.last > run.first:
                yield run

    @cached_property
    def _violated(self) -> list[tuple[int, int]]:
        """The sentences that tell of sexual violence."""
        return [part for part in self._sentences() if self._says_in(part, self._known.violated)]

    def _sentences(self) -> Iterator[tuple[int, int]]:
        start = 0
        for gap in _SENTENCE.finditer(self._text.text):
            yield start, gap.start()
            start = gap.end()
        yield start, len(self._text.text)

    def _people(self) -> Iterator[Any]:
        """Yield those whom the registry does not know: who takes part, is harmed or speaks."""
        for claim in self._claims:
            named: list[Any] = [one for one in getattr(claim, "participants", ()) if _is_person(one)]
            named += [who for who, _ in _counted(claim)]
            named += [one for one in claim.attribution if one.level == "speaker" and one.name]
            yield from (one for one in named if one.entity_id is None)

    def _says(self, span: Span, wanted: Collection[str]) -> bool:
        return self._says_in((span.start, span.end), wanted)

    def _says_in(self, part: tuple[int, int], wanted: Collection[str]) -> bool:
        return any(
            folded(word) in wanted for word in self._words if part[0] <= word.start < part[1] and self._is_plain(word)
        )

    def _is_plain(self, word: Word) -> bool:
        """Tell whether a word stands for itself: in "Save the Children" it is part of a name."""
        return not word.letters[0].isupper() or not _INSIDE.search(self._text.text, max(0, word.start - 3), word.start)

    def _beside_words(self) -> Iterator[tuple[str, Reason]]:
        """Yield who is named beside a word for a child, for somebody held, or in a text on sexual violence for a survivor."""
        kinds = self._kinds()
        for index, word in enumerate(self._words):
            small = folded(word)
            for reason in (reason for reason, wanted in kinds if small in wanted and self._is_said_of_somebody(index)):
                yield from ((self._name_of(run), reason) for run in (*self._after(index), *self._before(index)))
            for reason in self._done(small):
                yield from ((self._name_of(run), reason) for run in self._taken(index))

    def _kinds(self) -> list[tuple[Reason, Collection[str]]]:
        kinds: list[tuple[Reason, Collection[str]]] = [
            ("child", self._known.children),
            ("detainee", self._known.captives),
        ]
        return [*kinds, ("survivor", self._known.survivors)] if self._violated else kinds

    def _done(self, small: str) -> Iterator[Reason]:
        """Yield what somebody is to whom a word says that it was done."""
        if small in self._known.taken:
            yield "detainee"
        if small in self._known.violated:
            yield "survivor"

    def _is_said_of_somebody(self, index: int) -> bool:
        """Tell whether a word for people is no part of a longer word or a name: "child-protection", "children's hospital"."""
        word, following = self._words[index], self._text.text[self._words[index].end :][:2]
        return self._is_plain(word) and following[:1] not in {"-", "'", "’"}

    def _after(self, index: int) -> Iterator[Run]:
        """Yield the names right behind a word, and further ones of a list: "the girls Amna Salih, 9, and Zahra", "a girl of nine, Amna"."""
        at = self._behind(index) + 1
        while run := self._run_at(at, at - 1):
            yield run
            at = run.last + 1
            if at < len(self._words) and folded(self._words[at]) in self._known.joining:
                at += 1

    def _behind(self, index: int) -> int:
        """Return the last word of what a word is told with, where a comma and a name follow; the word itself elsewhere."""
        for last in range(index + 1, min(index + _N_AROUND, len(self._words) - 1)):
            if not self._words[last].letters[0].islower():
                return index
            following = self._words[last + 1]
            if self._text.text[self._words[last].end : following.start] == ", " and following.letters[0].isupper():
                return last
        return index

    def _before(self, index: int) -> Iterator[Run]:
        """Yield the name that a word is said of behind it: "Amna Salih, a girl of nine", "Amna Salih is a child"."""
        at = index - 1
        lowest = max(0, index - _N_AROUND - 1)
        while at >= lowest and self._words[at].letters[0].islower():
            at -= 1
        if at < lowest:
            return
        gap = self._text.text[self._words[at].end : self._words[at + 1].start]
        is_linked = gap.strip() in {",", "–", "—"} or folded(self._words[at + 1]) in self._known.being
        if is_linked and (run := self._ending(at)):
            yield run

    def _taken(self, index: int) -> Iterator[Run]:
        """Yield of whom a word says that it was done to him: "Idris Osman was later arrested"."""
        at = index - 1
        while at > index - _N_AROUND and at >= 0 and self._words[at].letters[0].islower():
            if folded(self._words[at]) in self._known.being and at and self._is_next(at - 1, at):
                run = self._ending(at - 1)
                yield from (run,) if run else ()
                return
            at -= 1

    def _young(self) -> Iterator[Run]:
        """Yield who is named beside an age below that of adults: before it, or behind it with few words between."""
        text = self._text.text
        for found in self._known.ages.finditer(text):
            if self._is_young(found.groups()):
                yield from self._around(*found.span())
        for found in self._known.young.finditer(text):
            yield from self._around(*found.span())
        for last, word in enumerate(self._words):
            number = _NUMBER.match(text, word.end)
            if number and self._is_young(number.groups()) and (run := self._ending(last)):
                yield run

    def _is_young(self, years: Iterable[str | None]) -> bool:
        return any(int(one) < self._known.adult for one in years if one)

    def _right_before(self, last: int, start: int) -> Run | None:
        """Return the name that ends before an age; one word that begins a sentence is none where no comma follows: "Killed 9-year-old X"."""
        gap = self._text.text[self._words[last].end : start]
        run = self._ending(last) if _BESIDE.fullmatch(gap) else None
        is_first = run is not None and run.first == run.last and self._is_plain(self._words[last])
        return None if is_first and gap.isspace() else run

    def _around(self, start: int, end: int) -> Iterator[Run]:
        last = bisect_right(self._words, start, key=lambda word: word.end) - 1
        if last >= 0 and (run := self._right_before(last, start)):
            yield run
        yield from self._behind_age(end)

    def _behind_age(self, end: int) -> Iterator[Run]:
        """Yield the name behind an age: "9-year-old X", "9-year-old student X", "9-year-old school girl X"."""
        first = bisect_left(self._words, end, key=lambda word: word.start)
        before = end
        for index, word in enumerate(self._words[first : first + _N_AROUND], first):
            if not self._text.text[before : word.start].isspace():
                return
            before = word.end
            if word.letters[0].isupper():
                between = self._words[first:index]
                if len(between) < 2 or folded(between[-1]) in self._known.children:  # noqa: PLR2004 - "student", "school girl"
                    yield self._longest(index)
                return


def _counted(claim: Any) -> list[tuple[Participant, str]]:
    """Return the persons whom a claim counts as harmed, with what befell them."""
    return [(toll.who, toll.effect) for toll in getattr(claim, "casualties", ()) if _is_person(toll.who)]


def _is_person(who: Participant | None) -> bool:
    return who is not None and who.type == "person"


def _overlap(span: Span, part: tuple[int, int]) -> bool:
    return span.start < part[1] and part[0] < span.end


def without_titles(name: str, known: ProtectionWords) -> str:
    """Return a name without the words before it that are no part of it; empty where nothing is left that may be a name."""
    words = list(words_of(name))
    while words and _is_before(words, known):
        words.pop(0)
    while words and words[-1].letters[0].islower():
        words.pop()
    is_name = any(folded(word) not in known.particles for word in words)
    return name[words[0].start : words[-1].end] if is_name else ""


def _is_before(words: Sequence[Word], known: ProtectionWords) -> bool:
    """Tell whether the first of some words stands before a name; a particle before a capital letter is part of it: "al-Nour"."""
    first = words[0]
    if folded(first) in known.particles:
        return len(words) == 1 or words[1].letters[0].islower()
    return folded(first) in known.titles | known.articles or first.letters[0].islower()


def common_words(claims: Iterable[Claim], words: ProtectionWords) -> frozenset[str]:
    """Return words that name nobody alone: titles, particles, months, and names of places and bodies that are known."""
    known: set[str] = set()
    for claim in claims:
        places = (one.name for one in getattr(claim, "places", ()) if one.place_id)
        bodies = (one.name for one in getattr(claim, "participants", ()) if one.entity_id and one.type != "person")
        known.update(plain(word.letters) for name in (*places, *bodies) for word in words_of(name))
    return frozenset({*known, *words.titles, *words.particles, *words.articles, *DATES})


def by_document(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    """Return claims by the text layer that they stand in."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.text_id, []).append(claim)
    return found
