"""Where, when the sentence of an act names no place: the one that its paragraph or a heading speaks of, held on until another is named.

As with days (`carried`), only a plain story goes on like that. "Elsewhere", "in another village" and verbs of moving leave the place;
what somebody said in a town is not of the town; of two places nobody knows which. In doubt the act has no place.
"""

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Final

from servanda.extract.circumstances.labels import Label, label_of
from servanda.extract.circumstances.named import NO_PLACE, Place, is_known_place, place_at
from servanda.extract.circumstances.nearest import PlaceName, contains, phrase_head, places_named
from servanda.extract.circumstances.retold import is_of, may_tell_on
from servanda.extract.circumstances.story import (
    Sentence,
    is_plain,
    moves_on,
    one_is_quoted,
    sentence_of,
    sentences_before,
    speaks,
)
from servanda.extract.circumstances.times import anchor_of
from servanda.extract.circumstances.told import MAIN_LINKS, clause_verb, is_past
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.making import replace
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_circumstances import PlaceWords
from servanda.text.suggesting import may_be_name
from servanda.text.times import read_times

GROUND: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
"""What happens on the ground; a meeting is seldom where what it is about happened."""
_UNDERGOING: Final = frozenset({links.OBJECT, links.PASSIVE_SUBJECT})
_OF: Final = "of"
_BESIDE: Final = 2  # words behind "another" of which one may be the thing
_PERIODS: Final = frozenset({"month", "season", "year", "range"})
_LONGEST_HEADING: Final = 5  # words
_LEADING: Final = 2  # words, of which the first or second begins the phrase that a sentence begins with
_MARKS: Final = " \t-–—*•#:0123456789.()"


def place_held_on(analysis: DocumentAnalysis, segment: Segment, verb: int) -> PlaceMention | None:
    """Return the place that the paragraph of a verb speaks of, or the heading right above it, unless in doubt.

    To be asked for an act whose own sentence states none.
    """
    own = sentence_of(segment, verb)
    if not may_tell_on(analysis, own, verb) or _goes_elsewhere(analysis, own) or _places_named(analysis, own):
        return None
    found = _of_paragraph(analysis, own, verb)
    if found is None or found.mention is None or not _is_of_same(analysis, own, verb, found.mention):
        return None
    at = analysis.reading.span(segment, verb).start
    return None if one_is_quoted(analysis, at, found.mention.start) else found


def _is_of_same(analysis: DocumentAnalysis, own: Sentence, verb: int, place: Span) -> bool:
    """Tell whether what a verb tells is told on plainly, or again of what the sentence with the place names."""
    before = next((one for one in sentences_before(analysis, own) if one.start <= place.start < one.end), None)
    return is_plain(clauses_of(own.segment), verb) or (before is not None and is_of(analysis, own, verb, before))


def _of_paragraph(analysis: DocumentAnalysis, own: Sentence, verb: int) -> PlaceMention | None:
    label = label_of(analysis, analysis.reading.span(own.segment, verb).start)
    for one in sentences_before(analysis, own):
        if _leaves(analysis, one):
            return None
        if named := _outside(_places_named(analysis, one), one, label):
            place = _of_an_act(analysis, one, named)
            return replace(place.mention(analysis), basis="paragraph") if place else None
    if label is not None:
        mention = analysis.reading.at(label.start, label.end)
        return PlaceMention(name=mention.quote, mention=mention, basis="paragraph")
    return _of_heading(analysis, own)


def _outside(names: list[PlaceName], sentence: Sentence, label: Label | None) -> list[PlaceName]:
    """Leave out the name that a line begins with."""
    bounds = [(one, sentence.segment.bounds_of(range(one.first, one.last + 1))) for one in names]
    return [one for one, (start, end) in bounds if label is None or not (start < label.end and label.start < end)]


def _names(analysis: DocumentAnalysis, sentence: Sentence) -> list[PlaceName]:
    """Return what may name a place in a sentence, by the parse or by the gazetteer."""
    found = places_named(analysis, sentence.segment, sentence.words[0])
    known = (one for one in _known(analysis, sentence) if not any(_overlap(one, other) for other in found))
    return sorted([*found, *known])


