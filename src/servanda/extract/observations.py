"""Observations: what monitors see, hear or are kept from, where no attack is reported."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.grammar import children, doers, is_passive, name_phrase, objects
from servanda.extract.modality import judge
from servanda.extract.places import places_of
from servanda.extract.reading import Segment
from servanda.extract.scene import Scene
from servanda.extract.times import time_of
from servanda.model.claims import ObservationClaim, ObservationDetail, Quantity
from servanda.model.codec import from_plain
from servanda.model.making import sealed
from servanda.text.numbers import read_numbers

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_observations(scene: Scene) -> Iterator[ObservationClaim]:
    """Yield the observation claims of a text: "the mission saw two tanks", "residents heard explosions near X"."""
    for segment in scene.reading.segments:
        for token in segment.doc:
            if token.pos_ == "VERB":
                yield from _observed(scene, segment, token)


def _observed(scene: Scene, segment: Segment, verb: "Token") -> Iterator[ObservationClaim]:
    words = scene.reference.lexicon.observations
    means = next((name for name, lemmas in words.verbs.items() if verb.lemma_.lower() in lemmas), None)
    watchers = {item.lemma_.lower() for item in doers(verb)}
    if means is None or not (is_passive(verb) or watchers & words.watchers or means == "heard"):
        return
    for thing in objects(verb):
        kind = next((name for name, lemmas in words.objects.items() if thing.lemma_.lower() in lemmas), None)
        found = judge(verb, scene.reference.lexicon)
        if kind is None or found is None or found.modality != "asserted":
            continue
        by = next((words.means[word] for word in sorted(watchers) if word in words.means), means)
        yield _claim(scene, segment, (verb, thing), (kind, by))


def _claim(scene: Scene, segment: Segment, found: "tuple[Token, Token]", detail: tuple[str, str]) -> ObservationClaim:
    verb, thing = found
    phrase = name_phrase(thing)
    own = children(verb, "nsubj")
    places = places_of(scene, segment, verb, ())
    ends = [phrase.end, verb.i + 1, *(place.last + 1 for place in places[:1] if place.first > verb.i)]
    first = min(phrase.start, verb.i, *(name_phrase(item).start for item in own))
    span = scene.reading.span(segment, first, max(ends))
    counts = read_numbers(phrase.text)
    mention = scene.reading.of(segment, phrase)
    quantity = (
        Quantity(unit=thing.lemma_.lower(), minimum=counts[0].minimum, maximum=counts[0].maximum, mention=mention)
        if counts
        else None
    )
    claim = ObservationClaim(
        **scene.common("observation.perceived", span),
        observation=from_plain({"object": detail[0], "means": detail[1]}, ObservationDetail),
        quantity=quantity,
        places=tuple(place.mention(scene) for place in places),
        time=time_of(scene, segment, verb),
    )
    return sealed(claim)
