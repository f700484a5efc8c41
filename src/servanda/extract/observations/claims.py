"""Observations: what monitors see, hear or are kept from, where no attack is reported."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from servanda.extract.circumstances import Place, coordinated, place_held_on, places_of, time_held_on, time_of
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import Judgement, judge
from servanda.extract.observations.access import entering
from servanda.extract.observations.perceiving import Sight, sights
from servanda.extract.reading import Segment, by_sentence
from servanda.model.claims import ObservationClaim, ObservationDetail, Quantity
from servanda.model.codec import from_plain
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.reference.grammar import grammar_words
from servanda.reference.lexicon_observations import ObservationWords
from servanda.text.numbers import read_numbers

_WOULD: Final = "would"


def find_observations(analysis: DocumentAnalysis) -> Iterator[ObservationClaim | PassedOver]:
    """Yield the observation claims of a text: "the mission saw two tanks", "the patrol was denied access"."""
    return by_sentence("observations", analysis.reading, partial(_in_sentence, analysis))


def _in_sentence(analysis: DocumentAnalysis, segment: Segment, sentence: range) -> Iterator[ObservationClaim]:
    for sight in sights(clauses_of(segment), sentence, analysis.reference.lexicon.observations):
        yield from _claim(analysis, segment, sight)


def _claim(analysis: DocumentAnalysis, segment: Segment, sight: Sight) -> Iterator[ObservationClaim]:
    clauses, lexicon, thing = clauses_of(segment), analysis.reference.lexicon, sight.thing
    judgement = judge(clauses, sight.verb, lexicon)
    if judgement is None or not _is_told(clauses, sight, judgement):
        return
    moving = _moving(clauses, thing, lexicon.observations)
    places = _places(analysis, segment, sight, moving)
    span = _span(analysis, segment, sight, places)
    chain = analysis.attributions.chain_at(span.start, span.end)
    beside = _beside(clauses, thing, moving, lexicon.observations)
    taking_part = (*sight.doers, *_owners(analysis, segment, thing))
    yield sealed(
        ObservationClaim(
            **analysis.common("observation.access" if thing is None else "observation.perceived", span, chain),
            polarity="affirmed" if sight.denied else "denied" if _is_none(clauses, thing) else judgement.polarity,
            observation=from_plain({"object": sight.object, "means": sight.means, **beside}, ObservationDetail),
            quantity=_quantity(analysis, segment, thing),
            participants=tuple(analysis.names.name_of(segment, item).participant("actor") for item in taking_part),
            places=tuple(place.mention(analysis) for place in places) or _held(analysis, segment, sight.verb),
            time=time_held_on(analysis, segment, sight.verb, time_of(analysis, segment, sight.verb)),
        )
    )


def _is_told(clauses: Clauses, sight: Sight, judgement: Judgement) -> bool:
    """Tell whether it was so: asserted, or, where access is kept by a denial, denied: "was not let in", "had no access", "would not let them in"."""
    if not sight.denied:
        return judgement.modality == "asserted"
    clause = clauses.clause(sight.verb)
    willing = any(clauses.words.lowers[one] == _WOULD for one in clause.modals)
    nothing = any(clauses.nobody(one.head) is not None for one in clause.undergoers)
    denied = judgement.polarity == "denied" or nothing
    return denied and (judgement.modality == "asserted" or (willing and judgement.modality == "predicted"))


def _places(analysis: DocumentAnalysis, segment: Segment, sight: Sight, moving: tuple[int, ...]) -> tuple[Place, ...]:
    """Return where it was: beside the verb, where a thing moved, or beside the thing; "overflights of X" is over X."""
    if sight.thing is None:
        return _kept_from(analysis, segment, sight.verb)
    clauses, happenings = clauses_of(segment), analysis.reference.lexicon.observations.happenings
    found = places_of(analysis, segment, sight.verb, moving) or places_of(analysis, segment, sight.thing, directed=True)
    if found or clauses.words.lemmas[sight.thing].lower() not in happenings:
        return found
    return _first_named(analysis, segment, (one.phrase.head for one in clauses.under(sight.thing, "of")))


def _held(analysis: DocumentAnalysis, segment: Segment, verb: int) -> tuple[PlaceMention, ...]:
    """Return the place of the paragraph or heading for what states none."""
    held = place_held_on(analysis, segment, verb)
    return (held,) if held else ()


def _kept_from(analysis: DocumentAnalysis, segment: Segment, verb: int) -> tuple[Place, ...]:
    """Return where access was denied: beside the verb, or what was not to be entered."""
    clauses = clauses_of(segment)
    own = clauses.clause(verb)
    doing = (own,) if own.verb in analysis.reference.lexicon.observations.entering else entering(clauses, own)
    found = places_of(analysis, segment, verb, tuple(one.head for one in doing), directed=True)
    return found or _first_named(analysis, segment, (item.head for one in doing for item in one.undergoers))


def _first_named(analysis: DocumentAnalysis, segment: Segment, items: Iterable[int]) -> tuple[Place, ...]:
    """Return the places that the first of some phrases names, where a place is meant whatever the model says."""
    first = next(iter(items), None)
    return () if first is None else tuple(coordinated(analysis, segment, first, "in"))


def _owners(analysis: DocumentAnalysis, segment: Segment, thing: int | None) -> list[int]:
    """Return whose the things are that were perceived: "howitzers of the army", "the army's drone", "a drone flown by the army".

    Only whom the registry knows: "positions of both sides" are nobody's in particular, "trenches of X" may be where X is.
    """
    if thing is None:
        return []
    clauses, countries = clauses_of(segment), analysis.reference.config.countries
    items = [one.phrase.head for one in clauses.under(thing, "of", "by")]
    items += clauses.tree.linked(thing, links.OWNER)
    items += [one.head for item in _said_of(clauses, thing) for one in clauses.clause(item).doers]
    return [
        item
        for item in items
        if analysis.names.mention_at(segment, item)
        and analysis.reference.actors.candidates(_name(analysis, segment, item), countries)
    ]


def _said_of(clauses: Clauses, thing: int) -> list[int]:
    """Return the verbs that say more of a thing: "a drone [flown] by the army", "a drone that [flew] over X", "saw a drone [fly] over X"."""
    doing = clauses.tree.heads[thing] if clauses.tree.links[thing] in {links.SUBJECT, links.PASSIVE_SUBJECT} else None
    return [*clauses.tree.linked(thing, links.OF_NOUN, links.RELATIVE), *(() if doing is None else (doing,))]


def _name(analysis: DocumentAnalysis, segment: Segment, item: int) -> str:
    return (analysis.names.name_of(segment, item).name or "").removesuffix("'s").removesuffix("’s")


def _moving(clauses: Clauses, thing: int | None, words: ObservationWords) -> tuple[int, ...]:
    """Return the verbs that say how a thing moved: "a drone flying over X"."""
    told = _said_of(clauses, thing) if thing is not None else ()
    return tuple(item for item in told if clauses.words.lemmas[item].lower() in words.moving)


def _beside(clauses: Clauses, thing: int | None, moving: tuple[int, ...], words: ObservationWords) -> dict[str, str]:
    """Return the direction and the origin that the text states for a thing, in its words."""
    around = [thing] if thing is not None else []
    found = {
        "direction": _first_of(clauses, moving, words.directions),
        "assessed_origin": _first_of(clauses, around, words.origins),
    }
    return {name: value for name, value in found.items() if value}


def _first_of(clauses: Clauses, heads: Iterable[int], words: frozenset[str]) -> str | None:
    """Return the first of some words in what hangs on some heads."""
    tree = clauses.tree
    near = (clauses.words.lowers[tree.firsts[head] : tree.lasts[head] + 1] for head in heads)
    return next((word for run in near for word in run if word in words), None)


def _is_none(clauses: Clauses, thing: int | None) -> bool:
    """Tell whether nothing of the kind was perceived: "saw no weapons"."""
    return thing is not None and clauses.nobody(thing) is not None


def _quantity(analysis: DocumentAnalysis, segment: Segment, thing: int | None) -> Quantity | None:
    """Return how many were perceived, where that is said: "two tanks", "a tank", "no tanks"."""
    if thing is None:
        return None
    clauses = clauses_of(segment)
    phrase, words = clauses.phrase(thing), clauses.words
    counts = read_numbers(words.text(phrase.first, phrase.last))
    if counts:
        found = (counts[0].minimum, counts[0].maximum)
    elif _is_none(clauses, thing):
        found = (0, 0)
    elif _is_one(clauses, thing):
        found = (1, 1)
    else:
        return None
    mention = analysis.reading.span(segment, phrase.first, phrase.last)
    return Quantity(unit=words.lemmas[thing].lower(), minimum=found[0], maximum=found[1], mention=mention)


def _is_one(clauses: Clauses, thing: int) -> bool:
    """As in "a tank"."""
    determiner, words = clauses.phrase(thing).determiner, clauses.words
    single = words.kinds[thing] == links.NOUN and words.shapes[thing] != links.PLURAL
    return single and determiner is not None and words.lowers[determiner] in grammar_words().indefinite


def _span(analysis: DocumentAnalysis, segment: Segment, sight: Sight, places: tuple[Place, ...]) -> Span:
    clauses = clauses_of(segment)
    beside = clauses.tree.linked(sight.verb, links.SUBJECT, links.PASSIVE_SUBJECT, links.EXPLETIVE, links.OBJECT)
    phrases = [clauses.phrase(item) for item in (*beside, *([] if sight.thing is None else [sight.thing]))]
    edges = [edge for phrase in phrases for edge in (phrase.first, phrase.last)]
    behind = [place.last for place in places[:1] if place.first > sight.verb]
    return analysis.reading.span(segment, sight.verb, *edges, *behind)
