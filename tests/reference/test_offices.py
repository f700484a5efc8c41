"""Offices by what reports call them: whole phrases only, the body found, everybody who ever held it given."""

from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.reference.actors import Actor, ActorLink, ActorRegistry, Office
from servanda.reference.offices import OfficeBook, load_office_words


def _person(name: str, office: str, organisation: str) -> Actor:
    return Actor(id=name.lower(), name=name, type="person", offices=(Office(office=office, organisation=organisation),))


BOOK = OfficeBook(
    ActorRegistry(
        (
            Actor(id="norland", name="Norland", type="state", country="NL", adjectives=("Norlandic", "النورلندي")),
            Actor(
                id="norland-defence-ministry",
                name="Norlandic Ministry of Defence",
                type="ministry",
                part_of=(ActorLink(party="norland", link="member"),),
            ),
            Actor(id="river-guard", name="River Guard", type="armed_group", part_of=(ActorLink(party="norland", link="member"),)),
            Actor(id="lake-league", name="Lake League", type="international", aliases=("LL",)),
            _person("Anders", "defence minister", "norland-defence-ministry"),
            _person("Bertil", "president", "norland"),
            _person("Cecilia", "commander", "river-guard"),
            Actor(id="norland-army", name="People's Army of Norland", type="armed_forces", part_of=(ActorLink(party="norland", link="commanded"),)),
            _person("Gustav", "chief of staff", "norland-army"),
            _person("Dagny", "Special Envoy for Syria", "lake-league"),
            _person("Einar", "Secretary-General", "lake-league"),
            _person("Fredrik", "permanent representative to the United Nations", "norland"),
        )
    ),
    load_office_words(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the Norlandic defence minister", "anders"),
        ("Norland's minister of defense", "anders"),
        ("the Minister of Defence of Norland", "anders"),
        ("Norlandic Defence Ministry's minister of defence", None),  # not how that ministry is called here
        ("وزير الدفاع النورلندي", "anders"),
        ("the president of Norland", "bertil"),
        ("Norland’s president", "bertil"),
        ("the River Guard commander", "cecilia"),
        ("head of the River Guard", "cecilia"),
        ("Norland's army chief", "gustav"),
        ("the chief of staff of the People's Army of Norland", "gustav"),
        ("Norlandic commander", None),  # the commander of one of its forces is not its own
        ("the LL special envoy for Syria", "dagny"),
        ("the Lake League's envoy to Syria", "dagny"),
        ("the special envoy for Syria", "dagny"),
        ("the LL envoy to Norland", None),
        ("the LL chief", "einar"),
        ("Norland's ambassador to the United Nations", "fredrik"),
        ("Norland's UN envoy", "fredrik"),
        ("the former Norlandic defence minister", None),
        ("the deputy defence minister of Norland", None),
        ("the then president of Norland", None),
        ("the Atlantian defence minister", None),
        ("the president", None),
        ("the secretary-general", None),
        ("", None),
    ],
)
def test_offices_by_phrase(phrase: str, expected: str | None) -> None:
    assert [holder.actor.id for holder in BOOK.holders(phrase)] == ([expected] if expected else [])


def test_a_file_without_the_words_is_named(tmp_path: Path) -> None:
    path = tmp_path / "offices.yaml"
    path.write_text("same: []\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"offices\.yaml: the fields 'same' and 'wider'"):
        load_office_words(path)
