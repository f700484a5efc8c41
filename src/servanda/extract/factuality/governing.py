"""What a word does to a clause that it governs as its complement: "denied that", "plans to", "fears that", "failed to", "said that".

Each rule is given a step of the walk and returns a judgement, or ``None`` where it does not apply.
"""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.judgement import NO_EVENT, Judgement
from servanda.extract.factuality.untold import declared, untold
from servanda.extract.factuality.walk import Rule, Step, first_of
from servanda.model.claims import Modality

_QUOTING: Final = "\"“”„«»‘’'`:"
_MEASURED: Final = (links.ADVERB, links.PREDICATE, links.ADJECTIVE, links.CONTENT)
_OF: Final = "of"


def handed(step: Step, *, flips: bool = True) -> Judgement:
    """Judge what a word of denial (or, with ``flips`` false, of success) governs by the word's own fate."""
    if step.does("forbidding"):
        return step.now.forbidden(step.above, negated=step.negated)
    fate = step.fate
    if fate != Judgement() and step.does("confirming"):
        return step.made("possible")  # "did not rule out"
    return step.now.under(fate, step.above, flips=flips)


def known(step: Step) -> Judgement:
    """A definite event noun is taken as known; an indefinite one stays as it is."""
    return step.now.known() if step.walk.is_known(step.event) else step.now


def not_done(step: Step) -> Judgement | None:
    """As in "left without firing", "instead of firing", "rather than fire", "without an attack".

    "Without the shelling there would be no refugees" takes the shelling as known.
    """
    denial = step.clause.negation
    if denial is None or denial.site != "preposition":
        return None
    unreal = step.walk.is_known(step.event) and step.walk.clauses.clause(step.above).modals
    return step.now.known() if unreal else step.now.turned(denial.cue)


def at_that_time(step: Step) -> Judgement | None:
    """As in "could end it by attacking": means and times of what is not asserted are not asserted either."""
    if step.preposition not in step.walk.entries.at_times:
        return None
    fate = step.fate if step.walk.is_verb(step.above) else Judgement()
    return step.now if fate.is_real else step.now.made(fate.modality, fate.cue)


def resorted_to(step: Step) -> Judgement | None:
    """As in "resorted to shelling", "did not resort to shelling"."""
    after = step.walk.entries.resorting.get(step.walk.lemma(step.above), ())
    return handed(step, flips=False) if step.preposition in after else None


def prevented(step: Step) -> Judgement | None:
    """As in "prevented the rebels from attacking", "kept them from an attack"."""
    return handed(step) if step.preposition == "from" and step.does("kept_from") else None


def not_quite(step: Step) -> Judgement | None:
    """As in "came close to attacking", "stopped short of attacking": denied; "on the verge of attacking": still ahead."""
    if step.preposition and step.does("close_to") and not step.walk.is_verb(step.above):
        return step.turned()
    return step.made("planned") if step.preposition and step.does("verge_of") else None


def quoted_command(step: Step) -> Judgement | None:
    """As in "Attack the bridge, he said": quoted is what stands before its verb of speech, or behind a colon or mark of quotation."""
    under = step.clause.link in {"content", "open", "adverbial"} and step.walk.says(step.above)
    marked = any(form in _QUOTING for form in step.walk.tree.words.forms[step.above + 1 : step.word])
    quoted = under and (marked or step.word < step.above)
    return step.now.made("demanded", step.word) if quoted and step.walk.commands(step.word) else None


def asked(step: Step) -> Judgement | None:
    """As in "asked who attacked": an indirect question takes its event as known."""
    return step.now.known() if step.clause.mood == "indirect question" else None


def not_permitted(step: Step) -> Judgement | None:
    """As in "not allowed to attack": nothing is said about an event."""
    return NO_EVENT if step.does("permission") and step.negated else None


