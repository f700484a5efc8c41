"""An act that is told at once of several places is one incident with all of them (decision 0285)."""

import pytest
from tests.corroborate.conftest import placed

from servanda.corroborate import CorroborateConfig, corroborate
from servanda.model.claims import Casualties
from servanda.model.making import replace, sealed
from servanda.model.spans import Span


def at_all(world, document, *towns, **said):
    """Return one claim that names several towns."""
    return sealed(replace(world.event(document, **said), places=tuple(map(placed, towns)), id="", key=""))


def at_each(world, document, *towns, **said):
    """Return one claim for each town, all by the same word, as extraction makes them where each has words of its own."""
    first = world.event(document, towns[0], **said)
    yield first
    for number, town in enumerate(towns[1:], 1):
        text = f"{' ' * first.span.start}{first.span.quote} and more"
        span = Span.of(text, first.span.start, first.span.end + 4 * number)
        yield sealed(replace(first, places=(placed(town),), span=span, apart=(span,), id="", key=""))


def where(incident):
    return [place.name for place in incident.places]


def counts(incident):
    return [(toll.minimum, toll.maximum) for toll in incident.casualties]


def test_one_claim_at_three_towns_is_one_incident_with_all_of_them_and_its_toll(world):
    claim = at_all(world, "d1", "Arvenna", "Belmora", "Corth", toll=10)
    (incident,) = world.incidents(claim)
    assert where(incident) == ["Arvenna", "Belmora", "Corth"]
    assert incident.told_place == "Arvenna; Belmora; Corth"
    assert incident.members == (claim.id,)
    assert counts(incident) == [(10, 10)]
    assert [len(toll.by_source) for toll in incident.casualties] == [1]
    assert incident.contradictions == ()


def test_claims_of_one_word_at_several_towns_are_one_incident_and_say_why(world):
    first, second = at_each(world, "d1", "Arvenna", "Corth")
    (incident,) = world.incidents(first, second)
    assert where(incident) == ["Arvenna", "Corth"]
    assert incident.members == tuple(sorted((first.id, second.id)))
    (link,) = incident.links
    assert [(feature.name, feature.value) for feature in link.features] == [("places_at_once", "Arvenna, Corth")]
    assert incident.contradictions == ()


@pytest.mark.parametrize(
    "other",
    [
        {"casualties": (Casualties(effect="killed", minimum=4, maximum=4),)},  # "three were killed in A and four in B"
        {"time": None},
        {"attribution": None},
    ],
)
def test_what_has_counts_days_or_voices_of_its_own_is_an_act_of_its_own(world, other):
    first, second = at_each(world, "d1", "Arvenna", "Corth", toll=3)
    changes = {
        name: value or getattr(world.event("d1", day="2021-05-06", by="Observatory of Vess"), name)
        for name, value in other.items()
    }
    found = world.incidents(first, sealed(replace(second, **changes, id="", key="")))
    assert sorted(map(where, found)) == [["Arvenna"], ["Corth"]]
    assert {incident.casualties[0].minimum for incident in found} == {
        changes.get("casualties", first.casualties)[0].minimum,
        3,
    }


def test_two_texts_that_tell_the_same_of_the_same_places_are_one_incident(world):
    found = world.incidents(*(at_all(world, name, "Arvenna", "Corth", toll=10) for name in ("d1", "d2")))
    assert [(where(one), one.n_documents, counts(one)) for one in found] == [(["Arvenna", "Corth"], 2, [(10, 10)])]


def test_what_another_text_tells_of_one_place_alone_stays_an_act_of_its_own(world):
    """Its toll is its own; of the count for all places together only the most is known."""
    all_of_them = at_all(world, "d1", "Arvenna", "Belmora", "Corth", toll=10)
    one = world.event("d2", "Arvenna", toll=4)
    found = {tuple(where(incident)): incident for incident in world.incidents(all_of_them, one)}
    assert set(found) == {("Arvenna",), ("Belmora", "Corth")}
    alone, others = found["Arvenna",], found["Belmora", "Corth"]
    assert set(alone.members) == {all_of_them.id, one.id}
    assert counts(alone) == [(None, 10)]
    assert counts(others) == [(None, 10)]
    assert alone.contradictions == others.contradictions == ()


def test_what_a_person_split_stays_apart(world):
    first, second = at_each(world, "d1", "Arvenna", "Corth")
    assert len(world.incidents(first, second, cannot_link=((second.key, first.key),))) == 2


def test_the_order_of_claims_and_places_that_repeat_change_nothing(world):
    claims = [at_all(world, "d1", "Corth", "Arvenna", "Corth"), *at_each(world, "d2", "Belmora", "Corth")]
    forth = list(corroborate(claims, world.sources, CorroborateConfig()))
    assert forth == list(corroborate(claims[::-1], world.sources, CorroborateConfig()))
    assert sorted(map(where, forth)) == [
        ["Arvenna"],
        ["Belmora"],
        ["Corth"],
    ]  # the two lists share one town: three acts


def test_a_denial_of_an_act_at_several_places_is_one(world):
    (incident,) = world.incidents(at_all(world, "d1", "Arvenna", "Corth", polarity="denied"))
    assert incident.is_only_denied
    assert where(incident) == ["Arvenna", "Corth"]


@pytest.mark.parametrize(
    "name", ["Both sides", "The two sides", "The warring parties", "Each side", "They", "We", "All parties"]
)
def test_sides_without_a_name_are_no_actor_and_no_target(world, name):
    (incident,) = world.incidents(world.event("d1", actor=name, target=name))
    assert incident.actors == incident.targets == ()


@pytest.mark.parametrize("name", ["The Vessarian side", "Labour Party", "Rebels", "The army"])
def test_named_sides_are(world, name):
    (incident,) = world.incidents(world.event("d1", actor=name))
    assert [one.name for one in incident.actors] == [name]
