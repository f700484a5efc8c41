"""Findings laid out for the page: grouped by status, each with its provision, quotes and trace."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from servanda.model.agreements import Agreement
from servanda.model.findings import Finding
from servanda.reference.agreement_files import criterion_words, provision_words
from servanda.report.index import Index
from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS, beside_words, party_name, what, when, where
from servanda.report.tolls import toll_rows
from servanda.report.view import ReportView

_OPEN = frozenset({"alleged_violation", "not_fulfilled", "partly_fulfilled", "fulfilled"})  # told one by one


def finding_groups(view: ReportView, index: Index) -> list[dict[str, Any]]:
    """Return the findings by status, the most serious first.

    Statuses that assert something are bundled by agreement. The others are many and say one thing of one incident: they are
    bundled by incident, so that a reader sees one line with the provisions and what is missing.
    """
    items = finding_items(view, index)
    groups = []
    for status in STATUS_ORDER:
        members = [item for item in items if item["record"].status == status]
        if members:
            folded = status not in _OPEN
            words = STATUS_WORDS[status].capitalize()
            bundles = _bundles(members, folded=folded)
            groups.append({"words": words, "status": status, "n": len(members), "folded": folded, "bundles": bundles})
    return groups


def finding_items(view: ReportView, index: Index) -> list[dict[str, Any]]:
    """Return one item a finding, by time, agreement and provision."""
    incidents = {incident.id: incident for incident in view.incidents}
    items = [_item(finding, incidents.get(finding.incident_id or ""), view, index) for finding in view.findings]
    items.sort(
        key=lambda item: (item["when"], item["record"].agreement_id, item["record"].provision_id, item["record"].id)
    )
    return items


def _bundles(items: list[dict[str, Any]], *, folded: bool) -> list[dict[str, Any]]:
    """Return the items in bundles of one incident (``folded``) or one agreement, each with its provisions and gaps."""
    by: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        record = item["record"]
        by.setdefault((record.incident_id or record.agreement_id) if folded else record.agreement_id, []).append(item)
    return [
        {
            "title": members[0]["title"],
            "incident": members[0]["incident"],
            "first": members[0],
            "provisions": list(dict.fromkeys(f"{m['title']}, {m['record'].provision_id}" for m in members)),
            "missing": sorted({gap for m in members for gap in m["record"].missing}),
            "findings": members,
        }
        for members in by.values()
    ]


def finding_matrix(view: ReportView) -> dict[str, Any]:
    """Return the columns (statuses that occur) and one row a provision; a provision that nobody spoke of is shown silent."""
    counts: Counter[tuple[str, str, str]] = Counter(
        (finding.agreement_id, finding.provision_id, finding.status) for finding in view.findings
    )
    columns = [status for status in STATUS_ORDER if any(key[2] == status for key in counts)]
    known = {(a.id, p.id): p for a in view.book.agreements for p in a.provisions}
    rows = sorted({*known, *((agreement, provision) for agreement, provision, _ in counts)})
    words = rule_words(view)
    return {
        "columns": [STATUS_WORDS[status] for status in columns],
        "rows": [
            {
                "title": _title(view.book.agreement(agreement), agreement),
                "provision": provision,
                "words": words.get((agreement, provision), ""),
                "deadline": getattr(known.get((agreement, provision)), "deadline", None),
                "counts": [counts[agreement, provision, status] for status in columns],
                "silent": not any(counts[agreement, provision, status] for status in columns)
                and not view.unheard(agreement, provision),
                "unheard": view.unheard(agreement, provision),
            }
            for agreement, provision in rows
        ],
    }


def rule_words(view: ReportView) -> dict[tuple[str, str], str]:
    """Return every provision and every rule of composition as a sentence, by agreement and id."""
    agreements = view.book.agreements
    provisions = {(a.id, p.id): provision_words(p, a, view.names) for a in agreements for p in a.provisions}
    return provisions | {(a.id, c.id): criterion_words(c) for a in agreements for c in a.composition}


def status_by_incident(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the most serious status by incident id."""
    rank = {status: place for place, status in enumerate(STATUS_ORDER)}
    found: dict[str, str] = {}
    for finding in sorted(findings, key=lambda finding: -rank[finding.status]):
        if finding.incident_id:
            found[finding.incident_id] = finding.status
    return found


def _item(finding: Finding, incident: Any, view: ReportView, index: Index) -> dict[str, Any]:
    agreement = view.book.agreement(finding.agreement_id)
    provision = next((p for p in agreement.provisions if p.id == finding.provision_id), None) if agreement else None
    bound = [b for b in agreement.bound if b.actor == finding.party] if agreement else []
    return {
        "record": finding,
        "incident": incident,
        "status": STATUS_WORDS[finding.status],
        "title": _title(agreement, finding.agreement_id),
        "party": party_name(finding.party, view.names),
        "what": what(incident) if incident else "",
        "where": where(incident) if incident else "",
        "when": when(incident.time) if incident else "",
        "day": (incident.time.start or "") if incident else "",
        "place": (incident.place.told or "") if incident else "",
        "n_reports": incident.n_documents if incident else 0,
        "provision_words": provision_words(provision, agreement, view.names) if provision and agreement else "",
        "basis": "; ".join(f"as {b.role.replace('_', ' ')}, {b.basis}" for b in bound if b.basis),
        "disputes": [f"{party_name(b.actor, view.names)} {d.value} ({d.source})" for b in bound for d in b.disputed],
        "quotes": index.quotes(tuple(c for c in incident.members if c not in incident.denials)) if incident else [],
        "denials": index.quotes(incident.denials) if incident else [],
        "tolls": toll_rows(incident, index) if incident else [],
        "beside": [(one.relation, beside_words(one), one.claim) for one in finding.beside],
    }


def _title(agreement: Agreement | None, agreement_id: str) -> str:
    return agreement.title if agreement else agreement_id
