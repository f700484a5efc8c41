"""Bodies that act through their members, and bodies that a description takes up: "X guerrillas"; "the group", "the rebels".

A description is read as the one armed body that its section has named before and that it fits. Where two fit, the words stay as
they are and both are kept as candidates; a body is never "he", and police, courts or aid workers are no "rebels".
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.names import Firsts, Mention, Named
from servanda.extract.reading import Segment

_PLACES_AND_PEOPLES: Final = frozenset({"GPE", "LOC", "NORP", "PERSON", "DATE"})
_DESCRIBING: Final = frozenset({links.OF_NOUN, links.ADJECTIVE, links.RELATIVE})
_BEFORE: Final = frozenset({links.COMPOUND, links.MODIFIER})
_ARMY: Final = "army"


def bodies_of(analysis: DocumentAnalysis, segment: Segment, noun: int) -> Iterator[int]:
    """Yield the body whose members act: "activists from the X Party", "fighters loyal to X", "X guerrillas"."""
    if clauses_of(segment).words.lemmas[noun].lower() not in analysis.reference.lexicon.events.members:
        return
    tree = clauses_of(segment).tree
    for head in _beside_members(analysis, segment, noun):
        others = [item for item in tree.joined([head])[1:] if _is_long(analysis, segment, item)]
        listed = [head, *(others if _is_long(analysis, segment, head) else ())]
        told = any(_is_named_body(analysis, segment, noun, item) for item in listed)
        yield from (item for item in listed if told and _is_named(analysis, segment, noun, item))


def _is_long(analysis: DocumentAnalysis, segment: Segment, word: int) -> bool:
    """Tell whether a name has several words, so that it is hardly that of a town: "activists from Maret and Osk"."""
    mention = analysis.names.mention_at(segment, word)
    return mention is not None and len(mention.words) > 1


def _is_named_body(analysis: DocumentAnalysis, segment: Segment, noun: int, item: int) -> bool:
    mention = analysis.names.mention_at(segment, item)
    return mention is not None and _is_named(analysis, segment, noun, item) and _is_body(segment, mention, item)


def _is_named(analysis: DocumentAnalysis, segment: Segment, noun: int, item: int) -> bool:
    """Tell whether a word is in a name that does not hold the members: in a list with a body all names are of bodies."""
    mention = analysis.names.mention_at(segment, item)
    return mention is not None and not mention.first <= noun <= mention.last and mention.titled is None


def belonging_to(analysis: DocumentAnalysis, clauses: Clauses, noun: int) -> list[int]:
    """Return to whom weapons belong: "tanks belonging to the X"."""
    words = analysis.reference.lexicon.events.bodies
    described = [
        item for item in clauses.tree.linked(noun, *_DESCRIBING) if clauses.words.lowers[item] in words.belonging
    ]
    return [one.phrase.head for item in described for one in clauses.under(item, *words.membership)]


def _beside_members(analysis: DocumentAnalysis, segment: Segment, noun: int) -> Iterator[int]:
    clauses, words = clauses_of(segment), analysis.reference.lexicon.events.bodies
    yield from clauses.tree.linked(noun, *_BEFORE)
    belonging = [
        item for item in clauses.tree.linked(noun, *_DESCRIBING) if clauses.words.lowers[item] in words.belonging
    ]
    for word in (noun, *belonging):
        yield from (one.phrase.head for one in clauses.under(word, *words.membership))


def taken_up(analysis: DocumentAnalysis, segment: Segment, noun: int) -> Named | None:
    """Return the body that "the group" or "the rebels" takes up, or no name and the candidates; ``None`` for other phrases."""
    clauses = clauses_of(segment)
    if not _takes_up(analysis, segment, noun):
        return None
    start, end = segment.bounds_of(range(clauses.tree.firsts[noun], noun + 1))
    section, lemma = analysis.reading.section_at(start), clauses.words.lemmas[noun]
    tied = _bodies(analysis, ("tied", lemma, section), lambda one: _is_tied(analysis, one, lemma))
    armed = _bodies(analysis, ("armed", section), lambda one: _is_armed(analysis, one))
    fit = tied.before(start) or armed.before(start)
    if not fit:
        return None
    span = analysis.reading.at(start, end)
    if len(fit) == 1:
        return Named(fit[0], "organisation", span)
    return Named(None, "group", span, tuple(sorted(fit)))


def _is_body(segment: Segment, mention: Mention, word: int) -> bool:
    """Tell whether a name beside members is that of a body, not of a place, a people or a person.

    Of a name that no label and no head word makes a body, one word is too little ("Urban guerrillas"), an acronym enough.
    """
    if mention.type == "organisation":
        return True
    entities = clauses_of(segment).words.entities
    elsewhere = not _PLACES_AND_PEOPLES.isdisjoint(entities[mention.first : mention.last + 1])
    long_enough = len(mention.words) > 1 or mention.text.isupper()
    body = entities[word] == "ORG" or not elsewhere
    return long_enough and body and mention.type != "person" and mention.titled is None


def _takes_up(analysis: DocumentAnalysis, segment: Segment, noun: int) -> bool:
    """Tell whether a phrase is definite and says no more than its head word: "the group", "the same armed group"."""
    events, words = analysis.reference.lexicon.events, clauses_of(segment).words
    known = words.lemmas[noun].lower() in events.bodies_taken_up and words.kinds[noun] == links.NOUN
    return known and _is_plain(analysis, segment, noun) and not _is_described(segment, noun)


def _is_plain(analysis: DocumentAnalysis, segment: Segment, noun: int) -> bool:
    clauses, words = clauses_of(segment), analysis.reference.lexicon.events.bodies
    tree = clauses.tree
    determiners = [item for item in tree.linked(noun, links.DETERMINER) if item < noun]
    before = [item for item in tree.below[noun] if item < noun and item not in determiners]
    said = {tree.words.lowers[word] for item in before for word in (item, *clauses.modifiers(item))}
    definite = any(tree.words.lowers[item] in words.definite for item in determiners)
    return definite and said <= words.saying_no_more


def _is_described(segment: Segment, noun: int) -> bool:
    tree = clauses_of(segment).tree
    clauses = tree.linked(noun, links.RELATIVE, links.OF_NOUN)
    return tree.has(noun, links.PREPOSITION, links.APPOSITION) or noun + 1 in clauses


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
    words = [word.lower() for word in mention.words]
    if mention.type in {"person", "infrastructure"} or len(words) == 1:
        return False
    inner = {word for word, behind in pairwise(words) if behind in events.bodies.joining}
    armed = not events.armed_bodies.isdisjoint({words[-1], *inner})
    return armed and not _is_of_state(analysis, mention, words)


def _is_of_state(analysis: DocumentAnalysis, mention: Mention, words: list[str]) -> bool:
    """Tell whether a name is that of a state's own forces: "National Guard", "the Estrian army"."""
    told = analysis.reference.lexicon.events.bodies
    if words[-1] in told.state_forces and not told.state.isdisjoint(words):
        return True
    entities = clauses_of(analysis.reading.segments[mention.segment]).words.entities
    return words[-1] == _ARMY and not links.PEOPLES.isdisjoint(entities[mention.first : mention.last + 1])


