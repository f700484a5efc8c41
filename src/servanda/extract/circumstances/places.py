"""Where: names of places beside a trigger, each coordinated place apart, areas as areas."""

from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final, NamedTuple

from servanda.extract.circumstances.named import Place, coordinated, is_country, place_at
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_circumstances import PlaceWords

BEFORE_NOUN: Final = (links.COMPOUND, links.MODIFIER, links.OWNER)
_PHRASES: Final = frozenset({links.PREPOSITION, links.GOVERNED_CLAUSE, links.ADVERB})
_BEHIND: Final = 2  # words: a feature noun or comma may stand between
_MAX_CLIMB: Final = 12
_MEASURE: Final = "QUANTITY"
_MEASURING: Final = frozenset({links.NUM, links.ADV})
_CHARGE: Final = "ACCUSE"


class _Event(NamedTuple):
    """An event: its trigger, all words whose phrases are its own, what its noun hangs on (-1 for a verb), and its prepositions."""

    trigger: int
    owners: frozenset[int]
    governor: int
    prepositions: frozenset[str]


def places_of(
    analysis: DocumentAnalysis, segment: Segment, word: int, carriers: tuple[int, ...] = (), *, directed: bool = False
) -> tuple[Place, ...]:
    """Return the places stated for the event of a word: in its own phrase, in those of its participants, or of its verbs.

    ``carriers`` are the verbs that carry an event noun. A place phrase belongs to the nearest verb or trigger above it;
    so the place in "attacks by the army in X" is lifted from the by-phrase to the attacks. ``directed`` events have
    places after "on", "against", "from", "to" too ("an airstrike on X", "withdrew from X").
    """
    clauses, words = clauses_of(segment), analysis.reference.lexicon.places
    allowed = words.locative | (words.prepositions if directed else frozenset())
    governor = _governor(clauses, word, analysis.reference.lexicon)
    event = _Event(word, frozenset({word, *carriers}), governor, allowed)
    befell = _befell(clauses, word, analysis.reference.lexicon)
    found = _placed(analysis, segment, event)
    if not found and befell is not None:
        found = _placed(analysis, segment, event._replace(owners=event.owners | {befell}))
    for place in _before(analysis, segment, word):
        found.setdefault(place.first, place)
    return tuple(found[first] for first in sorted(found))


def _placed(analysis: DocumentAnalysis, segment: Segment, event: _Event) -> dict[int, Place]:
    """Return the places in the prepositional phrases of an event, by their first words."""
    clauses, words = clauses_of(segment), analysis.reference.lexicon.places
    found: dict[int, Place] = {}
    for preposition in clauses.sentence_of(event.trigger):
        own = _is_own(clauses, event, preposition, words) and not _follows_place(clauses, preposition, found, words)
        if own and not (found and lies_beside(clauses, preposition, words)):  # "in X, south-east of Y" is X
            for place in _behind(analysis, segment, preposition):
                found.setdefault(place.first, place)
    return found


def _is_own(clauses: Clauses, event: _Event, preposition: int, words: PlaceWords) -> bool:
    """Tell whether a prepositional phrase says where an event was."""
    links_, lowers = clauses.tree.links, clauses.words.lowers
    locative = links_[preposition] in _PHRASES and lowers[preposition] in event.prepositions
    if not locative and not _is_joined(clauses, event, preposition) and not lies_beside(clauses, preposition, words):
        return False
    owner = _owner(clauses, preposition, event.owners, words)
    own = owner in event.owners or (owner == event.governor and preposition > event.trigger)
    return own and not _tells_origin(clauses, event, preposition, words)


def lies_beside(clauses: Clauses, preposition: int, words: PlaceWords) -> bool:
    """Tell whether "of" follows a point of the compass: "three kilometres west [of] X", which lies near X; of "Y village, west of X" Y is the place."""
    compass, point = words.area_compass & words.area_words, clauses.tree.heads[preposition]
    if clauses.words.lowers[preposition] != "of" or clauses.words.lowers[point] not in compass:
        return False
    before = point - 1
    while before >= 0 and _only_measures(clauses, before, compass):
        before -= 1
    before -= before > 0 and clauses.words.lemmas[before] in words.feature_nouns
    return before < 0 or clauses.words.kinds[before] != links.NAME


