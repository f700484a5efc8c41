"""What a word does to a clause that it governs as its complement: "denied that", "plans to", "fears that", "failed to", "said that".

Each rule is given a step of the walk and returns a judgement, or ``None`` where it does not apply.
"""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.judgement import NO_EVENT, Judgement
from servanda.extract.factuality.measuring import falls_short
from servanda.extract.factuality.walk import Rule, Step, Walk

_QUOTING: Final = "\"“”„«»‘’'`:"


def handed(walk: Walk, step: Step, *, flips: bool = True) -> Judgement:
    """Judge what a word of denial (or, with ``flips`` false, of success) governs by the word's own fate."""
    words, above = walk.entries, step.above
    if walk.does(above, words.forbidding):
        return step.now.forbidden(above, negated=walk.negated(above))
    fate = walk.fate(above, step.depth)
    if fate != Judgement() and walk.does(above, words.confirming):
        return step.now.made("possible", above)  # "did not rule out"
    return step.now.under(fate, above, flips=flips)


def is_untold(walk: Walk, speech: int, depth: int) -> bool:
    """Tell whether what a verb of speech governs is left open: nobody says it, or nobody says that it was said."""
    fate = walk.fate(speech, depth) if walk.is_verb(speech) else Judgement()
    return fate.polarity == "denied" or fate.modality == "possible"


def untold(walk: Walk, step: Step) -> Judgement | None:
    """As in "did not say that", "refuses to say that"; "denied that" says that it is not so."""
    if walk.tree.links[step.word] != links.CONTENT or not walk.says(step.above):
        return None
    open_ = not walk.denies(step.above, infinitive=False) and is_untold(walk, step.above, step.depth)
    return step.now.made("possible", step.above) if open_ else None


def not_done(walk: Walk, step: Step) -> Judgement | None:
    """As in "left without firing", "instead of firing", "rather than fire"."""
    denial = walk.clauses.clause(step.word).negation
    return step.now.turned(denial.cue) if denial is not None and denial.site == "preposition" else None


def behind_preposition(walk: Walk, step: Step) -> Judgement | None:
    """As in "could end it by attacking", "resorted to shelling", "kept from attacking", "came close to attacking", "on the verge of"."""
    if walk.tree.links[step.word] != links.GOVERNED_CLAUSE:
        return None
    words, preposition = walk.entries, walk.lower(step.below)
    if preposition in words.at_times:
        return _at_that_time(walk, step)
    if preposition in words.resorting.get(walk.lemma(step.above), ()):
        return handed(walk, step, flips=False)
    if kept_from(walk, step):
        return handed(walk, step)
    if walk.does(step.above, words.close_to) and not walk.is_verb(step.above):
        return step.now.turned(step.above)
    return step.now.made("planned", step.above) if walk.does(step.above, words.verge_of) else None


def kept_from(walk: Walk, step: Step) -> bool:
    """Tell whether what stands behind "from" is prevented: "prevented the rebels from attacking"."""
    return walk.lower(step.below) == "from" and walk.does(step.above, walk.entries.kept_from)


def _at_that_time(walk: Walk, step: Step) -> Judgement:
    """As in "could end it by attacking": means and times of what is not asserted are not asserted either."""
    fate = walk.fate(step.above, step.depth) if walk.is_verb(step.above) else Judgement()
    return step.now if fate.is_real else step.now.made(fate.modality, fate.cue)


def quoted_command(walk: Walk, step: Step) -> Judgement | None:
    """As in "Attack the bridge, he said": quoted is what stands before its verb of speech, or behind a colon or mark of quotation."""
    word, above = step.word, step.above
    under = walk.clauses.clause(word).link in {"content", "open", "adverbial"}
    if not under or not walk.commands(word) or not walk.says(above):
        return None
    marked = any(form in _QUOTING for form in walk.tree.words.forms[above + 1 : word])
    return step.now.made("demanded", word) if word < above or marked else None


