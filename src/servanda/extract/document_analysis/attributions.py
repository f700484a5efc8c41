"""Whose words are these? All attributions of a document, and the chain of speakers over any of its characters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Final, Literal

from servanda.model.documents import PassedOver
from servanda.model.parties import Attribution
from servanda.model.spans import Span

_CLAUSAL: Final = frozenset(
    {
        "quotation.clause",
        "quotation.noun",
        "quotation.parenthesis",
        "quotation.that",
        "quotation.rest",
        "quotation.adjective",
    }
)


_BLOCK: Final = 2048


@dataclass(frozen=True)
class AttributionRelation:
    """One attribution of speech or thought.

    ``rule`` names what found it, ``speaker`` the
    level of attribution with the resolved name, ``content`` the spans of what is said or thought;
    ``negated`` marks a cue that is denied ("did not say", "refuses to say that X accused Y"), ``untold`` one whose content nobody answers
    for then (who "did not deny that" answers for it),
    ``own`` a speaker's report on his own thoughts ("we hope").
    """

    rule: str
    type: Literal["direct", "indirect", "mixed"]
    manner: Literal["speech", "thought"]
    speaker: Attribution
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    negated: bool = False
    untold: bool = False
    own: bool = False

    @property
    def is_level(self) -> bool:
        """Whether it makes its speaker answer for the words.

        Nobody answers for what he does not say ("did not claim that"). "We hope that" inside a speech adds no second voice, nor does
        an attitude towards a thing ("the Council supports the plan") put the plan into anybody's mouth.
        """
        return not (self.own or self.untold) and (self.manner == "speech" or self.rule in _CLAUSAL)

    @property
    def size(self) -> int:
        """Number of characters said."""
        return sum(span.end - span.start for span in self.content)

    @property
    def span(self) -> Span:
        """The content from its first to its last span's outer bounds (first span where it is split)."""
        return self.content[0]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether ``[start, end)`` lies wholly inside what is said."""
        return any(span.start <= start and end <= span.end for span in self.content)


@dataclass(frozen=True)
class Attributions:
    """All attribution relations of a document, in text order; ``document`` is the outermost level of every chain.

    ``passed_over`` are the characters of which nobody can tell whose words they are.
    """

    document: Attribution
    relations: tuple[AttributionRelation, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()

    def chain_at(self, start: int, end: int) -> tuple[Attribution, ...]:
        """Return who says the characters ``[start, end)``: the document first, then speakers from outer to inner.

        Only the document where the writer himself states them.
        """
        return _once((self.document, *(one.speaker for one in self.over(start, end) if one.is_level)))

    def over(self, start: int, end: int) -> tuple[AttributionRelation, ...]:
        """Return the relations whose content holds ``[start, end)``, outermost first."""
        holding = [relation for relation in self._blocks.get(start // _BLOCK, ()) if relation.covers(start, end)]
        return tuple(sorted(holding, key=lambda relation: (-relation.size, relation.span.start)))

    def touching(self, start: int, end: int) -> tuple[AttributionRelation, ...]:
        """Return the relations of which a part of the content or the cue stands among the characters ``[start, end)``."""
        blocks = range(start // _BLOCK, (end - 1) // _BLOCK + 1)
        near = (one for block in blocks for one in (*self._blocks.get(block, ()), *self._cued.get(block, ())))
        parts = ((one, (*one.content, one.cue)) for one in {id(one): one for one in near}.values())
        return tuple(
            one for one, spans in parts if any(part and part.start < end and start < part.end for part in spans)
        )

    @cached_property
    def _blocks(self) -> Mapping[int, tuple[AttributionRelation, ...]]:
        """Utterances by blocks of characters that their contents reach into: long documents stay fast."""
        return _by_block((one, one.content) for one in self.relations)

    @cached_property
    def _cued(self) -> Mapping[int, tuple[AttributionRelation, ...]]:
        """Utterances by blocks of characters that their cues reach into."""
        return _by_block((one, (one.cue,)) for one in self.relations if one.cue is not None)

    def chain_of(self, relation: AttributionRelation) -> tuple[Attribution, ...]:
        """Return the chain of a relation itself, its own speaker last: for claims that hold cue and content."""
        outer = self.inside(relation)
        before = self.chain_of(outer) if outer else (self.document,)
        return before if relation.own and outer else _once((*before, relation.speaker))

    def inside(self, relation: AttributionRelation) -> AttributionRelation | None:
        """Return the innermost other relation in whose content this one is nested, if any."""
        start = min(span.start for span in (*relation.content, *((relation.cue,) if relation.cue else ())))
        end = max(span.end for span in relation.content)
        holding = [other for other in self.over(start, end) if other is not relation and other.size > relation.size]
        return holding[-1] if holding else None

    def at_cue(self, start: int, end: int) -> AttributionRelation | None:
        """Return the relation whose cue overlaps ``[start, end)``, if one does: a stance's own verb is often its cue."""
        blocks = range(start // _BLOCK, (end - 1) // _BLOCK + 1)
        near = (item for block in blocks for item in self._cued.get(block, ()))
        return next((item for item in near if item.cue and item.cue.start < end and start < item.cue.end), None)


def _by_block(
    spans: Iterable[tuple[AttributionRelation, tuple[Span, ...]]],
) -> Mapping[int, tuple[AttributionRelation, ...]]:
    blocks: dict[int, dict[int, AttributionRelation]] = {}
    for number, (relation, reached) in enumerate(spans):
        for span in reached:
            for block in range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1):
                blocks.setdefault(block, {})[number] = relation
    return {block: tuple(found.values()) for block, found in blocks.items()}


def _once(chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return a chain in which nobody passes on his own words: of two levels of one name, one inside the other, the inner."""
    named = [
        level
        for level, inner in zip_longest(chain, chain[1:])
        if not (inner and level.level == inner.level == "speaker" and level.name and level.name == inner.name)
    ]
    return tuple(named)
