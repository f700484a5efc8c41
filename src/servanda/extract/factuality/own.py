"""What a word says of itself: auxiliaries, marks, adverbs and negations of a clause; adjectives and determiner of a noun."""

from servanda.extract.clauses import Clause, links
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.scopes import Scopes
from servanda.model.claims import Modality

_OF_NOBODY = frozenset({"subject", "object", "agent"})
_FOREBODING = frozenset({"hoped", "feared", "demanded", "threatened"})
_BESIDE = frozenset({links.MARK, links.ADVERB})


def of_clause(scopes: Scopes, verb: int, sofar: Judgement) -> Judgement:
    """Return what the negation, auxiliaries, marks and adverbs of a clause say."""
    clause, now = scopes.clauses.clause(verb), sofar
    denial = scopes.negation(verb)
    if denial is not None and not _until_then(scopes, clause):
        now = (
            now.told("denied", denial.cue) if denial.site in _OF_NOBODY else now.turned(denial.cue)
        )  # "no attack took place": once
    undone = denial is not None and now.polarity == "denied"
    for word in scopes.tree.below[verb]:
        if now.modality == "asserted":
            now = _of_auxiliary(scopes, word, clause, now, undone=undone) or _of_mark(scopes, word, verb, now)
    if clause.mood == "conditional":
        return now.made("conditional", scopes.tree.first(verb, *links.AUXILIARIES))  # "had the army attacked, ..."
    return _foreseen(scopes, clause, now)


def _until_then(scopes: Scopes, clause: Clause) -> bool:
    """Tell whether a past negation holds only up to a point: "did not withdraw until Monday" tells of a withdrawal."""
    bound = scopes.has(clause.head, "until", links.PREPOSITION, links.MARK)
    return clause.tense == "past" and (bound or any(scopes.has(item, "until") for item in clause.adjuncts))


def _of_auxiliary(scopes: Scopes, word: int, clause: Clause, now: Judgement, *, undone: bool) -> Judgement | None:
    """As in "may attack"; "could not attack" tells that it did not."""
    words, lower = scopes.entries, scopes.lower(word)
    if scopes.tree.links[word] not in links.AUXILIARIES or lower not in words.modals:
        return None
    return now if undone and lower in words.able else now.made(_of_modal(scopes, word, clause), word)


def _of_modal(scopes: Scopes, modal: int, clause: Clause) -> Modality:
    """As in "must have fled": inferred; "would have fled": it did not come to that (Quirk et al. 1985, 4.54, 14.23)."""
    words, lower = scopes.entries, scopes.lower(modal)
    return words.modals_perfect.get(lower, words.modals[lower]) if clause.perfect else words.modals[lower]


def _of_mark(scopes: Scopes, word: int, verb: int, now: Judgement) -> Judgement:
    """As in "if the army attacks", "whether", "possibly", "almost attacked".

    "Will stay until they leave" takes it that they will (O. Heinamaki, 1974); "will not leave until" sets a condition.
    """
    words, lower, link = scopes.entries, scopes.lower(word), scopes.tree.links[word]
    if link not in _BESIDE:
        return now
    if lower in words.conditional_marks:
        return _of_condition(scopes, word, verb, now)
    if lower in (words.possible_marks if link == links.MARK else words.possible_adverbs):
        return now.made("possible", word)
    return now.turned(word) if link == links.ADVERB and lower in words.nearly and word < verb else now


def _of_condition(scopes: Scopes, mark: int, verb: int, now: Judgement) -> Judgement:
    """As in "if", "until"; "until the army left" and "once it had left" only bound what happened."""
    until = scopes.lower(mark) == "until"
    if scopes.lower(mark) == "once" or (until and scopes.shape(verb) == links.PAST):
        return now
    ahead = until and scopes.negation(scopes.tree.heads[verb]) is None
    return now.made("predicted" if ahead else "conditional", mark)


def _foreseen(scopes: Scopes, clause: Clause, now: Judgement) -> Judgement:
    """As in "will" under a verb of hope, fear or demand is hoped, feared, demanded."""
    if now.modality != "predicted" or clause.governor is None or clause.link not in {"content", "of noun"}:
        return now
    above = scopes.governs(clause.governor)
    opens = above in _FOREBODING and not scopes.does(clause.governor, "infinitive_only")
    return now.made(above, clause.governor) if above is not None and opens else now


def of_noun(scopes: Scopes, noun: int) -> Judgement:
    """Judge a noun by its own adjectives and determiner: "a possible attack", "no attack"."""
    words, now = scopes.entries, Judgement()
    for word in scopes.tree.linked(noun, links.ADJECTIVE, links.COMPOUND):
        modality = words.irrealis_adjectives.get(scopes.lower(word))
        if modality in words.governors and not (word and scopes.tree.words.forms[word - 1] == "-"):
            now = now.made(modality, word)
    nobody = scopes.clauses.nobody(noun)
    return now if nobody is None else now.told("denied", nobody)