def asked(walk: Walk, step: Step) -> Judgement | None:
    """As in "asked who attacked": an indirect question takes its event as known."""
    return step.now.known() if walk.clauses.clause(step.word).mood == "indirect question" else None


def not_permitted(walk: Walk, step: Step) -> Judgement | None:
    """As in "not allowed to attack": nothing is said about an event."""
    return NO_EVENT if walk.does(step.above, walk.entries.permission) and walk.negated(step.above) else None


def denied(walk: Walk, step: Step) -> Judgement | None:
    """As in "denied that", "refused to", "ruled out"; "did not fail to" affirms."""
    infinitive = walk.clauses.clause(step.word).infinitive
    return handed(walk, step) if walk.denies(step.above, infinitive=infinitive) else None


def of_infinitive(walk: Walk, step: Step) -> Judgement | None:
    """Judge an infinitive under "have", "go", "try", "able", "too", "enough", "give ... until"."""
    if not walk.clauses.clause(step.word).infinitive:
        return None
    return next((found for rule in _OF_INFINITIVE if (found := rule(walk, step)) is not None), None)


def _unneeded(walk: Walk, step: Step) -> Judgement | None:
    """As in "does not have to leave": left open; "has not yet to"."""
    above = step.above
    unneeded = walk.does(above, walk.entries.necessity) and walk.negated(above) and walk.beside(above, "yet") is None
    return step.now.made("possible", above) if unneeded else None


def _not_tried(walk: Walk, step: Step) -> Judgement | None:
    """As in "did not try to attack"."""
    untried = walk.does(step.above, walk.entries.attempts) and walk.negated(step.above)
    return handed(walk, step, flips=False) if untried else None


def _to_be_done(walk: Walk, step: Step) -> Judgement | None:
    """As in "has to withdraw": demanded; "has yet to withdraw": denied."""
    if walk.lemma(step.above) != "have" or walk.tree.has(step.above, links.OBJECT):
        return None
    yet = walk.beside(step.above, "yet") is not None
    return step.now.turned(step.above) if yet else step.now.made("demanded", step.above)


def _going_to(walk: Walk, step: Step) -> Judgement | None:
    """As in "is going to withdraw": predicted.

    "Was going to" is a plan that often came to nothing, and who went to do something had the purpose of it.
    """
    above = step.above
    if walk.lemma(above) != "go" or walk.tree.has(above, links.OBJECT):
        return None
    clause = walk.clauses.clause(above)
    going = walk.tree.words.shapes[above] == links.GERUND and clause.tense != "past" and not clause.perfect
    fate = walk.fate(above, step.depth)
    if not going or fate.modality != "asserted":
        return step.now.made("planned", above)
    return step.now.under(fate, above, flips=False).made("predicted", above)


def _able(walk: Walk, step: Step) -> Judgement | None:
    """As in "was able to enter": entered; "is able to": possible; "was not able to": did not (Bhatt 1999; Hacquard 2006)."""
    able = step.above
    if not walk.does(able, walk.entries.abilities):
        return None
    fate, verb = walk.fate(able, step.depth), walk.predicate_verb(able)
    clause = None if verb is None else walk.clauses.clause(verb)
    past = clause is not None and (clause.tense == "past" or clause.perfect)
    if fate.polarity == "denied" or (fate.modality == "asserted" and past):
        return step.now.under(fate, able, flips=False)
    return step.now.made("possible", able)


def in_time(walk: Walk, step: Step) -> Judgement | None:
    """As in "gave the militia two days to leave"."""
    times = walk.tree.linked(step.above, links.OBJECT, links.NOUN_ADVERB)
    return step.now.made("demanded", step.above) if walk.has_time(step.above, times) else None


_OF_INFINITIVE: Final[tuple[Rule, ...]] = (_unneeded, _not_tried, _to_be_done, _going_to, _able, in_time, falls_short)


def transparent(walk: Walk, step: Step) -> Judgement | None:
    """As in "began to withdraw", "managed to": it shares the fate of the verb."""
    falsely = walk.says(step.above) and is_falsely(walk, step.above)
    if not walk.does(step.above, walk.entries.transparent) or falsely:
        return None
    return walk.clause(step.above, step.now, step.depth) if walk.is_verb(step.above) else step.now


