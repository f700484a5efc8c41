"""A text that tells one act and not where it was is headed by the place: by its title, or by the local body that publishes it. Vessaria is invented."""

import pytest

_SHELLED = {"mode": "heavy-weapons", "quote": "the market was shelled"}


def _joined(world, *told, place="Arvenna"):
    """Return whether a strike on a town is one with the first of what another text tells without a place."""
    struck = world.event("wire", place, mode="heavy-weapons", toll=5)
    return any({struck.id, told[0].id} <= set(one.members) for one in world.incidents(struck, *told))


@pytest.mark.parametrize(
    ("known", "place", "is_one"),
    [
        ({"title_names": ("arvenna", "market")}, "Arvenna", True),
        ({"title_names": ("belmora",)}, "Arvenna", False),
        ({"title_names": ("arvenna",)}, "Arvenna Mill", False),
        ({"called": "Arvenna Emergency Room"}, "Arvenna", True),
        ({"called": "Arvenna Gazette"}, "Arvenna", False),
    ],
)
def test_what_heads_a_text_stands_for_the_place_that_it_leaves_out(world, known, place, is_one):
    world.document("desk", on="2021-05-04", **known)
    assert _joined(world, world.event("desk", None, **_SHELLED), place=place) is is_one


@pytest.mark.parametrize(
    "beside",
    [
        {"place": "Belmora"},
        {"mode": "firearms", "quote": "shots were fired on rebels"},
        {"day": "2021-05-02", "quote": "two days before it was hit"},
    ],
)
def test_a_text_that_tells_more_than_one_act_is_not_headed_by_the_place_of_each(world, beside):
    world.document("desk", on="2021-05-04", title_names=("arvenna",))
    other = world.event("desk", beside.pop("place", None), beside.pop("day", "2021-05-04"), **beside)
    assert not _joined(world, world.event("desk", None, **_SHELLED), other)


def test_another_count_in_the_text_is_another_act(world):
    world.document("desk", on="2021-05-04", title_names=("arvenna",))
    told = [world.event("desk", None, toll=toll, **_SHELLED) for toll in (5, 2)]
    assert not _joined(world, *told)


def test_an_undated_text_needs_more_than_the_place_that_heads_it(world):
    world.document("desk", on="2021-05-05", title_names=("arvenna",))
    assert not _joined(world, world.event("desk", None, None, quote="it was hit"))
    assert _joined(world, world.event("desk", None, None, toll=5, **_SHELLED))


def test_a_body_is_one_origin_however_its_name_is_put(world):
    world.document("room", called="Arvenna Emergency Room")
    told = world.event("room", toll=5), world.event("radio", toll=5, by="Emergency Room of Arvenna")
    apart = world.event("radio", toll=5, by="Emergency Room of Belmora")
    assert [one.n_independent_origins for one in world.incidents(*told)] == [1]
    assert [one.n_independent_origins for one in world.incidents(told[0], apart)] == [2]
