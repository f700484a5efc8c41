"""What a run did, in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.model.documents import PassedOver, Quarantine


@dataclass(frozen=True)
class RunSummary:
    """What a run did and what is current after it. ``lost`` names decisions that hold on to nothing any more."""

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
    passed_over: tuple[PassedOver, ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the summary in words."""
        if self.waiting:
            yield f"{len(self.waiting)} documents could not be read on this machine now; the next run tries them again"
        elif not any(self.changed.values()):
            yield "nothing new: every stage is current"
        yield f"{self.n_documents} documents, {sum(self.claims.values())} claims ({_words(self.claims)})"
        yield f"{self.places.get('resolved', 0)} place names resolved, {self.places.get('refused', 0)} refused (see: servanda unresolved)"
        yield f"{self.n_incidents} incidents, {sum(self.findings.values())} findings ({_words(self.findings)})"
        if self.n_rejected:
            yield f"{self.n_rejected} incidents were rejected and count nowhere (see: servanda incidents DIR --status rejected)"
        if self.n_carried:
            yield f"{self.n_carried} decisions carried over: their claims or findings bear other keys now (servanda show tells)"
        yield from self.lost
        if self.passed_over:
            rules = Counter(item.rule for item in self.passed_over)
            yield f"{len(self.passed_over)} stretches of text passed over ({_words(dict(sorted(rules.items())))})"


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()) or "none"
