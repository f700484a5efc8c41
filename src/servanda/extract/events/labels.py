"""Which label of ACLED an event has: that of its word and mode, or another because of who did it, to whom and with what."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.metonymy import Part
from servanda.extract.events.spans import Found
from servanda.extract.events.triggers import Trigger
from servanda.extract.events.weapons_and_possessors import is_weapon

_WITHOUT: Final = "without"
_SAYING_MORE: Final = frozenset({links.OF_NOUN, links.RELATIVE})


def label_of(analysis: DocumentAnalysis, found: Found, mode: str | None) -> str | None:
    """Return the ACLED sub-event label of an event in a mode, or ``None`` where none fits or the sentence leaves it open."""
    events = analysis.reference.lexicon.events
    label = events.acled_of(found.trigger.frame, mode)
    rules = events.acled_rules.get(label or "", ())
    near = _near(analysis, found, mode) if rules else {}
    rule = next((one for one in rules if one.fits(near)), None)
    return label if rule is None else rule.label


def _near(analysis: DocumentAnalysis, found: Found, mode: str | None) -> dict[str, frozenset[str]]:
    """Return the words of those who take part, by role, of the weapons and the manner; the mode; and the harm that was done.

    Words before a noun ("suicide bombing") count as an instrument's; who undergoes what a verb tells is a target, even if that is an act
    ("stopped the march").
    """
    clauses, trigger = found.trigger.clauses, found.trigger
    near: dict[str, set[str]] = {
        "instrument": set(_before(clauses, trigger.word)),
        "target": {
            word for head in _hit(analysis, found) for word in (*_phrase(clauses, head), *_doing(clauses, head))
        },
        "manner": set(_manner(clauses, trigger)),
        "setting": set(_setting(analysis, trigger)),
        "mode": {mode or ""},
        "harmed": {toll.effect for toll in found.tolls if toll.minimum != 0},
    }
    for role, words in (_named(analysis, clauses, part) for part in found.parts):
        near.setdefault(role, set()).update(words)
    return {role: frozenset(words) for role, words in near.items()}


def _named(analysis: DocumentAnalysis, clauses: Clauses, part: Part) -> tuple[str, Iterator[str]]:
    """Return the role of a part and its words: a weapon that acts is an instrument, which counts with all that hangs on it."""
    weapon = part.role == "actor" and is_weapon(analysis, clauses, part.word)
    whole = part.role == "instrument" or weapon
    return ("instrument" if weapon else part.role), (_whole if whole else _phrase)(clauses, part.word)


def _hit(analysis: DocumentAnalysis, found: Found) -> Iterator[int]:
    """Yield the heads of what a verb is done to, or its prepositions name as that, with what "of" names below: "fired into a crowd of marchers"."""
    trigger, clauses = found.trigger, found.trigger.clauses
    roles = analysis.reference.lexicon.events.roles_of(trigger.frame)
    own = [one.head for one in trigger.clause.undergoers] if trigger.verbal else []
    over = [one for word in (trigger.word, *own) for one in clauses.under(word)]
    own += [
        one.phrase.head
        for one in over
        if roles.get(one.preposition) == "target" or one.preposition in trigger.frame.preposition
    ]
    for head in own:
        yield from (head, *(one.phrase.head for one in clauses.under(head, "of")))


def _setting(analysis: DocumentAnalysis, trigger: Trigger) -> Iterator[str]:
    """Yield amid what an act was: "during a [march]"."""
    amid, clauses = analysis.reference.lexicon.events.participants.amid, trigger.clauses
    for word in trigger.words:
        yield from (clauses.words.lemmas[one.phrase.head].lower() for one in clauses.under(word, *amid))


def _doing(clauses: Clauses, head: int) -> Iterator[str]:
    """Yield what somebody is said to be doing: "students [marching] in Osk", "men who had gathered to [chant]"."""
    for verb in clauses.tree.linked(head, *_SAYING_MORE):
        within = (verb, *clauses.tree.linked(verb, links.OPEN, links.ADVERBIAL)) if clauses.is_verb(verb) else ()
        yield from (clauses.words.lemmas[item].lower() for item in within)


def _manner(clauses: Clauses, trigger: Trigger) -> Iterator[str]:
    """Yield the adverbs of a trigger and its verbs ("unopposed"), and what was not there: "without a fight"."""
    words, tree = clauses.words, clauses.tree
    for word in trigger.words:
        yield from (words.lowers[item] for item in tree.linked(word, links.ADVERB, links.PREDICATE, links.ADVERBIAL))
        yield from (words.lemmas[one.phrase.head].lower() for one in clauses.under(word, _WITHOUT))


def _before(clauses: Clauses, trigger: int) -> Iterator[str]:
    return (clauses.words.lemmas[item].lower() for item in clauses.modifiers(trigger))


def _whole(clauses: Clauses, head: int) -> Iterator[str]:
    """Yield the words of a weapon with all that hangs on it: "shells filled with chlorine"."""
    tree = clauses.tree
    yield from (clauses.words.lemmas[item].lower() for item in range(tree.firsts[head], tree.lasts[head] + 1))


def _phrase(clauses: Clauses, head: int) -> Iterator[str]:
    """Yield the common nouns and adjectives of a noun phrase, and what its names are: NAME, ACRONYM, NATION.

    The words inside a name tell nothing: the "River Army" is no state's army. A first word that the parser takes for a name may be none.
    """
    phrase, words = clauses.phrase(head), clauses.words
    first = clauses.sentence_of(head).start
    for item in range(phrase.first, phrase.last + 1):
        if words.entities[item] in links.PEOPLES:
            yield "NATION"
        elif words.kinds[item] == links.NAME and item != first:
            yield "ACRONYM" if words.forms[item].isupper() else "NAME"
        else:
            yield from words.keys([item])
        if item == first and words.kinds[item] == links.NAME:
            yield words.lowers[item].removesuffix("s")
