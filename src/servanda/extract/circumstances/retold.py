"""An act of the paragraph that somebody tells again: "Shells hit it. The army said the rebels had shelled the market, too".

In the words of another the past perfect is of the day that the paragraph speaks of only where the act concerns the same thing, or
the same people: what is named again with an article that points back. Else nobody can tell when it was.
"""

from collections.abc import Iterable, Iterator

from servanda.extract.circumstances.story import Sentence, is_plain
from servanda.extract.clauses import Clauses, Phrase, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.reference.lexicon import Lexicon


def may_tell_on(analysis: DocumentAnalysis, own: Sentence, verb: int) -> bool:
    """Tell whether a verb tells the story of its paragraph on: plainly, or in the past perfect of what somebody said."""
    clauses = clauses_of(own.segment)
    return is_plain(clauses, verb) or is_retold(clauses, verb, analysis.reference.lexicon)


def is_of(analysis: DocumentAnalysis, own: Sentence, verb: int, before: Sentence) -> bool:
    """Tell whether what a verb tells is of the day and place of a sentence before: told on plainly, or again of the same."""
    return is_plain(clauses_of(own.segment), verb) or concerns_the_same(analysis, own, verb, before)


def is_retold(clauses: Clauses, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb tells in the past perfect what somebody said: "said the rebels had shelled it"."""
    own = clauses.clause(verb)
    if not own.perfect or own.tense != "past" or own.mood != "indicative" or own.modals or own.link != "content":
        return False
    return own.governor is not None and clauses.words.lemmas[own.governor].lower() in lexicon.cues.speech


def concerns_the_same(analysis: DocumentAnalysis, own: Sentence, verb: int, before: Sentence) -> bool:
    """Tell whether an act names again what a sentence before it names: what it hit or where, or who did it, told there for the first time."""
    told, clauses = clauses_of(before.segment), clauses_of(own.segment)
    introduced = dict(_nouns(told, before.words))
    lexicon = analysis.reference.lexicon
    hit = _named_again(clauses, _undergoing(clauses, verb), lexicon)
    things = {lemma for lemma in hit if lemma not in lexicon.bodies}
    doers = _named_again(clauses, clauses.clause(verb).subjects, lexicon)
    new = (one for one in doers if one in introduced and not _points_back(told, told.phrase(introduced[one]), lexicon))
    return not things.isdisjoint(introduced) or any(new)


def _named_again(clauses: Clauses, phrases: Iterable[Phrase], lexicon: Lexicon) -> Iterator[str]:
    """Yield the nouns of phrases that point back: "the market"."""
    yield from (clauses.words.lemmas[one.head].lower() for one in phrases if _points_back(clauses, one, lexicon))


def _nouns(clauses: Clauses, words: range) -> Iterator[tuple[str, int]]:
    for word in words:
        if clauses.words.kinds[word] == links.NOUN:
            yield clauses.words.lemmas[word].lower(), word


def _undergoing(clauses: Clauses, verb: int) -> Iterator[Phrase]:
    """Yield what an act hit, and where or into what: "had attacked [the barracks]", "had fired at [the bus]"."""
    own = clauses.clause(verb)
    yield from own.undergoers
    yield from (one.phrase for one in own.obliques)


def _points_back(clauses: Clauses, phrase: Phrase, lexicon: Lexicon) -> bool:
    determiner = phrase.determiner if phrase.determiner is not None else phrase.owner
    return determiner is not None and clauses.words.lowers[determiner] in lexicon.places.definite
