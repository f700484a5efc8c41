"""What becomes of a clause that is no complement: the main clause, coordinated and adverbial ones, clauses of nouns."""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.disowning import disowns, is_disowned, is_spread_and_disowned
from servanda.extract.factuality.governing import (
    UNDER_GOVERNOR,
    falls_short,
    in_time,
    not_done,
    quoted_command,
)
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.untold import is_untold
from servanda.extract.factuality.walk import Rules, Step

_OWN: Final = (*links.SUBJECTS, *links.AUXILIARIES)


def main(step: Step) -> Judgement | None:
    """A question leaves it open; an imperative demands it."""
    ending = step.walk.clauses.sentence_of(step.word)[-2:]
    if any("?" in step.walk.tree.words.forms[word] for word in ending):
        return step.made("possible")
    return step.made("demanded") if step.walk.commands(step.word) else None


def instead(step: Step) -> Judgement | None:
    """As in "withdrew rather than attack"."""
    denial = step.clause.negation
    return step.now.turned(denial.cue) if denial is not None and denial.site == "preposition" else None


def coordinated(step: Step) -> Judgement | None:
    """A coordinated verb without a subject and tense of its own shares the modal, negation and governor of the first.

    Not so "neither met nor fired", "killed nobody and left".
    """
    walk, own, other = step.walk, step.walk.negation(step.word), step.walk.negation(step.above)
    apart = (own is not None and own.site == "coordinator") or (other is not None and other.site == "object")
    if apart or not walk.is_verb(step.above):
        return None
    if _shares(step):
        return step.shared()
    told = walk.tree.links[step.above] == links.CONTENT and not walk.tree.has(step.word, *links.AUXILIARIES)
    return walk.up(step.above, step.now, step.depth) if told else None


def _shares(step: Step) -> bool:
    walk, shape = step.walk, step.walk.shape
    if any(shape(item) != links.TO for item in walk.tree.linked(step.word, *_OWN)):
        return False
    or_else = walk.has(step.above, "or", links.COORDINATOR) and walk.negation(step.above) is not None
    return or_else or shape(step.word) in {shape(step.above), links.BASE, links.GERUND}


def beside_no_verb(step: Step) -> Judgement | None:
    """An adverbial clause that the parser hangs on no verb stands for itself."""
    return None if step.walk.is_verb(step.above) else step.now


def ahead(step: Step) -> Judgement | None:
    """As in "will leave after the rebels withdraw": a present of time stands for the future there (Quirk et al. 1985, 4.45)."""
    timed = step.walk.has(step.word, step.walk.entries.temporal_marks, links.MARK, links.ADVERB)
    if not timed or step.walk.shape(step.word) not in {links.PRESENT, links.BASE}:
        return None
    return step.now if step.fate.is_real else step.now.made("predicted", step.fate.cue)


def purpose(step: Step) -> Judgement | None:
    """As in "sent a column to attack": planned; "found it difficult to attack": possible; "ignored calls to attack" did not."""
    if not step.clause.infinitive:
        return None
    objects = step.walk.tree.linked(step.above, links.OBJECT)
    phrases = (found for noun in objects if (found := _of_phrase(step, noun)))
    found = in_time(step) or falls_short(step) or next(phrases, None)
    if found is not None:
        return found
    if objects and step.walk.governs(step.above) == "demanded":
        return step.now.made("demanded", step.word)
    return step.now.made("possible" if step.walk.of_predicate(step.above) == "possible" else "planned", step.word)


def participle(step: Step) -> Judgement | None:
    """As in "left, shelling Olm": a participle shares the fate of the verb above."""
    marked = step.walk.tree.has(step.word, links.MARK, links.ADVERB) or step.walk.says(step.above)
    return step.shared() if not marked and step.walk.shape(step.word) == links.GERUND else None


def infinitive_of_noun(step: Step) -> Judgement | None:
    """As in "the plan to attack", "no plans to attack", "the refusal to leave", "seized the chance to attack"."""
    walk, noun = step.walk, step.above
    if not step.clause.infinitive:
        return None
    if walk.has(noun, walk.entries.singled_out):
        return step.now  # "the first to attack"
    found = _of_phrase(step, noun)
    if found is None and walk.has_time(walk.tree.heads[noun], [noun]):
        found = step.made("demanded")
    return found or _of_plan(step, step.turned() if walk.clauses.nobody(noun) is not None else step.now)


def _of_plan(step: Step, now: Judgement) -> Judgement:
    walk, noun = step.walk, step.above
    if step.does("denying"):
        return now.turned(noun)
    if now.polarity == "denied" and step.does("attempts"):
        return now
    in_order = step.does("purposes") and walk.lower(walk.tree.heads[noun]) == "in"
    return now.made("planned" if in_order else walk.governs(noun) or "planned", noun)


