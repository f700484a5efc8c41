"""The answer first: what the reports say in a few sentences, and who is said to have broken what."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from servanda.model.findings import Finding
from servanda.report.findings import rule_words
from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS, party_name, period_words
from servanda.report.standing import NO_PROVISION, acts_by_status, holders
from servanda.report.view import ReportView
from servanda.text.counting import counted

_TOLD = ("alleged_violation", "not_fulfilled", "partly_fulfilled", "fulfilled")


class Row(NamedTuple):
    """What is said of one party, or of it under one rule (``rule`` empty: under all): acts by status in the order of the columns.

    An act counts once in a row, whatever else it touches. ``contested`` and ``accepted`` say how many of them are.
    """

    party: str
    counts: tuple[int, ...]
    contested: int
    accepted: int
    agreement: str = ""
    rule: str = ""
    provision: str = ""


def sentences(view: ReportView) -> list[str]:
    """Return what a reader needs first, a sentence each."""
    found = [_read(view)]
    if view.book.agreements:
        found.append(f"Held against {counted(len(view.book.agreements), 'agreement')}, each act once: {_acts(view)}.")
        found.append(
            f"Under provisions: {_findings(view)}. One act may touch several provisions, agreements and parties."
        )
    if view.standing.background:
        n = len(view.standing.background)
        outside = f"{counted(n, 'act')} outside the period of this dossier ({period_words(view.period)})"
        found.append(f"{outside} {'is' if n == 1 else 'are'} background and not counted.")
    decided = sum(finding.review != "proposed" for finding in view.counted_findings)
    found.append(
        f"A person has looked at {decided} of {counted(len(view.counted_findings), 'finding')}; the others are proposals of the machine."
        if view.counted_findings
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
    about = counted(len(view.acts), "act")
    said = len(view.standing.statements)
    about += f" and {counted(said, 'statement or meeting', 'statements and meetings')}" if said else ""
    return f"{counted(len(view.texts), 'report')}{by}{period}, {hold} about {about}."


def rows(view: ReportView) -> tuple[list[str], list[Row]]:
    """Return the columns in words, and for each party of which something is said a row of its acts and below it one for each rule.

    The most alleged come first. Columns of parties and of rules overlap; an act that is laid to several parties at once has a row apart.
    """
    present = {finding.status for finding in view.counted_findings}
    statuses = [status for status in _TOLD if status in present]
    words, groups = rule_words(view), _by_party(view, statuses)
    parts = [_party(view, words, (party, rules), statuses) for party, rules in groups.items()]
    parts.sort(key=lambda part: (*(-n for n in part[0].counts), part[0].party))
    return [STATUS_WORDS[status] for status in statuses], [row for part in parts for row in part]


def _by_party(
    view: ReportView, statuses: Sequence[str]
) -> Mapping[str | None, Mapping[tuple[str, str], list[Finding]]]:
    """Return the findings of some statuses by the party in whose rows they count, and by rule."""
    holder = holders(view.counted_findings, {incident.id: incident for incident in view.acts})
    groups: dict[str | None, dict[tuple[str, str], list[Finding]]] = {}
    for finding in view.counted_findings:
        if finding.status in statuses:
            rule = (finding.agreement_id, finding.provision_id)
            groups.setdefault(holder[finding.id], {}).setdefault(rule, []).append(finding)
    return groups


def _party(
    view: ReportView,
    words: Mapping[tuple[str, str], str],
    of: tuple[str | None, Mapping[tuple[str, str], list[Finding]]],
    statuses: Sequence[str],
) -> list[Row]:
    """Return the row of a party, then those of the rules."""
    party, rules = of
    name = party_name(party, view.names) or "nobody named"
    below = []
    for rule, found in rules.items():
        agreement = view.book.agreement(rule[0])
        title = agreement.title if agreement else rule[0]
        below.append(Row(name, *_counts(found, statuses), title, words.get(rule, "") or rule[1], rule[1]))
    below.sort(key=lambda row: (*(-n for n in row.counts), row.agreement, row.provision))
    return [Row(name, *_counts([one for found in rules.values() for one in found], statuses)), *below]


def _counts(found: Iterable[Finding], statuses: Iterable[str]) -> tuple[tuple[int, ...], int, int]:
    """Return the acts by status, those contested and those accepted; a duty of which no act tells counts as one."""
    listed = tuple(found)
    return (
        tuple(_n_acts(one for one in listed if one.status == status) for status in statuses),
        _n_acts(one for one in listed if one.support == "contested"),
        _n_acts(one for one in listed if one.review in {"accepted", "amended"}),
    )


def _n_acts(found: Iterable[Finding]) -> int:
    return len({one.incident_id or one.id for one in found})


def _acts(view: ReportView) -> str:
    counts = acts_by_status(view.acts, view.counted_findings)
    words = {**STATUS_WORDS, NO_PROVISION: "under no provision"}
    return "; ".join(f"{words[status]} {n}" for status, n in counts.items()) or "none"


def _findings(view: ReportView) -> str:
    counts: Counter[str] = Counter(finding.status for finding in view.counted_findings)
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
