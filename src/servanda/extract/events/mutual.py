"""Two who lay a deed to each other: "accused each other of shelling", "traded blame over the attack" are two claims.

In each one of the two speaks and the other is held to have acted; so nobody is made to charge himself.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.levels import with_speaker
from servanda.extract.events.metonymy import Part, in_full
from servanda.extract.events.spans import Found
from servanda.extract.events.triggers import Trigger
from servanda.extract.factuality import is_told
from servanda.extract.frames import match_any
from servanda.model.parties import Attribution
from servanda.reference.grammar import grammar_words
from servanda.reference.lexicon import Lexicon

_PAIR = 2


class Side(NamedTuple):
    """One who blames, the verb that says so, and who is blamed. Words are indices of the segment."""

    blamer: int
    verb: int
    accused: int


def by_side(analysis: DocumentAnalysis, found: Found) -> Iterator[Found]:
    """Yield what is found once for each of two who blame each other for it, as that one tells it; else as it is."""
    pair = sides_of(found.trigger, analysis.reference.lexicon)
    if not pair:
        yield found
    others = tuple(part for part in found.parts if part.role != "actor")
    for side in pair:
        held = Part("actor", side.accused, own=False)
        accused = tuple(in_full(analysis, found.trigger.segment, held))
        yield replace(found, parts=(*accused, *others), told_at=side.blamer, side=side)


def side_level(analysis: DocumentAnalysis, found: Found, chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return the chain over an event with the one who blames as its last speaker, in place of both."""
    side, segment = found.side, found.trigger.segment
    if side is None:
        return chain
    return with_speaker(analysis, segment, side.blamer, analysis.reading.span(segment, side.verb), chain)


def sides_of(trigger: Trigger, lexicon: Lexicon) -> tuple[Side, ...]:
    """Return the two who lay a deed to each other, one for each of them; nobody where it is not told, or not just two."""
    clauses = trigger.clauses
    over = _clause_over(trigger)
    if over is None or not {over.lemma, over.verb} & lexicon.blame.keys():
        return ()
    slots = match_any(clauses, over, lexicon.blame) or {}
    pair = _pair(clauses, slots.get("sides") or _each_other(clauses, over, slots.get("accused", ())))
    if trigger.word not in slots.get("deed", ()) or not pair or not is_told(clauses, over.head, lexicon):
        return ()
    first, second = pair
    return Side(first, over.head, second), Side(second, over.head, first)


def _clause_over(trigger: Trigger) -> Clause | None:
    clauses = trigger.clauses
    if not trigger.verbal:
        return clauses.over(trigger.word)
    above = next((word for word in clauses.above(trigger.word) if clauses.is_verb(word)), None)
    return None if above is None else clauses.clause(above)


def _each_other(clauses: Clauses, over: Clause, accused: tuple[int, ...]) -> tuple[int, ...]:
    """Return who does it where it is done to "each other"."""
    words = grammar_words().reciprocals
    phrases = (clauses.phrase(one) for one in accused)
    mutual = any(" ".join(clauses.words.lowers[one.first : one.last + 1]) in words for one in phrases)
    return tuple(one.head for one in over.doers) if mutual else ()


def _pair(clauses: Clauses, sides: tuple[int, ...]) -> tuple[int, ...]:
    """Return just two, also where the parser joins the second to a name in the first: "[the government of X] and [the Y]"."""
    if len(sides) == 1:
        inner = [item for one in clauses.under(sides[0], "of") for item in clauses.tree.joined([one.phrase.head])[1:]]
        sides = (*sides, *(item for item in inner if clauses.tree.has(item, links.DETERMINER)))
    return sides if len(sides) == _PAIR else ()
