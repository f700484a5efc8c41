"""Where, when no phrase of the event itself says so: the place of the sentence that lies nearest in its grammar.

Each name of a place in the sentence is scored by the steps up from the verb to what both hang on, by the words between,
by its preposition, and by what it is to its own neighbours (the owner of a thing, what only says where another place
lies). The weights were fitted on the given set of verbs with places (evaluation suite ``event_location``).
"""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from servanda.extract.circumstances.named import (
    MISLABELLED,
    NO_PLACE,
    Place,
    is_known_place,
    is_no_place,
    is_region,
    is_speaker,
    place_at,
    widened,
)
from servanda.extract.circumstances.places import BEFORE_NOUN, is_party
from servanda.extract.circumstances.references import agreement_bounds, overlapping
from servanda.extract.circumstances.told import clause_verb, is_of_a_purpose, steps_up
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.reference.lexicon_circumstances import PlaceWords
from servanda.text.suggesting import may_be_name

# Weights of the score.
_UP, _APART, _MAX_APART = -0.8, -0.075, 40
_BEHIND = 0.75
_AT, _ONTO, _AWAY = 1.2, 0.6, -1.25
_OF_FEATURE, _OF_OTHER = 0.8, -0.15
_OWNER, _SUBJECT, _APPOSED, _CONTAINER = -1.0, -0.8, -0.3, -1.0
_FAR_OFF = -3.0  # what the parser takes for no place is one only near its verb
_N_BETWEEN = 6
_NO_PART: Final = frozenset({"DATE", "TIME", "PERSON"})
_OTHERS: Final = frozenset({"PERSON", "ORG"})
_JOINED: Final = frozenset({links.APPOSITION, links.CONJUNCT})


class PlaceName(NamedTuple):
    """A name: its first and last word, and the head of them."""

    first: int
    last: int
    head: int


def nearest_place(analysis: DocumentAnalysis, segment: Segment, verb: int) -> Place | None:
    """Return the place of the verb's sentence that is most likely where it happened, or ``None`` where none is named."""
    named = places_named(analysis, segment, verb)
    places = [one for one in named if not is_party(analysis, segment, one.head, (one.first, one.last))]
    return _best(analysis, segment, verb, places)


def finer_place(analysis: DocumentAnalysis, segment: Segment, verb: int, noun: int | None = None) -> Place | None:
    """Return the nearest place of a verb that is no region, where it stands as one: "In X province, ... at a patrol north of Y".

    ``noun`` is an event noun whose own clauses tell of it as well: "an ambush [carried out near X]", "which took place in X".
    """
    clauses, words = clauses_of(segment), analysis.reference.lexicon.places
    below = clauses.tree.below[noun] if noun is not None else ()
    own = {verb, *(one for one in below if clauses.words.kinds[one] in links.VERBAL)}
    names = [
        one
        for one in places_named(analysis, segment, verb)
        if _of_preposition(clauses, phrase_head(clauses, one.head), words) > 0
        and clause_verb(clauses, one.head) in own
        and not is_region(analysis, Place(segment, one.first, one.last, "unknown"))
        and not _is_called_area(clauses, one, words)
    ]
    return _best(analysis, segment, verb, names)


def _is_called_area(clauses: Clauses, name: PlaceName, words: PlaceWords) -> bool:
    """As in "X countryside", "X province", "X Street"."""
    told = clauses.words.lowers[name.last : name.last + 2]
    return any(word in words.area_nouns | words.administrative | words.street_nouns for word in told)


def _best(analysis: DocumentAnalysis, segment: Segment, verb: int, names: list[PlaceName]) -> Place | None:
    clauses, words = clauses_of(segment), analysis.reference.lexicon.places
    contained = {two for one, two in pairwise(names) if contains(clauses, one, two, words)}
    scores = {one: _score(clauses, verb, one, words) + _CONTAINER * (one in contained) for one in names}
    near = [one for one in names if not _is_aside(clauses, verb, one, scores[one])]
    best = max(near, key=scores.__getitem__, default=None)
    if best is None or is_speaker(analysis, segment, verb, range(best.first, best.last + 1)):
        return None
    return place_at(analysis, segment, best.head, "in") or _plainly(analysis, segment, best)


def _is_aside(clauses: Clauses, verb: int, name: PlaceName, score: float) -> bool:
    far_off = score < _FAR_OFF and _is_written_as_name(clauses, name.head)
    return far_off or is_of_a_purpose(clauses, verb, name.head)


def places_named(analysis: DocumentAnalysis, segment: Segment, word: int) -> list[PlaceName]:
    """Return what may name a place in the sentence of a word, agreements and what is written as no place left out."""
    clauses = clauses_of(segment)
    found = names_of_places(clauses, word, analysis.reference.lexicon.places)
    found += _mislabelled(analysis, segment, clauses.sentence_of(word), found)
    return sorted(
        one
        for one in found
        if not names_agreement(analysis, segment, one) and not is_no_place(analysis, clauses, one.first, one.last)
    )


