"""Values in templates: foreign letters stand apart, and an element that takes its direction from a value takes it."""

import pytest

from servanda.report import environment

VALUES = {"told": "قصف نيالا", "name": "Nyala", "day": "2031-05-09", "steering": "Nile \u202e<b>"}


def filled(template: str, direction: str) -> str:
    return environment("servanda.report", direction).from_string(template).render(VALUES)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<p>{{ told }}, {{ day }}</p>", "<p><bdi>قصف نيالا</bdi>, 2031-05-09</p>"),
        ('<q dir="auto">{{ told }}</q>', '<q dir="auto">قصف نيالا</q>'),
        ('<bdi lang="en">{{ told }}</bdi>', '<bdi lang="en">قصف نيالا</bdi>'),
        ('<td dir="auto">{{ told }} of itself</td>', '<td dir="auto"><bdi>قصف نيالا</bdi> of itself</td>'),
        ("<p>{{ steering }}</p>", "<p><bdi>Nile \u202e&lt;b&gt;</bdi></p>"),
        ('<a title="{{ told }}">', '<a title="قصف نيالا">'),
        ("<textarea>{{ told }}</textarea>", "<textarea>قصف نيالا</textarea>"),
        ("<option>{{ told }}</option>", "<option>قصف نيالا</option>"),
    ],
)
def test_what_would_move_the_words_around_it_stands_apart(template: str, page: str, direction: str) -> None:
    assert filled(template, direction) == page


def test_latin_letters_stand_apart_in_a_page_from_right_to_left() -> None:
    template = "<p>{{ told }}: {{ name }} {{ day }}</p>"
    assert filled(template, "ltr") == "<p><bdi>قصف نيالا</bdi>: Nyala 2031-05-09</p>"
    assert filled(template, "rtl") == "<p><bdi>قصف نيالا</bdi>: <bdi>Nyala</bdi> 2031-05-09</p>"
