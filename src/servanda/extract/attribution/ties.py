"""What ties a sentence to what was told right before it: a pronoun that can only be who tells, or somebody or something told of.

Words are indices of a segment.
"""

from typing import Final, NamedTuple

from servanda.extract.attribution.speaking import is_person
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.names import Names
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_IT: Final = "it"
_NOUNS: Final = frozenset({links.NOUN, links.NAME})


class Told(NamedTuple):
    """The sentence told last, and who tells it: one person, several ("residents"), or neither (a body)."""

    segment: Segment
    words: range
    person: bool
    plural: bool


def told_by(segment: Segment, words: range, source: int, names: Names) -> Told:
    """Return a sentence that is told by whom its word ``source`` means."""
    clauses, known, cues = clauses_of(segment).words, grammar_words(), names.cues
    mention, lower = names.mention_at(segment, source), clauses.lowers[source]
    named = mention is not None and mention.type == "person" and clauses.kinds[source] == links.NAME
    plural = not named and (clauses.shapes[source] == links.PLURAL or lower in known.they)
    common = mention is None and is_person(clauses_of(segment), source, cues)
    return Told(segment, words, not plural and (named or common or lower in known.he_or_she), plural)


def is_tied(segment: Segment, words: range, told: Told, cues: Cues) -> bool:
    """Tell whether a pronoun of a sentence takes up who tells ("fired at him", "his men") or what was told of ("They", "It")."""
    clauses = clauses_of(segment)
    return any(_takes_up(clauses, word, told, cues) for word in words)


def _takes_up(clauses: Clauses, word: int, told: Told, cues: Cues) -> bool:
    lower, known = clauses.words.lowers[word], grammar_words()
    if lower in known.he_or_she:
        return told.person and not _is_subject(clauses, word) and not _is_bound(clauses, word, cues)
    if lower in known.they:
        return not told.plural and _holds_many(told) and not _is_bound_among_many(clauses, word)
    return lower == _IT and (told.person or told.plural) and _has_object(clauses, word)


def _is_subject(clauses: Clauses, word: int) -> bool:
    return clauses.tree.links[word] in links.SUBJECTS


def _is_bound(clauses: Clauses, word: int, cues: Cues) -> bool:
    """Tell whether another person whom "he" may mean stands before it in its sentence."""
    people = cues.groups | cues.offices | cues.titles | cues.naming.civilians | cues.naming.people
    singular = (one for one in _before(clauses, word) if clauses.words.shapes[one] != links.PLURAL)
    return any(
        clauses.words.entities[one] == "PERSON" or not clauses.words.keys([one]).isdisjoint(people) for one in singular
    )


def _is_bound_among_many(clauses: Clauses, word: int) -> bool:
    """Tell whether others whom "they" may mean stand before it in its sentence."""
    return any(clauses.words.shapes[one] == links.PLURAL for one in _before(clauses, word))


def _before(clauses: Clauses, word: int) -> list[int]:
    """Return the nouns before a pronoun in its sentence, without the subject that acts on it: "[soldiers] found them"."""
    acts = _acts_on(clauses, word)
    nouns = range(clauses.sentence_of(word).start, word)
    return [
        one
        for one in nouns
        if clauses.words.kinds[one] in _NOUNS and not (clauses.tree.heads[one] == acts and _is_subject(clauses, one))
    ]


def _acts_on(clauses: Clauses, word: int) -> int | None:
    """Return the verb whose object a pronoun is, behind a preposition too; ``None`` for "his"."""
    if clauses.tree.links[word] == links.OWNER:
        return None
    above = clauses.tree.heads[word]
    return clauses.tree.heads[above] if clauses.tree.links[word] == links.GOVERNED else above


def _has_object(clauses: Clauses, word: int) -> bool:
    """Tell whether "it" heads its sentence and does something to something, or something is done to it: it is no "it was clear"."""
    verb = clauses.tree.heads[word]
    if not clauses.tree.is_root(verb) or _before(clauses, word):
        return False
    done = clauses.tree.links[word] == links.PASSIVE_SUBJECT
    return done or (clauses.tree.links[word] == links.SUBJECT and clauses.tree.has(verb, links.OBJECT))


def _holds_many(told: Told) -> bool:
    """Tell whether several are told of."""
    words = clauses_of(told.segment).words
    known = grammar_words().they
    return any(
        words.lowers[word] in known or (words.kinds[word] in _NOUNS and words.shapes[word] == links.PLURAL)
        for word in told.words
    )