def _mislabelled(
    analysis: DocumentAnalysis, segment: Segment, sentence: range, found: list[PlaceName]
) -> list[PlaceName]:
    """Return the names that stand where a place can, and that the gazetteer has, though the parser takes them for none."""
    clauses, words = clauses_of(segment), analysis.reference.lexicon.places
    told = {word for one in found for word in range(one.first, one.last + 1)}
    runs = {
        _run(clauses, word)
        for word in sentence
        if word not in told and _is_written_as_name(clauses, word) and _may_stand(analysis, clauses, word, words)
    }
    return [
        PlaceName(first, last, clauses.head_of(first, last))
        for first, last in runs
        if _is_known(analysis, segment, first, last)
    ]


def _is_written_as_name(clauses: Clauses, word: int) -> bool:
    """Tell whether the parser takes a word for a name of something else, or for a noun though it begins with a large letter."""
    said = clauses.words
    if said.kinds[word] == links.NAME:
        return said.entities[word] in MISLABELLED or said.entities[word] in _OTHERS
    first = clauses.sentence_of(word).start
    return said.kinds[word] == links.NOUN and word > first and said.forms[word][:1].isupper()


def _may_stand(analysis: DocumentAnalysis, clauses: Clauses, word: int, words: PlaceWords) -> bool:
    """As a place stands, or as that of people: "residents of X"."""
    head = phrase_head(clauses, word)
    above = clauses.tree.heads[head]
    people = clauses.words.lowers[clauses.tree.heads[above]] in analysis.names.cues.groups
    of = clauses.tree.links[head] == links.GOVERNED and clauses.words.lowers[above] == "of"
    return (of and people) or _behind_place_word(clauses, head, words) or _stands_for_place(clauses, word, words)


def _is_known(analysis: DocumentAnalysis, segment: Segment, first: int, last: int) -> bool:
    """Tell whether the gazetteer has a name in the countries in scope, and nobody bears it, nor is it a common word."""
    reference, words = analysis.reference, clauses_of(segment).words.text(first, last)
    mention = analysis.names.mention_at(segment, last)
    if mention is not None:
        return is_known_place(analysis, mention)
    known = bool(reference.config.countries) and may_be_name(words, reference.headline_words.common)
    return known and reference.gazetteer.knows(words)


def names_agreement(analysis: DocumentAnalysis, segment: Segment, name: PlaceName) -> bool:
    """Tell whether a name stands in that of an agreement: "under the Adana Accord" is nowhere."""
    start, end = segment.bounds_of(range(name.first, name.last + 1))
    return bool(overlapping(agreement_bounds(analysis), start, end))


def _plainly(analysis: DocumentAnalysis, segment: Segment, name: PlaceName) -> Place | None:
    """Take a name whose label is no place's only where it is whole: "Nu'man" inside "Maarat al-Nu'man" is none."""
    mention = analysis.names.mention_at(segment, name.last)
    whole = mention is None or (mention.first, mention.last) == (name.first, name.last)
    return widened(analysis, segment, name.first, name.last) if whole and not (mention and mention.titled) else None


def names_of_places(clauses: Clauses, verb: int, words: PlaceWords) -> list[PlaceName]:
    """Return the names in the sentence of a verb that are, or stand where only a place can stand, in text order."""
    sentence = clauses.sentence_of(verb)
    found = list(_labelled(clauses, sentence))
    for word in sentence:
        inside = any(one.first <= word <= one.last for one in found)
        if not inside and _is_unlabelled(clauses, word) and _stands_for_place(clauses, word, words):
            found.append(PlaceName(*_run(clauses, word), word))
    return sorted(one for one in found if clauses.words.text(one.first, one.last).lower() not in words.not_places)


def _labelled(clauses: Clauses, sentence: range) -> Iterator[PlaceName]:
    """Yield the names in a sentence that the model calls places."""
    for kind, run in groupby(sentence, key=clauses.words.entities.__getitem__):
        if kind in links.PLACES:
            inside = list(run)
            yield PlaceName(inside[0], inside[-1], clauses.head_of(inside[0], inside[-1]))


def _is_unlabelled(clauses: Clauses, word: int) -> bool:
    return clauses.words.kinds[word] == links.NAME and clauses.words.entities[word] not in NO_PLACE


def _stands_for_place(clauses: Clauses, word: int, words: PlaceWords) -> bool:
    head = phrase_head(clauses, word)
    feature = head != word and _is_feature(clauses, head, words)
    return (
        feature
        or _behind_place_word(clauses, head, words)
        or _beside_place(clauses, word, words)
        or _is_taken(clauses, word, head, words)
    )


