"""What the pages stand on: a dossier kept open, what is current in it, and a worker that relates again after each decision."""

import logging
import threading
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, Final, TypeVar

from servanda.errors import NotFoundError, ServandaError, UsageError
from servanda.model.decisions import Decision
from servanda.pipeline import (
    Case,
    Entry,
    Judgement,
    Said,
    add_claim,
    beyond,
    decide_all,
    relate_again,
    reopened,
    turned,
    undo_change,
)
from servanda.pipeline.changing import CHANGE
from servanda.pipeline.differences import FindingChange
from servanda.web.errands import Errand, Progress, errand_after
from servanda.web.parking import Parking
from servanda.web.snapshot import WHOLE, Snapshot, Turned, snapshot_of

_KEPT: Final = 200
_STAMP: Final = "stamp"
_QUIET_SECONDS: Final = 0.15
_T = TypeVar("_T")
_LOG: Final = logging.getLogger(__name__)


class Desk:
    """One dossier, served by many threads to all who sit at it; what a person does goes through his `Sitting`."""

    def __init__(self, case: Case) -> None:
        """Take an opened dossier; the caller keeps it open, and calls `close`."""
        self.case = case
        self.trouble: str | None = None
        self._building, self._deciding, self._making = threading.Lock(), threading.Lock(), threading.Lock()
        self._made: dict[Hashable, Any] = {}
        self._work = threading.Condition()
        self._asked = self._done = self._n_overlooked = 0
        self._is_closed = False
        self._rounds: list[Turned] = []
        self._taken: dict[str, list[str]] = {}
        self._errands: list[Errand] = []
        self.parking = Parking()
        self.progress: Progress | None = None
        self._snapshots: dict[str, tuple[Case, Snapshot]] = {}
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
        return self.case if sees == WHOLE else self._current(sees)[0]

    def _current(self, sees: str) -> tuple[Case, Snapshot]:
        stamp = self._stamp()
        with self._building:
            kept = self._snapshots.get(sees)
            if kept is None or kept[1].stamp != stamp:
                case = self.case if sees == WHOLE else replace(self.case, withheld=beyond(self.case, sees))
                kept = self._snapshots[sees] = (case, snapshot_of(case, stamp))
            return kept

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
            self.snapshot()
            made = write()
        self.ask(errand)
        return made

    def ask(self, errand: Errand | None = None) -> None:
        """Have an errand done behind everybody's back, and findings made again."""
        with self._work:
            self._errands += [errand] if errand else []
            self._asked += 1
            self._work.notify_all()

    def reopen(self) -> None:
        """Read settings and tables of the dossier anew, which somebody changed. Raises `ConfigError`."""
        self.case = reopened(self.case)
        with self._building:
            self._snapshots.clear()

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
        """Work through what decisions ask for until the desk is closed; several decisions make one round."""
        before = self.snapshot().view
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
                for errand in errands:
                    errand(self.case, self._step)
                relate_again(self.case)
                after = self.snapshot().view
                changes, before = turned(self.case, before, after), after
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

    def _step(self, words: str, n: int, of: int) -> None:
        self.progress = Progress(words, n, of)


