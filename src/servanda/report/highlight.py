"""Texts with the claims marked in them: overlapping spans become runs that each know their claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from servanda.model.claims import Claim
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import kind_of


@dataclass(frozen=True)
class Marked:
    """A run of characters, the kinds of claim that cover it (innermost last), the claims that begin with it and all that cover it."""

    text: str
    kinds: tuple[str, ...]
    begins: tuple[str, ...]
    claims: tuple[str, ...] = ()


def mark_paragraphs(text: DocumentText, claims: Iterable[Claim]) -> Iterator[tuple[Marked, ...]]:
    """Yield the runs of each paragraph of ``text``."""
    ordered = sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end, claim.id))
    for paragraph in text.paragraphs:
        inside = [c for c in ordered if c.span.start < paragraph.end and paragraph.start < c.span.end]
        yield tuple(_runs(text.text, paragraph, inside))


def _runs(text: str, paragraph: Paragraph, claims: list[Claim]) -> Iterator[Marked]:
    cuts = {paragraph.start, paragraph.end}
    for claim in claims:
        cuts |= {max(claim.span.start, paragraph.start), min(claim.span.end, paragraph.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        covering = [claim for claim in claims if claim.span.start <= start and end <= claim.span.end]
        begins = tuple(claim.id for claim in covering if claim.span.start == start)
        kinds = tuple(dict.fromkeys(kind_of(claim) for claim in covering))
        yield Marked(text[start:end], kinds, begins, tuple(claim.id for claim in covering))
