"""Two texts that speak of the same matters: rare words and names count, common ones do not."""

import pytest

from servanda.corroborate.likeness import likeness
from servanda.model.making import replace
from servanda.model.sources import DocumentSource, Source
from servanda.reference.linkage import load_linkage
from servanda.text.terms import terms

FIRST = "A drone hit the grain silo of Karvo port, mayor Ilsa Brandt said. Three dockers and 2 guards died."
AGAIN = "Mayor Ilsa Brandt said that three dockers and 2 guards had died when a drone hit the silo at Karvo port."
OTHER = "A drone hit the bus station of Melnik town, governor Tomas Reyl said. Four drivers died and 6 were hurt."


def source(name, text, on="2031-05-05"):
    found = terms(text)
    return DocumentSource(
        document_id=name, source=None, published_on=on, words=found.words, names=found.names, numbers=found.numbers
    )


@pytest.fixture
def documents():
    filler = [
        source(f"f{n}", f"Town number {n} said a day was quiet there, as governor Adam Nill{n % 3} said")
        for n in range(30)
    ]
    return {one.document_id: one for one in (*filler, source("a", FIRST), source("b", AGAIN), source("c", OTHER))}


def test_the_same_story_is_more_alike_than_a_similar_one(documents):
    weights = load_linkage()
    alike = likeness(documents, weights)
    assert alike("a", "b") > weights.limits["likeness_without_place"] > alike("a", "c")
    assert alike("a", "b") == alike("b", "a")


def test_the_likeness_of_two_texts_depends_on_them_alone(documents):
    few = {name: documents[name] for name in ("a", "b", "c")}
    assert likeness(few, load_linkage())("a", "b") == likeness(documents, load_linkage())("a", "b")


def test_an_unknown_document_is_no_likeness(documents):
    assert likeness(documents, load_linkage())("a", "nobody") is None


def placeless(world, documents, day):
    """Return one claim of each of two texts, told without a place; the other documents only fill the dossier."""
    world.sources.update(documents)
    world.sources["b"] = replace(documents["b"], published_on=day)
    return world.event("a", None, None, toll=5, quote="five died"), world.event(
        "b", None, None, toll=5, quote="five had died"
    )


def test_placeless_claims_of_alike_texts_are_one_incident(world, documents):
    (found,) = world.incidents(*placeless(world, documents, "2031-05-05"))
    assert len(found.members) == 2
    [names] = [{feature.name for feature in link.features} for link in found.links[:1]]
    assert {"place_unknown", "texts_alike", "time_guessed"} <= names


def test_placeless_claims_published_weeks_apart_are_not(world, documents):
    assert len(world.incidents(*placeless(world, documents, "2031-06-25"))) == 2


def test_placeless_claims_of_other_texts_are_not(world, documents):
    first, _ = placeless(world, documents, "2031-05-05")
    assert len(world.incidents(first, world.event("c", None, None, toll=5, quote="five died"))) == 2


def test_alike_texts_join_no_acts_that_share_no_detail(world, documents):
    """As those of the test above, but for the count that both give."""
    placeless(world, documents, "2031-05-05")
    told = (
        world.event("a", None, None, toll=5, quote="five died"),
        world.event("b", None, None, actor="army", quote="the army hit it"),
    )
    assert len(world.incidents(*told)) == 2


def test_a_placeless_claim_joins_what_an_alike_text_places(world, documents):
    _, second = placeless(world, documents, "2031-05-05")
    (found,) = world.incidents(second, world.event("a", "Arvenna", None, toll=5))
    assert found.place.name == "Arvenna"
    assert "place_of_one" in {feature.name for link in found.links for feature in link.features}


def test_a_text_that_names_a_place_speaks_of_it_unless_the_texts_are_very_much_alike(world, documents):
    """The placeless claim of a text that names Arvenna, and Corth, beside another text's placeless one."""
    first, second = placeless(world, documents, "2031-05-05")
    placed = [world.event("a", town, None, toll=70) for town in ("Arvenna", "Corth")]
    shipped = load_linkage()
    for limit, together in ((shipped.limits["likeness_with_other_place"], True), (7.0, False)):
        weights = replace(shipped, limits={**shipped.limits, "likeness_with_other_place": limit})
        groups = [set(incident.members) for incident in world.incidents(first, second, *placed, weights=weights)]
        assert ({first.id, second.id} in groups) is together


def test_an_outlet_that_reports_again_the_next_day_reports_something_new(world, documents):
    """Undated claims of one town, published on two days: one event by two outlets, rather two events by one outlet."""
    world.sources.update(documents)
    for outlets, n_incidents in ((("morning", "evening"), 1), (("morning", "morning"), 2)):
        for name, outlet, day in (("c", outlets[0], "2031-05-05"), ("f1", outlets[1], "2031-05-06")):
            world.sources[name] = replace(
                documents[name], published_on=day, source=Source(id=outlet, name=outlet.title())
            )
        told = [world.event(name, "Arvenna", None, mode="aerial") for name in ("c", "f1")]
        assert len(world.incidents(*told)) == n_incidents


def test_terms_are_stems_names_and_numbers():
    found = terms("Shelling killed 1,200 in Port Karvo.\nPort officials waited.")
    assert found.words == ("shell", "kill", "port", "karvo", "port", "official", "wait")
    assert found.names == ("port", "karvo")
    assert found.numbers == ("1,200",)


def test_texts_that_share_no_name_are_alike_in_common_words_only():
    told = "{} said that three dockers and two guards had died when a drone hit the grain silo at the port at dawn."
    sources = {
        name: source(name, told.format(f"Mayor {who}")) for name, who in (("a", "Ilsa Brandt"), ("b", "Tomas Reyl"))
    }
    nobody = {name: source(name, told.format("we")) for name in ("a", "b")}
    sources = {name: replace(one, names=one.names[1:]) for name, one in sources.items()}
    assert likeness(sources, load_linkage())("a", "b") <= 0
    assert likeness(nobody, load_linkage())("a", "b") > 0


def test_claims_without_any_day_join_by_alike_texts_only(world, documents):
    world.sources.update({name: replace(documents[name], published_on=None) for name in ("a", "b", "c")})
    for other, n_incidents in (("b", 1), ("c", 2)):
        claims = [world.event(name, None, None, toll=5, quote="five died") for name in ("a", other)]
        assert len(world.incidents(*claims)) == n_incidents
