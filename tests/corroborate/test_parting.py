"""What keeps two incidents apart: the reasons that exclude, or too little that speaks for one."""

from servanda.corroborate import CorroborateConfig, parting


def _parted(world, *claims):
    first, second = world.incidents(*claims)
    return parting((first.members, second.members), claims, world.sources, CorroborateConfig())


def test_two_days_keep_apart(world):
    found = _parted(world, world.event("morning", day="2021-05-04"), world.event("evening", day="2021-05-09"))
    assert found.forbidden == (("disjoint dates", 1),)
    assert (found.n_pairs, found.n_silent, found.nearest) == (1, 0, None)


def test_a_day_that_nobody_states_is_not_told_as_another_day(world):
    world.document("evening", on="2021-05-04")
    found = _parted(world, world.event("morning", day="2021-04-04"), world.event("evening", day=None))
    assert found.forbidden == (("one states no day, and was not published when the other was news", 1),)


def test_two_towns_keep_apart(world):
    found = _parted(world, world.event("morning", "Arvenna"), world.event("evening", "Corth"))
    assert found.forbidden == (("different places", 1),)


def test_where_nothing_is_stated_nothing_is_weighed(world):
    found = _parted(world, world.event("morning", "Arvenna"), world.event("evening", None, None))
    assert (found.forbidden, found.n_silent, found.nearest) == ((), 1, None)


def test_what_speaks_for_one_event_is_told_where_it_is_too_little(world):
    said = {"mode": "aerial", "actor": "air force"}, {"mode": "heavy-weapons", "actor": "militia"}
    claims = [
        world.event(name, "Nowhere", time=world.event("x").time, **one)
        for name, one in zip(("morning", "evening"), said, strict=True)
    ]
    found = _parted(world, *claims)
    assert found.nearest is not None
    assert found.nearest.score < found.threshold
    assert {feature.name for feature in found.nearest.features} >= {"time_same", "actor_differs", "mode_differs"}