def _of_phrase(step: Step, noun: int) -> Judgement | None:
    """As in "seized the chance to attack", "broke its promise to withdraw": the fate of the verb over the noun."""
    walk, verb = step.walk, step.walk.clauses.clause(noun).governor
    if (
        verb is None
        or walk.tree.links[noun] not in {links.OBJECT, links.GOVERNED}
        or not walk.does(noun, "phrase_nouns")
    ):
        return None
    done = walk.does(verb, "phrases_done")
    if not done and not walk.does(verb, "phrases_forgone"):
        return None
    return step.now.under(step._replace(above=verb).fate, verb, flips=not done)


def called_untrue(step: Step) -> Judgement | None:
    """As in "it is a lie that they attacked"; the parser may take the "that" for a relative one."""
    walk, noun = step.walk, step.above
    if not _is_marked(step) or walk.tree.links[noun] != links.PREDICATE or not step.does("untrue"):
        return None
    return step.now if walk.negated(walk.tree.heads[noun]) else step.turned()


def content_of_noun(step: Step) -> Judgement | None:
    """As in "the claim that they attacked", "rumours that", "the demand that they be released", "no evidence that", "no doubt that"."""
    walk, noun = step.walk, step.above
    modality, over = walk.governs(noun), step._replace(above=walk.tree.heads[noun])
    if step.clause.mood == "subjunctive":
        return step.made(modality or "demanded")
    if not step.does("nouns_of_clauses", "denying"):
        return None
    if step.does("denying") or _is_rejected(step, over) or is_disowned(step.walk, noun):
        return step.turned()
    if walk.clauses.nobody(noun) is not None or is_untold(over):
        return _of_none(step)
    return step.made(modality) if modality else None


def disowned_content(step: Step) -> Judgement | None:
    """As in "claims that they attacked are baseless", "that they attacked is false", "the information spread that they attacked is untrue"."""
    walk, over = step.walk, step.above
    if walk.is_verb(over):
        false = disowns(walk, over) if step.clause.link == "subject" else is_spread_and_disowned(walk, over)
    else:
        false = step.does("nouns_of_clauses") and is_disowned(walk, over)
    return step.turned() if false else None


def content_as_relative(step: Step) -> Judgement | None:
    """As in "the report that our forces shelled it is false", where the parser takes the "that" for a relative one."""
    told = _is_marked(step) or _has_its_object(step)
    return content_of_noun(step) if told and step.does("nouns_of_clauses") else None


def _is_marked(step: Step) -> bool:
    """Tell whether the "that" of a clause takes no part in it: it is no relative one, whatever the clause is taken for."""
    marker = step.clause.marker
    return marker is not None and step.walk.tree.links[marker] == links.MARK


def _has_its_object(step: Step) -> bool:
    """Tell whether the parser takes "that" for the object of a clause that has another one: "the story that they seized the bridge"."""
    tree, marker = step.walk.tree, step.clause.marker
    others = any(one != marker for one in tree.linked(step.word, links.OBJECT))
    return marker is not None and tree.links[marker] == links.OBJECT and others


def unproven(step: Step) -> Judgement | None:
    """As in "no evidence for the allegation that they attacked"; the parser may take the "that" for a relative one."""
    walk, noun = step.walk, step.above
    preposition = walk.tree.heads[noun]
    told = _is_marked(step) and walk.tree.links[noun] == links.GOVERNED
    over = step._replace(above=walk.tree.heads[preposition])
    if not (told and step.does("nouns_of_clauses") and over.does("nouns_of_clauses")):
        return None
    nothing = walk.clauses.nobody(over.above) is not None or is_untold(over._replace(above=walk.tree.heads[over.above]))
    return _of_none(step) if nothing else None


def _of_none(step: Step) -> Judgement:
    """As in "no evidence that": left open; "no doubt that": told as it is."""
    return step.now if step.does("doubting") else step.made("possible")


def _is_rejected(step: Step, over: Step) -> bool:
    """As in "rejected the claim that"."""
    under = step.walk.tree.links[step.above] in {links.OBJECT, links.PASSIVE_SUBJECT}
    return under and over.does("denying") and not over.negated


CLAUSES: Final[Rules] = {
    **dict.fromkeys(("open", "preposition"), UNDER_GOVERNOR),
    **dict.fromkeys(("content", "subject"), (disowned_content, *UNDER_GOVERNOR)),
    "main": (main,),
    "conjunct": (instead, coordinated),
    "adverbial": (beside_no_verb, ahead, purpose, not_done, quoted_command, participle),
    "of noun": (infinitive_of_noun, called_untrue, unproven, content_of_noun),
    "relative": (infinitive_of_noun, called_untrue, unproven, content_as_relative),
}
"""The rules by how a clause hangs on what is above it; by any other link nothing above it decides."""
