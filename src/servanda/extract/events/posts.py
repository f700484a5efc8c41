"""Whose a post is, at which or by which somebody is stopped, and at whose hands somebody suffers.

A post acts by those who man it: "a rebel checkpoint turned back two trucks". Who is stopped or held "at an army checkpoint" is so by the
army, unless another one is named. Words are indices.
"""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.fitting import keys_of
from servanda.extract.events.triggers import Trigger
from servanda.extract.events.weapons_and_possessors import names_body, possessors

_POSTS: Final = "posts"
_VEHICLES: Final = "vehicles"
_GROUND: Final = "standpoints"
_COERCE: Final = "COERCE"
_HARMFUL: Final = frozenset({"ASSAULT", _COERCE, "MOBILIZE"})


def is_post(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> bool:
    """Tell whether a word is a checkpoint or the like."""
    return clauses.words.lemmas[word].lower() in analysis.reference.lexicon.events.groups[_POSTS]


def who_mans(analysis: DocumentAnalysis, clauses: Clauses, post: int) -> Iterator[int]:
    """Yield whose a post is: "an army checkpoint", "a checkpoint of the X", "a checkpoint manned by the X"."""
    events = analysis.reference.lexicon.events
    yield from possessors(analysis, clauses, post)
    owners = (one.phrase.head for one in clauses.under(post, *events.participants.of_hands))
    yield from (item for item in owners if names_body(analysis, clauses, item))
    for item in clauses.tree.linked(post, links.OF_NOUN, links.RELATIVE):
        if not events.manning.isdisjoint(keys_of(clauses, item)):
            yield from (one.head for one in clauses.clause(item).agents)


def done_beyond(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[int]:
    """Yield who did the harm that a verb or noun tells, where the words for him stand beyond its own phrase."""
    if trigger.frame.type not in _HARMFUL:
        return
    yield from held_at_post(analysis, trigger) if trigger.verbal else fired_from(analysis, trigger)
    yield from at_hands_of(analysis, trigger)
    yield from driven_by(analysis, trigger) if trigger.verbal else ()


def driven_by(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[int]:
    """Yield whose vehicle it is that moves or tears something down: "an army bulldozer razed two houses"; what it hits is no deed."""
    events, clauses = analysis.reference.lexicon.events, trigger.clauses
    doing = trigger.frame.type == "MOBILIZE" or trigger.frame.mode == "destroy"
    for one in trigger.clause.doers if doing else ():
        if clauses.words.lemmas[one.head].lower() in events.groups[_VEHICLES]:
            yield from who_mans(analysis, clauses, one.head)


def held_at_post(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[int]:
    """Yield who stopped or held somebody at a post of his, where nobody else is named."""
    clause = trigger.clause
    if trigger.frame.type != _COERCE or clause.voice != "passive" or clause.agents:
        return
    for one in clause.obliques:
        if one.preposition in analysis.reference.lexicon.events.participants.at_posts:
            yield from (
                who_mans(analysis, trigger.clauses, one.phrase.head)
                if is_post(analysis, trigger.clauses, one.phrase.head)
                else ()
            )


def fired_from(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[int]:
    """Yield whose ground it is from which somebody was fired on: "came under fire from rebel positions"."""
    grounds, clauses = analysis.reference.lexicon.events.groups[_GROUND], trigger.clauses
    sources = trigger.frame.roles.keys() & analysis.reference.lexicon.events.participants.sources
    for one in (one for word in trigger.words for one in clauses.under(word, *sources)) if sources else ():
        if clauses.words.lemmas[one.phrase.head].lower() in grounds:
            yield from who_mans(analysis, clauses, one.phrase.head)


def at_hands_of(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[int]:
    """Yield at whose hands it was done: "was killed at the hands of the X", "the killing of two men at the hands of the X"."""
    told, clauses = analysis.reference.lexicon.events.participants, trigger.clauses
    for one in clauses.under(trigger.word, *told.at_hands):
        if clauses.words.lemmas[one.phrase.head].lower() in told.hands:
            yield from (whose.phrase.head for whose in clauses.under(one.phrase.head, *told.of_hands))
