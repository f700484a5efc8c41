"""Lists by column: by link, in both directions and back, the address holding it."""

import re

import pytest
from tests.web.browsing import reach, tab_at


def column(page: str, number: int) -> list[str]:
    """Return the words of a column of the table."""
    body = page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    rows = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in body.split("<tr")[1:]]
    return [re.sub(r"<[^>]+>", "", row[number]).strip() for row in rows]


@pytest.mark.parametrize(
    ("address", "sort", "number"),
    [
        ("/incidents/", "place", 5), ("/incidents/", "start", 4), ("/claims/", "speaker", 3), ("/findings/", "place", 7), ("/documents/", "title", 2),
        ("/documents/", "publisher", 1), ("/documents/", "published", 0),
    ],
)  # fmt: skip
def test_a_list_stands_by_a_column_in_both_directions(client, address, sort, number):
    up, down = (column(client.get(f"{address}?sort={way}{sort}").text, number) for way in ("", "-"))
    shown = [words.casefold() for words in up if words not in {"", "–"}]
    assert len(set(shown)) > 1
    assert shown == sorted(shown)
    known = [words.casefold() for words in down if words not in {"", "–"}]
    assert known == sorted(known, reverse=True)
    assert "" not in up[: len(shown)] or address == "/documents/", "what is empty comes last"


def test_numbers_are_sorted_as_numbers_and_statuses_by_gravity(client):
    page = client.get("/incidents/?sort=-tolls").text
    killed = [int(number) for words in column(page, 7) for number in re.findall(r"(\d+) killed", words)]
    assert killed == sorted(killed, reverse=True)
    assert len(killed) > 10
    statuses = column(client.get("/findings/?sort=status").text, 0)
    assert statuses[0] == "▲ alleged breach"
    assert statuses == sorted(statuses, key=lambda one: ["▲", "◆", "■", "◌", "–"].index(one[0]))


def test_the_head_of_a_column_leads_up_down_and_back_and_keeps_the_filter(client):
    page = client.get("/incidents/?place=Kutum&page=1").text
    first = re.search(r'<a href="(\?[^"]*sort=place)"', page).group(1).replace("&amp;", "&")
    assert first == "?place=Kutum&sort=place"
    page = client.get(f"/incidents/{first}").text
    assert 'aria-sort="ascending"' in page
    assert '<input type="hidden" name="sort" value="place">' in page
    second = re.search(r'<a href="(\?[^"]*sort=-place)"', page).group(1).replace("&amp;", "&")
    page = client.get(f"/incidents/{second}").text
    assert 'aria-sort="descending"' in page
    assert re.search(r'aria-sort="descending"><a href="\?place=Kutum"', page)


def test_a_column_that_there_is_none_of_sorts_nothing(client):
    usual = column(client.get("/incidents/").text, 0)
    for asked in ("record", "nothing", "place%22)%20OR%201=1--", "-", "--place"):
        assert column(client.get(f"/incidents/?sort={asked}").text, 0) == usual


def test_it_is_done_by_keyboard(browser, served):
    tab = tab_at(browser, served)
    tab.goto(f"{served.home}incidents/")
    reach(tab, tab.locator("thead a", has_text="place"))
    tab.keyboard.press("Enter")
    tab.locator("th[aria-sort=ascending]").wait_for()
    assert tab.url.endswith("?sort=place")
    assert tab.heard == []
