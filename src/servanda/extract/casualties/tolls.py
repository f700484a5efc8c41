"""Tolls: who was harmed how, as ranges. A number is given only where its words stand in the span.

"At least nine killed" is 9 to open, "dozens" 24 to open, "deadly" one or more, "no one was hurt" zero; "nine people,
including six children" gives nine and, as a part, six. A count of days, houses, families or tanks is no toll, and of "20
killed or wounded" each is at most 20. ``verbs``, ``words``, ``totals`` and ``parts`` hold the rules.
"""

from collections.abc import Iterable
from typing import Final

from servanda.extract.casualties.page import Page, Toll
from servanda.extract.casualties.parts import parts_of
from servanda.extract.casualties.totals import of_total
from servanda.extract.casualties.verbs import of_act, of_verb
from servanda.extract.casualties.words import of_word
from servanda.extract.clauses import links
from servanda.model.claims import Effect

_BEFORE_DEATH: Final[frozenset[Effect]] = frozenset({"injured", "displaced"})
_THROUGH_ANOTHER: Final = frozenset({"controlled", "shared"})
_RULES: Final = (of_verb, of_word, of_total)


def find_tolls(page: Page, sentence: range) -> tuple[Toll, ...]:
    """Return the tolls of a sentence (a range of words) in text order; one number counts for one harm, by the first rule that reads it."""
    wholes = _once(toll for word in _telling(page, sentence) for rule in _RULES for toll in rule(page, word))
    found = _once((*wholes, *parts_of(page, sentence, wholes))) if wholes or page.numbers else ()
    return tuple(toll for toll in found if not _is_of_another(toll, found) and not _has_died(page, toll, found))


def tolls_of_act(page: Page, verb: int, effect: Effect, known: Iterable[Toll]) -> tuple[Toll, ...]:
    """Return the tolls of those to whom a verb does a harm, which its event tells and not the verb alone ("held", "seized").

    Nobody is counted twice: those of whom a known toll tells already are left out. Nobody is counted whom only the parser's way through
    another verb puts there ("200,000 people lived in parts held by rebels"), nor in the simple present ("a man holds a child").
    """
    clause = page.clauses.clause(verb)
    led = clause.voice == "passive" and clause.subject_origin in _THROUGH_ANOTHER
    simple = clause.tense == "present" and clause.finite and page.words.shapes[verb] == links.PRESENT
    if led or simple:
        return ()
    told = {toll.first for toll in known}
    return tuple(toll for toll in of_act(page, verb, effect) if toll.first not in told)


def _telling(page: Page, sentence: range) -> list[int]:
    """Return the words that may state a harm, and those above a word of manner: "[beaten] to death", "[shot] dead"."""
    harm, heads = page.analysis.reference.lexicon.harm_words, page.tree.heads
    telling = [word for word in sentence if not harm.isdisjoint({page.lower(word), page.lemma(word)})]
    above = [heads[word] for word in telling if page.lower(word) in page.harm.manner]
    return sorted({*telling, *above, *(heads[word] for word in above)})


def _is_of_another(toll: Toll, tolls: Iterable[Toll]) -> bool:
    """Tell whether the word right before a number states another harm: of "as well as injured 36 others" nobody was killed."""
    beside = (one for one in tolls if one.first == toll.first and one.source == toll.first - 1)
    return any(one.effect != toll.effect and one.minimum is not None for one in beside)


def _has_died(page: Page, toll: Toll, tolls: Iterable[Toll]) -> bool:
    """Tell whether those who were hurt or displaced are told to have died: "two girls hurt by a shell died", "killed two wounded soldiers"."""
    if toll.effect not in _BEFORE_DEATH:
        return False
    dead = [one for one in tolls if one.effect == "killed" and one.first == toll.first]
    before = bool(dead) and page.tree.links[toll.source] == links.ADJECTIVE and toll.first < toll.source
    return before or any(_tells_death_of(page, one, toll) for one in dead)


def _tells_death_of(page: Page, dead: Toll, hurt: Toll) -> bool:
    """Tell whether the verb over those who were hurt is one of dying."""
    died = page.lemma(dead.source) in page.harm.intransitive and dead.minimum is not None
    return died and dead.source in page.clauses.above(hurt.source)


def _once(tolls: Iterable[Toll]) -> tuple[Toll, ...]:
    kept: dict[tuple[int, Effect], Toll] = {}
    for toll in tolls:
        kept.setdefault((toll.first, toll.effect), toll)
    return tuple(kept[key] for key in sorted(kept))
