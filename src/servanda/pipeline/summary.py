"""What a run did, in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.model.documents import PassedOver, Quarantine
from servanda.pipeline.growing import Grown
from servanda.text.counting import counted


@dataclass(frozen=True)
class RunSummary:
    """What a run did and what is current after it. ``lost`` names decisions that hold on to nothing any more, ``grown`` rejected incidents that more reports tell of since."""

    changed: dict[str, int]
    claims: dict[str, int]
    places: dict[str, int]
    n_documents: int
    n_incidents: int
    findings: dict[str, int]
    quarantined: tuple[Quarantine, ...]
    read_as: tuple[str, ...] = ()
    n_rejected: int = 0
    n_carried: int = 0
    lost: tuple[str, ...] = ()
    grown: tuple[Grown, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the summary in words."""
        if self.waiting:
            yield f"{counted(len(self.waiting), 'document')} could not be read on this machine now; the next run tries again"
        elif not any(self.changed.values()):
            yield "nothing new: every stage is current"
        yield f"{counted(self.n_documents, 'document')}, {counted(sum(self.claims.values()), 'claim')} ({_words(self.claims)})"
        yield f"{counted(self.places.get('resolved', 0), 'place name')} resolved, {self.places.get('refused', 0)} refused (see: servanda unresolved)"
        yield f"{counted(self.n_incidents, 'incident')}, {counted(sum(self.findings.values()), 'finding')} ({_words(self.findings)})"
        if self.n_rejected:
            one = self.n_rejected == 1
            said = "was rejected and counts" if one else "were rejected and count"
            yield f"{counted(self.n_rejected, 'incident')} {said} nowhere (see: servanda incidents DIR --status rejected)"
        yield from (grown.words for grown in self.grown)
        if self.n_carried:
            yield f"{counted(self.n_carried, 'decision')} carried over to claims or findings that bear other keys now (servanda show tells)"
        yield from self.lost
        if self.passed_over:
            rules = Counter(item.rule for item in self.passed_over)
            yield f"{counted(len(self.passed_over), 'stretch', 'stretches')} of text passed over ({_words(dict(sorted(rules.items())))})"


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()) or "none"
