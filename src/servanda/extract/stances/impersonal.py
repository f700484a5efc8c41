"""Stances without a verb or noun of attitude: "it is important that ...", "X must ..."."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.reading import Segment
from servanda.extract.stances.hit import Hit, is_vague, own_subject, who_acts
from servanda.model.claims import Attitude
from servanda.reference.lexicon import Lexicon
from servanda.reference.stance_frames import StanceWords

_BE: Final = "be"
_TOLD: Final = frozenset({"content", "open", "adverbial", "subject"})


def of_impersonal(segment: Segment, adjective: int, lexicon: Lexicon) -> Hit | None:
    """As in "It is important to ...", "It is important that ...", "What is most important (for us) is that ..."."""
    clauses, words = clauses_of(segment), lexicon.stances
    attitude = _attitude(clauses, adjective, words)
    if attitude is None or clauses.tree.links[adjective] != links.PREDICATE:
        return None
    over = clauses.clause(clauses.tree.heads[adjective])
    if over.verb != _BE:
        return None
    dummy = next((item for item in own_subject(clauses, over) if clauses.words.lowers[item] in words.vague), None)
    told = next(_told(clauses, adjective, over), None)
    if dummy is None or told is None:
        return None
    holders, others = _for_whom(clauses, adjective, told, words)
    return Hit(
        segment=segment,
        attitude="supports" if _keeps(told, attitude, words) else attitude,
        rule="stance.impersonal",
        source=adjective,
        complement=told.head,
        clause=True,
        speech=False,
        addressees=who_acts(clauses, told.head, words) or others,
        holders=holders,
        first=dummy,
        whole=not told.infinitive,
    )


def _attitude(clauses: Clauses, adjective: int, words: StanceWords) -> Attitude | None:
    lower = clauses.words.lowers[adjective]
    return next((name for name, adjectives in words.impersonal.items() if lower in adjectives), None)


def _keeps(told: Clause, attitude: Attitude, words: StanceWords) -> bool:
    """As in "it is important to keep the truce": support of what is to be kept."""
    return told.infinitive and attitude == "demands" and told.verb in words.preserving


def _told(clauses: Clauses, adjective: int, over: Clause) -> Iterator[Clause]:
    """Yield the clauses behind an adjective, its "be", or the "is" of "what is important is that"."""
    mains = (over.governor,) if over.link == "subject" and over.governor is not None else ()
    for head in (adjective, over.head, *mains):
        for clause in clauses.hanging(head):
            if clause.head > adjective and clause.head != over.head and clause.link in _TOLD:
                yield clause


def _for_whom(
    clauses: Clauses, adjective: int, told: Clause, words: StanceWords
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return whoever speaks ("important for us"), and others who are to act ("important for the army to leave")."""
    named = [one.phrase.head for one in clauses.under(adjective) if one.preposition in words.matters_to]
    own = tuple(item for item in named if clauses.words.lowers[item] in words.first_person)
    return own, tuple(item for item in named if item not in own and told.infinitive)


def of_modal(segment: Segment, modal: int, lexicon: Lexicon) -> Hit | None:
    """As in "The army must withdraw": a demand of whoever says it."""
    clauses, words = clauses_of(segment), lexicon.stances
    if clauses.words.lowers[modal] not in words.modals or clauses.tree.links[modal] != links.AUXILIARY:
        return None
    clause = clauses.clause(clauses.tree.heads[modal])
    own = own_subject(clauses, clause)
    if clause.kind != "verbal" or clause.link in {"relative", "adverbial"} or clause.perfect or not own:
        return None
    acting = own if clause.voice == "active" else ()
    agents = tuple(item for item in acting if not is_vague(clauses, item, words))
    return Hit(segment, "demands", "stance.modal", modal, clause.head, True, False, agents, (), own[0], True)
