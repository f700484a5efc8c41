"""Implementation: party by provision by month, with silence shown as silence and the number of reports beside it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple

from servanda.model.agreements import Agreement
from servanda.model.claims import Claim, StanceClaim
from servanda.model.findings import Finding, Progress
from servanda.model.period import Lies, month, one_day
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.reference.agreement_files import criterion_words, provision_words
from servanda.report.index import Index
from servanda.report.passages import passage_items
from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS, party_name
from servanda.report.standing import SHARED, holders
from servanda.report.view import ReportView

LONG_RUN: Final = 3
"""From that many on, months with no report, nothing found and nothing due share one column."""
UNREAL: Final = frozenset(
    {"possible", "demanded", "hoped", "feared", "threatened", "planned", "conditional", "predicted"}
)
_LEVELS: Final = ("none", "minimal", "intermediate", "full")


@dataclass(frozen=True)
class _Calendar:
    """``months`` shown (a long run of empty ones as one, ``2031-01 to 2031-09``), and how many reports were published in each.

    ``times`` are those of the incidents.
    """

    months: tuple[str, ...]
    reports: Counter[str]
    times: Mapping[str, TimeInterval]

    def lies(self, told: Finding | Progress) -> Mapping[str, Lies]:
        """Return in which of the months shown what a finding or step tells lies, wholly or in part."""
        time = self.time_of(told)
        return _lies(time.start, time.end, self.months)

    def is_dated(self, told: Finding | Progress) -> bool:
        """Tell whether it lies wholly in one of the months shown."""
        return "inside" in self.lies(told).values()

    def time_of(self, told: Finding | Progress) -> TimeInterval:
        """Return the time of its incident; of a step alone the day it names."""
        alone = one_day(told.on) if isinstance(told, Progress) and told.on else UNKNOWN_TIME
        return self.times.get(told.incident_id or "", alone)


@lru_cache(maxsize=10_000)
def _lies(start: str | None, end: str | None, months: tuple[str, ...]) -> Mapping[str, Lies]:
    """Return in which months a time lies, and how: thousands of acts share their days."""
    time = TimeInterval(start=start, end=end)
    found = {name: month(name).lies(time) for name in months}
    return {name: how for name, how in found.items() if how != "outside"}


class _Rule(NamedTuple):
    """A provision or criterion as the matrix shows it; ``nobody`` stands in the row of findings without a party."""

    id: str
    words: str
    deadline: str | None
    parties: tuple[str, ...]
    nobody: str


def implementation(view: ReportView, index: Index) -> dict[str, Any]:
    """Return what the section on implementation shows: months with their reports, and rows by agreement."""
    calendar = _calendar(view, {incident.id: incident.time for incident in view.incidents})
    grouped = _grouped(view)
    agreements = [
        {
            "title": agreement.title,
            "rows": list(_rows(agreement, grouped, calendar, view)),
            "words": list(_words_about(agreement, view, index)),
            "passages": passage_items(agreement, view),
        }
        for agreement in view.book.agreements
    ]
    return {
        "months": calendar.months,
        "reports": [calendar.reports[month] for month in calendar.months],
        "agreements": [item for item in agreements if item["rows"] or item["words"] or item["passages"]],
        "undated": sum(1 for text in view.texts if not text.published_on),
    }


def _grouped(view: ReportView) -> dict[tuple[str, str, str | None], list[Finding]]:
    """Return the findings that count by agreement, rule and the party in whose row they count."""
    holder = holders(view.counted_findings, {incident.id: incident for incident in view.acts})
    grouped: dict[tuple[str, str, str | None], list[Finding]] = {}
    for finding in view.counted_findings:
        grouped.setdefault((finding.agreement_id, finding.provision_id, holder[finding.id]), []).append(finding)
    return grouped


def _calendar(view: ReportView, times: Mapping[str, TimeInterval]) -> _Calendar:
    reports = Counter(text.published_on[:7] for text in view.texts if text.published_on)
    found = {(times.get(finding.incident_id or "", UNKNOWN_TIME).start or "")[:7] for finding in view.counted_findings}
    found |= {(step.on or "")[:7] for finding in view.counted_findings for step in finding.progress}
    busy = sorted(month for month in {*reports, *found} if month)
    if not busy:
        return _Calendar((), reports, times)
    due = {p.deadline[:7] for agreement in view.book.agreements for p in agreement.provisions if p.deadline}
    kept = {*busy, *due}
    columns: list[str] = []
    for empty, run in groupby(_months(busy[0], busy[-1]), key=lambda month: month not in kept):
        months = list(run)
        columns += [f"{months[0]} to {months[-1]}"] if empty and len(months) >= LONG_RUN else months
    return _Calendar(tuple(columns), reports, times)


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while f"{year:04}-{month:02}" <= last:
        yield f"{year:04}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December


def _rows(
    agreement: Agreement,
    grouped: dict[tuple[str, str, str | None], list[Finding]],
    calendar: _Calendar,
    view: ReportView,
) -> Iterator[dict[str, Any]]:
    """Yield a row for each rule and party it binds, and one for nobody where findings name no party."""
    for rule in _rules(agreement, view):
        parties = [*rule.parties, *(one for one in (SHARED, None) if (agreement.id, rule.id, one) in grouped)]
        for party in parties:
            findings: Sequence[Finding] = grouped.get((agreement.id, rule.id, party), [])
            findings = _each_act_once(findings) if party == SHARED else findings
            told = _told(findings)
            placed = _placed(told, calendar)
            cells = [_cell(name, rule, placed.get(name, ()), calendar) for name in calendar.months]
            unsure = sum(not calendar.is_dated(one) for one in told)
            unheard = view.unheard(agreement.id, rule.id)
            yield {
                "provision": rule.id,
                "words": rule.words,
                "party": party_name(party, view.names) if party else rule.nobody,
                "due": rule.deadline,
                "cells": [_unheard(cell, unheard) if unheard else cell for cell in cells],
                "unsure": unsure,
                "silent": not unheard
                and not unsure
                and all(cell["kind"] in {"silent", "unreported"} for cell in cells),
                "unheard": unheard,
                "steps": [step for finding in findings for step in map(_step, finding.progress)],
            }


def _each_act_once(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return one finding for each act that is laid to several parties at once: it has one for each of them."""
    return tuple({finding.incident_id or finding.id: finding for finding in findings}.values())


