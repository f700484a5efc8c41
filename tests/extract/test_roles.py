"""Who holds which office where."""

import pytest

from servanda.extract.roles import find_roles


@pytest.mark.parametrize(
    ("text", "person", "office", "organisation"),
    [
        (
            "President of the Northern Coalition, Lina Haddad, arrived.",
            "Lina Haddad",
            "president",
            "Northern Coalition",
        ),
        ("Oren Tal, director of the Harbour Authority, resigned.", "Oren Tal", "director", "Harbour Authority"),
        ("Harbour Authority spokesman Oren Tal resigned on Monday.", "Oren Tal", "spokesman", "Harbour Authority"),
        ("Oren Tal, the Harbour Authority's envoy, resigned on Monday.", "Oren Tal", "envoy", "Harbour Authority"),
        (
            "Clara Bloom, Deputy Director for River Affairs and the Special Envoy to Mirvale in the Valley Foreign Ministry, spoke.",
            "Clara Bloom",
            "Deputy Director for River Affairs; Special Envoy to Mirvale",
            "Valley Foreign Ministry",
        ),
    ],
)
def test_roles(analysis, text, person, office, organisation):
    (claim,) = find_roles(analysis(text))
    body = claim.role.organisation
    assert (claim.role.person.name, claim.role.office, body and body.name) == (person, office, organisation)
    assert claim.span.contains(claim.role.person.mention)
    assert body is not None
    assert claim.span.contains(body.mention)


@pytest.mark.parametrize(
    "text", ["Lina Haddad, tired and hungry, went home.", "The Northern Coalition, a group of towns, met on Monday."]
)
def test_no_office_no_role(analysis, text):
    assert list(find_roles(analysis(text))) == []