def denied(step: Step) -> Judgement | None:
    """As in "denied that", "refused to", "called off an attack"; "did not fail to" affirms.

    What is rejected was made ("the claim"), and a deed of which somebody is cleared was done ("acquitted of the murder").
    """
    if not step.walk.denies(step.above, infinitive=step.clause.infinitive):
        return None
    if step.negated and _is_left_open(step):
        return step.made("possible")
    nominal = step.clause.kind == "nominal"
    spoken = step.event == step.below and step.walk.does(step.event, "speech_acts")
    return known(step) if nominal and (spoken or step.preposition == _OF) else handed(step)


def _is_left_open(step: Step) -> bool:
    """As in "neither confirmed nor denied that": whoever says so says nothing of it."""
    tree, above = step.walk.tree, step.above
    joined = [
        *tree.linked(above, links.CONJUNCT),
        *([tree.heads[above]] if tree.links[above] == links.CONJUNCT else []),
    ]
    return any(step.walk.does(one, "confirming") for one in joined)


def infinitive(step: Step) -> Judgement | None:
    """Judge an infinitive under "have", "go", "try", "able", "too", "enough", "give ... until"."""
    return first_of(_INFINITIVES, step) if step.clause.infinitive else None


def _unneeded(step: Step) -> Judgement | None:
    """As in "does not have to leave": left open; "has not yet to"."""
    unneeded = step.does("necessity") and step.negated and not step.walk.has(step.above, step.walk.entries.yet)
    return step.made("possible") if unneeded else None


def _not_tried(step: Step) -> Judgement | None:
    """As in "did not try to attack"."""
    return handed(step, flips=False) if step.does("attempts") and step.negated else None


def _to_be_done(step: Step) -> Judgement | None:
    """As in "has to withdraw": demanded; "has yet to withdraw": denied."""
    if not step.does("to_be_done") or step.walk.tree.has(step.above, links.OBJECT):
        return None
    return step.turned() if step.walk.has(step.above, step.walk.entries.yet) else step.made("demanded")


def _going_to(step: Step) -> Judgement | None:
    """As in "is going to withdraw": predicted.

    "Was going to" is a plan that often came to nothing, and who went to do something had the purpose of it.
    """
    if not step.does("going_to") or step.walk.tree.has(step.above, links.OBJECT):
        return None
    going = step.walk.shape(step.above) == links.GERUND and not step.walk.is_past(step.above)
    if not going or step.fate.modality != "asserted":
        return step.made("planned")
    return step.now.under(step.fate, step.above, flips=False).made("predicted", step.above)


def _able(step: Step) -> Judgement | None:
    """As in "was able to enter": entered; "is able to": possible; "was not able to": did not (Bhatt 1999; Hacquard 2006)."""
    if not step.does("abilities"):
        return None
    fate, verb = step.fate, step.walk.predicate_verb(step.above)
    past = verb is not None and step.walk.is_past(verb)
    done = fate.polarity == "denied" or (past and fate.modality == "asserted")
    return step.now.under(fate, step.above, flips=False) if done else step.made("possible")


def in_time(step: Step) -> Judgement | None:
    """As in "gave the militia two days to leave"."""
    times = step.walk.tree.linked(step.above, links.OBJECT, links.NOUN_ADVERB)
    return step.made("demanded") if step.walk.has_time(step.above, times) else None


def falls_short(step: Step) -> Judgement | None:
    """As in "too weak to attack", "not strong enough to attack": denied; without the "not" the other way round left open."""
    walk, words = step.walk, step.walk.entries
    for word in (step.above, *walk.tree.linked(step.above, *_MEASURED)):
        too = walk.has(word, words.too)
        if too or walk.has(word, words.enough) or walk.lower(word) in words.enough:
            short = too != step.negated
            return Judgement("asserted", "denied", word) if short else Judgement("possible", "affirmed", word)
    return None


_INFINITIVES: Final[tuple[Rule, ...]] = (_unneeded, _not_tried, _to_be_done, _going_to, _able, in_time, falls_short)


def transparent(step: Step) -> Judgement | None:
    """As in "began to withdraw", "managed to": it shares the fate of the verb."""
    falsely = step.walk.says(step.above) and _is_falsely(step)
    if falsely or not step.does("transparent"):
        return None
    return step.shared() if step.walk.is_verb(step.above) else step.now


