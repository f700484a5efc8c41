"""Who may be published as the doer of a harmful act, and why others may not: `can_act`.

A sentence names more than who did it: what was hit, who tells of it, who lays it to whom, the document that forbids it. The parser at
times takes one of these for the doer. Nobody is charged by such a mistake: who cannot have acted goes to `withheld`, with the reason.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, NamedTuple

from servanda.extract.circumstances import is_acronym
from servanda.extract.clauses import links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.attached import is_contested
from servanda.extract.events.blaming import blame_of
from servanda.extract.events.choices import is_open
from servanda.extract.events.disputing import disputed
from servanda.extract.events.fitting import keys_of, verb_frame
from servanda.extract.events.inert import is_harmed, is_means, is_no_name
from servanda.extract.events.kinds import ACT, kinds_of
from servanda.extract.events.metonymy import Part
from servanda.extract.events.mutual import sides_of
from servanda.extract.events.nameless import stands_for_none
from servanda.extract.events.triggers import Trigger
from servanda.extract.events.weapons_and_possessors import is_registered
from servanda.model.parties import Attribution, Participant, Withheld
from servanda.reference.grammar import grammar_words

_CHARGES: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"})
_LAW: Final = "LAW"
_PEOPLE: Final = "NORP"
_COLON: Final = ":"
_ACCUSE: Final = "ACCUSE"
_JOINED: Final = "conjunct"
_UNTOLD: Final = frozenset({"group", "other"})  # the types of names that no word makes a person or a body
Reason = Literal["cannot_act", "is_victim", "is_teller", "is_accuser", "actor_disputed"]
Named = tuple[Part, Participant]


class Case(NamedTuple):
    """One who seems to have done it (``part``, named ``who``), with all who take part (``beside``) and whose words they are."""

    analysis: DocumentAnalysis
    trigger: Trigger
    part: Part
    who: Participant
    beside: tuple[Named, ...]
    chain: tuple[Attribution, ...]


def parted_by_eligibility(
    analysis: DocumentAnalysis, trigger: Trigger, named: Iterable[Named], chain: tuple[Attribution, ...]
) -> tuple[tuple[Participant, ...], tuple[Withheld, ...]]:
    """Return the participants of an event that may be published, and whom we withhold as doers."""
    beside = tuple(named)
    reasons = [can_act(Case(analysis, trigger, part, who, beside, chain)) for part, who in beside]
    held = [_withheld(who, reason) for (_, who), reason in zip(beside, reasons, strict=True) if reason is not None]
    able = [one for one, reason in zip(beside, reasons, strict=True) if reason is None]
    kept, contested = _undisputed(analysis, trigger, able)
    return tuple(dict.fromkeys(kept)), tuple(dict.fromkeys((*held, *contested)))


def _undisputed(
    analysis: DocumentAnalysis, trigger: Trigger, able: list[Named]
) -> tuple[list[Participant], list[Withheld]]:
    """Return who may be published after a second reading, and those whom it contradicts."""
    if trigger.frame.type not in _CHARGES:
        return [who for _, who in able], []
    against = disputed(analysis, trigger, (part for part, _ in able))
    contested = [_withheld(who, "actor_disputed", against.instead) for part, who in able if part.word in against.words]
    return [who for part, who in able if part.word not in against.words], contested


def can_act(case: Case) -> Reason | None:
    """Return why somebody may not be published as the doer of a harmful act, ``None`` where nothing speaks against it."""
    if case.who.role != "actor" or case.trigger.frame.type not in _CHARGES:
        return None
    return next((reason for reason, holds in _REASONS.items() if holds(case)), None)


def _withheld(who: Participant, reason: Reason, instead: tuple[str, ...] = ()) -> Withheld:
    return Withheld(role=who.role, candidates=(*(who.candidates or (who.name,)), *instead), reason=reason)


def _is_inert(case: Case) -> bool:
    """Tell whether a phrase names no one: a bare number, a document, a building, a vehicle, what is left of a munition."""
    words, head = case.trigger.clauses.words, case.part.word
    if is_no_name(case.who.name) or is_means(case.analysis, case.trigger, head):
        return True
    if stands_for_none(case.trigger, head, case.analysis.reference.lexicon) or any(holds(case) for holds in _NO_ONE):
        return True
    named = (
        words.lemmas[head].lower() in case.analysis.reference.lexicon.inert_words
        or words.entities[head] == _LAW
        or _is_town(case)
    )
    return named and not is_registered(case.analysis, case.trigger.clauses, head)


def _is_thing(case: Case) -> bool:
    """Tell whether a phrase is headed by a common noun for what is neither people nor a body: "the drought", "noon prayers", "airstrikes".

    What a body has may stand for it ("a navy gunboat", "Estrian aircraft"), and what is counted acts: "a number of gunmen".
    """
    head, lexicon = case.part.word, case.analysis.reference.lexicon
    words = case.trigger.clauses.words
    common = case.who.type in _UNTOLD and words.kinds[head] == links.NOUN and words.forms[head].islower()
    lemma = words.lemmas[head]
    if not common or not (lemma in lexicon.unable or lemma in lexicon.noun_frames):
        return False
    if lemma in lexicon.noun_frames and lemma not in lexicon.acting:
        return True  # "artillery exchanges"
    return not any(_is_one_of(case, item, lexicon.acting) for item in _beside(case))


def _is_listed_act(case: Case) -> bool:
    """Tell whether a noun joined to a doer names another act: "the abduction of X by soldiers and the [replacement] of the council"."""
    clauses, head, lexicon = case.trigger.clauses, case.part.word, case.analysis.reference.lexicon
    joined = clauses.tree.links[head] == links.CONJUNCT and clauses.phrase(head).of is not None
    lemma = clauses.words.lemmas[head].lower()
    return joined and ACT in kinds_of(clauses, [head]) and lemma not in lexicon.acting


def _beside(case: Case) -> tuple[int, ...]:
    """Return what stands before a noun, and what it is of: of "a navy gunboat" the navy, of "a number of gunmen" these."""
    clauses, head = case.trigger.clauses, case.part.word
    return (*clauses.modifiers(head), *(one.phrase.head for one in clauses.under(head, "of")))


def _is_one_of(case: Case, word: int, lemmas: frozenset[str]) -> bool:
    """Tell whether a word is a noun of a list, or the name of a people."""
    words = case.trigger.clauses.words
    return words.lemmas[word].lower() in lemmas or words.entities[word] in links.PEOPLES


def _is_town(case: Case) -> bool:
    """Tell whether somebody is only the bare name of a town in scope, which stands for nobody plainly but that of a capital."""
    name, reference = case.who.name, case.analysis.reference
    if not name[:1].isupper() or case.who.type not in _UNTOLD or not reference.config.countries:
        return False
    lower, gazetteer = name.lower(), reference.gazetteer
    if (
        lower in reference.lexicon.countries
        or lower in reference.lexicon.capitals
        or gazetteer.people(name) is not None
    ):
        return False
    return gazetteer.is_town(name)


def _is_label(case: Case) -> bool:
    """Tell whether a phrase is only what a line is of: "Mannar: shelling with mortars", "Date: ..."."""
    words, between = case.trigger.clauses.words, range(case.part.word + 1, case.trigger.word)
    return any(words.forms[item] == _COLON for item in between)


def _is_victim(case: Case) -> bool:
    """Tell whether who seems to act is whom it was done to: "one woman injured", or the same name on both sides."""
    hit = {who.name for part, who in case.beside if who.role == "target" and part.word != case.part.word}
    return case.who.name in hit or _is_bare_passive(case) or is_harmed(case.analysis, case.trigger, case.part.word)


def _is_bare_passive(case: Case) -> bool:
    """Tell whether a verb of harm to people has nobody behind it: what stands before it suffered it, "29 killed, 42 injured"."""
    trigger, clauses = case.trigger, case.trigger.clauses
    if not (trigger.verbal and trigger.frame.people and trigger.frame.casualty):
        return False
    joined = (trigger.word, *clauses.tree.linked(trigger.word, links.CONJUNCT))  # "killed and wounded a number of men"
    behind = any(item > trigger.word for word in joined for item in clauses.tree.linked(word, links.OBJECT))
    if behind or clauses.tree.has(trigger.word, *links.AUXILIARIES):
        return False
    past = clauses.words.shapes[trigger.word] in {links.PAST, links.PARTICIPLE}
    return past and case.part.word in {one.head for one in trigger.clause.subjects}


def _is_teller(case: Case) -> bool:
    """Tell whether somebody only tells of it, or saw it: "residents reported shelling", "monitors saw a tank firing"."""
    named = not case.trigger.verbal and _speaks(case) and not _carries_out(case)
    return named or _is_over(case, _verbs_of_seeing(case.analysis)) or _reports(case)


def _speaks(case: Case) -> bool:
    """Tell whether somebody is named as the one whose words these are."""
    mention = case.who.mention
    voices = [voice.mention for voice in case.chain if voice.level == "speaker" and voice.mention]
    return case.part.own and mention is not None and any(mention.overlaps(one) for one in voices)


def _carries_out(case: Case) -> bool:
    """Tell whether the act is somebody's own by the words around it: "denied carrying out raids", "ordered the killing".

    Or by its noun: "announced a counteroffensive".
    """
    clauses, words = case.trigger.clauses, case.analysis.reference.lexicon.events
    own = words.conducting | words.commissioning
    undertaken = clauses.words.lemmas[case.trigger.word].lower() in words.undertakings
    return undertaken or any(not own.isdisjoint(keys_of(clauses, verb)) for verb in case.trigger.carriers)


def _reports(case: Case) -> bool:
    """Tell whether somebody only reports a deed done to nobody in particular; "reported shelling the ridge" may be his own."""
    return not case.trigger.clause.undergoers and _is_over(case, case.analysis.reference.lexicon.events.telling)


def _is_over(case: Case, verbs: frozenset[str]) -> bool:
    """Tell whether who seems to act is only the subject of one of some verbs above: "[monitors] saw a bulldozer razing houses"."""
    clauses, clause = case.trigger.clauses, case.trigger.clause
    above = clause.governor if case.trigger.verbal and clause.subject_origin in {"controlled", "shared"} else None
    if above is None or clauses.words.lemmas[above].lower() not in verbs or not clauses.is_verb(above):
        return False
    is_subject = case.part.word in {one.head for one in clauses.clause(above).doers}
    return is_subject and (clause.subject_origin == "controlled" or _is_described(case, above))


def _is_described(case: Case, above: int) -> bool:
    """Tell whether a verb that seems to stand beside one of seeing may be a participle before a noun: "observed 31 burned huts"."""
    clauses, word = case.trigger.clauses, case.trigger.word
    joined = any(clauses.tree.links[item] == links.COORDINATOR for item in clauses.tree.below[above] if item < word)
    return not joined and not any(clauses.words.is_mark(item) for item in range(above, word))


def _verbs_of_seeing(analysis: DocumentAnalysis) -> frozenset[str]:
    verbs = analysis.reference.lexicon.observations.verbs
    return frozenset(word for words in verbs.values() for word in words)


def _is_accuser(case: Case) -> bool:
    """Tell whether somebody lays to others what he seems to have done; who claims responsibility does not."""
    if sides_of(case.trigger, case.analysis.reference.lexicon):
        return False  # each of two is held to have done it by the other
    if case.trigger.verbal:
        return _accuses_over(case)
    blame = blame_of(case.trigger, case.analysis.reference.lexicon)
    if blame is None or set(blame.accused) == set(blame.by):
        return False
    return case.part.word in blame.by or case.who.name in _names(case, blame.by)


def _accuses_over(case: Case) -> bool:
    """Tell whether who seems to act is the subject of a verb of accusing above: "charged the rebels, with breaking the truce"."""
    clauses, lexicon = case.trigger.clauses, case.analysis.reference.lexicon
    if case.trigger.clause.link == _JOINED:
        return False  # "accused the residents of spying and executed them"
    frames = {word: verb_frame(clauses, word, lexicon) for word in clauses.above(case.trigger.word)}
    accusing = [word for word, frame in frames.items() if frame is not None and frame.type == _ACCUSE]
    return any(case.part.word in {one.head for one in clauses.clause(word).doers} for word in accusing)


def _is_in_doubt(case: Case) -> bool:
    lexicon, word = case.analysis.reference.lexicon, case.part.word
    open_ = is_contested(case.analysis, case.trigger, word) or is_open(case.trigger.clauses, word, lexicon)
    return open_ or _may_be_where(case) or _may_be_a_thing(case)


def _may_be_a_thing(case: Case) -> bool:
    """Tell whether one of a kind that is not known for people is told of, here for the first time: "an identical craft struck the ferry"."""
    clauses, head, lexicon = case.trigger.clauses, case.part.word, case.analysis.reference.lexicon
    words, phrase = clauses.words, clauses.phrase(head)
    common = words.kinds[head] == links.NOUN and words.forms[head].islower() and case.who.type == "other"
    if not common or phrase.determiner is None or words.lowers[phrase.determiner] not in grammar_words().indefinite:
        return False
    if words.lemmas[head].lower() in lexicon.acting:
        return False
    return not any(_is_one_of(case, item, lexicon.people_and_bodies) for item in (head, *_beside(case)))


def _may_be_where(case: Case) -> bool:
    """Tell whether a name right before an event noun says who or where, and nobody knows which: "after the Tuzkan ambush"."""
    clauses, head = case.trigger.clauses, case.part.word
    words, lexicon = clauses.words, case.analysis.reference.lexicon
    before = clauses.tree.links[head] == links.COMPOUND and clauses.tree.heads[head] == case.trigger.word
    if not before or not words.forms[head][0].isupper() or words.entities[head] == _PEOPLE:
        return False
    people = case.analysis.reference.gazetteer.people(words.lowers[head])
    if words.lowers[head] in lexicon.countries or people is not None:
        return False
    told = words.lemmas[head].lower() in lexicon.acting or is_acronym(words.forms[head])
    return not told and not is_registered(case.analysis, clauses, head)


def _names(case: Case, words: Iterable[int]) -> Iterator[str]:
    names = case.analysis.names
    yield from (named.name for word in words if (named := names.name_of(case.trigger.segment, word)).name)


_NO_ONE: Final[tuple[Callable[[Case], bool], ...]] = (_is_label, _is_thing, _is_listed_act)
_REASONS: Final[dict[Reason, Callable[[Case], bool]]] = {
    "cannot_act": _is_inert,
    "is_victim": _is_victim,
    "is_teller": _is_teller,
    "is_accuser": _is_accuser,
    "actor_disputed": _is_in_doubt,
}
