"""What the pages stand on: a dossier kept open, what is current in it, and a worker that relates again after each decision."""

import logging
import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, TypeVar

from servanda.errors import ServandaError, StoreCorrupt
from servanda.pipeline import (
    Case,
    Page,
    beyond,
    list_choices,
    list_page,
    relate_again,
    relate_aside,
    reopened,
    turned,
)
from servanda.pipeline.differences import FindingChange
from servanda.report import ReportView
from servanda.store import Answers
from servanda.web.errands import Errand, Progress
from servanda.web.parking import Parking
from servanda.web.patching import patched
from servanda.web.snapshot import WHOLE, Snapshot, Turned, snapshot_of

_KEPT: Final = 200
_STAMP: Final = "stamp"
_QUIET_SECONDS: Final = 0.15
_DRAWINGS: Final = 24
_LISTS: Final = ("claims", "incidents", "findings")
_AT_ONCE: Final = frozenset({"expunged", "redacted", "sealed"})
"""Events after which no page shows what was before, however long that takes."""
_T = TypeVar("_T")
_LOG: Final = logging.getLogger(__name__)


class Desk:
    """One dossier, served by many threads to all who sit at it; what a person does goes through his `Sitting`."""

    def __init__(self, case: Case) -> None:
        """Take an opened dossier; the caller keeps it open, and calls `close`."""
        self.case = case
        self.trouble: str | None = None
        self._building, self._deciding, self._making = threading.Lock(), threading.Lock(), threading.Lock()
        self._laying = threading.Lock()
        self._made: dict[Hashable, Any] = {}
        self._work = threading.Condition()
        self._asked = self._done = self._n_overlooked = 0
        self._is_closed = False
        self._rounds: list[Turned] = []
        self._taken: dict[str, list[str]] = {}
        self._errands: list[Errand] = []
        self.drawings = Answers(_DRAWINGS)
        self.parking = Parking()
        self.progress: Progress | None = None
        self._snapshots: dict[str, tuple[Case, Snapshot]] = {}
        self._before: ReportView | None = None
        self._worker = threading.Thread(target=self._relate_when_asked, name="desk", daemon=True)
        self._worker.start()

    def close(self) -> None:
        """Finish the work that decisions asked for, and sign what was written."""
        with self._work:
            self._is_closed = True
            self._work.notify_all()
        self._worker.join()
        self.parking.close()
        self.case.store.sign()

    def snapshot(self, sees: str = WHOLE) -> Snapshot:
        """Return what is current for who sees documents up to a sensitivity; made again only where something was written since."""
        return self._current(sees)[1]

    def case_for(self, sees: str) -> Case:
        """Return the dossier as who sees documents up to a sensitivity may know it."""
        return self._current(sees)[0]

    def _current(self, sees: str) -> tuple[Case, Snapshot]:
        """Return the dossier and what is current; of a large one what was so a moment ago, while the worker lays it out anew."""
        kept = self._snapshots.get(sees)
        if kept is None or not self._may_lag(sees, kept[1]):
            return self._renewed(sees)
        if kept[1].stamp != self._stamp() and self._done == self._asked:
            self.ask()
        return kept

    def _may_lag(self, sees: str, snapshot: Snapshot) -> bool:
        """Tell whether pages may show it although something was written since: nothing that has to go, and nothing that somebody is not cleared for."""
        if sees != WHOLE or not snapshot.is_large:
            return False
        return all(one.event not in _AT_ONCE for one in self.case.store.log(snapshot.size))

    def _renewed(self, sees: str) -> tuple[Case, Snapshot]:
        """Return what is current, laid out anew where something was written since; meanwhile others see, and add to, what was laid out before."""
        with self._laying:
            while True:
                stamp, size = self._stamp(), self.case.store.size()
                kept, opened = self._snapshots.get(sees), self.case
                if kept and kept[1].stamp == stamp:
                    return kept
                case = opened if sees == WHOLE else replace(opened, withheld=beyond(opened, sees))
                made = snapshot_of(case, stamp, size)
                with self._building:
                    if self.case is opened:
                        kept = self._snapshots[sees] = self._with_what_came(case, made)
                        return kept

    @staticmethod
    def _with_what_came(case: Case, made: Snapshot) -> tuple[Case, Snapshot]:
        """Return a large dossier as it was laid out with what was decided meanwhile; a small one is laid out again."""
        if not made.is_large:
            return replace(case, patient=False), made
        return replace(case, patient=True), made if case.withheld else patched(made, case)

    def overlook_entry(self) -> None:
        """Take note that the last entry of the log changed nothing that the pages show: a sign-in makes nothing anew."""
        with self._building:
            self._n_overlooked += 1

    def _stamp(self) -> int:
        size: int = self.case.store.size()
        return size - self._n_overlooked

    def kept(self, what: Hashable, make: Callable[[], _T]) -> _T:
        """Return what takes long to make, made again only where something was written since; ``what`` tells it from others."""
        stamp = self._stamp()
        with self._making:
            if self._made.get(_STAMP) != stamp:
                self._made = {_STAMP: stamp}
            if what not in self._made:
                self._made[what] = make()
            found: _T = self._made[what]
            return found

    def written(self, write: Callable[[], _T], errand: Errand | None = None) -> _T:
        """Write alone, with what was current before at hand, and ask for findings to be made again, an errand done first."""
        with self._deciding:
            shown = self.snapshot().view
            self._before = self._before or shown
            made = write()
            self._patch()
        self.ask(errand)
        return made

    def _patch(self) -> None:
        """Have what was just decided shown at once in a large dossier, before the worker has followed."""
        with self._building:
            kept = self._snapshots.get(WHOLE)
            if kept and kept[1].is_large:
                self._snapshots[WHOLE] = (kept[0], patched(kept[1], self.case))

    def ask(self, errand: Errand | None = None) -> None:
        """Have an errand done behind everybody's back, and findings made again."""
        with self._work:
            self._errands += [errand] if errand else []
            self._asked += 1
            self._work.notify_all()

    def reopen(self) -> None:
        """Read settings and tables of the dossier anew, which somebody changed. Raises `ConfigError`."""
        self.case, self.drawings = (
            reopened(self.case),
            Answers(_DRAWINGS),
        )  # who is named in them may be named otherwise
        with self._building:
            kept = self._snapshots.get(WHOLE)
            self._snapshots.clear()
            if kept and kept[1].is_large:
                self._snapshots[WHOLE] = (replace(self.case, patient=True), kept[1])

    def taken_by(self, person: str) -> list[str]:
        """Return the ids of the decisions that a person took since the desk was opened, and has not taken back; to be added to."""
        with self._deciding:
            return self._taken.setdefault(person, [])

    def turned_since(self, number: int) -> tuple[int, list[Turned], bool]:
        """Return the number of decisions so far, what rounds after ``number`` turned, and whether work is still going on."""
        with self._work:
            found = [one for one in self._rounds if one.number > number]
            return self._done, found, self._done < self._asked

    def _relate_when_asked(self) -> None:
        """Work through what decisions ask for until the desk is closed."""
        opened = self._as_opened()
        self._before = self._before or opened
        with suppress(StoreCorrupt):  # who decides is told
            self.case.store.check()
        while True:
            with self._work:
                self._work.wait_for(lambda: self._is_closed or self._done < self._asked)
                if self._done == self._asked:
                    return
                while self._work.wait(_QUIET_SECONDS):  # somebody decides on: several decisions are one round
                    pass
                asked = self._asked
                errands, self._errands = self._errands, []
            changes: tuple[FindingChange, ...] = ()
            try:
                before = self._before or self.snapshot().view
                for errand in errands:
                    errand(self.case, self._step)
                self._before = self._related()
                changes = turned(self.case, before, self._before)
                self.trouble = None
            except ServandaError as error:
                self.trouble = str(error)
            except Exception as error:  # noqa: BLE001 - a fault of ours: the worker goes on, and who sits at the desk is told
                _LOG.exception("what decisions asked for was not done")
                self.trouble = f"{type(error).__name__}: {error}"
            self.progress = None
            with self._work:
                self._done = asked
                self._rounds = [*self._rounds[-_KEPT:], Turned(asked, changes)]

    def _as_opened(self) -> ReportView | None:
        """Look ahead, and return what is current; ``None`` where a file cannot be read, which every page says until it is mended."""
        try:
            if self.snapshot().is_large:
                self._look_ahead()
            return self.snapshot().view
        except ServandaError:
            return None

    def _related(self) -> ReportView:
        """Bring incidents and findings up to date, of a large dossier in a process of its own, and return what is current then."""
        if not self.snapshot().is_large:
            relate_again(self.case)
            return self.snapshot().view
        relate_aside(self.case)
        return self._renewed(WHOLE)[1].view

    def _look_ahead(self) -> None:
        """Find out what the first pages of lists say, before somebody waits for it."""
        for what in _LISTS:
            list_page(self.case, what, {}, Page(most=1, whole=False))
            list_choices(self.case, what, {})

    def _step(self, words: str, n: int, of: int) -> None:
        self.progress = Progress(words, n, of)