def _is_falsely(step: Step) -> bool:
    """Tell whether a verb of speech is said to speak falsely."""
    return step.walk.has(step.above, step.walk.entries.falsely, links.ADVERB)


def _modality(step: Step) -> Modality | None:
    """Return the modality that a word gives to a clause; "warned them to leave" demands it."""
    if step.clause.infinitive and step.does("warning"):
        return "demanded"
    return step.walk.governs(step.above) or step.walk.of_predicate(step.above)


def _raised(step: Step) -> Judgement:
    """As in "is not expected to attack": the negation is meant of what is governed."""
    return step.now.turned(step.now.cue) if step.does("negation_raising") and step.negated else step.now


def to_have_done(step: Step) -> Judgement | None:
    """As in "is believed to have fled": possible; "was to have left": planned."""
    if not step.clause.infinitive or not step.clause.perfect:
        return None
    modality = _modality(step)
    told = modality == "possible" or step.walk.lemma(step.above) == "be"
    return step.made(modality or "planned") if told else None


def undoubted(step: Step) -> Judgement | None:
    """As in "did not doubt that": told as it is."""
    return step.now if step.does("doubting") and step.negated and not step.clause.infinitive else None


def doubted(step: Step) -> Judgement | None:
    """As in "does not believe that", "it is not clear that": left open."""
    unsure = step.does("opinion") and step.negated and not step.clause.infinitive
    return _raised(step).made("possible", step.above) if unsure else None


def governed(step: Step) -> Judgement | None:
    """As in "demanded that", "plans to", "fears that", "is likely to"."""
    modality = _modality(step)
    taken = step.preposition and step.does("factive") and not step.clause.infinitive
    opens = modality and not taken and (not step.does("infinitive_only") or _is_open(step))
    return _raised(step).made(modality, step.above) if modality and opens else None


def _is_open(step: Step) -> bool:
    """Tell whether a clause is an infinitive, a subjunctive or, under some verbs, a gerund; not "are said to have fled"."""
    clause, shape = step.clause, step.walk.shape(step.word)
    if clause.infinitive:
        return not clause.perfect
    gerund = shape == links.GERUND and clause.link == "open" and step.does("over_gerunds")
    bare = shape == links.BASE and not step.walk.tree.has(step.word, links.AUXILIARY)
    return gerund or bare or clause.mood == "subjunctive"


def planned(step: Step) -> Judgement | None:
    """As in "sent a column to attack": any other infinitive is ahead, but not "said to have fled", "regretted to leave"."""
    ahead = step.clause.infinitive and not step.clause.perfect and not step.does("factive")
    return _raised(step).made("planned", step.above) if ahead else None


def untrue(step: Step) -> Judgement | None:
    """As in "falsely claimed that", "it is false that"."""
    false = step.does("untrue") and not step.walk.is_verb(step.above)
    return step.turned() if false or _is_falsely(step) else None


def passed_up(step: Step) -> Judgement | None:
    """As in "it is true that": what neither opens nor closes a clause hands it on; other speech asserts it.

    "It was not until Tuesday that ..." asserts it too.
    """
    walk, verb = step.walk, step.walk.predicate_verb(step.above)
    if verb is None or walk.says(step.above):
        return None
    impersonal = step.above == verb or walk.has(verb, "it", links.SUBJECT, links.EXPLETIVE)
    if walk.tree.links[step.above] == links.ADVERBIAL or (impersonal and walk.lemma(verb) == "be"):
        return step.now if walk.has(verb, "until") else walk.clause(verb, step.now, step.depth)
    return None


UNDER_GOVERNOR: Final[tuple[Rule, ...]] = (
    *(untold, declared, not_done, resorted_to, prevented, at_that_time),
    *(not_quite, quoted_command, asked, not_permitted, denied),
    *(infinitive, transparent, to_have_done, undoubted, doubted, governed, planned, untrue, passed_up),
)
