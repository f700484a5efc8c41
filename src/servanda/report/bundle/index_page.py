"""The page of an evidence bundle that is read first: what it is about, how to check it, what speaks for and against."""

from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from servanda.model.codec import decode_json, sha256
from servanda.reference.agreement_files import provision_words
from servanda.report.bundle.contents import BundleContents
from servanda.report.index import Index, index_view
from servanda.report.phrases import party_name, status_words, what, when, where

if TYPE_CHECKING:
    from servanda.report.bundle.packing import Exhibit


def index_page(contents: BundleContents, exhibits: "Iterable[Exhibit]", version: str) -> bytes:
    """Return the page as UTF-8 HTML; it loads nothing, and the other files of the bundle are linked."""
    from servanda.report.templating import template

    numbered = {item.document.id: item for item in exhibits}
    index = index_view(replace(contents.view, claims=(*contents.view.claims, *contents.rejected)))
    context = {
        "contents": contents,
        "view": contents.view,
        "version": version,
        "css": files("servanda.report").joinpath("templates", "report.css").read_text(encoding="utf-8"),
        "findings": [_finding(item, contents, index, numbered) for item in _chosen(contents)],
        "others": [_other(item) for item in contents.view.findings if item.id not in contents.chosen],
        "exhibits": numbered.values(),
        "rejected": [_voice(claim.id, index, numbered) for claim in contents.rejected],
        "decisions": contents.view.decisions,
        "rules": sorted({f"{claim.made_by.rule} {claim.made_by.version}" for claim in contents.view.claims}),
        "assessed": sorted(
            {(f.agreement_id, f.assessed_with.rules, f.assessed_with.agreement_sha256) for f in contents.view.findings}
        ),
        "head": decode_json(contents.heads[-1]) if contents.heads else None,
        "public_key": (public_key := _public_key(contents)),
        "fingerprint": sha256(public_key.encode()),
        "n_stamps": sum(name.endswith(".tsr") for name in contents.files),
    }
    return str(template("bundle.html.j2").render(context)).encode("utf-8")


def _public_key(contents: BundleContents) -> str:
    newest = contents.keys[-1] if contents.is_release else decode_json(contents.heads[-1])
    return str(newest["public_key"])


def _chosen(contents: BundleContents) -> list[Any]:
    return [item for item in contents.view.findings if item.id in contents.chosen]


def _finding(finding: Any, contents: BundleContents, index: Index, numbered: Any) -> dict[str, Any]:
    """Return a finding with those who say so, those who deny it, and what contradicts what."""
    view = contents.view
    incident = next((item for item in view.incidents if item.id == finding.incident_id), None)
    agreement = view.book.agreement(finding.agreement_id)
    provision = (
        next((item for item in agreement.provisions if item.id == finding.provision_id), None) if agreement else None
    )
    denials = set(incident.denials) if incident else set()
    members = incident.members if incident else tuple(name for step in finding.conditions for name in step.claims)
    saying = [name for name in dict.fromkeys(members) if name not in denials]
    names = {finding.id, *((incident.id, incident.handle) if incident else ())}
    names |= {claim.key for claim in view.claims if claim.id in members}
    return {
        "record": finding,
        "status": status_words(finding),
        "party": party_name(finding.party, view.names),
        "title": agreement.title if agreement else finding.agreement_id,
        "provision": provision_words(provision, agreement, view.names) if provision and agreement else "",
        "incident": incident,
        "what": f"{what(incident)}, {where(incident)}, {when(incident.time)}" if incident else "",
        "saying": [voice for name in saying if (voice := _voice(name, index, numbered))],
        "denying": [voice for name in sorted(denials) if (voice := _voice(name, index, numbered))],
        "contradictions": incident.contradictions if incident else (),
        "numbers": index.numbers,
        "decisions": view.decisions_on(names),
    }


def _other(finding: Any) -> dict[str, Any]:
    return {"record": finding, "status": status_words(finding)}


def _voice(claim_id: str, index: Index, numbered: Any) -> dict[str, Any] | None:
    """Return the words of a claim with speaker, date and the exhibit they stand in."""
    quote, claim = index.quote(claim_id), index.claims.get(claim_id)
    if quote is None or claim is None:
        return None
    exhibit = numbered.get(claim.document_id)
    place = f"characters {claim.span.start} to {claim.span.end}"
    return {**quote, "exhibit": exhibit.number if exhibit else "", "place": place, "rule": claim.made_by.rule}
