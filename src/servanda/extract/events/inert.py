"""Phrases that name nobody who could have done it, though the parser takes them for the doer: days, means, those who were harmed."""

from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Iterable
from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.fitting import verb_frame
from servanda.extract.events.triggers import Trigger
from servanda.extract.events.weapons_and_possessors import is_registered
from servanda.reference.lexicon import Lexicon
from servanda.text.patterns import regex

# "four of the shells", "some of the shells", "several of the shells"
_COUNTS: Final = frozenset({links.NUM, links.PRONOUN, links.ADJ})
_HARM: Final = "ASSAULT"
_KILLED: Final = "killed"
_RANGE: Final = regex(r"\d[\d.,]*\s+\w+\s+\d[\d.,]*\s")
_OF_DATES: Final = frozenset(name.lower() for names in (month_abbr, month_name, day_abbr, day_name) for name in names)


def is_no_name(name: str) -> bool:
    """Tell whether a name is none: a bare number, a day, a count between two numbers."""
    return not any(letter.isalpha() for letter in name) or is_date(name) or is_range(name)


def is_date(name: str) -> bool:
    """Tell whether a name is no more than a day that stands above a text: "Fri Apr", "d Feb 3 2016" (of "Wed Feb 3 2016")."""
    words = name.lower().split()
    return len(words) > 1 and all(word in _OF_DATES or word.isdigit() or len(word) == 1 for word in words)


def is_means(analysis: DocumentAnalysis, trigger: Trigger, word: int) -> bool:
    """Tell whether a noun or a count, by its head, is a lot of weapons or of attacks: "dozens of shells", "six of the air raids".

    A crew of a tank may act.
    """
    clauses, words, lexicon = trigger.clauses, trigger.clauses.words, analysis.reference.lexicon
    of = [words.lemmas[one.phrase.head].lower() for one in clauses.under(word, "of")]
    if words.kinds[word] in _COUNTS:
        return any(one in lexicon.events.weapons for one in of) or _are_attacks(of, lexicon)
    if words.kinds[word] != links.NOUN or is_registered(analysis, clauses, word):
        return False
    if _is_explosive(trigger, word, lexicon):
        return True
    acting = lexicon.cues.organisations | lexicon.events.members | lexicon.cues.groups
    return words.lemmas[word].lower() not in acting and not lexicon.events.weapons.isdisjoint(of)


def _is_explosive(trigger: Trigger, word: int, lexicon: Lexicon) -> bool:
    """As in "explosive remnants of war"."""
    words = trigger.clauses.words
    told = (words.lemmas[item].lower() for item in trigger.clauses.modifiers(word) if words.kinds[item] == links.ADJ)
    return not lexicon.events.weapons.isdisjoint(told)


def _are_attacks(lemmas: Iterable[str], lexicon: Lexicon) -> bool:
    return any(frame.type == _HARM for one in lemmas for frame in lexicon.noun_frames.get(one, ()))


def is_range(name: str) -> bool:
    """Tell whether a name is a count between two numbers: "1000 and 1800 people"."""
    return _RANGE.match(name) is not None


def is_harmed(analysis: DocumentAnalysis, trigger: Trigger, word: int) -> bool:
    """Tell whether another verb of the sentence says that those were harmed who seem to act: "six people were killed in shelling".

    Also where they are counted and called dead or hurt before the act: "6 children among 19 dead in shelling".
    """
    return _is_undergoer(analysis, trigger, word) or _is_counted_dead(analysis, trigger, word)


def _is_undergoer(analysis: DocumentAnalysis, trigger: Trigger, word: int) -> bool:
    clauses, lexicon = trigger.clauses, analysis.reference.lexicon
    verbs = (item for item in clauses.sentence_of(word) if item != trigger.word and clauses.is_verb(item))
    return any(word in _harmed_by(clauses, verb, lexicon) for verb in verbs)


def _harmed_by(clauses: Clauses, verb: int, lexicon: Lexicon) -> set[int]:
    """Return whom a verb says to be harmed, or to have died, as heads of phrases."""
    clause, frame = clauses.clause(verb), verb_frame(clauses, verb, lexicon)
    lemma, known = clauses.words.lemmas[verb], lexicon.casualties
    harms = frame is not None and frame.people and frame.casualty
    died = lemma in known.intransitive and lemma in known.verbs[_KILLED]
    return {one.head for one in (*(clause.undergoers if harms else ()), *(clause.subjects if died else ()))}


def _is_counted_dead(analysis: DocumentAnalysis, trigger: Trigger, word: int) -> bool:
    clauses, casualties = trigger.clauses, analysis.reference.lexicon.casualties
    if not clauses.tree.has(word, links.NUMBER) or clauses.words.kinds[word] != links.NOUN:
        return False
    dead = frozenset().union(*casualties.words.values(), *(casualties.verbs[effect] for effect in casualties.bodily))
    return any(
        clauses.words.shapes[item] not in {links.PAST, links.GERUND}
        and not dead.isdisjoint(clauses.words.keys((item,)))
        for item in range(word + 1, trigger.word)
    )