def _only_measures(clauses: Clauses, word: int, compass: frozenset[str]) -> bool:
    """Tell whether a word only says how far in which direction: "some 3 km north-[west]", or is a mark."""
    said = clauses.words
    return (
        said.is_mark(word)
        or said.entities[word] == _MEASURE
        or said.lowers[word] in compass
        or said.kinds[word] in _MEASURING
    )


def _is_joined(clauses: Clauses, event: _Event, preposition: int) -> bool:
    """Tell whether a preposition is joined to one of place: "in [and around] X"."""
    tree, lowers = clauses.tree, clauses.words.lowers
    first = tree.heads[preposition]
    joined = tree.links[preposition] == links.CONJUNCT and tree.links[first] in _PHRASES
    return joined and lowers[first] in event.prepositions and lowers[preposition] in event.prepositions


def _behind(analysis: DocumentAnalysis, segment: Segment, preposition: int) -> Iterator[Place]:
    """Yield the places that a preposition governs, coordinated ones apart."""
    clauses = clauses_of(segment)
    beside = lies_beside(clauses, preposition, analysis.reference.lexicon.places)
    for item in clauses.tree.linked(preposition, links.GOVERNED):
        if not _in_name(analysis, clauses, preposition, item):
            yield from coordinated(analysis, segment, item, "near" if beside else clauses.words.lowers[preposition])


def _before(analysis: DocumentAnalysis, segment: Segment, noun: int) -> Iterator[Place]:
    """Yield the places that stand before an event noun: "the Olm attack"."""
    clauses = clauses_of(segment)
    for item in clauses.tree.linked(noun, *BEFORE_NOUN):
        named = place_at(analysis, segment, item, "in") if clauses.words.entities[item] in links.PLACES else None
        if named is not None and not is_country(analysis, named):
            yield named


def _tells_origin(clauses: Clauses, event: _Event, preposition: int, words: PlaceWords) -> bool:
    """Tell whether a phrase says who the subject of a verb is: "a refugee from X was shot"; "access to X" is another thing."""
    above = clauses.tree.heads[preposition]
    return (
        clauses.words.lowers[preposition] in words.of_origin
        and clauses.tree.links[above] in {links.SUBJECT, links.PASSIVE_SUBJECT}
        and above not in {*event.owners, event.governor}
    )


def _governor(clauses: Clauses, word: int, lexicon: Lexicon) -> int:
    """Return what the noun of an event hangs on; -1 for a verb.

    What befalls somebody in an event befalls him where the event is: "caught in gunfire in X" says where the gunfire was; so does what
    somebody is accused of: "accused them of looting in X".
    """
    kinds = clauses.words.kinds
    if kinds[word] in links.VERBAL:
        return -1
    above = clauses.tree.heads[word]
    over = clauses.tree.heads[above]
    amid = clauses.words.lowers[above] in lexicon.places.amid
    return over if kinds[over] in links.VERBAL and (amid or _charges(clauses, over, above, lexicon)) else above


def _befell(clauses: Clauses, word: int, lexicon: Lexicon) -> int | None:
    """Return the verb of harm that befell somebody in the event of a noun: "[died] in X in shelling", "[died] in X as a result of shelling"."""
    amid, owing, lowers = lexicon.places.amid, lexicon.times.owing, clauses.words.lowers
    line = list(takewhile(lambda item: clauses.words.kinds[item] not in links.VERBAL, clauses.above(word)))
    verb = clauses.tree.heads[line[-1]] if line else word
    within = any(lowers[item] in amid | owing for item in line)
    plain = all(clauses.words.kinds[item] == links.ADP or lowers[item] in owing for item in line)
    harm = within and plain and lexicon.casualties.effect_of_verb(clauses.words.lemmas[verb].lower()) is not None
    return verb if harm else None


def _charges(clauses: Clauses, verb: int, preposition: int, lexicon: Lexicon) -> bool:
    frames = lexicon.verb_frames.get(clauses.words.lemmas[verb].lower(), ())
    charging = clauses.tree.links[preposition] == links.PREPOSITION and clauses.words.kinds[preposition] == links.ADP
    return charging and any(frame.type == _CHARGE for frame in frames)


