"""Findings laid out for the page: grouped by status, each with its provision, quotes and trace."""

from collections import Counter
from typing import Any

from servanda.model.agreements import Agreement
from servanda.model.findings import Finding
from servanda.reference.agreement_files import criterion_words, provision_words
from servanda.report.index import Index
from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS, beside_words, party_name, what, when, where
from servanda.report.standing import acts_by_status
from servanda.report.tolls import toll_rows
from servanda.report.view import ReportView

_OPEN = frozenset({"alleged_violation", "not_fulfilled", "partly_fulfilled", "fulfilled"})  # told one by one


def finding_groups(view: ReportView, index: Index) -> list[dict[str, Any]]:
    """Return the findings by status, the most serious first.

    Findings on one act are bundled, so that a reader sees the act once, and below it the provisions and what is missing. Duties of which no act
    tells are bundled by agreement.
    """
    items = finding_items(view, index)
    groups = []
    for status in STATUS_ORDER:
        members = [item for item in items if item["record"].status == status]
        if members:
            bundles = _bundles(members)
            n_acts = sum(bundle["incident"] is not None for bundle in bundles)
            words = STATUS_WORDS[status].capitalize()
            folded = status not in _OPEN
            groups.append(
                {
                    "words": words,
                    "status": status,
                    "n": len(members),
                    "n_acts": n_acts,
                    "folded": folded,
                    "bundles": bundles,
                }
            )
    return groups


def finding_items(view: ReportView, index: Index) -> list[dict[str, Any]]:
    """Return one item a finding that counts, by time, agreement and provision."""
    incidents = {incident.id: incident for incident in view.acts}
    items = [
        finding_item(finding, incidents.get(finding.incident_id or ""), view, index)
        for finding in view.counted_findings
    ]
    items.sort(
        key=lambda item: (item["when"], item["record"].agreement_id, item["record"].provision_id, item["record"].id)
    )
    return items


def _bundles(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the items in bundles of one act, or where there is none of one agreement, each with its provisions and gaps."""
    by: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        record = item["record"]
        by.setdefault(record.incident_id or record.agreement_id, []).append(item)
    return [
        {
            "title": members[0]["title"],
            "incident": members[0]["incident"],
            "first": members[0],
            "parties": list(dict.fromkeys(m["party"] for m in members if m["party"])),
            "provisions": list(dict.fromkeys(f"{m['title']}, {m['record'].provision_id}" for m in members)),
            "missing": sorted({gap for m in members for gap in m["record"].missing}),
            "findings": members,
        }
        for members in by.values()
    ]


def finding_matrix(view: ReportView) -> dict[str, Any]:
    """Return the columns (statuses that occur), the acts each once under the gravest of its findings, and one row a provision.

    In a row an act counts once, whichever parties it touches; rows overlap. A provision that nobody spoke of is shown silent.
    """
    told = {
        (one.agreement_id, one.provision_id, one.status, one.incident_id or one.party) for one in view.counted_findings
    }
    counts: Counter[tuple[str, str, str]] = Counter((agreement, rule, status) for agreement, rule, status, _ in told)
    acts = acts_by_status(view.acts, view.counted_findings)
    columns = [status for status in STATUS_ORDER if any(key[2] == status for key in counts)]
    spoken = {(one.agreement_id, one.provision_id) for one in view.findings}
    known = {(a.id, p.id): p for a in view.book.agreements for p in a.provisions}
    rows = sorted({*known, *((agreement, provision) for agreement, provision, _ in counts)})
    words = rule_words(view)
    return {
        "columns": [STATUS_WORDS[status] for status in columns],
        "acts": [acts.get(status, 0) for status in columns],
        "n_acts": sum(acts.values()),
        "rows": [
            {
                "title": _title(view.book.agreement(agreement), agreement),
                "provision": provision,
                "words": words.get((agreement, provision), ""),
                "deadline": getattr(known.get((agreement, provision)), "deadline", None),
                "counts": [counts[agreement, provision, status] for status in columns],
                "silent": (agreement, provision) not in spoken and not view.unheard(agreement, provision),
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


def finding_item(finding: Finding, incident: Any, view: ReportView, index: Index) -> dict[str, Any]:
    """Return one finding laid out, with the incident that it is on (``None``: no incident tells of the duty)."""
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
        "place": (incident.told_place or "") if incident else "",
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