def _known(analysis: DocumentAnalysis, sentence: Sentence) -> Iterator[PlaceName]:
    """Yield the names that the gazetteer has, whatever the parse says; with all the world in scope it has every name."""
    if not analysis.reference.config.countries:
        return
    clauses, segment, last = clauses_of(sentence.segment), sentence.segment, -1
    for word in sentence.words:
        if word <= last or clauses.words.kinds[word] != links.NAME or clauses.words.entities[word] in NO_PLACE:
            continue
        mention = analysis.names.mention_at(segment, word)
        if mention and is_known_place(analysis, mention):
            last = mention.last
            yield PlaceName(mention.first, last, clauses.head_of(mention.first, last))


def _places_named(analysis: DocumentAnalysis, sentence: Sentence) -> list[PlaceName]:
    """Return what may name a place in a sentence but for countries, which are parties as often."""
    words, countries = clauses_of(sentence.segment).words, analysis.reference.lexicon.countries
    return [one for one in _names(analysis, sentence) if words.text(one.first, one.last).lower() not in countries]


def _overlap(one: PlaceName, other: PlaceName) -> bool:
    return one.first <= other.last and other.first <= one.last


def _goes_elsewhere(analysis: DocumentAnalysis, own: Sentence) -> bool:
    """Tell whether a sentence tells of another place than the last one named, or of another time, as far as words tell."""
    return _leaves(analysis, own) or moves_on(analysis, own) or _of_a_period(analysis, own)


def _of_a_period(analysis: DocumentAnalysis, own: Sentence) -> bool:
    """Tell whether a sentence states a month or a year: it looks back, or counts."""
    told = read_times(analysis.reading.plain[own.start : own.end], anchor_of(analysis))
    return any(one.day is not None and one.day.precision in _PERIODS for one in told)


def _leaves(analysis: DocumentAnalysis, sentence: Sentence) -> bool:
    """Tell whether a sentence leaves the place that was spoken of: "elsewhere", "a nearby village", "fled"."""
    clauses, lexicon = clauses_of(sentence.segment), analysis.reference.lexicon
    words, lowers = lexicon.places, clauses.words.lowers
    return any(
        lowers[word] in words.elsewhere
        or (lowers[word] in words.apart and _is_of_an_event_or_place(clauses, word, lexicon))
        or _goes(clauses, word, words.going | lexicon.observations.moving)
        or _is_another(clauses, word, words)
        for word in sentence.words
    )


def _goes(clauses: Clauses, word: int, going: frozenset[str]) -> bool:
    said = clauses.words
    moves = said.kinds[word] in links.VERBAL and said.lemmas[word].lower() in going
    return moves and clauses.clause(word).link in MAIN_LINKS


def _is_of_an_event_or_place(clauses: Clauses, word: int, lexicon: Lexicon) -> bool:
    """Tell whether "another" is that of an event or of a place: not "another man"."""
    behind = clauses.words.lemmas[word + 1 : word + 1 + _BESIDE]
    places = lexicon.places
    return any(
        one in lexicon.noun_frames or places.is_feature(one) or one in places.occasions
        for one in map(str.lower, behind)
    )


def _is_another(clauses: Clauses, word: int, words: PlaceWords) -> bool:
    """Tell whether a word speaks of places that are not named: "a village", "several towns", not "the village", "a school"."""
    said = clauses.words
    precision = words.feature_nouns.get(said.lemmas[word].lower())
    if precision in {None, "point"} or said.kinds[word] != links.NOUN or clauses.tree.links[word] in links.BEFORE_NOUN:
        return False
    phrase = clauses.phrase(word)
    if links.NAME in said.kinds[phrase.first : phrase.last + 1]:
        return False
    determiner = phrase.determiner
    definite = determiner is not None and said.lowers[determiner] in words.definite
    return said.shapes[word] == links.PLURAL or not definite


def _of_an_act(analysis: DocumentAnalysis, sentence: Sentence, names: list[PlaceName]) -> Place | None:
    """Return the one place of a sentence, where something that it tells took place there."""
    clauses, lexicon = clauses_of(sentence.segment), analysis.reference.lexicon
    inner = {two for one, two in pairwise(names) if contains(clauses, one, two, lexicon.places)}
    alone = [one for one in names if one not in inner]
    if len(alone) != 1 or _is_joined(clauses, alone[0], names, lexicon.places):
        return None
    return (
        place_at(analysis, sentence.segment, alone[0].head, "in")
        if _is_where(clauses, sentence, alone[0], lexicon)
        else None
    )


