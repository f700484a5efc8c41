"""Who is held to have done what a noun names, and by whose word: an accusation or a claim of responsibility, never a fact.

The ways of saying so stand in ``reference/data/blame.yaml``. Where nobody says so ("did not blame", "nobody claimed", "refuses to say that
it blamed") nobody is held to have acted, and the deed stays what it is.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.levels import speaks_by, with_speaker
from servanda.extract.events.metonymy import doers_behind
from servanda.extract.events.shares import share_of
from servanda.extract.events.triggers import Trigger
from servanda.extract.factuality import is_told
from servanda.extract.frames import Slots, match_any
from servanda.model.parties import Attribution
from servanda.reference.lexicon import Lexicon

_HARMFUL: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})


class Blame(NamedTuple):
    """Who is held to have acted, the verb that says so, who says it (nobody where it is not told), and whether it is said at all.

    ``plainly``: whoever tells it says so himself ("X was responsible for the raid"). Words are indices of the segment.
    """

    accused: tuple[int, ...]
    verb: int
    by: tuple[int, ...]
    said: bool
    plainly: bool = False

    @property
    def named(self) -> tuple[int, ...]:
        """Whoever is named on either side: of what stands beside the deed they are no part."""
        return *self.accused, *self.by

    @property
    def held(self) -> tuple[int, ...]:
        """Whoever is held to have acted, nobody where that is not said."""
        return self.accused if self.said else ()


def blame_of(trigger: Trigger, lexicon: Lexicon) -> Blame | None:
    """Return who is held to have done a deed, unless its noun names its doer itself ("shelling by X").

    The deed is an event noun, or a gerund behind a preposition: "blamed the rebels for the attack", "for shelling Olm".
    """
    found = _blaming(trigger, lexicon)
    if found is None:
        return None
    clause, slots = found
    clauses, by = trigger.clauses, slots.get("blamer", ())
    named = (*by, *slots["deed"])
    said = is_told(clauses, clause.head, lexicon) and not any(clauses.nobody(one) is not None for one in named)
    blame = Blame(slots["accused"], clause.head, by, said, "plainly" in slots)
    duty = blame.plainly and trigger.frame.type not in _HARMFUL  # "is responsible for the release"
    return None if duty or _names_its_doer(clauses, trigger.word, slots) else blame


def _blaming(trigger: Trigger, lexicon: Lexicon) -> tuple[Clause, Slots] | None:
    """Return the clause that lays a deed at a door and what fills its slots; what two sides say of each other `mutual` tells."""
    clauses, weapon = trigger.clauses, _weapon_above(trigger, lexicon)
    if weapon is None and trigger.verbal and trigger.clause.link != links.PREPOSITION:
        return None
    deed = _deed_of(trigger, lexicon) if weapon is None else weapon
    over = clauses.over(deed)
    return next(_laying(clauses, (deed,), [] if over is None else [over], lexicon), None) or _by_participle(
        trigger, lexicon
    )


def _laying(
    clauses: Clauses, deeds: Collection[int], laying: Iterable[Clause], lexicon: Lexicon
) -> Iterator[tuple[Clause, Slots]]:
    """Yield those of some clauses that lay one of some deeds to somebody."""
    for clause in laying:
        slots = match_any(clauses, clause, lexicon.blame)
        if slots is not None and "sides" not in slots and not {*deeds}.isdisjoint(slots.get("deed", ())):
            yield clause, slots


def _by_participle(trigger: Trigger, lexicon: Lexicon) -> tuple[Clause, Slots] | None:
    """Return the same for a participle behind an event noun or what "of" names there: "the killing of two men attributed to X"."""
    clauses = trigger.clauses
    if trigger.verbal:
        return None
    nouns = (trigger.word, *(one.phrase.head for one in clauses.under(trigger.word, "of")))
    behind = [clauses.clause(item) for noun in nouns for item in clauses.tree.linked(noun, links.OF_NOUN)]
    laying = (clause for clause in behind if clause.lemma in lexicon.events.ascribing)
    return next(_laying(clauses, nouns, laying, lexicon), None)


def _deed_of(trigger: Trigger, lexicon: Lexicon) -> int:
    """Return the deed that is laid to somebody: of "blamed X for breaking the truce by shelling Olm" the breaking, which the shelling was."""
    clause = trigger.clause
    if not trigger.verbal:
        return share_of(trigger.clauses, trigger.word, lexicon)
    if clause.marker is None or clause.governor is None:
        return trigger.word
    means = trigger.clauses.words.lowers[clause.marker] in lexicon.events.participants.agents
    return clause.governor if means else trigger.word


def _weapon_above(trigger: Trigger, lexicon: Lexicon) -> int | None:
    """Return the weapon of which a relative clause tells what it did: of "claimed responsibility for a [bomb] that killed six"."""
    clauses, clause = trigger.clauses, trigger.clause
    over = clauses.tree.heads[trigger.word]
    relative = trigger.verbal and clause.voice == "active" and clause.link == "relative"
    weapon = relative and clauses.words.lemmas[over].lower() in lexicon.events.weapons
    return over if weapon and over in {one.head for one in clause.doers} else None


def answerable(trigger: Trigger, lexicon: Lexicon) -> Iterator[int]:
    """Yield to whom words behind an event noun lay it: "air raids conducted by X", "the killing of two men attributable to X"."""
    events, clauses = lexicon.events, trigger.clauses
    yield from doers_behind(clauses, trigger.word, events.conducting)
    nouns = (trigger.word, *(one.phrase.head for one in clauses.under(trigger.word, "of")))
    for word in (item for noun in nouns for item in clauses.tree.below[noun] if item > noun):
        if clauses.words.lowers[word] in events.attributing:
            yield from (one.phrase.head for one in clauses.under(word, "to"))
    yield from _behind_the_hit(trigger, lexicon)


def _behind_the_hit(trigger: Trigger, lexicon: Lexicon) -> Iterator[int]:
    """Yield whom "by" names below what was hit: "the arrest of [two teachers by X]"; of "the burning of a book by X" nobody."""
    clauses, agents = trigger.clauses, lexicon.events.participants.agents
    if trigger.frame.type not in _HARMFUL or clauses.under(trigger.word, *agents):
        return
    for part in clauses.under(trigger.word, "of"):
        made = clauses.words.lemmas[part.phrase.head].lower() in lexicon.cues.documents
        yield from (one.phrase.head for one in clauses.under(part.phrase.head, *agents) if not made)


def _names_its_doer(clauses: Clauses, noun: int, slots: Slots) -> bool:
    """Tell whether a noun names its own doer; of "was blamed for the attack by the ministry" the ministry blames."""
    nominal = clauses.nominal(noun)
    return nominal.subject_origin == "agent" and not {one.head for one in nominal.subjects} <= set(
        slots.get("blamer", ())
    )


def level_of(analysis: DocumentAnalysis, trigger: Trigger, chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return the chain over an event with whoever lays the blame as its last speaker, if no level holds the verb already."""
    blame = blame_of(trigger, analysis.reference.lexicon)
    if blame is None or not blame.said or blame.plainly:
        return chain
    segment = trigger.segment
    cue = analysis.reading.span(segment, blame.verb)
    if any(speaks_by(level, cue) for level in chain):
        return chain
    return with_speaker(analysis, segment, next(iter(blame.by), None), cue, chain)
