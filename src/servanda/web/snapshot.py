"""What is current in a dossier at one moment, as one who sees documents up to a sensitivity may know it."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from servanda.pipeline import Case, Waiting, build_view, inbox
from servanda.pipeline.differences import FindingChange
from servanda.report import Laid, ReportView
from servanda.review import SENSITIVITIES, unseconded
from servanda.web.addresses import href_of

WHOLE: Final = SENSITIVITIES[-1]
"""Who sees documents up to this sensitivity sees the whole record; who sees less, nothing that rests on other documents."""


@dataclass(frozen=True)
class Snapshot:
    """What was current when the custody log had ``stamp`` entries: laid out, and what waits for a person.

    ``alone`` are the ids of judgements that wait for a second person, where the dossier asks for two.
    """

    stamp: int
    laid: Laid
    waiting: tuple[Waiting, ...]
    alone: frozenset[str]

    @property
    def view(self) -> ReportView:
        """The view itself."""
        return self.laid.view


class Turned(NamedTuple):
    """What one round of work after decisions turned: its number, and the findings."""

    number: int
    changes: tuple[FindingChange, ...]


def snapshot_of(case: Case, stamp: int) -> Snapshot:
    """Return what is current in a dossier whose custody log has ``stamp`` entries."""
    view = build_view(case)
    waiting = unseconded(view.decisions, case.dossier.settings.review.persons)
    alone = frozenset(one.id for some in waiting.values() for one in some)
    return Snapshot(stamp, Laid(view, href_of), inbox(case, view), alone)
