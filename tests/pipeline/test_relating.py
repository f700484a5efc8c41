"""What corroborate is told of the registry: all links of those who are named, and of those whom these belong to."""

from servanda.model.claims import AssertionClaim, AssertionDetail, MadeBy
from servanda.model.making import sealed
from servanda.model.outlines import Claims
from servanda.model.parties import Attribution
from servanda.model.spans import Span
from servanda.pipeline.known_actors import actor_links, outlet_owners
from servanda.reference import Reference, ReferenceConfig


def _said_by(entity):
    words = Span(start=0, end=3, quote="yes")
    return sealed(
        AssertionClaim(
            id="", key="", document_id="d1", text_id="t1", language="en", made_by=MadeBy(rule="hand", version="1"),
            span=words, assertion=AssertionDetail(object=words),
            attribution=(Attribution(level="speaker", name=entity, entity_id=entity),),
        )
    )  # fmt: skip


def test_links_go_on_to_bodies_that_nobody_named_and_keep_their_times():
    reference = Reference(ReferenceConfig())
    links = actor_links(reference, Claims.of([_said_by("syrian-air-force"), _said_by("abu-mohammad-al-julani")]))
    told = {(link.actor, link.party): (link.since, link.until) for link in links}
    assert ("syrian-air-force", "syrian-armed-forces") in told
    assert ("syrian-armed-forces", "syrian-government") in told
    assert told["abu-mohammad-al-julani", "nusra-front"][1] == "2017-01-28"
    assert told["abu-mohammad-al-julani", "hts"][0] == "2017-10"


def test_owners_are_those_of_named_outlets():
    reference = Reference(ReferenceConfig())
    assert outlet_owners(reference, Claims.of([_said_by("sana"), _said_by("hts")])) == {"sana": "syrian-government"}
