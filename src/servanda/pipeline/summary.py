"""What a run did, in words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from servanda.model.documents import PassedOver, Quarantine
from servanda.model.period import Period
from servanda.pipeline.growing import Grown
from servanda.report import period_words
from servanda.text.counting import counted

_ANY_TIME: Final = Period()


@dataclass(frozen=True)
class RunSummary:
    """What a run did and what is current after it. ``lost`` names decisions that hold on to nothing any more, ``grown`` rejected incidents that more reports tell of since.

    ``acts`` are counted once each, by the gravest of their findings; ``findings`` by status, of which one act may have several. ``n_incidents`` is the
    number of acts, beside which stand ``n_statements`` and, outside the ``period``, ``n_background``.
    """

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
    acts: dict[str, int] = field(default_factory=dict)
    n_statements: int = 0
    n_background: int = 0
    period: Period = _ANY_TIME

    def with_nothing_new(self) -> "RunSummary":
        """Return what the next run says if nothing changes."""
        return replace(self, changed={}, read_as=(), n_carried=0)

    def lines(self) -> Iterator[str]:
        """Yield the summary in words."""
        if self.waiting:
            yield f"{counted(len(self.waiting), 'document')} could not be read on this machine now; the next run tries again"
        elif not any(self.changed.values()):
            yield "nothing new: every stage is current"
        yield f"{counted(self.n_documents, 'document')}, {counted(sum(self.claims.values()), 'claim')} ({_words(self.claims)})"
        yield f"{counted(self.places.get('resolved', 0), 'place name')} resolved, {self.places.get('refused', 0)} refused (see: servanda unresolved)"
        yield from self._counts()
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

    def _counts(self) -> Iterator[str]:
        """Yield what counts: acts, each once, then what they are under provisions."""
        statements = counted(self.n_statements, "statement or meeting", "statements and meetings")
        yield f"{counted(self.n_incidents, 'act')} ({_words(self.acts)}), {statements} (see: servanda statements)"
        if self.n_background:
            stands = "is" if self.n_background == 1 else "are"
            outside = (
                f"{counted(self.n_background, 'act')} outside the period of the dossier ({period_words(self.period)})"
            )
            yield f"{outside} {stands} background and not counted (see: servanda incidents DIR --status background)"
        several = ": an act may have several" if self.findings else ""
        yield f"{counted(sum(self.findings.values()), 'finding')} under provisions ({_words(self.findings)}){several}"


def acts_and_findings(acts: Mapping[str, int], n_findings: int) -> str:
    """Return in words how many acts there are, each once, and under how many findings they stand."""
    n_acts = sum(acts.values())
    return f"{counted(n_acts, 'act')}, each once ({_words(acts)}); {counted(n_findings, 'finding')} under provisions, of which an act may have several"


def _words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()) or "none"
