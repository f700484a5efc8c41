"""Which agreement "the agreement" or "it" stands for: the last one in the same speaker's words that it can mean, or none."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from servanda.extract.document_analysis import Attributions
from servanda.model.spans import Span
from servanda.text.patterns import regex

_KEEPING: Final = r"(?:violat|breach|break|brok|implement|sign|respect|honou?r|uphold|upheld|abid|compl|ratif|reject|endors|adopt|observ|enforc|monitor)\w*"
_PRONOUN: Final = regex(
    rf"\b{_KEEPING}\s+(?:by\s+|with\s+|to\s+)?(?P<object>it)\b|"
    rf"\b(?P<subject>[Ii]t)\s+(?:was|is|has|had|must|should|will|has\s+been|had\s+been|must\s+be|should\s+be|will\s+be)\s+"
    rf"(?:(?:not|never|fully|ever|be|been|still|again|immediately)\s+)*{_KEEPING}|"
    r"\b(?P<owner>[Ii]ts)\s+(?:full\s+)?(?:implementation|provisions|terms|signatories|guarantors|signing|articles|points|text|violation)\b"
)
_IT: Final = "it"
_BACK: Final = 100  # agreements; of more, nobody can tell which is meant
_NEAR: Final = 300  # characters; further back "it" means something else
_ANY: Final = frozenset({"agreement", "accord", "deal", "pact", _IT})  # heads that may take up an accord of any kind
_RESOLUTION: Final = regex(r"\b(?:resolutions?|res\.?|unscrs?|scrs?|unsc|s/res)(?=\W)", re.IGNORECASE)
_SAME_KIND: Final = {
    "truce": ("truce", "ceasefire", "cease-fire", "cessation", "armistice", "calm"),
    "ceasefire": ("truce", "ceasefire", "cease-fire", "cessation", "armistice"),
    "memorandum": ("memorandum",),
    "treaty": ("treaty", "convention"),
    "protocol": ("protocol",),
    "declaration": ("declaration",),
}


def anaphors(plain: str, heads: Iterable[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the bounds and the head word of everything that may take up an agreement named before."""
    for match in _described(tuple(sorted(heads))).finditer(plain):
        yield match.span(), match["head"].lower()
    for match in _PRONOUN.finditer(plain):
        name = next(name for name in ("object", "subject", "owner") if match[name])
        yield match.span(name), _IT


class Named:
    """The agreements that a text names, in text order, each with its speaker (``None``: the writer)."""

    def __init__(self, spans: Sequence[Span], attributions: Attributions) -> None:
        self._attributions = attributions
        self._spans = tuple(spans)
        self._speakers = tuple(speaker_of(attributions, (span.start, span.end)) for span in spans)

    def before(self, offset: int, head: str) -> list[tuple[Span, str | None]]:
        """Return the last agreements before ``offset`` that a head word can take up, with their speakers, the last one first."""
        place = bisect_right(self._spans, offset, key=lambda span: span.end)
        first = max(0, place - _BACK)
        found = zip(self._spans[first:place], self._speakers[first:place], strict=True)
        fitting = [(span, speaker) for span, speaker in found if _fits(head, span.quote)]
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
def _described(heads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?P<head>{'|'.join(heads)})\b")


def _fits(head: str, name: str) -> bool:
    """Tell whether a head word can take up a name: "the resolution" no memorandum, "the truce" no communique."""
    resolution = _RESOLUTION.search(name) is not None or name.strip().isdigit()
    if head == "resolution" or resolution:
        return resolution and head in {"resolution", _IT}
    return head in _ANY or any(word in name.casefold() for word in _SAME_KIND.get(head, (head,)))


def speaker_of(attributions: Attributions, bounds: tuple[int, int]) -> str | None:
    """Return the innermost speaker of some characters; ``None`` for the writer."""
    chain = attributions.chain_at(*bounds)
    last = chain[-1]
    return (last.name or f"unknown at {last.mention}") if len(chain) > 1 else None
