"""Places of the act's own sentence or line, in a country in scope: what stands for one, and what does not."""

import re

import pytest

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import EventClaim
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """The places of the events of a text with their bases, by their triggers; in scope is Sudan."""
    reference = Reference(ReferenceConfig(countries=("SD",), cache=str(tmp_path_factory.mktemp("cache"))))

    def find(text):
        paragraphs = tuple(Paragraph(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]+", text))
        layer = text_layer("d", text, paragraphs, parser="t", parser_version="0", language="en")
        found = (one for one in extract(layer, ExtractConfig(), reference) if isinstance(one, EventClaim))
        return {one.trigger.quote: [(place.name, place.basis) for place in one.places] for one in found}

    return find


def test_the_place_of_a_line_holds_on_in_it(places):
    found = places("Reports of the day\n\nThe week\n\nKutum: sniper fire at 16:45. Two traders were killed.")
    assert found == {"fire": [("Kutum", "stated")], "killed": [("Kutum", "paragraph")]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Kutum: shelling with mortars at 03:10.\n- Zubra: sniper fire, one woman injured.", ["Kutum", "Zubra"]),
        ("- Kutum: shelling with mortars at 03:10.\n- Kilo 7: sniper fire, one woman injured.", ["Kutum", "Kilo 7"]),
        ("- Zubra: shelling with mortars at 03:10.\n- Casualties: one woman injured by fire.", []),
        ("- Kutum: shelling with mortars at 03:10.\n- Casualties: one woman injured by fire.", ["Kutum"]),
        ("- RSF: shelling of Kutum with mortars at 03:10.", ["Kutum"]),
    ],
)
def test_a_line_may_begin_with_its_place(places, text, expected):
    found = places(f"Reports of the day\n\nThe week in brief\n\n{text}")
    assert list(dict.fromkeys(name for told in found.values() for name, _ in told)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # bodies and other things that are no places
        ("Army artillery fired some 40 rounds at suspected ABCD camps near Kutum.", "fired", "Kutum"),
        ("The army bombed an ABCD camp.", "bombed", None),
        ("The army bombed the IS in Kutum.", "bombed", "Kutum"),
        ("In Kutum, ABCD elements fired at a patrol.", "fired at", "Kutum"),
        ("On 6 October M47 gave up Kutum.", "gave up", "Kutum"),
        ("The human rights group Karapatan accused the army of bombing the uplands of Kutum.", "bombing", "Kutum"),
        ("Gunmen from the Mellit-based Dawn Front attacked a farm.", "attacked", None),
        ("Soldiers shelled Kutum - the last town of the road.", "shelled", "Kutum"),
        # as the parser takes a village for something else
        ("Militiamen fired two projectiles towards an army position in the Mellit area.", "fired", "Mellit area"),
        ("A dozen residents of Kutum were fired upon by soldiers.", "fired", "Kutum"),
        # the finer of two
        ("In North Darfur, gunmen fired at a patrol north of Kutum on 14 August.", "fired at", "Kutum"),
        # from where it comes is not where it falls
        ("The rebels shelled Kutum from the hills of Mellit.", "shelled", "Kutum"),
    ],
)  # fmt: skip
def test_where_it_happened(places, text, word, expected):
    assert [name for name, _ in places(text)[word]] == ([expected] if expected else [])
