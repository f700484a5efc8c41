"""What a stance found in a sentence is, and small questions that all its finders ask. Words are indices of the segment."""

from dataclasses import dataclass

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.reading import Segment
from servanda.model.claims import Attitude
from servanda.reference.stance_frames import StanceWords

_CLAUSAL = links.CLAUSAL | {links.CONJUNCT}


@dataclass(frozen=True)
class Hit:
    """A stance found: ``source`` states it, ``complement`` heads the object; ``clause`` tells that this is a verb's clause.

    ``first`` is the word with whose phrase the stance begins; ``whole`` tells that the clause alone states the stance (after "it is
    important that"); ``several`` that others hold it too, each in a hit of his own.
    """

    segment: Segment
    attitude: Attitude
    rule: str
    source: int
    complement: int
    clause: bool
    speech: bool
    addressees: tuple[int, ...] = ()
    holders: tuple[int, ...] = ()
    first: int | None = None
    whole: bool = False
    several: bool = False


def heads_a_clause(clauses: Clauses, word: int) -> bool:
    """Tell whether a complement is a verb's clause and no noun, whatever the tagger took it for: "denied the shelling"."""
    return clauses.is_verb(word) and clauses.tree.links[word] in _CLAUSAL


def own_subject(clauses: Clauses, clause: Clause) -> tuple[int, ...]:
    """Return the subject that a clause says itself, unless that is a clause too: "what they did [is wrong]"."""
    own = clause.subjects if clause.subject_origin == "own" else ()
    return tuple(one.head for one in own if clauses.tree.links[one.head] != links.CLAUSE_SUBJECT)


def own_doer(clauses: Clauses, clause: Clause) -> tuple[int, ...]:
    """Return the subject that a clause in the active says itself."""
    return own_subject(clauses, clause) if clause.voice == "active" else ()


def who_acts(clauses: Clauses, head: int, words: StanceWords) -> tuple[int, ...]:
    """Return who is to act in a clause: its own subject, in the passive only where something is permitted or required."""
    clause = clauses.clause(head)
    find = own_subject if clause.verb in words.permitting else own_doer
    return tuple(item for item in find(clauses, clause) if not is_vague(clauses, item, words))


def is_vague(clauses: Clauses, word: int, words: StanceWords) -> bool:
    """Tell whether a word names no party who could act: "it", "there", or whoever speaks ("us", but not "the US")."""
    named = clauses.words.kinds[word] == links.NAME
    return not named and clauses.words.lowers[word] in words.vague | words.first_person
