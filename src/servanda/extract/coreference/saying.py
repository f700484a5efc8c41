"""What the words of an act say: that it is the one told before, another beside it, or that there is news of it."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from servanda.extract.clauses import Clauses, Phrase, links
from servanda.extract.coreference.acts import Act
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_words import AgainWords

_CONTENT: Final = frozenset({links.NOUN, links.NAME})
_BEFORE: Final = (links.DETERMINER, links.BEFORE_DETERMINER, links.ADJECTIVE, links.MODIFIER, links.NUMBER)
_PAST: Final = "past"  # "have been killed" counts up to now
_ONE: Final = "one"
_OF: Final = "of"
_PARTS: Final = frozenset({links.NUM, links.PRONOUN, links.DET})


class Said(NamedTuple):
    """``first`` and ``last`` word of what takes an act up (or begins one), how, and the words that say which act is meant.

    ``by_victims``: it counts others hit beside those told before. ``by_outcome``: it only tells whom an act hit that was told right before. ``renewed``: it is only said to be new ("a fresh attack"), and may be what a heading told.
    """

    type: Literal["same", "new", "update"]
    first: int
    last: int
    telling: frozenset[str] = frozenset()
    by_pronoun: bool = False
    by_victims: bool = False
    by_outcome: bool = False
    renewed: bool = False

    @property
    def only_near(self) -> bool:
        """Tell whether only an act told just before can be meant."""
        return self.by_pronoun or self.by_victims or self.by_outcome


def said_of(act: Act, lexicon: Lexicon) -> Said | None:
    """Return what the words of an act say of those told before it; ``None`` where they say nothing."""
    return _beginning(act, lexicon) or _updating(act, lexicon) or _taking_up(act, lexicon)


def _beginning(act: Act, lexicon: Lexicon) -> Said | None:
    """As in "another attack", "in a separate incident", "Separately, gunmen shot X"."""
    again, clauses, words = lexicon.again, act.clauses, act.clauses.words
    for head in _nouns_of(act, lexicon):
        begun = next((word for word in _before(clauses, head) if _begins(clauses, head, word, again)), None)
        if begun is not None and clauses.tree.links[head] != links.PREDICATE and not _of_period(clauses, head, lexicon):
            renewed = words.lowers[begun] in again.renewing
            return Said("new", clauses.phrase(head).first, head, renewed=renewed)
    opening = next(iter(clauses.sentence_of(act.word)))
    return Said("new", opening, opening) if words.lowers[opening] in again.apart else _repeating(act, lexicon)


def _repeating(act: Act, lexicon: Lexicon) -> Said | None:
    """As in "it was shelled [again] on Thursday", "... and [another] killed a herder"."""
    clauses, lowers = act.clauses, act.clauses.words.lowers
    if act.nominal:
        return None
    clause = clauses.clause(act.word)
    doer = next((one.head for one in clause.doers if lowers[one.head] in lexicon.again.beginning), None)
    if doer is not None:
        return Said("new", doer, doer)
    anew = next((word for word in clause.adverbs if lowers[word] in lexicon.again.repeating), None)
    return Said("new", anew, anew, renewed=True) if anew is not None else None


def _nouns_of(act: Act, lexicon: Lexicon) -> Iterator[int]:
    """Yield the nouns that stand for an act: its trigger, else who or what did it and what it happened in."""
    if act.nominal:
        yield act.word
        return
    clause = act.clauses.clause(act.word)
    beside = (*clause.subjects, *clause.agents, *clause.objects, *clause.under("in"))
    yield from (one.head for one in beside if _stands_for_act(act.clauses, one, lexicon))


def _stands_for_act(clauses: Clauses, phrase: Phrase, lexicon: Lexicon) -> bool:
    lemma = clauses.words.lemmas[phrase.head].lower()
    return lemma in lexicon.again.occasions or lemma in lexicon.events.weapons or lemma in lexicon.noun_frames


def _before(clauses: Clauses, head: int) -> list[int]:
    return [item for item in clauses.tree.linked(head, *_BEFORE) if item < head]


def _begins(clauses: Clauses, head: int, word: int, again: AgainWords) -> bool:
    lower = clauses.words.lowers[word]
    definite = clauses.phrase(head).owner is not None or is_definite(clauses, head, again)
    return lower in again.counting_on or (lower in again.beginning | again.renewing and not definite)


def _of_period(clauses: Clauses, head: int, lexicon: Lexicon) -> bool:
    """As in "the second attack in two weeks": told apart from what the text need not tell."""
    counting = lexicon.events.counting
    return any(
        clauses.words.lowers[one.phrase.head] in counting.periods for one in clauses.under(head, *counting.within)
    )


def is_definite(clauses: Clauses, head: int, again: AgainWords) -> bool:
    """Tell whether a noun is pointed at: "the attack", "Monday's attack"."""
    phrase = clauses.phrase(head)
    pointed = phrase.determiner is not None and clauses.words.lowers[phrase.determiner] in again.definite
    return pointed or (phrase.owner is not None and clauses.is_dated(phrase.owner))


def _updating(act: Act, lexicon: Lexicon) -> Said | None:
    """As in "the death toll from the blast has risen to 31"."""
    clauses, words = act.clauses, act.clauses.words
    if not (act.nominal and act.tolls and is_definite(clauses, act.word, lexicon.again)):
        return None
    changed = not words.keys(clauses.above(act.word)).isdisjoint(lexicon.again.updating)
    return Said("update", *_phrase(clauses, act.word), _telling(clauses, act.word, lexicon)) if changed else None


def _taking_up(act: Act, lexicon: Lexicon) -> Said | None:
    """As in "the attack", "the bomb went off", "it killed four"."""
    if act.nominal:
        return _by_noun(act.clauses, act.word, lexicon)
    return _by_whom_it_hit(act, lexicon) or _by_subject(act, lexicon)


def _by_whom_it_hit(act: Act, lexicon: Lexicon) -> Said | None:
    others = _others(act, lexicon)
    if others is not None:
        return Said("same", others.first, others.head, by_victims=True)
    hit = _outcome(act, lexicon)
    return None if hit is None else Said("same", hit.first, hit.head, by_outcome=True)


def _by_subject(act: Act, lexicon: Lexicon) -> Said | None:
    clause = act.clauses.clause(act.word)
    subject = clause.subjects[0].head if len(clause.subjects) == 1 else None
    if subject is None or clause.subject_origin != "own" or act.actors or act.claim.withheld:
        return None
    if act.clauses.words.lowers[subject] in lexicon.again.pronouns:
        return Said("same", subject, subject, by_pronoun=True)
    weapon = act.clauses.words.lemmas[subject].lower() in lexicon.events.weapons
    return _by_noun(act.clauses, subject, lexicon, weapon=True) if weapon else None


def _others(act: Act, lexicon: Lexicon) -> Phrase | None:
    """Return the victims where they are counted beside others: "nine other people were wounded"."""
    clause, lowers = act.clauses.clause(act.word), act.clauses.words.lowers
    if not act.tolls or clause.doers or act.actors:
        return None
    beside = (one for one in clause.undergoers if one.quantifier is not None)
    return next((one for one in beside if not lexicon.again.others.isdisjoint(lowers[one.first : one.head + 1])), None)


def _outcome(act: Act, lexicon: Lexicon) -> Phrase | None:
    """Return whom or what an act hit that is told with neither doer, place nor day: "[Nine people] were killed", "[a truck] was set on fire"."""
    clause, one = act.clauses.clause(act.word), act.claim
    apart = any((act.actors, one.withheld, clause.doers)) or act.says_where_or_when
    if apart or clause.voice != "passive" or clause.tense not in {None, _PAST}:
        return None
    destroyed = one.event.mode == lexicon.again.outcome
    if not destroyed and (one.event.mode or not act.tolls):
        return None
    return next((one for one in clause.undergoers if not is_definite(act.clauses, one.head, lexicon.again)), None)


def _by_noun(clauses: Clauses, head: int, lexicon: Lexicon, *, weapon: bool = False) -> Said | None:
    again = lexicon.again
    before = range(clauses.tree.firsts[head], head)
    if (
        any(_compares(clauses, word, lexicon) for word in before)
        or _is_counted(clauses, head)
        or not is_definite(clauses, head, again)
    ):
        return None
    if clauses.tree.links[head] == links.PREDICATE:
        return None
    own = frozenset({clauses.words.lemmas[head].lower()}) if weapon else frozenset()
    return Said("same", *_phrase(clauses, head), _telling(clauses, head, lexicon) | own)


def _is_counted(clauses: Clauses, head: int) -> bool:
    """As in "the two attacks", "one of the attacks": which of several is meant is open."""
    number, above = clauses.phrase(head).quantifier, clauses.tree.heads[head]
    several = number is not None and clauses.words.lowers[number] != _ONE
    part = clauses.words.lowers[above] == _OF and clauses.words.kinds[clauses.tree.heads[above]] in _PARTS
    return several or part


def _compares(clauses: Clauses, word: int, lexicon: Lexicon) -> bool:
    """As in "the latest attack", "the most violent strikes", "the previous day's shooting"."""
    lower, again = clauses.words.lowers[word], lexicon.again
    superlative = clauses.words.shapes[word] == links.SUPERLATIVE
    listed = lower in again.comparing or lower in again.beginning or lower in again.renewing
    return superlative or listed or lexicon.times.order_of(lower) is not None


def _phrase(clauses: Clauses, head: int) -> tuple[int, int]:
    return clauses.phrase(head).first, head


def _telling(clauses: Clauses, head: int, lexicon: Lexicon) -> frozenset[str]:
    """Return the words of a phrase that say which act is meant: its nouns and names, no dates and no means."""
    words, means = clauses.words, frozenset().union(*lexicon.events.modes.values())
    named = (
        word
        for word in _within(clauses, head)
        if words.kinds[word] in _CONTENT or words.entities[word] in links.PEOPLES
    )
    return frozenset(words.lemmas[word].lower() for word in named if not clauses.is_dated(word)) - means


def _within(clauses: Clauses, head: int) -> list[int]:
    """Return the words of a noun's phrase beside itself, up to a relative clause or an apposition."""
    tree = clauses.tree
    behind = (tree.firsts[item] - 1 for item in tree.linked(head, links.RELATIVE, links.APPOSITION) if item > head)
    return [word for word in range(tree.firsts[head], min([tree.lasts[head], *behind]) + 1) if word != head]