def _is_tied(analysis: DocumentAnalysis, mention: Mention, lemma: str) -> bool:
    """Tell whether the text calls members of a body by a word: "X guerrillas", "guerrillas of the X", "X, a rebel group".

    Those of a country or a town ("Syria insurgents") are not the country's.
    """
    reference = analysis.reference
    if mention.type == "person" or mention.text.lower() in reference.lexicon.countries:
        return False
    if reference.config.countries and reference.gazetteer.is_town(mention.text):
        return False
    clauses = clauses_of(analysis.reading.segments[mention.segment])
    head = clauses.head_of(mention.first, mention.last)
    renamed = clauses.tree.linked(head, links.APPOSITION)
    called = {clauses.words.lemmas[word].lower() for item in renamed for word in (item, *clauses.modifiers(item))}
    return lemma.lower() in called or _has_members(analysis, mention, head, lemma)


def _has_members(analysis: DocumentAnalysis, mention: Mention, head: int, lemma: str) -> bool:
    tree = clauses_of(analysis.reading.segments[mention.segment]).tree
    above = tree.heads[head]
    if (
        tree.links[head] == links.GOVERNED
        and tree.words.lowers[above] in analysis.reference.lexicon.events.bodies.membership
    ):
        above = tree.heads[above]
    outside = not mention.first <= above <= mention.last
    return tree.links[head] in {links.GOVERNED, *_BEFORE} and outside and tree.words.lemmas[above] == lemma
