"""A bare noun takes up nothing from another section; the number of a paragraph and the heads of a row are no words of it."""

import re

import pytest

from servanda.extract import extract
from servanda.extract.config import ExtractConfig
from servanda.extract.orchestrate import lay_out
from servanda.model.claims import Claim, EventClaim, QuotationClaim
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import text_layer
from servanda.text.sections import Sections

NAMED = "The Valley Relief Forces left Osk on Monday."
LINE = re.compile(r"(?:(?P<kind>heading|item|row|note)=)?(?P<text>[^\n]+)")


def layer(marked: str) -> DocumentText:
    """Return a layer of lines; what stands before "=" is the kind of a paragraph."""
    paragraphs, text = [], ""
    for match in LINE.finditer(marked):
        text += "\n" if text else ""
        end = len(text) + len(match["text"])
        paragraphs.append(Paragraph(start=len(text), end=end, kind=match["kind"] or "text"))
        text += match["text"]
    return text_layer(
        "doc_test", text, tuple(paragraphs), parser="test", parser_version="1", language="en", published_on="2031-05-14"
    )


def events(reference, marked: str, trigger: str) -> list[EventClaim]:
    claims: list[Claim] = list(extract(layer(marked), ExtractConfig(), reference))
    return [one for one in claims if isinstance(one, EventClaim) and one.trigger.quote == trigger]


def actors(reference, marked: str) -> set[str | None]:
    return {
        one.name for claim in events(reference, marked, "shelled") for one in claim.participants if one.role == "actor"
    }


@pytest.mark.parametrize(
    ("between", "section"),
    [
        ("", "same"),
        ("The council met twice.", "same"),
        ("item=Two wells were closed.", "same"),
        ("heading=Security", "other"),
        ("note=Interview with the mayor.", "other"),
        ("row=Place: Osk; Killed: 3.", "other"),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        (NAMED, "The forces shelled a market near Osk.", "Valley Relief Forces"),
        ("The Ravine Militia left Osk on Monday.", "The RM shelled a market near Osk.", "Ravine Militia"),
        ("The Pine Brigade left Osk on Monday.", "The group shelled a market near Osk.", "Pine Brigade"),
    ],
)
def test_a_bare_noun_goes_no_further_than_its_section(reference, text, between, section):
    named, later, full = text
    found = actors(reference, "\n".join(filter(None, (named, between, later))))
    assert found
    assert (full in found) == (section == "same")


def test_a_described_speaker_and_an_office_go_no_further_either(reference):
    def speakers(marked: str) -> set[str | None]:
        claims = extract(layer(marked), ExtractConfig(), reference)
        return {one.attribution[-1].name for one in claims if isinstance(one, QuotationClaim)}

    for before, after, name in (
        (
            "The Osk Monitoring Group met on Monday.",
            "The monitoring group said that two wells were closed.",
            "Osk Monitoring Group",
        ),
        ("President Anna Moser came to Osk.", "The president said that two wells were closed.", "Anna Moser"),
    ):
        assert name in speakers(f"{before}\n{after}")
        assert name not in speakers(f"{before}\nheading=Security\n{after}")


@pytest.mark.parametrize(
    ("numbers", "sections"),
    [
        (("3.1|", "3.2|", "4.1|"), [0, 0, 1]),
        (("3.1. ", "", "3.2. "), [0, 0, 0]),
        (("3.1.1|", "3.1.2|", "3.2.1|"), [0, 0, 1]),
        (("12. ", "13. ", "14. "), [0, 0, 0]),
        (("heading=", "heading=", ""), [0, 0, 0]),
        (("", "heading=", "4.1|"), [0, 1, 1]),
        (("", "row=", "row=", ""), [0, 1, 2, 3]),
    ],
)
def test_sections_by_heading_and_number(numbers, sections):
    text = layer("\n".join(f"{number}Nothing was seen there." for number in numbers))
    assert [Sections(text).at(one.start + 1) for one in text.paragraphs] == sections


@pytest.mark.parametrize("number", ["3.1|", "3.1 ", "12. ", "12) ", "(iv) ", "• "])
def test_the_number_of_a_paragraph_is_a_piece_of_its_own(reference, number):
    marked = f"{number}Rebels shelled a market near Osk."
    analysis = lay_out(layer(marked), ExtractConfig(), reference)
    assert [one.text for one in analysis.reading.segments] == [number.strip(), "Rebels shelled a market near Osk."]
    assert actors(reference, marked) == {"Rebels"}


def test_a_row_of_a_table_is_read_cell_by_cell_and_its_heads_say_nothing(reference):
    marked = "row=PLACE: Osk; EVENT: Rebels shelled a market near Osk; KILLED: at least five."
    claims = list(extract(layer(marked), ExtractConfig(), reference))
    assert not [one for one in claims if isinstance(one, QuotationClaim)]
    assert actors(reference, marked) == {"Rebels"}


@pytest.mark.parametrize(("kind", "n_quotations"), [("", 1), ("row=", 0)])
def test_the_head_of_a_column_is_no_speaker(reference, kind, n_quotations):
    marked = f"{kind}ANNA MOSER: We closed two wells in Osk and left the town."
    claims = extract(layer(marked), ExtractConfig(), reference)
    assert len([one for one in claims if isinstance(one, QuotationClaim)]) == n_quotations
