"""Which agreement "the agreement" or "it" stands for: the last one in the same speaker's words that it can mean, or none."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from servanda.extract.voices import Voices
from servanda.model.spans import Span

_KEEPING: Final = r"(?:violat|breach|break|brok|implement|sign|respect|honou?r|uphold|upheld|abid|compl|ratif|reject|endors|adopt|observ|enforc|monitor)\w*"
_PRONOUN: Final = re.compile(
    rf"\b{_KEEPING}\s+(?:by\s+|with\s+|to\s+)?(?P<object>it)\b|"
    rf"\b(?P<subject>[Ii]t)\s+(?:was|is|has|had|must|should|will|has\s+been|had\s+been|must\s+be|should\s+be|will\s+be)\s+"
    rf"(?:(?:not|never|fully|ever|be|been|still|again|immediately)\s+)*{_KEEPING}|"
    r"\b(?P<owner>[Ii]ts)\s+(?:full\s+)?(?:implementation|provisions|terms|signatories|guarantors|signing|articles|points|text|violation)\b"
)
_IT: Final = "it"
_NEAR: Final = 300  # characters; further back "it" means something else
_ANY: Final = frozenset({"agreement", "accord", "deal", "pact", _IT})  # heads that may take up an accord of any kind
_RESOLUTION: Final = re.compile(r"\b(?:resolutions?|res\.?|unscrs?|scrs?|unsc|s/res)(?=\W)", re.IGNORECASE)
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


def antecedent(bounds: tuple[int, int], head: str, named: tuple[Span, ...], voices: Voices) -> Span | None:
    """Return what an anaphor stands for among the agreements ``named``: the last one in the words of the same speaker.

    Where this speaker named none: the only one named before, or the one that the writer named last of all; else nothing.
    """
    before = [span for span in named if span.end <= bounds[0] and _fits(head, span.quote)]
    if head == _IT:
        before = [span for span in before if bounds[0] - span.end <= _NEAR]
    if not before:
        return None
    speaker = _speaker(voices, bounds)
    own = [span for span in before if _speaker(voices, (span.start, span.end)) == speaker]
    if own:
        return own[-1]
    last = before[-1]
    alone = len({span.quote.casefold() for span in before}) == 1
    return last if alone or _speaker(voices, (last.start, last.end)) is None else None


@lru_cache(maxsize=4)
def _described(heads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?P<head>{'|'.join(heads)})\b")


def _fits(head: str, name: str) -> bool:
    """Tell whether a head word can take up a name: "the resolution" no memorandum, "the truce" no communique."""
    resolution = _RESOLUTION.search(name) is not None or name.strip().isdigit()
    if head == "resolution" or resolution:
        return resolution and head in {"resolution", _IT}
    return head in _ANY or any(word in name.casefold() for word in _SAME_KIND.get(head, (head,)))


def _speaker(voices: Voices, bounds: tuple[int, int]) -> str | None:
    """Return the innermost speaker of some characters; ``None`` for the writer."""
    chain = voices.chain_at(*bounds)
    last = chain[-1]
    return (last.name or f"unknown at {last.mention}") if len(chain) > 1 else None
