"""What becomes of a clause that is no complement: the main clause, coordinated and adverbial ones, clauses of nouns."""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.governing import UNDER_GOVERNOR, in_time, is_untold, not_done, quoted_command
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.measuring import falls_short, of_phrase
from servanda.extract.factuality.walk import Rule, Rules, Step, Walk

_OWN: Final = (*links.SUBJECTS, links.PASSIVE_AUXILIARY, links.AUXILIARY)


def main(walk: Walk, step: Step) -> Judgement | None:
    """A question leaves it open; an imperative demands it."""
    sentence = walk.clauses.sentence_of(step.word)
    if any("?" in walk.tree.words.forms[word] for word in sentence[-2:]):
        return step.now.made("possible", step.word)
    return step.now.made("demanded", step.word) if walk.commands(step.word) else None


def coordinated(walk: Walk, step: Step) -> Judgement | None:
    """A coordinated verb without a subject and tense of its own shares the modal, negation and governor of the first.

    Not so "neither met nor fired", "killed nobody and left".
    """
    own, other = walk.negation(step.word), walk.negation(step.above)
    apart = (own is not None and own.site == "coordinator") or (other is not None and other.site == "object")
    if apart or not walk.is_verb(step.above):
        return None
    if _shares(walk, step):
        return walk.clause(step.above, step.now, step.depth)
    told = walk.tree.links[step.above] == links.CONTENT and not walk.tree.has(step.word, *links.AUXILIARIES)
    return walk.up(step.above, step.now, step.depth) if told else None


def _shares(walk: Walk, step: Step) -> bool:
    shapes = walk.tree.words.shapes
    if any(shapes[item] != links.TO for item in walk.tree.linked(step.word, *_OWN)):
        return False
    or_else = walk.beside(step.above, "or", links.COORDINATOR) is not None and walk.negation(step.above) is not None
    return or_else or shapes[step.word] in {shapes[step.above], links.BASE, links.GERUND}


def ahead(walk: Walk, step: Step) -> Judgement | None:
    """As in "will leave after the rebels withdraw": a present of time stands for the future there (Quirk et al. 1985, 4.45)."""
    mark = walk.beside(step.word, walk.entries.temporal_marks, links.MARK, links.ADVERB)
    if mark is None or walk.tree.words.shapes[step.word] not in {links.PRESENT, links.BASE}:
        return None
    fate = walk.fate(step.above, step.depth)
    return step.now if fate.is_real else step.now.made("predicted", fate.cue)


def purpose(walk: Walk, step: Step) -> Judgement | None:
    """As in "sent a column to attack": planned; "found it difficult to attack": possible."""
    if not walk.clauses.clause(step.word).infinitive:
        return None
    above, objects = step.above, walk.tree.linked(step.above, links.OBJECT)
    found = in_time(walk, step) or falls_short(walk, step)
    found = found or next((one for noun in objects if (one := of_phrase(walk, step, noun))), None)
    if found is not None:
        return found
    if objects and walk.governed(above) == "demanded":
        return step.now.made("demanded", step.word)
    return step.now.made("possible" if walk.of_predicate(above) == "possible" else "planned", step.word)


def participle(walk: Walk, step: Step) -> Judgement | None:
    """As in "left, shelling Olm": a participle shares the fate of the verb above."""
    marked = walk.tree.has(step.word, links.MARK, links.ADVERB)
    if marked or walk.tree.words.shapes[step.word] != links.GERUND or walk.says(step.above):
        return None
    return walk.clause(step.above, step.now, step.depth)


def infinitive_of_noun(walk: Walk, step: Step) -> Judgement | None:
    """As in "the plan to attack", "no plans to attack", "the refusal to leave", "seized the chance to attack"."""
    noun, words = step.above, walk.entries
    if not walk.clauses.clause(step.word).infinitive:
        return None
    singled = walk.beside(noun, words.singled_out)
    if singled is not None and singled < noun:
        return step.now  # "the first to attack"
    return of_phrase(walk, step, noun) or _of_plan(walk, step)


def _of_plan(walk: Walk, step: Step) -> Judgement:
    noun, words = step.above, walk.entries
    if walk.has_time(walk.tree.heads[noun], [noun]):
        return step.now.made("demanded", noun)
    now = step.now.turned(noun) if walk.is_none(noun) else step.now
    if walk.does(noun, words.denying):
        return now.turned(noun)
    if now.polarity == "denied" and walk.does(noun, words.attempts):
        return now
    in_order = walk.lower(noun) == "order" and walk.lower(walk.tree.heads[noun]) == "in"
    return now.made("planned" if in_order else walk.governed(noun) or "planned", noun)


def content_of_noun(walk: Walk, step: Step) -> Judgement | None:
    """As in "the claim that they attacked", "rumours that", "the demand that they be released", "no evidence that"."""
    noun, words = step.above, walk.entries
    modality, told = walk.governed(noun), walk.tree.heads[noun]
    if walk.clauses.clause(step.word).mood == "subjunctive":
        return step.now.made(modality or "demanded", noun)
    if not walk.does(noun, words.nouns_of_clauses, words.denying):
        return None
    if walk.does(noun, words.denying) or walk.is_rejected(noun):
        return step.now.turned(noun)
    if walk.is_none(noun) or is_untold(walk, told, step.depth):
        return step.now.made("possible", noun)
    return step.now.made(modality, noun) if modality else None


def _under_verb(*rules: Rule) -> tuple[Rule, ...]:
    """Return rules that hold below a verb only."""

    def of_verb(walk: Walk, step: Step) -> Judgement | None:
        return None if walk.is_verb(step.above) else step.now

    return (of_verb, *rules)


CLAUSES: Final[Rules] = {
    **dict.fromkeys(("content", "open", "preposition", "subject"), UNDER_GOVERNOR),
    "main": (main,),
    "conjunct": (coordinated,),
    "adverbial": _under_verb(ahead, purpose, not_done, quoted_command, participle),
    "of noun": (infinitive_of_noun, content_of_noun),
    "relative": (infinitive_of_noun,),
}
"""The rules by how a clause hangs on what is above it; by any other link nothing above it decides."""
