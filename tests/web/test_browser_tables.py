"""Long tables in a browser: their heads stay while they are scrolled, and none is wider than the page."""

from typing import Any

import pytest
from tests.web.browsing import change_language, tab_at

pytestmark = pytest.mark.browser
SEEN = """() => {
  const head = document.querySelector('thead th'), box = head.getBoundingClientRect(), rows = document.querySelectorAll('tbody tr');
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2), last = rows[rows.length - 1].getBoundingClientRect();
  return [head.contains(at), box.bottom <= last.top + 1 && last.bottom <= innerHeight, rows[0].getBoundingClientRect().bottom < box.top];
}"""
"""Whether the head of a table is what one sees at its place, the last row stands below it, and the first one is scrolled away."""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_heads_stay_while_a_long_table_is_scrolled(browser: Any, served: Any, width: int, language: str) -> None:
    tab = tab_at(browser, served)
    if language == "ar":
        change_language(tab)
    tab.set_viewport_size({"width": width, "height": 800})
    for place in ("documents/", "claims/", "incidents/", "findings/"):
        tab.goto(served.home + place)
        tab.evaluate("document.querySelector('tbody tr:last-child').scrollIntoView({block: 'end'})")
        assert tab.evaluate(SEEN) == [True, True, True], place
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, place
    assert tab.heard == []