def _follows_place(clauses: Clauses, preposition: int, found: dict[int, Place], words: PlaceWords) -> bool:
    """Tell whether a phrase right behind a place only says where that place lies: "in X town in the Y countryside"."""
    near = any(0 < preposition - place.last <= _BEHIND for place in found.values())
    return near and clauses.words.lowers[preposition] in words.lying


def _in_name(analysis: DocumentAnalysis, clauses: Clauses, preposition: int, item: int) -> bool:
    """Tell whether a place is part of the name before it, as the registry knows that name: "Front of the X Valley"."""
    above = clauses.tree.heads[preposition]
    if clauses.words.kinds[above] != links.NAME:
        return False
    phrase = clauses.phrase(above)
    named = clauses.words.text(phrase.first, phrase.last)
    hits = analysis.reference.actors.candidates(named, analysis.reference.config.countries)
    names = (f" {alias.lower()} " for hit in hits for alias in (hit.actor.name, *hit.actor.aliases))
    return any(f" {clauses.words.lowers[item]} " in name for name in names)


def _owner(clauses: Clauses, preposition: int, owners: frozenset[int], words: PlaceWords) -> int:
    """Return the verb, trigger or last word above a preposition; -1 under another place (a container); "areas west of X" are none."""
    above, areas = preposition, words.area_compass if lies_beside(clauses, preposition, words) else frozenset()
    for above in islice(clauses.above(preposition), _MAX_CLIMB):
        if above in owners or clauses.words.kinds[above] in links.VERBAL:
            return above
        if clauses.words.lowers[above] not in areas and _is_placed(clauses, above, words):
            return -1
    return above


def _is_placed(clauses: Clauses, word: int, words: PlaceWords) -> bool:
    """Tell whether a word names a place or a feature behind a preposition of place."""
    said, tree = clauses.words, clauses.tree
    named = said.kinds[word] == links.NAME and said.entities[word] in links.PLACES
    feature = words.feature_nouns.get(said.lemmas[word], "point") != "point"  # "at a checkpoint near X" is near X
    if said.lowers[word] in words.street_nouns or not (named or feature):
        return False
    placing = words.prepositions - words.of_parties
    return tree.links[word] == links.GOVERNED and said.lowers[tree.heads[word]] in placing


def is_party(analysis: DocumentAnalysis, segment: Segment, head: int, name: tuple[int, int]) -> bool:
    """Tell whether a country stands as one who acts: "X and Y traded accusations after fire near the mine"; ``name`` is its first and last word."""
    clauses = clauses_of(segment)
    tree = clauses.tree
    while tree.links[head] == links.CONJUNCT and clauses.words.kinds[tree.heads[head]] in links.NOMINAL:
        head = tree.heads[head]
    return tree.links[head] == links.SUBJECT and is_country(analysis, Place(segment, *name, "unknown"))


def comes_from(analysis: DocumentAnalysis, place: Place) -> bool:
    """Tell whether a place is told as that from which something comes: "shelled X from the hills of Y"."""
    clauses, words = clauses_of(place.segment), analysis.reference.lexicon.places
    head = clauses.head_of(place.first, place.last)
    upwards = (word for word in (head, *clauses.above(head)) if clauses.tree.links[word] == links.GOVERNED)
    prepositions = (clauses.words.lowers[clauses.tree.heads[word]] for word in upwards)
    return next((one in words.coming for one in prepositions if one != "of"), False)


def most_exact(analysis: DocumentAnalysis, places: list[Place]) -> tuple[Place, ...]:
    """Leave out what only says where another place lies: "X in the south of Y province" is one place, X."""
    words = analysis.reference.lexicon.places
    ordered = sorted({place.first: place for place in places}.values(), key=lambda place: place.first)
    kept: list[Place] = []
    for place in ordered:
        if not any(_contains(inner, place, words) for inner in kept):
            kept.append(place)
    return tuple(kept)


def _contains(inner: Place, outer: Place, words: PlaceWords) -> bool:
    """Tell whether nothing but "in the south of" and the like stands between two places."""
    between = set(clauses_of(inner.segment).words.lowers[inner.last + 1 : outer.first])
    return outer.first > inner.last and not between.isdisjoint(words.lying) and between <= words.between_places