def _is_joined(clauses: Clauses, name: PlaceName, names: list[PlaceName], words: PlaceWords) -> bool:
    """Tell whether another name is joined to one, of which nobody can tell whether it is a place: "bombed X and Y"."""
    last = len(clauses.words) - 1
    beside = ((name.first - 1, name.first - 2), (name.last + 1, name.last + 2))
    told = {word for one in names for word in range(one.first, one.last + 1)}
    return any(
        0 <= word <= last
        and clauses.words.lowers[joint] in words.joining
        and clauses.words.kinds[word] == links.NAME
        and word not in told
        for joint, word in beside
    )


def _is_where(clauses: Clauses, sentence: Sentence, name: PlaceName, lexicon: Lexicon) -> bool:
    """Tell whether a name says where the sentence tells of: "shelled X", "reached X", "killed two in X", "In X, ...", "the town of X saw"."""
    tree, said, words = clauses.tree, clauses.words, lexicon.places
    head = _whole(clauses, name, words)
    verb = clause_verb(clauses, head)
    if said.kinds[verb] not in links.VERBAL or speaks(clauses, verb, lexicon) or not is_past(clauses.clause(verb)):
        return False
    if tree.links[head] == links.GOVERNED:
        return _is_at(clauses, sentence, tree.heads[head], lexicon)
    if tree.links[head] in _UNDERGOING and tree.heads[head] == verb:
        return said.lemmas[verb].lower() in words.taking_verbs | words.striking_verbs | words.reaching
    return tree.links[head] == links.SUBJECT and head != name.head


def _is_at(clauses: Clauses, sentence: Sentence, preposition: int, lexicon: Lexicon) -> bool:
    """Tell whether a phrase says where its sentence tells of, or where an act of it was: "launched rocket attacks on X"."""
    if clauses.words.lowers[preposition] not in lexicon.places.locative | lexicon.places.hitting:
        return False
    verb = clause_verb(clauses, preposition)
    leading = preposition - sentence.words[0] < _LEADING and clauses.tree.heads[preposition] == verb
    line = [*takewhile(lambda word: word != verb, clauses.above(preposition)), verb]
    return leading or any(_is_on_the_ground(clauses.words.lemmas[word].lower(), lexicon) for word in line)


def _whole(clauses: Clauses, name: PlaceName, words: PlaceWords) -> int:
    """Return the head of the phrase that a name belongs to: of "the market of X", "X airport" the market, the airport."""
    tree, head = clauses.tree, phrase_head(clauses, name.head)
    while tree.links[head] == links.GOVERNED and clauses.words.lowers[tree.heads[head]] == _OF:
        over = tree.heads[tree.heads[head]]
        if not words.is_feature(clauses.words.lemmas[over].lower()):
            break
        head = over
    return head


def _is_on_the_ground(lemma: str, lexicon: Lexicon) -> bool:
    frames = (*lexicon.verb_frames.get(lemma, ()), *lexicon.noun_frames.get(lemma, ()))
    return any(frame.type in GROUND for frame in frames)


def _of_heading(analysis: DocumentAnalysis, own: Sentence) -> PlaceMention | None:
    """Return the place that the line right above a paragraph names, and nothing else."""
    text, number = analysis.reading.text, own.segment.paragraph - 1
    while number >= 0 and text.paragraphs[number].kind == "item" and text.paragraphs[number + 1].kind == "item":
        number -= 1
    if number < 0:
        return None
    start, end = analysis.reading.paragraph_bounds(number)
    line = analysis.reading.plain[start:end]
    name = line.strip(_MARKS)
    if not _is_heading_of_a_place(analysis, name):
        return None
    start += line.index(name)
    return PlaceMention(name=name, mention=analysis.reading.at(start, start + len(name)), basis="heading")


def _is_heading_of_a_place(analysis: DocumentAnalysis, name: str) -> bool:
    """Tell whether a line names a place, known or called one by its last word: "Kutum", "Sorrel sector"."""
    parts, words = name.split(), analysis.reference.lexicon.places
    if (
        not 0 < len(parts) <= _LONGEST_HEADING
        or not name[0].isupper()
        or name.lower() in analysis.reference.lexicon.countries
    ):
        return False
    called = (
        len(parts) > 1
        and words.is_feature(parts[-1].lower())
        and may_be_name(parts[0], analysis.reference.headline_words.common)
    )
    return called or (bool(analysis.reference.config.countries) and analysis.reference.gazetteer.knows(name))
