"""Which agreement "the agreement" or "it" stands for: the last one in the same speaker's words that it can mean, or none."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from servanda.extract.document_analysis import Attributions
from servanda.model.spans import Span
from servanda.reference.lexicon_circumstances import ReferenceWords

_IT: Final = "it"
_RESOLUTION: Final = "resolution"
_BACK: Final = 100  # agreements; of more, nobody can tell which is meant
_NEAR: Final = 300  # characters; further back "it" means something else


def anaphors(plain: str, words: ReferenceWords) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the bounds and the head word of everything that may take up an agreement named before."""
    for match in _described(words).finditer(plain):
        yield match.span(), match["head"].lower()
    for match in _pronoun(words).finditer(plain):
        name = next(name for name in ("object", "subject", "owner") if match[name])
        yield match.span(name), _IT


class Named:
    """The agreements that a text names, in text order, each with its speaker (``None``: the writer)."""

    def __init__(self, spans: Sequence[Span], attributions: Attributions, words: ReferenceWords) -> None:
        self._attributions, self._words = attributions, words
        self._spans = tuple(spans)
        self._speakers = tuple(speaker_of(attributions, (span.start, span.end)) for span in spans)

    def before(self, offset: int, head: str) -> list[tuple[Span, str | None]]:
        """Return the last agreements before ``offset`` that a head word can take up, with their speakers, the last one first."""
        place = bisect_right(self._spans, offset, key=lambda span: span.end)
        first = max(0, place - _BACK)
        found = zip(self._spans[first:place], self._speakers[first:place], strict=True)
        fitting = [(span, speaker) for span, speaker in found if _fits(head, span.quote, self._words)]
        if head == _IT:
            fitting = [(span, speaker) for span, speaker in fitting if offset - span.end <= _NEAR]
        return fitting[::-1]

    def speaker_at(self, bounds: tuple[int, int]) -> str | None:
        """Return whose words these characters are."""
        return speaker_of(self._attributions, bounds)


def antecedent(bounds: tuple[int, int], head: str, named: Named) -> Span | None:
    """Return what an anaphor stands for among the agreements named before it: the last one in the words of the same speaker.

    Where this speaker named none: the only one named before, or the one that the writer named last of all; else nothing.
    """
    before = named.before(bounds[0], head)
    if not before:
        return None
    speaker = named.speaker_at(bounds)
    own = next((span for span, by in before if by == speaker), None)
    if own is not None:
        return own
    last, by = before[0]
    alone = len({span.quote.casefold() for span, _ in before}) == 1
    return last if alone or by is None else None


@lru_cache(maxsize=4)
def _described(words: ReferenceWords) -> re.Pattern[str]:
    pointing = one_of(form for word in words.pointing for form in (word, word.capitalize()))
    return re.compile(rf"\b(?:{pointing})\s+(?P<head>{one_of(words.anaphors)})\b")


@lru_cache(maxsize=4)
def _pronoun(words: ReferenceWords) -> re.Pattern[str]:
    """As in "violated it", "it was never implemented", "its provisions"."""
    kept = rf"(?:{one_of(words.kept)})\w*"
    return re.compile(
        rf"\b{kept}\s+(?:(?:{one_of(words.kept_with)})\s+)?(?P<object>it)\b|"
        rf"\b(?P<subject>[Ii]t)\s+(?:{one_of(words.auxiliaries)})\s+(?:(?:{one_of(words.adverbs)})\s+)*{kept}|"
        rf"\b(?P<owner>[Ii]ts)\s+(?:full\s+)?(?:{one_of(words.parts)})\b"
    )


@lru_cache(maxsize=4)
def _resolution(words: ReferenceWords) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(words.resolutions)})(?=\W)", re.IGNORECASE)


def one_of(words: Iterable[str]) -> str:
    """Return the alternatives of some words for a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _fits(head: str, name: str, words: ReferenceWords) -> bool:
    """Tell whether a head word can take up a name: "the resolution" no memorandum, "the truce" no communique."""
    resolution = name.strip().isdigit() or _resolution(words).search(name) is not None
    if head == _RESOLUTION or resolution:
        return resolution and head in {_RESOLUTION, _IT}
    kinds = next((row for row in words.same_kind if row[0] == head), (head,))
    return head in words.any_kind or any(kind in name.casefold() for kind in kinds)


def speaker_of(attributions: Attributions, bounds: tuple[int, int]) -> str | None:
    """Return the innermost speaker of some characters; ``None`` for the writer."""
    chain = attributions.chain_at(*bounds)
    last = chain[-1]
    return (last.name or f"unknown at {last.mention}") if len(chain) > 1 else None
