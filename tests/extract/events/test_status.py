"""Who is a civilian is as said: by a word that says so, never because somebody is a man, lives somewhere or has a trade."""

import pytest

from servanda.model.claims import EventClaim
from servanda.reference.person_words import said_status


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Shells killed nine people in Osk.", {"group"}),
        ("Gunmen shot dead a man in Osk.", {"group", "person"}),
        ("Rockets killed three residents and a student in Osk.", {"group", "person"}),
        ("Raiders abducted villagers near Osk.", {"group"}),
        ("An airstrike killed a nurse in Osk.", {"group", "person"}),
        ("Soldiers killed two women in Osk.", {"group"}),
        ("Twelve soldiers were killed by a mine near Osk.", {"group"}),
        ("Shells killed three children in Osk.", {"civilians"}),
        ("An airstrike killed two refugees in Osk.", {"civilians"}),
        ("Shells wounded a bystander in Osk.", {"civilians"}),
        ("An airstrike killed four civilian engineers in Osk.", {"civilians"}),
        ("Two child soldiers were killed by a mine near Osk.", {"group"}),
    ],
)
def test_whether_somebody_is_a_civilian_is_as_said(claims_of, text: str, hit: set[str]) -> None:
    claims = [one for one in claims_of(text, None) if isinstance(one, EventClaim)]
    who = [one for claim in claims for one in claim.participants if one.role == "target"]
    who += [toll.who for claim in claims for toll in claim.casualties if toll.who]
    assert who
    assert {one.type for one in who} <= hit


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("over 350 militants", "member_of_party"),
        ("the soldier", "member_of_party"),
        ("Seven troops", "member_of_party"),
        ("local bystanders", "civilian"),
        ("residents", None),
        ("terrorists", None),  # what one side calls the other says nothing of who belongs to it
        ("wives of soldiers", None),
        ("former fighters", None),
        ("captured soldiers", None),
        ("soldiers' families", None),
        ("", None),
    ],
)
def test_the_last_word_says_whether_somebody_fights(name: str, status: str | None) -> None:
    assert said_status(name) == status
