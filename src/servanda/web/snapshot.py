"""What is current in a dossier at one moment, as one who sees documents up to a sensitivity may know it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from servanda.model.codec import encode, sha256
from servanda.model.decisions import Decision
from servanda.model.incidents import Incident
from servanda.pipeline import Case, KeptView, Waiting, build_view, inbox, kept_view, lists_aside
from servanda.pipeline.differences import FindingChange
from servanda.report import Laid, ReportView
from servanda.review import SENSITIVITIES, taken_back, unseconded
from servanda.store import n_records
from servanda.web.addresses import href_of

MANY: Final = 5_000
"""Claims: a dossier of more is shown as it was a moment ago, with what was decided since, while it is laid out anew."""
WHOLE: Final = SENSITIVITIES[-1]
"""Who sees documents up to this sensitivity sees the whole record; who sees less, nothing that rests on other documents."""


@dataclass(frozen=True)
class Snapshot:
    """What was current when the custody log had ``size`` entries, ``stamp`` of them such as change pages: laid out, and what waits for a person.

    ``alone`` are the ids of judgements that wait for a second person, where the dossier asks for two.
    """

    stamp: int
    size: int
    laid: Laid
    waiting: tuple[Waiting, ...]
    alone: frozenset[str]

    @property
    def view(self) -> ReportView:
        """The view itself."""
        return self.laid.view

    @cached_property
    def taken_back(self) -> Mapping[str, Decision]:
        """By the id of each decision that was taken back, what took it back."""
        return taken_back(self.view.decisions)

    @property
    def moment(self) -> str:
        """What tells it from every other one: how far the log was, and which decisions were put in since."""
        return f"{self.stamp}.{len(self.view.decisions)}"

    def digest_of(self, acts: Sequence[Incident]) -> str:
        """Return a hash of acts and of what else a drawing of them rests on: the gravest finding on each, and the zones."""
        return sha256(encode((acts, [self.laid.statuses.get(one.id) for one in acts], self.view.zones)))

    @property
    def is_large(self) -> bool:
        """Tell whether laying it out takes longer than somebody would wait for a page."""
        return len(self.view.claims) > MANY


class Turned(NamedTuple):
    """What one round of work after decisions turned: its number, and the findings."""

    number: int
    changes: tuple[FindingChange, ...]


def snapshot_of(case: Case, stamp: int, size: int) -> Snapshot:
    """Return what is current in a dossier whose custody log has ``size`` entries, ``stamp`` of them such as change pages."""
    laid, waiting = _over_lists(case) or _in_memory(case)
    return Snapshot(stamp, size, laid, waiting, alone_among(case, laid.view.decisions))


def _over_lists(case: Case) -> KeptView | None:
    """Return what is current of a large dossier, laid out over its lists; ``None`` where it is none, or none may be kept."""
    if case.withheld or n_records(case.store, "claim") <= MANY:
        return None
    lists_aside(case)
    kept = kept_view(case, href_of)
    return kept if kept and len(kept.laid.view.claims) > MANY else None


def _in_memory(case: Case) -> KeptView:
    view = build_view(case)
    laid = Laid(view, href_of)
    return KeptView(laid.made_ready() if len(view.claims) > MANY else laid, inbox(case, view))


def alone_among(case: Case, decisions: Sequence[Decision]) -> frozenset[str]:
    """Return the ids of those judgements that wait for a second person."""
    waiting = unseconded(decisions, case.dossier.settings.review.persons)
    return frozenset(one.id for some in waiting.values() for one in some)