def _rules(agreement: Agreement, view: ReportView) -> Iterator[_Rule]:
    """Yield the provisions with those whom they bind, then the bodies to be composed, which bind nobody alone."""
    for provision in agreement.provisions:
        binds = provision.binds
        parties = [b.actor for b in agreement.bound if b.actor in binds.actors or b.group in binds.classes]
        words = provision_words(provision, agreement, view.names)
        yield _Rule(provision.id, words, provision.deadline, tuple(parties), "nobody named")
    for criterion in agreement.composition:
        yield _Rule(
            criterion.id, criterion_words(criterion), None, (), criterion.body.replace("-", " ").replace("_", " ")
        )


def _told(findings: Sequence[Finding]) -> tuple[Finding | Progress, ...]:
    """Return what findings tell of acts: the steps of a duty, else the finding itself; none where no incident stands behind it."""
    told = (finding.progress or ((finding,) if finding.incident_id else ()) for finding in findings)
    return tuple(one for some in told for one in some)


_Placed = Sequence[tuple[Finding | Progress, Lies]]
"""What is told of a month, and how each lies in it."""


def _placed(told: Sequence[Finding | Progress], calendar: _Calendar) -> Mapping[str, _Placed]:
    """Return by month what lies in it, in its order."""
    found: dict[str, list[tuple[Finding | Progress, Lies]]] = {}
    for one in told:
        for name, how in calendar.lies(one).items():
            found.setdefault(name, []).append((one, how))
    return found


