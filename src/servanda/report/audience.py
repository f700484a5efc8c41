"""Who may see what: consent, sensitivity and retention of documents (CONTRACT section 2), held against an audience."""

from collections.abc import Iterable, Mapping
from dataclasses import replace as changed
from typing import Any, Literal, get_args

import msgspec

from servanda.model.documents import Document
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.report.view import LeftOut, ReportView

Audience = Literal["internal", "partner", "public", "court"]
AUDIENCES: tuple[str, ...] = get_args(Audience)
# The use that a consent must name. A consent for the UN covers no other partner, so it opens no audience of its own.
_USE = {"internal": "internal", "partner": "report", "public": "public", "court": "court"}


def refusal(document: Document, audience: str, at: str) -> str | None:
    """Return why a document may not be shown to ``audience`` at the instant ``at``; ``None`` where it may.

    A document that somebody gave with consent is shown only for the uses named there; one without is shown to others than
    the desk itself only if its sensitivity is ``public``. Retention and withdrawal bind every audience.
    """
    consent, use = document.consent, _USE[audience]
    told = [item.field for item in document.protected if item.in_text]
    is_outside = audience != "internal"
    checks = [
        (_over(document.retain_until, at), f"it was to be kept until {document.retain_until} only: expunge it"),
        (is_outside and bool(told), f"its own words give the protected {', '.join(told)}: add a version without them"),
    ]
    if consent:
        checks += [
            (_over(consent.withdrawn_at, at), f"consent was withdrawn on {consent.withdrawn_at}"),
            (_over(consent.until, at), f"consent ended on {consent.until}"),
            (use not in consent.uses, f"consent covers {', '.join(consent.uses) or 'no use'}, not {use}"),
        ]
    elif document.sensitivity != "public":
        checks.append((is_outside, f"it is {document.sensitivity}, and no consent names the use {use}"))
    return next((reason for is_so, reason in checks if is_so), None)


def _over(moment: str | None, at: str) -> bool:
    """Tell whether a day (to its end) or an instant in UTC has passed; an open end never has."""
    if moment is None:
        return False
    return moment < at[: len(moment)] if len(moment) == len("2019-03-14") else moment <= at


def narrow(view: ReportView, refused: Mapping[str, str]) -> tuple[ReportView, tuple[LeftOut, ...]]:
    """Return what of ``view`` rests on no refused document (reasons by document id), and what was left out.

    Incidents and findings leave whole or not at all: without the denial that stands in a refused document, an
    incident would say something else than what is on record.
    """
    if not refused:
        return view, ()
    claims = {claim.id for claim in view.claims if claim.document_id in refused}
    incidents = {item.id: item for item in view.incidents if claims & set(mentioned(item))}
    findings = {item.id: item for item in view.findings if _rests(item, claims, incidents)}
    gone = {*claims, *(c.key for c in view.claims if c.id in claims), *incidents, *findings}
    gone |= {item.handle for item in incidents.values() if item.handle} | refused.keys()
    reason = "it rests in part on a document that is left out"
    left = [LeftOut("document", name, why) for name, why in sorted(refused.items())]
    left += [LeftOut("incident", name, reason) for name in sorted(incidents)]
    left += [LeftOut("finding", name, reason) for name in sorted(findings)]
    return _without(view, refused, gone, tuple(left)), tuple(left)


def _without(view: ReportView, refused: Mapping[str, str], gone: set[str], left_out: tuple[LeftOut, ...]) -> ReportView:
    """Return the view without refused documents and without records or decisions on what is ``gone``."""
    texts = tuple(text for text in view.texts if text.document_id not in refused)
    named = {view.source_of.get(text.document_id) for text in texts}
    silent = {item.id for item in view.decisions_on(gone)}
    return changed(
        view,
        texts=texts,
        claims=tuple(item for item in view.claims if item.id not in gone),
        incidents=tuple(item for item in view.incidents if item.id not in gone),
        findings=tuple(_alone(item, gone) for item in view.findings if item.id not in gone),
        sources=tuple(source for source in view.sources if source.id in named),
        source_of={name: source for name, source in view.source_of.items() if name not in refused},
        decisions=tuple(item for item in view.decisions if item.id not in silent),
        stale=(),
        quarantined=tuple(item for item in view.quarantined if item.document_id not in refused),
        undecided=tuple(item for item in view.undecided if item.document_id not in refused),
        left_out=left_out,
    )


def mentioned(value: Any) -> Iterable[str]:
    """Yield every claim id that a record names, anywhere in it."""
    match value:
        case str():
            yield from (value,) if value.startswith("clm_") else ()
        case tuple() | list():
            for item in value:
                yield from mentioned(item)
        case dict():
            yield from mentioned(list(value.values()))
        case msgspec.Struct():
            yield from mentioned([getattr(value, name) for name in value.__struct_fields__])
        case _:
            return


def _rests(finding: Finding, claims: set[str], incidents: Mapping[str, Incident]) -> bool:
    return finding.incident_id in incidents or bool(claims & set(mentioned(finding)))


def _alone(finding: Finding, gone: set[str]) -> Finding:
    others = tuple(name for name in finding.alternative_to if name not in gone)
    return finding if others == finding.alternative_to else replace(finding, alternative_to=others)
