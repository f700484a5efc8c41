"""Observations: what monitors see, hear or are kept from, where no attack is reported."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from servanda.extract.circumstances import Place, coordinated, places_of, time_of
from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.factuality import judge
from servanda.extract.grammar import children, doers, is_passive, name_phrase, objects, prepositions
from servanda.extract.observations.access import denied_access
from servanda.extract.reading import Segment, by_sentence
from servanda.model.claims import ObservationClaim, ObservationDetail, Quantity
from servanda.model.codec import from_plain
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Participant
from servanda.model.spans import Span
from servanda.reference.lexicon_words import ObservationWords
from servanda.text.numbers import read_numbers

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARTICLES = frozenset({"a", "an"})


class Sight(NamedTuple):
    """What was perceived: the verb that says so, the thing (``None`` for access denied), its kind, and by which means.

    ``doers`` are who keeps monitors away.
    """

    verb: "Token"
    thing: "Token | None"
    object: str
    means: str
    doers: "tuple[Token, ...]" = ()


def find_observations(analysis: DocumentAnalysis) -> Iterator[ObservationClaim | PassedOver]:
    """Yield the observation claims of a text: "the mission saw two tanks", "the patrol was denied access"."""
    return by_sentence("observations", analysis.reading, partial(_in_sentence, analysis))


def _in_sentence(analysis: DocumentAnalysis, segment: Segment, sentence: range) -> Iterator[ObservationClaim]:
    for token in segment.doc[sentence.start : sentence.stop]:
        for sight in _sights(token, analysis.reference.lexicon.observations):
            yield from _claim(analysis, segment, sight)


def perceived(segment: Segment, sentence: range, words: ObservationWords) -> frozenset[int]:
    """Return the indexes of the nouns that a sentence only says were seen or heard: no attack is told by them."""
    verbs = segment.doc[sentence.start : sentence.stop]
    things = [sight.thing for verb in verbs for sight in _sights(verb, words) if sight.thing is not None]
    below = [item for thing in things for preposition, item in prepositions(thing) if preposition == "of"]
    return frozenset(item.i for item in (*things, *below))


def _sights(verb: "Token", words: ObservationWords) -> Iterator[Sight]:
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    kept_out = denied_access(verb, words)
    if kept_out is not None:
        yield Sight(verb, None, "access_denied", "reported", kept_out)
        return
    means, things = _perceived(verb, words)
    for thing in things:
        kind = words.object_of(thing.lemma_.lower())
        if kind is not None and means is not None:
            yield Sight(verb, thing, kind, means)
        for part in _included(thing):
            kind = words.object_of(part.lemma_.lower())
            if kind is not None and means is not None:
                yield Sight(verb, part, kind, means)


def _perceived(verb: "Token", words: ObservationWords) -> "tuple[str | None, list[Token]]":
    """Return by which means something was perceived, and what."""
    lemma = verb.lemma_.lower()
    if lemma in words.occurring:
        things = [*children(verb, "attr"), *(item for item in children(verb, "nsubj") if lemma != "be")]
        return "reported", [item for item in things if item.lemma_.lower() in words.happenings]
    means = words.means_of(lemma)
    if means is None and lemma not in words.showing:
        return None, []
    watchers = {
        word
        for item in doers(verb)
        for word in (item.lemma_.lower(), *(child.lemma_.lower() for child in children(item, "compound")))
    }
    by = next(
        (words.means[word] for word in ("satellite", *sorted(watchers)) if word in watchers & words.means.keys()), means
    )
    if lemma in words.showing:
        return (by if watchers & words.means.keys() else None), objects(verb)
    stated = is_passive(verb) or bool(watchers & words.watchers) or means == "heard"
    return (by if means and stated else None), objects(verb)


def _included(thing: "Token") -> "list[Token]":
    """Return what a count is said to include: "120 violations, including 35 explosions"."""
    return [item for preposition, item in prepositions(thing) if preposition == "including"]


def _claim(analysis: DocumentAnalysis, segment: Segment, sight: Sight) -> Iterator[ObservationClaim]:
    verb, thing = sight.verb, sight.thing
    judgement = judge(clauses_of(segment), verb.i, analysis.reference.lexicon)
    if judgement is None or judgement.modality != "asserted":
        return
    words = analysis.reference.lexicon.observations
    moving = _moving(thing, words) if thing is not None else ()
    places = _places(analysis, segment, sight, moving)
    span = _span(analysis, segment, sight, places)
    detail = {"object": sight.object, "means": sight.means, **_beside(thing, moving, words)}
    chain = analysis.attributions.chain_at(span.start, span.end)
    yield sealed(
        ObservationClaim(
            **analysis.common("observation.access" if thing is None else "observation.perceived", span, chain),
            polarity="denied" if _is_none(thing) else judgement.polarity,
            observation=from_plain(detail, ObservationDetail),
            quantity=_quantity(analysis, segment, thing) if thing is not None else None,
            participants=tuple(
                _doer(analysis, segment, item) for item in (*sight.doers, *_owners(analysis, segment, thing))
            ),
            places=tuple(place.mention(analysis) for place in places),
            time=time_of(analysis, segment, verb.i),
        )
    )


def _places(
    analysis: DocumentAnalysis, segment: Segment, sight: Sight, moving: "tuple[Token, ...]"
) -> tuple[Place, ...]:
    """Return where it was: beside the verb, where a thing moved, or beside the thing; "overflights of X" is over X."""
    verb, thing = sight.verb, sight.thing
    if thing is None:
        entering = [item for prep in children(verb, "prep") for item in children(prep, "pcomp")]
        entering += children(verb, "xcomp")
        found = places_of(analysis, segment, verb.i, tuple(item.i for item in entering), directed=True)
        return found or _first_named(analysis, segment, [item for doing in entering for item in objects(doing)])
    found = places_of(analysis, segment, verb.i, tuple(item.i for item in moving))
    found = found or places_of(analysis, segment, thing.i, (), directed=True)
    if found or thing.lemma_.lower() not in analysis.reference.lexicon.observations.happenings:
        return found
    return _first_named(analysis, segment, [item for preposition, item in prepositions(thing) if preposition == "of"])


def _first_named(analysis: DocumentAnalysis, segment: Segment, items: "list[Token]") -> tuple[Place, ...]:
    """Return the places that the first of some phrases names, where a place is meant whatever the model says."""
    return tuple(place for item in items[:1] for place in coordinated(analysis, segment, item.i, "in"))


def _doer(analysis: DocumentAnalysis, segment: Segment, token: "Token") -> Participant:
    return analysis.names.name_of(segment, token.i).participant("actor")


def _owners(analysis: DocumentAnalysis, segment: Segment, thing: "Token | None") -> "list[Token]":
    """Return whose the things are that were perceived: "howitzers of the army", "the army's drone", "a drone flown by the army".

    Only whom the registry knows: "positions of both sides" are nobody's in particular, "trenches of X" may be where X is.
    """
    if thing is None:
        return []
    items = [item for preposition, item in prepositions(thing) if preposition == "of"]
    items += children(thing, "poss")
    items += [item for clause in children(thing, "acl", "relcl") for item in doers(clause)]
    countries = analysis.reference.config.countries
    return [
        item
        for item in items
        if analysis.names.mention_at(segment, item.i)
        and analysis.reference.actors.candidates(_name(analysis, segment, item), countries)
    ]


def _name(analysis: DocumentAnalysis, segment: Segment, item: "Token") -> str:
    return (analysis.names.name_of(segment, item.i).name or "").removesuffix("'s").removesuffix("’s")


def _moving(thing: "Token", words: ObservationWords) -> "tuple[Token, ...]":
    """Return the verbs that say how a thing moved: "a drone flying over X"."""
    return tuple(item for item in children(thing, "acl", "relcl") if item.lemma_.lower() in words.moving)


def _beside(thing: "Token | None", moving: "tuple[Token, ...]", words: ObservationWords) -> dict[str, str]:
    """Return the direction and the origin that the text states for a thing, in its words."""
    near = [item for verb in moving for item in verb.subtree]
    found = {"direction": next((item.lower_ for item in near if item.lower_ in words.directions), None)}
    around = list(thing.subtree) if thing is not None else []
    found["assessed_origin"] = next((item.lower_ for item in around if item.lower_ in words.origins), None)
    return {name: value for name, value in found.items() if value}


def _is_none(thing: "Token | None") -> bool:
    """Tell whether nothing of the kind was perceived: "saw no weapons"."""
    return thing is not None and any(child.lower_ == "no" for child in children(thing, "det"))


def _quantity(analysis: DocumentAnalysis, segment: Segment, thing: "Token") -> Quantity | None:
    phrase = name_phrase(thing)
    counts = read_numbers(phrase.text)
    unit = thing.lemma_.lower()
    if counts:
        found = (counts[0].minimum, counts[0].maximum)
    elif _is_none(thing):
        found = (0, 0)
    elif thing.tag_ == "NN" and any(child.lower_ in _ARTICLES for child in children(thing, "det")):
        found = (1, 1)
    else:
        return None
    return Quantity(unit=unit, minimum=found[0], maximum=found[1], mention=analysis.reading.of(segment, phrase))


def _span(analysis: DocumentAnalysis, segment: Segment, sight: Sight, places: tuple[Place, ...]) -> Span:
    verb, thing = sight.verb, sight.thing
    beside = [*children(verb, "nsubj", "nsubjpass", "expl", "dobj"), *([thing] if thing is not None else [])]
    own = [name_phrase(item) for item in beside]
    edges = [edge for phrase in own for edge in (phrase.start, phrase.end - 1)]
    behind = [place.last for place in places[:1] if place.first > verb.i]
    return analysis.reading.span(segment, verb.i, *edges, *behind)
