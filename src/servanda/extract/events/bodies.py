"""Bodies that act through their members, and bodies that a description takes up: "X guerrillas"; "the group", "the rebels".

A description is read as the one armed body that its section has named before and that it fits. Where two fit, the words stay as
they are and both are kept as candidates; a body is never "he", and police, courts or aid workers are no "rebels".
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.grammar import children, modifiers, prepositions
from servanda.extract.names import Firsts, Mention, Named
from servanda.extract.reading import Segment

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES_AND_PEOPLES: Final = frozenset({"GPE", "LOC", "NORP", "PERSON", "DATE"})


def bodies_of(analysis: DocumentAnalysis, segment: Segment, noun: "Token") -> Iterator["Token"]:
    """Yield the body whose members act: "activists from the X Party", "fighters loyal to X", "X guerrillas"."""
    events = analysis.reference.lexicon.events
    words = events.bodies
    if noun.lemma_.lower() not in events.members:
        return
    links = [
        child for child in noun.children if child.dep_ in {"acl", "amod", "relcl"} and child.lower_ in words.belonging
    ]
    below = [
        item for word in (noun, *links) for preposition, item in prepositions(word) if preposition in words.membership
    ]
    for item in (*children(noun, "compound", "nmod"), *below):
        mention = analysis.names.mention_at(segment, item.i)
        if mention is not None and not mention.first <= noun.i <= mention.last and _is_body(segment, mention, item):
            yield item


def taken_up(analysis: DocumentAnalysis, segment: Segment, noun: "Token") -> Named | None:
    """Return the body that "the group" or "the rebels" takes up, or no name and the candidates; ``None`` for other phrases."""
    if not _takes_up(analysis, noun):
        return None
    start, end = segment.bounds(noun.doc[noun.left_edge.i : noun.i + 1])
    section = analysis.reading.section_at(start)
    tied = _bodies(analysis, ("tied", noun.lemma_, section), lambda one: _is_tied(analysis, one, noun))
    armed = _bodies(analysis, ("armed", section), lambda one: _is_armed(analysis, one))
    fit = tied.before(start) or armed.before(start)
    if not fit:
        return None
    span = analysis.reading.at(start, end)
    if len(fit) == 1:
        return Named(fit[0], "organisation", span)
    return Named(None, "group", span, tuple(sorted(fit)))


def _is_body(segment: Segment, mention: Mention, token: "Token") -> bool:
    """Tell whether a name beside members is that of a body, not of a place, a people or a person.

    Of a name that no label and no head word makes a body, one word is too little ("Urban guerrillas"), an acronym enough.
    """
    if mention.type == "organisation":
        return True
    labels = {word.ent_type_ for word in segment.doc[mention.first : mention.last + 1]}
    long_enough = len(mention.words) > 1 or mention.text.isupper()
    body = token.ent_type_ == "ORG" or not labels & _PLACES_AND_PEOPLES
    return long_enough and body and mention.type != "person" and mention.titled is None


def _takes_up(analysis: DocumentAnalysis, noun: "Token") -> bool:
    """Tell whether a phrase is definite and says no more than its head word: "the group", "the same armed group"."""
    events = analysis.reference.lexicon.events
    words = events.bodies
    if noun.lemma_.lower() not in events.bodies_taken_up or noun.pos_ != "NOUN":
        return False
    before = [child for child in noun.lefts if child.dep_ != "det"]
    definite = any(child.dep_ == "det" and child.lower_ in words.definite for child in noun.lefts)
    plain = all(word.lower_ in words.saying_no_more for child in before for word in (child, *modifiers(child)))
    behind = children(noun, "prep", "appos") or [
        child for child in children(noun, "relcl", "acl") if child.i == noun.i + 1
    ]
    return definite and plain and not behind


def _bodies(analysis: DocumentAnalysis, key: tuple[str | int, ...], fits: Callable[[Mention], bool]) -> Firsts:
    """Return the bodies that fit, by the end of their first mention; ``key`` says what is asked of them, and in which section."""

    def found() -> Firsts:
        fitting = (one for one in analysis.names.in_section(int(key[-1])) if fits(one))
        return Firsts((one.end, name) for one in fitting if (name := _full(analysis, one)))

    return analysis.names.once(key, found)


def _full(analysis: DocumentAnalysis, mention: Mention) -> str | None:
    """Return the fullest name of a mention of a body."""
    segment = analysis.reading.segments[mention.segment]
    return analysis.names.name_of(segment, mention.last).name


def _is_armed(analysis: DocumentAnalysis, mention: Mention) -> bool:
    """Tell whether a name is that of a body that fights, and of no state's forces: "Valley Front", "Army of the Lakes"."""
    events = analysis.reference.lexicon.events
    heads, told = events.armed_bodies, events.bodies
    words = [word.lower() for word in mention.words]
    if mention.type in {"person", "infrastructure"} or len(words) == 1:
        return False
    inner = [word for word, behind in pairwise(words) if behind in told.joining]
    doc = analysis.reading.segments[mention.segment].doc
    state = set(words) & told.state and words[-1] in told.state_forces
    peoples = {word.ent_type_ for word in doc[mention.first : mention.last + 1]} & {"NORP", "GPE"}
    return bool({words[-1], *inner} & heads) and not state and not (peoples and words[-1] == "army")


def _is_tied(analysis: DocumentAnalysis, mention: Mention, noun: "Token") -> bool:
    """Tell whether the text calls members of a body by this word: "X guerrillas", "guerrillas of the X", "X, a rebel group"."""
    if mention.type == "person":
        return False
    membership = analysis.reference.lexicon.events.bodies.membership
    token = analysis.reading.segments[mention.segment].doc[mention.first : mention.last + 1].root
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ in membership else token.head
    member = (
        token.dep_ in {"pobj", "compound", "nmod"}
        and above.lemma_ == noun.lemma_
        and above.i not in range(mention.first, mention.last + 1)
    )
    called = {word.lemma_.lower() for item in children(token, "appos") for word in (item, *modifiers(item))}
    return member or noun.lemma_.lower() in called
