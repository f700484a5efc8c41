"""An incident holds what belongs to it: no fighting in general, what a voice is quoted with again, doers who are only described. Vessaria is invented."""

import pytest

from servanda.corroborate.doers import is_described
from servanda.model.claims import QuotationClaim, QuotationDetail
from servanda.model.making import sealed
from servanda.model.spans import Span

_QUOTE = "They hit the clinic while women were giving birth"


def _are_one(world, *claims) -> bool:
    return any({one.id for one in claims} <= set(incident.members) for incident in world.incidents(*claims))


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ({"actor": "army", "quote": "the army strikes villages again and again"}, False),
        ({"actor": "army", "target": "village", "quote": "the army attacked the village"}, True),
        ({"actor": "army", "mode": "aerial", "quote": "the army dropped bombs"}, True),
        ({"day": "2021-05-04", "actor": "army", "quote": "the army attacked on Tuesday"}, True),
    ],
)
def test_what_tells_neither_day_place_nor_means_may_be_fighting_in_general(world, said, is_one):
    struck = world.event("wire", actor="army", target="village", mode="aerial")
    told = world.event("wire", None, said.pop("day", None), **said)
    assert _are_one(world, struck, told) is is_one


def test_a_text_that_states_no_day_and_no_place_at_all_still_goes_on_about_its_act(world):
    told = [
        world.event("wire", None, None, actor="army", target="village", quote=quote)
        for quote in ("it was hit", "it was struck")
    ]
    assert _are_one(world, *told)


@pytest.mark.parametrize(("toll", "is_one"), [(12, True), (7, False)])
def test_that_a_text_appeared_days_later_says_nothing_against_what_it_counts_again(world, toll, is_one):
    world.document("wire", on="2021-05-14")
    dated = world.event("wire", day="2021-05-04", toll=12)
    assert _are_one(world, dated, world.event("wire", day=None, toll=toll)) is is_one


def _quoted(world, document, by, quote, words=None):
    """Return a claim of an outlet that quotes somebody; ``words`` are all that he is quoted with around it."""
    world.offsets[document] = 100
    told = world.event(document, None, None, by=by, quote=quote)
    if words is None:
        return [told]
    start = told.span.start - words.index(quote)
    content = Span(start=start, end=start + len(words), quote=words)
    common = world.common(document, words, by) | {"text_id": told.text_id}
    detail = QuotationDetail(type="direct", manner="speech", source=None, cue=None, content=(content,))
    return [told, sealed(QuotationClaim(**common, quotation=detail))]


def _again(world, *one, day="2021-05-05", **other):
    world.document("wire", on="2021-05-05")
    world.document("gazette", on=day)
    here, there = _quoted(world, "wire", "Doctor Sami Halabi", *one), _quoted(world, "gazette", **other)
    found = world.incidents(*here, *there)
    return any({here[0].id, there[0].id} <= set(incident.members) for incident in found)


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ({"by": "Sami Halabi", "quote": _QUOTE}, True),
        ({"by": "Sami Halabi", "quote": _QUOTE.replace("while", "(in May) while").upper()}, True),
        ({"by": "Sami Halabi", "quote": _QUOTE.replace("giving birth", "givingbirth")}, True),
        ({"by": "Maryam Bello", "quote": _QUOTE}, False),
        ({"by": "residents", "quote": _QUOTE}, False),
        ({"by": "Sami Halabi", "quote": _QUOTE.replace("clinic", "school")}, False),
        ({"by": "Sami Halabi", "quote": _QUOTE, "day": "2021-08-05"}, False),
    ],
)
def test_the_same_words_of_one_named_voice_tell_of_one_act(world, other, is_one):
    assert _again(world, _QUOTE, **other) is is_one


def test_a_few_words_may_have_been_said_of_another_act_unless_more_is_quoted_around_them(world):
    assert not _again(world, "They hit us again", by="Sami Halabi", quote="They hit us again")
    assert _again(world, "They hit the clinic", _QUOTE, by="Sami Halabi", quote="They hit the clinic", words=_QUOTE)


def test_two_acts_in_the_same_quoted_words_stay_two(world):
    for name in ("wire", "gazette"):
        world.document(name, on="2021-05-05")
    both = "They burned the mill and then they burned the bridge"
    here = _quoted(world, "wire", "Sami Halabi", "They burned the mill", both)
    there = _quoted(world, "gazette", "Sami Halabi", "they burned the bridge", both)
    assert not _are_one(world, here[0], there[0])
    assert len(world.incidents(*here, *there)) == 2


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Gunmen", True),
        ("Armed men on motorbikes", True),
        ("two assailants", True),
        ("rebel gunmen", False),
        ("Armed Kurdish men", False),
        ("Hamlin", False),
        ("soldiers", False),
        ("", False),
    ],
)
def test_who_is_only_described_is_known_by_the_words_for_him(name, is_one):
    assert is_described(name) is is_one


@pytest.mark.parametrize(
    ("name", "is_disputed"), [("Gunmen", False), ("Rebel gunmen", True), ("Tessalian Guard", True)]
)
def test_a_description_is_no_other_side_than_the_named_one(world, name, is_disputed):
    told = [world.event("wire", actor=name, toll=12), world.event("gazette", actor="army", toll=12)]
    (incident,) = world.incidents(*told)
    assert [one.field for one in incident.contradictions] == ["actors"] * is_disputed