def governed(walk: Walk, step: Step) -> Judgement | None:
    """As in "demanded that", "plans to", "fears that", "is likely to", "is believed to have"."""
    words, above, clause = walk.entries, step.above, walk.clauses.clause(step.word)
    modality = walk.governed(above) or walk.of_predicate(above)
    if clause.infinitive and walk.does(above, words.warning):
        modality = "demanded"  # "warned them to leave"
    perfect = clause.infinitive and clause.perfect
    if perfect and (modality == "possible" or walk.lemma(above) == "be"):
        return step.now.made(modality or "planned", above)  # "was to have left" was planned
    now = _raised(walk, step) if modality or clause.infinitive else step.now
    if not clause.infinitive and walk.does(above, words.opinion) and walk.negated(above):
        return now.made("possible", above)
    if modality and _opens(walk, step):
        return now.made(modality, above)
    planned = clause.infinitive and not clause.perfect and not walk.does(above, words.factive)
    return now.made("planned", above) if planned else None


def _raised(walk: Walk, step: Step) -> Judgement:
    """As in "is not expected to attack": the negation is meant of what is governed."""
    raised = walk.does(step.above, walk.entries.negation_raising) and walk.negated(step.above)
    return step.now.turned(step.now.cue) if raised else step.now


def _opens(walk: Walk, step: Step) -> bool:
    """Tell whether a word gives its modality to a clause of this form; "are said to have fled" plans nothing."""
    words, above, clause = walk.entries, step.above, walk.clauses.clause(step.word)
    behind = walk.tree.links[step.word] == links.GOVERNED_CLAUSE
    if behind and not clause.infinitive and walk.does(above, words.factive):
        return False
    return not walk.does(above, words.infinitive_only) or _is_open(walk, step)


def _is_open(walk: Walk, step: Step) -> bool:
    """Tell whether a clause is an infinitive, a subjunctive or, under some verbs, a gerund."""
    clause, shape = walk.clauses.clause(step.word), walk.tree.words.shapes[step.word]
    if clause.infinitive:
        return not clause.perfect
    gerund = shape == links.GERUND and clause.link == "open" and walk.does(step.above, walk.entries.over_gerunds)
    bare = shape == links.BASE and not walk.tree.has(step.word, links.AUXILIARY)
    return gerund or bare or clause.mood == "subjunctive"


def is_falsely(walk: Walk, verb: int) -> bool:
    """Tell whether a verb of speech is said to speak falsely."""
    return walk.beside(verb, walk.entries.falsely, links.ADVERB) is not None


def untrue(walk: Walk, step: Step) -> Judgement | None:
    """As in "falsely claimed that", "it is false that"."""
    false = walk.does(step.above, walk.entries.untrue) and not walk.is_verb(step.above)
    return step.now.turned(step.above) if false or is_falsely(walk, step.above) else None


def passed_up(walk: Walk, step: Step) -> Judgement | None:
    """As in "it is true that": what neither opens nor closes a clause hands it on; other speech asserts it.

    "It was not until Tuesday that ..." asserts it too.
    """
    above, verb = step.above, walk.predicate_verb(step.above)
    if verb is None or walk.says(above):
        return None
    impersonal = above == verb or walk.beside(verb, "it", links.SUBJECT, links.EXPLETIVE) is not None
    passes = walk.tree.links[above] == links.ADVERBIAL or (impersonal and walk.lemma(verb) == "be")
    if not passes:
        return None
    return step.now if walk.beside(verb, "until") is not None else walk.clause(verb, step.now, step.depth)


UNDER_GOVERNOR: Final[tuple[Rule, ...]] = (
    untold,
    not_done,
    behind_preposition,
    quoted_command,
    asked,
    not_permitted,
    denied,
    of_infinitive,
    transparent,
    governed,
    untrue,
    passed_up,
)
