"""The answer first: what the reports say in a few sentences, and who is said to have broken what."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from servanda.model.findings import Finding
from servanda.report.findings import rule_words
from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS, party_name
from servanda.report.view import ReportView
from servanda.text.counting import counted

_TOLD = ("alleged_violation", "not_fulfilled", "partly_fulfilled", "fulfilled")


class Row(NamedTuple):
    """What is said of one party under one rule: findings by status in the order of the columns, and how many are contested."""

    agreement: str
    rule: str
    provision: str
    party: str
    counts: tuple[int, ...]
    contested: int
    accepted: int


def sentences(view: ReportView) -> list[str]:
    """Return what a reader needs first, a sentence each."""
    found = [_read(view)]
    if view.book.agreements:
        found.append(f"Held against {counted(len(view.book.agreements), 'agreement')}: {_counted(view.findings)}.")
    decided = sum(finding.review != "proposed" for finding in view.findings)
    found.append(
        f"A person has looked at {decided} of {counted(len(view.findings), 'finding')}; the others are proposals of the machine."
        if view.findings
        else "There are no findings."
    )
    silent = _silent(view)
    if silent:
        found.append(f"No report speaks of {silent} of the rules: silence is neither keeping nor breaking them.")
    return found


def _read(view: ReportView) -> str:
    """Return what was read: reports, publishers, days, claims, incidents."""
    days = sorted(text.published_on for text in view.texts if text.published_on)
    publishers = {text.publisher for text in view.texts if text.publisher}
    period = f", published {days[0]} to {days[-1]}" if days else ""
    by = f" by {counted(len(publishers), 'publisher')}" if publishers else ""
    hold = f"{'holds' if len(view.texts) == 1 else 'hold'} {counted(len(view.claims), 'claim')}"
    about = counted(len(view.incidents), "incident")
    return f"{counted(len(view.texts), 'report')}{by}{period}, {hold} about {about}."


def rows(view: ReportView) -> tuple[list[str], list[Row]]:
    """Return the columns in words, and a row for each party and rule of which something is said, the most alleged first."""
    statuses = [status for status in _TOLD if any(finding.status == status for finding in view.findings)]
    groups: dict[tuple[str, str, str | None], list[Finding]] = {}
    for finding in view.findings:
        if finding.status in statuses:
            groups.setdefault((finding.agreement_id, finding.provision_id, finding.party), []).append(finding)
    words = rule_words(view)
    made = [_row(view, words, (key, found), statuses) for key, found in groups.items()]
    made.sort(key=lambda row: (*(-n for n in row.counts), row.agreement, row.provision, row.party))
    return [STATUS_WORDS[status] for status in statuses], made


def _row(
    view: ReportView,
    words: Mapping[tuple[str, str], str],
    of: tuple[tuple[str, str, str | None], list[Finding]],
    statuses: Iterable[str],
) -> Row:
    key, found = of
    agreement = view.book.agreement(key[0])
    return Row(
        agreement.title if agreement else key[0],
        words.get(key[:2], ""),
        key[1],
        party_name(key[2], view.names) or "nobody named",
        tuple(sum(one.status == status for one in found) for status in statuses),
        sum(one.support == "contested" for one in found),
        sum(one.review in {"accepted", "amended"} for one in found),
    )


def _counted(findings: Iterable[Finding]) -> str:
    counts: Counter[str] = Counter(finding.status for finding in findings)
    parts = [f"{STATUS_WORDS[status]} {counts[status]}" for status in STATUS_ORDER if counts[status]]
    return "; ".join(parts) or "nothing that they speak of"


def _silent(view: ReportView) -> int:
    spoken = {(finding.agreement_id, finding.provision_id) for finding in view.findings}
    rules = ((agreement.id, rule.id) for agreement in view.book.agreements for rule in agreement.provisions)
    return sum(rule not in spoken and not view.unheard(*rule) for rule in rules)


def facts(view: ReportView) -> dict[str, Any]:
    """Return what the head of the page shows."""
    columns, found = rows(view)
    return {"sentences": sentences(view), "columns": columns, "rows": found}
