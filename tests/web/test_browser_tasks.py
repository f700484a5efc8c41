"""Five tasks of somebody's first day, done as the tutorial tells them; every click, key and text is counted and held against its table."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.web.browsing import tab_at
from tests.web.conftest import desk_over

from servanda.pipeline import editions, open_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROW = re.compile(r"^\| (\d) \|[^|]*\| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)


class Spent(NamedTuple):
    """What a task took: clicks, keys beside the letters of texts, and texts written."""

    clicks: int
    keys: int
    texts: int


class Hand:
    """Somebody at a tab, whose every click and key is counted."""

    def __init__(self, tab: Any) -> None:
        self.tab, self.clicks, self.keys, self.texts = tab, 0, 0, 0

    def click(self, selector: str, words: str | None = None) -> None:
        self.clicks += 1
        self.tab.locator(selector, has_text=words).first.click()

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        for key in keys:
            self.tab.keyboard.press(key)

    def write(self, words: str) -> None:
        self.texts += 1
        self.tab.keyboard.type(words)

    def see(self, selector: str, words: str | None = None) -> None:
        self.tab.locator(selector, has_text=words).first.wait_for()

    def be_at(self, address: str) -> None:
        self.tab.wait_for_url(re.compile(address))


def accept_the_gravest(hand: Hand) -> None:
    hand.press("w")
    hand.be_at("/incidents/")
    hand.press("a")
    hand.see("main .review.accepted")


def reject_and_take_back(hand: Hand) -> None:
    hand.click(".waiting.single a")
    hand.be_at("/findings/fnd_")
    hand.click(".conditions .number")
    hand.see(".claim.event.here")
    hand.press("r")
    hand.write("another army did it")
    hand.press("Enter")
    hand.see("#turned", "gone: it was alleged breach")
    hand.press("u")
    hand.see("#turned", "now there: alleged breach")


def settle_a_place(hand: Hand) -> None:
    hand.click(".waiting.unplaced a", "Kuttum al-Jadida")
    hand.be_at("/names/")
    hand.click(".pick")
    hand.see(".settled li", "Kuttum al-Jadida")


def keep_a_call(hand: Hand) -> None:
    hand.press("g", "k")
    hand.be_at("/intake/")
    hand.click("textarea[name=text]")
    hand.write("The army shelled homes in Nyala on 9 May 2031. Four people were killed.")
    hand.click("form[action='/intake/report'] > button")
    hand.see(".outcome", "The report is kept")


def publish_the_week(hand: Hand) -> None:
    hand.press("g", "p")
    hand.be_at("/period/")
    hand.click("button", "freeze as an edition")
    hand.see(".edition", "Edition 1, revision 1")
    with hand.tab.expect_download() as got:
        hand.click(".edition button", "Export")
    hand.see(".done a")
    assert Path(got.value.path()).stat().st_size > 1000


TASKS = (accept_the_gravest, reject_and_take_back, settle_a_place, keep_a_call, publish_the_week)


@pytest.fixture(scope="module")
def first_day(named: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Path]]:
    """The desk of somebody's first day, at which the tasks are done one after the other."""
    folder = Path(shutil.copytree(named, tmp_path_factory.mktemp("first") / "dossier"))
    with desk_over(folder) as served:
        yield served, folder


def test_the_tasks_of_a_first_day_take_what_the_tutorial_says(browser: Any, first_day: Any, root: Path) -> None:
    served, folder = first_day
    told = (root / "docs/tutorial/first-day-at-the-desk.md").read_text(encoding="utf-8")
    table = {int(number): Spent(*map(int, spent)) for number, *spent in ROW.findall(told)}
    assert len(table) == len(TASKS)
    for number, task in enumerate(TASKS, start=1):
        hand = Hand(tab_at(browser, served))
        task(hand)
        assert table[number] == Spent(hand.clicks, hand.keys, hand.texts), task.__name__
        assert hand.tab.heard == []
    with open_case(folder) as case:
        verdicts = [one.verdict for one in case.store.decisions()]
        assert verdicts[:4] == ["accept", "reject", "undo", "change"]
        assert [one.by for one in editions(case)] == ["ana"]
