"""The result rests on the set of claims, not on their order or on how they were added; and it holds for many claims."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def _mixed(world):
    world.document("d1", on="2021-05-05", family="morning")
    world.document("d2", on="2021-05-05", family="evening")
    return [
        world.event("d1", toll=8, mode="heavy-weapons"),
        world.event("d1", None, None),
        world.event("d1", "Belmora", toll=2),
        world.event("d2", toll=9, by="Observatory of Vess"),
        world.event("d2", "Belmora", day=None),
        world.event("d3", toll=9, actor="northern-army"),
        world.event("d4", polarity="denied", actor="northern-army", by="northern-army"),
        world.event("d5", day="2021-05-05"),
        world.event("d6", "Corth", polarity="denied"),
        world.event("d7", kind="AGREE", actor="river-guard"),
    ]


@given(seed=st.integers(0, 10_000))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_order_changes_nothing(world, seed):
    world.offsets.clear()
    claims = _mixed(world)
    shuffled = random.Random(seed).sample(claims, len(claims))  # noqa: S311 - a shuffle, no secret
    assert world.incidents(*claims) == world.incidents(*shuffled)


def test_every_claim_lies_in_exactly_one_incident(world):
    claims = _mixed(world)
    members = [member for incident in world.incidents(*claims) for member in incident.members]
    assert sorted(members) == sorted(claim.id for claim in claims)


def test_a_claim_given_twice_counts_once(world):
    claims = _mixed(world)
    assert world.incidents(*claims, *claims) == world.incidents(*claims)


def test_thousands_of_claims_keep_their_known_truth(world):
    """2,000 attacks in two towns over years, told by one to three texts each: as many incidents come out, none mixed."""
    choose = random.Random(7)  # noqa: S311 - a seeded generator, no secret
    truth: dict[str, int] = {}
    claims = []
    for number in range(2000):
        place, day = (
            ("Arvenna", "Corth")[number % 2],
            f"{1900 + number // 600}-{number // 50 % 12 + 1:02}-{number // 2 % 25 + 1:02}",
        )
        for teller in range(choose.randint(1, 3)):
            claim = world.event(f"n{number}-{teller}", place, day, toll=choose.randint(1, 5))
            truth[claim.id] = number
            claims.append(claim)
    incidents = world.incidents(*claims)
    assert len(incidents) == 2000
    assert all(len({truth[member] for member in incident.members}) == 1 for incident in incidents)