def _cell(name: str, rule: _Rule, placed: _Placed, calendar: _Calendar) -> dict[str, Any]:
    """Return one month of one party under one provision: what reports say, or that they are silent, or that there are none."""
    sure = [one for one, how in placed if how == "inside"]
    unsure = sum(how == "straddling" for _, how in placed)
    cell = _filled(sure) or _empty(unsure, published=bool(calendar.reports[name]))
    if sure and unsure:
        cell["title"] += f"; up to {len(sure) + unsure} with those that cross an end of the month"
    return {**cell, "due": (rule.deadline or "").startswith(name)}


def _filled(sure: Sequence[Finding | Progress]) -> dict[str, Any] | None:
    """Return what surely lies in a month: the levels that steps reach, else the gravest status."""
    steps = [one for one in sure if isinstance(one, Progress)]
    if steps:
        words = "; ".join(
            f"{step.on}: {_level_words(step)}, says {', '.join(step.said_by) or 'nobody named'}" for step in steps
        )
        return {"kind": "level", "text": _levels(steps), "title": words, "count": len(steps)}
    statuses: Counter[str] = Counter(one.status for one in sure if isinstance(one, Finding))
    if not statuses:
        return None
    worst = next(status for status in STATUS_ORDER if statuses[status])
    words = ", ".join(f"{statuses[s]} {STATUS_WORDS[s]}" for s in STATUS_ORDER if statuses[s])
    return {"kind": worst, "text": str(statuses[worst]), "title": words, "count": statuses.total()}


def _empty(unsure: int, *, published: bool) -> dict[str, Any]:
    """Return a month in which nothing surely lies: something may, or reports are silent, or there are none."""
    if unsure:
        words = f"nothing surely, up to {unsure} that cross an end of the month"
        return {"kind": "unsure", "text": "?", "title": words, "count": 0}
    if published:
        words = "silence: no report of this dossier speaks of it"
        return {"kind": "silent", "text": "–", "title": words, "count": 0}
    return {"kind": "unreported", "text": "", "title": "no report in this dossier was published", "count": 0}


def _unheard(cell: dict[str, Any], why: str) -> dict[str, Any]:
    """Return a month without the mark of silence: where no report is read for a rule, none can be silent on it."""
    return {**cell, "kind": "unheard", "text": "", "title": why} if cell["kind"] == "silent" else cell


def _levels(steps: Sequence[Progress]) -> str:
    """Return the levels that the reports of a month give, least to greatest, never averaged."""
    least, most = min(step.minimum for step in steps), max(step.maximum for step in steps)
    return str(least) if least == most else f"{least}–{most}"


def _level_words(step: Progress) -> str:
    if step.minimum == step.maximum:
        return f"{step.minimum} ({_LEVELS[step.minimum]})"
    return f"{step.minimum} to {step.maximum} ({_LEVELS[step.minimum]} to {_LEVELS[step.maximum]})"


def _step(step: Progress) -> dict[str, Any]:
    return {
        "on": step.on or "date unknown",
        "level": _level_words(step),
        "said_by": ", ".join(step.said_by) or "nobody named",
        "own_word": step.own_word,
        "sure": step.sure,
        "claims": step.claims,
    }


def _words_about(agreement: Agreement, view: ReportView, index: Index) -> Iterator[dict[str, Any]]:
    """Yield what is pledged, demanded, hoped, planned or threatened with regard to an agreement: words, never acts."""
    dates = {text.document_id: text.published_on or "" for text in view.texts}
    for claim in sorted(view.claims, key=lambda claim: (dates.get(claim.document_id, ""), claim.id)):
        which = _named(claim, agreement.id)
        attitude = claim.stance.attitude if isinstance(claim, StanceClaim) else claim.modality
        quote = index.quote(claim.id)
        if which and quote and (isinstance(claim, StanceClaim) or claim.modality in UNREAL):
            yield {**quote, "attitude": attitude, "which": which}


def _named(claim: Claim, agreement_id: str) -> str | None:
    """Return how a claim names an agreement, or ``None``."""
    for mention in claim.agreements:
        if mention.agreement_id == agreement_id:
            return "named"
        if mention.agreement_id is None and agreement_id in mention.candidates:
            return "perhaps meant"
    return None
