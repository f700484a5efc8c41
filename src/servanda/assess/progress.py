"""How far a duty was done over time, by whose claims: 0 none, 1 minimal, 2 intermediate, 3 full."""

from collections.abc import Iterable
from typing import Final

from servanda.assess.acts import affirming
from servanda.assess.reports import concerns, when
from servanda.assess.setting import Setting
from servanda.model.agreements import Bound
from servanda.model.findings import Progress
from servanda.model.incidents import Incident, Voice

LEVELS: Final[dict[str | None, tuple[int, int]]] = {"all": (3, 3), "part": (1, 2), "none": (0, 0), None: (0, 3)}
"""Least and greatest level that a report leaves open. The scale of four steps is that of the Peace Accords Matrix; a
report that something was done in part does not say whether that is little or most of it."""


def progress_of(reports: Iterable[Incident], bound: Bound, setting: Setting) -> tuple[Progress, ...]:
    """Return one step for each report on what a party did, in order of time; undated reports come first."""
    ordered = sorted(reports, key=lambda report: (when(report), report.id))
    return tuple(_step(report, bound, setting) for report in ordered)


def _step(report: Incident, bound: Bound, setting: Setting) -> Progress:
    extent = report.milestone.extent if report.milestone else None
    claims = affirming(report)
    voices = [voice for voice in report.voices if voice.claim in claims]
    least, most = LEVELS[extent]
    return Progress(
        on=report.time.start,
        minimum=least,
        maximum=most,
        incident_id=report.id,
        claims=claims,
        said_by=tuple(sorted({voice.name or "the writer" for voice in voices})),
        own_word=bool(voices) and all(_belongs(voice, report, bound, setting) for voice in voices),
        sure=concerns(report, bound, setting, extent) == "true",
    )


def _belongs(voice: Voice, report: Incident, bound: Bound, setting: Setting) -> bool:
    if voice.entity_id is None:
        return False
    way = setting.actors.link(voice.entity_id, bound.actor, setting.when(report))
    return way is not None and way.attributes
