"""Where a stance stands: verbs, nouns and adjectives of attitude with the complement that holds their object, by their frames."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.frames import Slots, filled
from servanda.extract.reading import Segment
from servanda.extract.stances.hit import Hit, heads_a_clause, who_acts
from servanda.extract.stances.impersonal import of_impersonal, of_modal
from servanda.reference.lexicon import Lexicon
from servanda.reference.stance_frames import WHAT, Stance

_WHOM: Final = "whom"


class _Source(NamedTuple):
    """The clauses below which the object of a stance may stand, that of its word first; who holds it, and with whom it begins."""

    rule: str
    below: tuple[Clause, ...]
    holders: tuple[int, ...]
    first: int | None


def find_hits(segment: Segment, sentence: range, lexicon: Lexicon) -> Iterator[Hit]:
    """Yield the stances of a sentence in text order, one for each source word, and one for each noun of attitude that a verb carries."""
    words, telling = clauses_of(segment).words, lexicon.stance_words
    for word in sentence:
        if words.lowers[word] not in telling and words.lemmas[word].lower() not in telling:
            continue
        finders = (_of_verb, _of_adjective, of_impersonal, of_modal)
        found = next((hit for find in finders if (hit := find(segment, word, lexicon)) is not None), None)
        carried = _of_noun(segment, word, lexicon)
        yield from (hit for hit in (found, carried) if hit is not None)


def _of_verb(segment: Segment, verb: int, lexicon: Lexicon) -> Hit | None:
    """As in "condemned the raid", "urged X to leave", "continues to support"."""
    clauses = clauses_of(segment)
    stances = lexicon.verb_stances.get(clauses.words.lemmas[verb].lower())
    if stances is None or not _is_full_verb(clauses, verb):
        return None
    clause = clauses.clause(verb)
    holders = tuple(one.head for one in clause.doers) if clause.voice == "active" else ()
    first = _aspectual_first(clauses, clause, lexicon) or _first_of(clauses, verb)
    return _hit(segment, _Source("stance.verb", (clause,), holders, first), stances, lexicon)


def _is_full_verb(clauses: Clauses, word: int) -> bool:
    """Tell whether a word is a verb that is no auxiliary and describes no noun: "an urged reform"."""
    tree = clauses.tree
    verb = clauses.words.kinds[word] == links.VERB and clauses.is_verb(word)
    return verb and tree.links[word] not in {links.ADJECTIVE, links.COMPOUND}


def _first_of(clauses: Clauses, verb: int) -> int | None:
    """Return the word with whose phrase the clause of a verb begins: its subject, be it "which"."""
    return clauses.tree.first(verb, links.SUBJECT)


def _aspectual_first(clauses: Clauses, clause: Clause, lexicon: Lexicon) -> int | None:
    """Return the subject of "continues" in "X continues to support"."""
    above = clause.governor
    if clause.link != "open" or above is None or clauses.words.lemmas[above] not in lexicon.stances.aspectual:
        return None
    subject = _first_of(clauses, above)
    return above if subject is None else subject


def _of_noun(segment: Segment, verb: int, lexicon: Lexicon) -> Hit | None:
    """As in "expressed the hope that", "stressed the importance of", "voiced support for"."""
    clauses = clauses_of(segment)
    if clauses.words.lemmas[verb].lower() not in lexicon.stances.carriers or not clauses.is_verb(verb):
        return None
    clause = clauses.clause(verb)
    holders, first = tuple(one.head for one in clause.subjects), _first_of(clauses, verb)
    source = _Source("stance.noun", (clause,), holders, verb if first is None else first)
    return _hit(segment, source, lexicon.noun_stances, lexicon)


def _of_adjective(segment: Segment, adjective: int, lexicon: Lexicon) -> Hit | None:
    """As in "We are pleased with", "they are opposed to", "X is concerned that"."""
    clauses = clauses_of(segment)
    words = clauses.words
    known = lexicon.adjective_stances
    stances = known.get(words.lowers[adjective]) or known.get(words.lemmas[adjective].lower())
    over = _said_of(clauses, adjective) if stances is not None else None
    if stances is None or over is None:
        return None
    said = over.subjects if over.subject_origin in {"own", "relative"} else ()
    own = tuple(one.head for one in said if words.lowers[one.head] not in lexicon.stances.vague)
    below = tuple({adjective: clauses.clause(adjective), over.head: over}.values())
    first = clauses.tree.first(over.head, *links.SUBJECTS)
    found = _hit(segment, _Source("stance.adjective", below, own, first), stances, lexicon) if own else None
    return replace(found, addressees=()) if found is not None else None


def _said_of(clauses: Clauses, adjective: int) -> Clause | None:
    """Return the clause that says an adjective of its subject, be it tagged as a participle: "is opposed"."""
    tree = clauses.tree
    if tree.links[adjective] == links.PREDICATE and clauses.is_verb(tree.heads[adjective]):
        return clauses.clause(tree.heads[adjective])
    return clauses.clause(adjective) if tree.has(adjective, links.PASSIVE_AUXILIARY) else None


def _hit(segment: Segment, source: _Source, stances: Iterable[Stance], lexicon: Lexicon) -> Hit | None:
    """Return the first stance of a word whose frame one of its clauses fills."""
    clauses, word = clauses_of(segment), source.below[0].head
    for stance, clause in product(stances, source.below):
        slots = filled(clauses, clause, stance.frame) or {}
        what = next((item for item in slots.get(WHAT, ()) if item > word), None)
        if what is not None:
            return Hit(
                segment=segment,
                attitude=stance.attitude,
                rule=source.rule,
                source=word,
                complement=what,
                clause=heads_a_clause(clauses, what),
                speech=stance.speech,
                addressees=_addressees(clauses, what, slots, lexicon),
                holders=source.holders,
                first=source.first,
            )
    return None


def _addressees(clauses: Clauses, what: int, slots: Slots, lexicon: Lexicon) -> tuple[int, ...]:
    """Return who is to act: whom the stance addresses, or who acts in what it is about."""
    named = slots.get(_WHOM, ())
    return named or (who_acts(clauses, what, lexicon.stances) if heads_a_clause(clauses, what) else ())
