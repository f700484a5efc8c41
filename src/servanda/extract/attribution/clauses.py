"""Verbs with a clause: what follows "said that", "vowed to", "urged X to", "called on X to". Words are indices of the segment."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from servanda.extract.attribution.speaking import goes_on, holds_finite, is_undergone
from servanda.extract.clauses import Clause, Clauses, links
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_SHORTEST: Final = 3
_NEAR: Final = 14
_SETTING_OFF: Final = frozenset(",\"'-—–") | {"--"}
_STOPS: Final = frozenset(',"')
_LEADING: Final = frozenset({links.COORDINATOR, links.ADVERB, links.NEGATION, links.AUXILIARY})


class Content(NamedTuple):
    """First and last word of what is said, and the word that belongs to the cue beside the verb, if any."""

    first: int
    last: int
    cue: int | None = None


def finite_clause(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb and finite clause: "said that ...", "made clear that ..."."""
    verb, told = clause.head, _told(clauses, clause, cues)
    if told is None or (is_undergone(clauses, verb) and clause.verb not in cues.speech):
        return None
    if clause.verb in cues.stop:
        return whole_clause(clauses, told, verb, cues) if _makes_clear(clauses, clause, cues) else None
    if told < verb and not (_is_listed(clause, cues) and _is_set_off(clauses, verb)):
        return None
    return whole_clause(clauses, told, verb, cues)


def _is_listed(clause: Clause, cues: Cues) -> bool:
    return clause.verb in cues.speech or clause.verb in cues.thought


def _told(clauses: Clauses, clause: Clause, cues: Cues) -> int | None:
    """Return the head of the clause that a verb tells, rather one behind it."""
    listed = _is_listed(clause, cues)
    found = [item for item in clauses.tree.below[clause.head] if _is_said(clauses, item, cues, listed=listed)]
    return next((item for item in found if item > clause.head), found[0] if found else None)


def _is_said(clauses: Clauses, item: int, cues: Cues, *, listed: bool) -> bool:
    """Tell whether a clause below a verb is said: of unlisted verbs only one with "that" or a question word."""
    tree = clauses.tree
    if tree.links[item] != links.CONTENT:
        return listed and _counts(clauses, item, cues)
    if tree.has(item, links.MARK):
        return True
    if listed:
        return clauses.clause(item).finite or _is_small(clauses, item)
    return any(clauses.words.shapes[before] == links.ASKING for before in range(tree.firsts[item], item))


def _is_small(clauses: Clauses, item: int) -> bool:
    """Tell whether a clause has a subject and a verb that is not finite: "saw shells falling", "demanded he leave"."""
    shape, infinitive = clauses.words.shapes[item], clauses.clause(item).infinitive
    small = shape == links.GERUND or (shape == links.BASE and not infinitive)
    return small and clauses.tree.has(item, links.SUBJECT, links.PASSIVE_SUBJECT)


def _counts(clauses: Clauses, item: int, cues: Cues) -> bool:
    """Tell whether the parser took "about" before a number for a conjunction: "said about half of the houses were lost"."""
    verb, mark = clauses.tree.heads[item], clauses.tree.first(item, links.MARK)
    beside = clauses.tree.links[item] == links.ADVERBIAL and item > verb and mark == verb + 1
    return beside and clauses.words.lowers[verb + 1] in cues.frames.roughly and clauses.clause(item).finite


def _makes_clear(clauses: Clauses, clause: Clause, cues: Cues) -> bool:
    adjective = clauses.tree.first(clause.head, links.PREDICATE, links.CONTENT)
    return clause.verb == "make" and adjective is not None and clauses.words.lowers[adjective] in cues.frames.clear


def _is_set_off(clauses: Clauses, verb: int) -> bool:
    """Tell whether a comma or mark stands between what was said and the words that say who said it."""
    own = clauses.tree.first(verb, links.SUBJECT)
    first = min(verb, clauses.tree.firsts[own]) if own is not None else verb
    return first > 0 and clauses.words.forms[first - 1] in _SETTING_OFF


