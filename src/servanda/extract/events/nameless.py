"""Words that stand for nobody who could have done it: a thing told before, somebody asked for, who tells of it, the ground it came from."""

from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.events.triggers import Trigger
from servanda.reference.grammar import grammar_words
from servanda.reference.lexicon import Lexicon

_GROUND: Final = "standpoints"


def stands_for_none(trigger: Trigger, head: int, lexicon: Lexicon) -> bool:
    """Tell whether a word stands for a thing, for nobody in particular, for who tells of it, or only for whom it was done to.

    "Another hit a mill", "the ones who burned it", "told us to lie down and beat us", "52 people, among them 48 students".
    """
    tree, known = trigger.clauses.tree, grammar_words()
    lower, pronoun = tree.words.lowers[head], tree.words.kinds[head] == links.PRONOUN
    if lower in known.pointing | known.others or (pronoun and lower in known.first_person):  # and not "US"
        return True
    counted = pronoun and tree.links[head] == links.GOVERNED and tree.words.lowers[tree.heads[head]] in known.among
    return counted or _is_asked_for(trigger.clauses, head) or _is_ground(trigger.clauses, head, lexicon)


def _is_asked_for(clauses: Clauses, head: int) -> bool:
    """Tell whether a phrase asks who it was: "it was not established which side fired"."""
    tree = clauses.tree
    taken_up = tree.links[tree.heads[head]] == links.RELATIVE  # "a front whose fighters shelled Osk"
    return tree.words.lowers[tree.firsts[head]] in grammar_words().asking and not taken_up


def _is_ground(clauses: Clauses, head: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is only from where it was done: "shots from the bank held by the army"."""
    tree, events = clauses.tree, lexicon.events
    source = tree.words.lowers[tree.heads[head]] in events.participants.sources
    return source and tree.words.lemmas[head] in events.groups[_GROUND]
