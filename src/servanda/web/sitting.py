"""What one person may do at a desk: what he sees, what he decides, and what he takes back."""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from servanda.errors import NotFoundError, UsageError
from servanda.model.decisions import Decision
from servanda.pipeline import Case, Entry, Judgement, Said, add_claim, decide_all, undo_change
from servanda.pipeline.changing import CHANGE
from servanda.web.desk import Desk
from servanda.web.errands import Errand, Progress, errand_after
from servanda.web.snapshot import WHOLE, Snapshot, Turned

_T = TypeVar("_T")


class Sitting:
    """What one person may do at a desk. ``by`` is the pseudonym that decides, ``None`` where nobody may."""

    def __init__(self, desk: Desk, by: str | None, sees: str = WHOLE, *, may_judge: bool = True) -> None:
        """Take the desk that the person sits at."""
        self._desk, self.by, self._sees, self.parking = desk, by, sees, desk.parking
        self.may_judge = may_judge

    @property
    def case(self) -> Case:
        """The dossier as this person may know it: without documents that he is not cleared for."""
        return self._desk.case_for(self._sees)

    @property
    def sees_all(self) -> bool:
        """Tell whether this person is cleared for all documents."""
        return self._sees == WHOLE

    def snapshot(self) -> Snapshot:
        """Return what is current for this person."""
        return self._desk.snapshot(self._sees)

    def alone(self) -> frozenset[str]:
        """Return the ids of judgements that wait for a second person."""
        return self.snapshot().alone

    def taken_back(self) -> Mapping[str, Decision]:
        """By the id of each decision that was taken back, what took it back."""
        return self.snapshot().taken_back

    def turned_since(self, number: int) -> tuple[int, list[Turned], bool]:
        """Return what decisions turned, as `Desk.turned_since`; without the findings for who is not cleared for all that they rest on."""
        last, rounds, is_busy = self._desk.turned_since(number)
        return last, rounds if self._sees == WHOLE else [Turned(one.number, ()) for one in rounds], is_busy

    def kept(self, what: Hashable, make: Callable[[], _T]) -> _T:
        """Return what takes long to make, as `Desk.kept`, of the dossier as this person may know it."""
        return self._desk.kept((self._sees, what), make)

    def drawn(self, what: Hashable, draw: Callable[[], _T], rests_on: str = "") -> _T:
        """Return a drawing of what is current for this person, drawn again where something was written since; or where what it ``rests_on`` is not the same."""
        state = rests_on or self.snapshot().moment
        return self._desk.drawings.answered(f"{self._sees} {state}", what, draw)

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