class Sitting:
    """What one person may do at a desk. ``by`` is the pseudonym that decides, ``None`` where nobody may."""

    def __init__(self, desk: Desk, by: str | None, sees: str = WHOLE) -> None:
        """Take the desk that the person sits at."""
        self._desk, self.by, self._sees, self.parking = desk, by, sees, desk.parking

    @property
    def case(self) -> Case:
        """The dossier as this person may know it: without documents that he is not cleared for."""
        return self._desk.case_for(self._sees)

    def snapshot(self) -> Snapshot:
        """Return what is current for this person."""
        return self._desk.snapshot(self._sees)

    def alone(self) -> frozenset[str]:
        """Return the ids of judgements that wait for a second person."""
        return self.snapshot().alone

    def turned_since(self, number: int) -> tuple[int, list[Turned], bool]:
        """Return what decisions turned, as `Desk.turned_since`; without the findings for who is not cleared for all that they rest on."""
        last, rounds, is_busy = self._desk.turned_since(number)
        return last, rounds if self._sees == WHOLE else [Turned(one.number, ()) for one in rounds], is_busy

    def kept(self, what: Hashable, make: Callable[[], _T]) -> _T:
        """Return what takes long to make, as `Desk.kept`, of the dossier as this person may know it."""
        return self._desk.kept((self._sees, what), make)

    def ask(self, errand: Errand) -> None:
        """Have an errand done behind everybody's back, as this person. Raises `UsageError`."""
        self.person()
        self._desk.ask(errand)

    @property
    def progress(self) -> Progress | None:
        """How far an errand is, ``None`` where none is being done."""
        return self._desk.progress

    @property
    def trouble(self) -> str | None:
        """Why findings could not be made again after the last decisions, ``None`` where they were."""
        return self._desk.trouble

    def person(self) -> str:
        """Return who decides. Raises `UsageError` where the desk was opened to read only."""
        if self.by is None:
            raise UsageError(
                "nobody is named, so nothing can be decided: stop the desk, and start it with servanda desk DIR --as NAME"
            )
        return self.by

    def write(self, write: Callable[[str], _T]) -> _T:
        """Write as this person, alone, and have findings made again behind the reader's back. Raises `UsageError`."""
        person = self.person()
        return self._desk.written(lambda: write(person))

    def decide(self, judgements: list[Judgement]) -> tuple[Decision, ...]:
        """Take decisions, all or none, and have findings made again. Raises `UsageError`."""
        decisions = self.write(lambda _: decide_all(self.case, judgements))
        self._desk.taken_by(self.person()).extend(decision.id for decision in decisions)
        return decisions

    def change(self, change: Callable[[str], tuple[Decision, ...]]) -> tuple[Decision, ...]:
        """Change files of the dossier as this person, go by them from now on, and have findings made again; return the decisions.

        Texts in which names were settled are read again first. Raises `UsageError`, and `ConfigError` where a file cannot be read any more.
        """
        person = self.person()
        decisions = self._changed(lambda: change(person), None)
        self._desk.ask(errand_after(decisions))
        self._desk.taken_by(person).extend(decision.id for decision in decisions)
        return decisions

    def _changed(self, change: Callable[[], _T], errand: Errand | None) -> _T:
        def changed() -> _T:
            made = change()
            self._desk.reopen()
            return made

        return self._desk.written(changed, errand)

    def enter(self, document: str, entry: Entry, because: str) -> str:
        """Enter a claim that was missed and return its id. Raises `UsageError`."""
        claim, decision = self.write(lambda person: add_claim(self.case, document, entry, person, because))
        self._desk.taken_by(self.person()).append(decision.id)
        return claim.id

    def undo(self, because: str) -> Decision:
        """Take back the last decision of this person since the desk was opened, and return it. Raises `UsageError` where there is none."""
        taken = self._desk.taken_by(self.person())
        if not taken:
            raise UsageError("there is nothing to undo: no decision was taken since the desk was opened")
        found: Decision = self.case.store.get("decision", taken[-1])
        self.take_back(found, because)
        return found

    def take_back(self, decision: Decision, because: str) -> None:
        """Take back a decision, or a change of a file with what was read by it. Raises `UsageError`, `NotFoundError`."""
        person = self.person()
        undone = Judgement(target=decision.id, verdict="undo", by=person, because=because)
        if decision.verdict == CHANGE:
            said = Said(person, because)
            self._changed(lambda: undo_change(self.case, decision.id, said), errand_after([decision]))
        else:
            self.write(lambda _: decide_all(self.case, [undone]))
        taken = self._desk.taken_by(person)
        if decision.id in taken:
            taken.remove(decision.id)

    def claim_of(self, decision: Decision) -> str | None:
        """Return the id of the claim that a decision is on, ``None`` where it is on no claim that is current."""
        found = self.case.store.find(decision.target.key)
        claims = self.snapshot().laid.claims
        return next((one.id for one in found if one.id in claims), None)

    def document(self, name: str) -> str:
        """Return the id of a document that has a text. Raises `NotFoundError`."""
        if name not in self.snapshot().laid.texts:
            raise NotFoundError(f"there is no document {name} with a text in this dossier")
        return name