def stray_that(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb of saying whose "that" the parser hung elsewhere: "tweeted in the early hours that ..."."""
    verb, words, tree = clause.head, clauses.words, clauses.tree
    if clause.verb not in cues.speech or not clause.finite or is_undergone(clauses, verb):
        return None
    for word in range(verb + 1, min(verb + _NEAR, clauses.sentence_of(verb).stop)):
        if words.kinds[word] == links.VERB or words.forms[word] in _STOPS:
            return None
        if words.lowers[word] == "that" and tree.links[word] == links.MARK and word > verb + 1:
            return Content(word, tree.lasts[tree.heads[word]])
    return None


def rest_of_sentence(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb of saying whose clause the parser missed: the rest of the sentence."""
    following, last = clause.head + 1, clauses.sentence_of(clause.head).stop - 1
    if last - following < _SHORTEST or not _plainly_says(clauses, clause, cues):
        return None
    begins = not clauses.words.is_mark(following) and clauses.words.kinds[following] != links.ADP
    return Content(following, last) if begins and holds_finite(clauses, range(following, last + 1)) else None


def _plainly_says(clauses: Clauses, clause: Clause, cues: Cues) -> bool:
    """Tell whether a finite verb of the plainest saying stands behind its subject, without an object."""
    own = clauses.tree.first(clause.head, links.SUBJECT)
    open_ = clause.verb in cues.frames.always_told or not clauses.tree.has(clause.head, links.OBJECT)
    return clause.verb in cues.plain and clause.finite and open_ and own is not None and own < clause.head


def as_clause(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb of saying in a clause with "as" at the head of its sentence: "As the committee noted, shells fell"."""
    tree, verb = clauses.tree, clause.head
    sentence, mark = clauses.sentence_of(verb), tree.first(verb, links.MARK)
    opening = clause.link == "adverbial" and clause.first == sentence.start and clause.last < sentence[-1]
    if mark is None or not opening or clauses.words.lowers[mark] != "as" or clause.verb not in cues.speech:
        return None
    if tree.has(verb, links.OBJECT, links.CONTENT, links.PREPOSITION) or not clauses.clause(tree.heads[verb]).finite:
        return None
    first = clause.last + 1
    return Content(first + clauses.words.is_mark(first), sentence[-1])


def whole_clause(clauses: Clauses, told: int, verb: int, cues: Cues, cue: int | None = None) -> Content:
    """Return first and last word of a clause, on its side of the verb."""
    first, last = clauses.tree.firsts[told], clauses.tree.lasts[told]
    if told > verb:
        first = max(first, verb + 1)
        last = _before_participle(clauses, told, (first, last))
        last = _before_concession(clauses, told, last, cues)
        last = _before_conjunct(clauses, (told, verb), last)
    return Content(first, last, cue)


def _before_participle(clauses: Clauses, told: int, edges: tuple[int, int]) -> int:
    """Cut a clause before ", adding that ...": the participle goes on with the speaker, not with what is said."""
    first, last = edges
    for word in range(max(first, told) + 1, last):
        if _is_aside(clauses, word):
            return word - 2 if clauses.words.forms[word - 1] == "," else word - 1
    return last


def _is_aside(clauses: Clauses, word: int) -> bool:
    """Tell whether a participle of saying without subject of its own begins here: "..., adding that ..."."""
    words, tree = clauses.words, clauses.tree
    told = words.shapes[word] == links.GERUND and tree.has(word, links.CONTENT)
    if not told or tree.has(word, links.SUBJECT):
        return False
    before = list(words.forms[max(0, word - 2) : word])
    set_off = tree.links[word] == links.ADVERBIAL and (before[-1] == "," or before == [",", '"'])
    return words.lemmas[word] == "add" or (set_off and words.lemmas[word] in grammar_words().saying)


def _before_concession(clauses: Clauses, told: int, last: int, cues: Cues) -> int:
    """Cut a clause before ", though he did not say where": the writer's own remark on who speaks."""
    lowers, words = clauses.words.lowers, cues.frames
    for word in range(told + 1, last - 1):
        if lowers[word] in words.concessions and lowers[word - 1] == "," and lowers[word + 1] in words.speaker_again:
            return word - 2
    return last


def _before_conjunct(clauses: Clauses, over: tuple[int, int], last: int) -> int:
    """Cut a clause before "... and warned of ...": a second verb of saying in another tense goes on with the speaker."""
    told, verb = over
    for word in _joined(clauses, told):
        speaks = goes_on(clauses, word, over) or _other_voice(clauses, word, verb)
        if told < word <= last and speaks:
            own = clauses.tree.first(word, links.SUBJECT)
            return last_before(clauses, clauses.tree.firsts[own] if own is not None else word, told)
    return last


def _joined(clauses: Clauses, verb: int) -> Iterator[int]:
    for word in clauses.clause(verb).joined:
        yield word
        yield from _joined(clauses, word)


def _other_voice(clauses: Clauses, word: int, verb: int) -> bool:
    """Tell whether somebody else begins to speak here: "X said that ..., and Y warned that ..."."""
    words, own, told = clauses.words, clauses.tree.first(word, links.SUBJECT), clauses.tree.first(word, links.CONTENT)
    named = own is not None and words.kinds[own] in {links.NOUN, links.NAME}
    speaks = words.shapes[word] == words.shapes[verb] and words.lemmas[word] in grammar_words().saying
    return named and speaks and (told is None or told > word)


def last_before(clauses: Clauses, verb: int, floor: int) -> int:
    """Return the last word of what ends before ", and ``verb``", not before ``floor``."""
    before = verb - 1
    while before > floor and (clauses.words.is_mark(before) or clauses.tree.links[before] in _LEADING):
        before -= 1
    return before


def infinitive(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb and infinitive: "wants to ...", "vowed to ..."."""
    verb, told = clause.head, clauses.tree.first(clause.head, links.OPEN)
    if told is None or told < verb:
        return None
    if clauses.words.shapes[told] == links.GERUND and clause.verb in cues.object:
        return whole_clause(clauses, told, verb, cues)
    if clause.verb not in cues.infinitive or is_undergone(clauses, verb) or not clauses.clause(told).infinitive:
        return None
    return whole_clause(clauses, told, verb, cues)


def object_infinitive(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb, somebody and infinitive: "urged X to ..."."""
    tree, verb = clauses.tree, clause.head
    if clause.verb not in cues.object_infinitive or is_undergone(clauses, verb):
        return None
    under = tree.linked(verb, links.CONTENT, links.OPEN)
    told = next((item for item in under if clauses.clause(item).infinitive), None)
    if told is None or told < verb:
        return None
    object_ = tree.first(verb, links.OBJECT, links.RECIPIENT)
    first = tree.firsts[object_ if object_ is not None and object_ > verb else told]
    return Content(first, tree.lasts[told]) if first > verb else None


def appeal(clauses: Clauses, clause: Clause, cues: Cues) -> Content | None:
    """Verb, preposition, addressee and infinitive, wherever the parser hangs it: "called on X to ..."."""
    lowers, wanted = clauses.words.lowers, cues.appeal.get(clause.verb, frozenset())
    under = clauses.tree.linked(clause.head, links.PREPOSITION, links.PARTICLE)
    found = next((item for item in under if lowers[item] in wanted), None)
    if found is None:
        return None
    behind = range(found + 1, clauses.sentence_of(found).stop)
    told = next((item for item in behind if clauses.is_verb(item) and clauses.clause(item).infinitive), None)
    return Content(found + 1, clauses.tree.lasts[told], found) if told is not None and told > found + 1 else None
