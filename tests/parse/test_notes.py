"""What a text says of itself is read where it stands plainly, and nothing is made up."""

from collections.abc import Callable

import pytest

from servanda.model.documents import DocumentText

Parse = Callable[..., DocumentText]
BODY = "Three shells struck the village of Oberdorf before dawn, the mayor said, and nobody claimed them."


def layer(read: Parse, *paragraphs: str, **declared: str) -> DocumentText:
    return read("\n\n".join(paragraphs).encode(), **declared)


def test_title_byline_and_dateline(read: Parse) -> None:
    found = layer(
        read, "Shells strike Oberdorf again", "By Greta Moser and Omar al-Hasan", f"OBERDORF, 6 May 2021 (LNA) – {BODY}"
    )
    assert (found.title, found.author, found.published_on) == (
        "Shells strike Oberdorf again",
        "Greta Moser and Omar al-Hasan",
        "2021-05-06",
    )


@pytest.mark.parametrize(
    "line",
    [
        "OBERDORF, May 6, 2021 - " + BODY,
        "Oberdorf (6 May 2021) – " + BODY,
        "Oberdorf, Lindau, 6 May 2021 — " + BODY,
        "Published: 6 May 2021",
        "Posted on May 6, 2021, 10:30 GMT",
        "Date: 2021-05-06",
        "Thursday, 6 May 2021",
    ],
)
def test_full_dates_of_publication(read: Parse, line: str) -> None:
    assert layer(read, line, BODY).published_on == "2021-05-06"


def test_a_date_under_the_title_in_one_paragraph(read: Parse) -> None:
    assert layer(read, "Shells strike Oberdorf again\n6 May 2021", BODY).published_on == "2021-05-06"


@pytest.mark.parametrize(
    "line",
    [
        "OBERDORF, May 6 - " + BODY,
        "Updated: 6 May 2021",
        "The truce of 6 May 2021 - which nobody kept - was signed in Lindau.",
        "On 6 May 2021, three shells fell.",
        "The accord of Lindau, 6 May 2021 - its text was never printed.",
        "Resolution 2021 of 6 May - was adopted.",
        "06/05/2021",
    ],
)
def test_no_date_is_invented(read: Parse, line: str) -> None:
    assert layer(read, line, BODY).published_on is None


@pytest.mark.parametrize(
    "line", ["By Monday the road was open", "By nightfall", "By 2021", "by the way", "By the mayor of a village"]
)
def test_not_every_by_is_a_byline(read: Parse, line: str) -> None:
    found = layer(read, "Shells strike Oberdorf again", line, BODY)
    assert found.author is None


@pytest.mark.parametrize("first", ["Three shells fell today.", "the lower case line", BODY * 3, "Shells"])
def test_not_every_first_line_is_a_title(read: Parse, first: str) -> None:
    assert layer(read, first, BODY * 4).title is None


def test_what_is_declared_goes_before_what_is_read(read: Parse) -> None:
    found = layer(
        read,
        "Shells strike Oberdorf again",
        "By Greta Moser",
        f"OBERDORF, 6 May 2021 – {BODY}",
        "This report was edited by The Lindau Observer.",
        title="Declared",
        author="A. B.",
        published_on="2021-05-07",
        publisher="Lindau Courier",
    )
    assert (found.title, found.author, found.published_on, found.publisher) == (
        "Declared",
        "A. B.",
        "2021-05-07",
        "Lindau Courier",
    )


def test_an_edit_note_is_kept_and_names_the_outlet_only_if_it_is_one(read: Parse) -> None:
    by_outlet = layer(
        read, BODY, "This report was translated and edited by the desk of Lindau News. All rights reserved."
    )
    by_person = layer(read, BODY, "(Reporting by A. Berg; Editing by Clara Winter)")
    assert by_outlet.edited_by is not None
    assert by_outlet.edited_by.quote == "This report was translated and edited by the desk of Lindau News."
    assert by_outlet.publisher is None, "a phrase that begins in lower case is no name"
    assert layer(read, BODY, "This article was edited by The Lindau Observer.").publisher == "The Lindau Observer"
    assert by_person.edited_by is not None
    assert by_person.edited_by.quote == "Editing by Clara Winter"
    assert by_person.publisher is None


@pytest.mark.parametrize(
    "note",
    [
        "Responsibility for the content of this text rests with its writer alone.",
        "The views expressed here are those of the author.",
        "Opinions and positions expressed on this page do not necessarily reflect those of the publisher.",
        "This text does not necessarily represent the views of the agency.",
        "Les opinions exprimées ici n’engagent que leurs auteurs.",
        "الآراء الواردة هنا لا تعبر عن رأي الموقع.",
    ],
)
def test_disclaimers_are_found_whole(read: Parse, note: str) -> None:
    found = layer(read, BODY, f"Read more tomorrow. {note}")
    assert found.disclaimer is not None
    assert found.disclaimer.quote == note
    assert found.text[found.disclaimer.start : found.disclaimer.end] == note


def test_a_plain_report_has_no_notes(read: Parse) -> None:
    found = layer(read, BODY, "The mayor edited the list by hand, he said; responsibility was denied.")
    assert (found.edited_by, found.disclaimer, found.publisher, found.author, found.title) == (None,) * 5