def _behind_place_word(clauses: Clauses, head: int, words: PlaceWords) -> bool:
    """As in "in X", "in the X district", "the town of X", "north of X"."""
    if clauses.tree.links[head] != links.GOVERNED:
        return False
    above = clauses.tree.heads[head]
    preposition = clauses.words.lowers[above]
    over = clauses.tree.heads[above]
    compass = clauses.words.lowers[over] in words.area_compass & words.area_words
    if preposition == "of" and (compass or _is_feature(clauses, over, words)):
        return True
    named = clauses.words.kinds[head] == links.NAME or _is_feature(clauses, head, words)
    return named and preposition in _at_a_place(words) | words.onto


def _beside_place(clauses: Clauses, word: int, words: PlaceWords) -> bool:
    link, other = clauses.tree.links[word], clauses.tree.heads[word]
    joined = link in _JOINED and clauses.words.entities[other] in links.PLACES
    return joined or (link == links.APPOSITION and _is_feature(clauses, other, words))


def _is_taken(clauses: Clauses, word: int, head: int, words: PlaceWords) -> bool:
    """As in "seized X", "X was shelled", "reached X"."""
    undergoing = clauses.tree.links[head] in {links.OBJECT, links.PASSIVE_SUBJECT}
    verb = clauses.words.lemmas[clauses.tree.heads[head]].lower()
    taking = verb in words.taking_verbs | words.striking_verbs | words.reaching
    reached = verb in words.reaching and head == word and not clauses.tree.linked(word, *BEFORE_NOUN)
    return undergoing and taking and (reached or clauses.words.entities[word] not in {"PERSON", "ORG"})


def _at_a_place(words: PlaceWords) -> frozenset[str]:
    """Return the prepositions behind which something is at a place."""
    return words.locative - words.onto


def _is_feature(clauses: Clauses, word: int, words: PlaceWords) -> bool:
    return words.is_feature(clauses.words.lemmas[word].lower())


def _run(clauses: Clauses, word: int) -> tuple[int, int]:
    """Return the first and the last word of the run of names around a word, within its sentence."""
    sentence, first, last = clauses.sentence_of(word), word, word
    while first > sentence.start and _goes_on(clauses, first - 1):
        first -= 1
    while last + 1 < sentence.stop and _goes_on(clauses, last + 1):
        last += 1
    return first, last


def _goes_on(clauses: Clauses, word: int) -> bool:
    name = clauses.words.kinds[word] == links.NAME or clauses.words.forms[word] == "-"
    return name and clauses.words.entities[word] not in _NO_PART


def phrase_head(clauses: Clauses, word: int) -> int:
    """Return the noun that a word stands before, as a name before "airport", or the word."""
    tree = clauses.tree
    while tree.links[word] in BEFORE_NOUN and tree.heads[word] != word:
        word = tree.heads[word]
    return word


def _score(clauses: Clauses, verb: int, name: PlaceName, words: PlaceWords) -> float:
    tree, head = clauses.tree, phrase_head(clauses, name.head)
    owner = tree.links[name.head] in BEFORE_NOUN and not _is_feature(clauses, tree.heads[name.head], words)
    score = _UP * steps_up(clauses, verb, head) + _APART * min(abs(name.first - verb), _MAX_APART)
    score += _BEHIND * (name.first > verb)
    score += _of_preposition(clauses, head, words)
    score += _OWNER * owner
    score += _SUBJECT * (tree.links[head] == links.SUBJECT) + _APPOSED * (tree.links[head] == links.APPOSITION)
    return score


def _of_preposition(clauses: Clauses, head: int, words: PlaceWords) -> float:
    if clauses.tree.links[head] != links.GOVERNED:
        return 0
    above = clauses.tree.heads[head]
    preposition = clauses.words.lowers[above]
    if preposition == "of":
        over = clauses.tree.heads[above]
        lying = _is_feature(clauses, over, words) or clauses.words.lowers[over] in words.area_compass
        return _OF_FEATURE if lying else _OF_OTHER
    weights = ((_at_a_place(words), _AT), (words.onto, _ONTO), (words.away, _AWAY))
    return next((weight for told, weight in weights if preposition in told), 0)


def contains(clauses: Clauses, inner: PlaceName, outer: PlaceName, words: PlaceWords) -> bool:
    """Tell whether a place only says where the one before it lies: "X, Y", "X in the south of Y", "X near Y"."""
    between = range(inner.last + 1, outer.first)
    told = {clauses.words.lowers[word] for word in between}
    verbal = any(clauses.words.kinds[word] in links.VERBAL for word in between)
    lying = "," in told or not told.isdisjoint(words.lying)
    return len(between) <= _N_BETWEEN and lying and "and" not in told and not verbal
