"""Evidence bundles: the records that bear on chosen findings, with their proofs, for an audience."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Any

from servanda.errors import NotFoundError, UsageError
from servanda.model.claims import Claim
from servanda.model.codec import canonical, sha256
from servanda.model.documents import Document
from servanda.model.findings import Finding
from servanda.model.runs import CustodySubject
from servanda.pipeline.bearing import Bearing, Bearings, decisions_on, joint
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_identifications
from servanda.pipeline.proofs import agreement_files, proofs, stamp_files
from servanda.pipeline.relating import WHOLE
from servanda.report import BundleContents, LeftOut, ReportConfig, ReportView, bundle
from servanda.store import Occasion, Wanted, proven_rows, sign


@dataclass(frozen=True)
class Request:
    """What is asked for: an audience, the documents it may not see (reasons by id), findings by id (none: all of them).

    ``disclose`` names documents whose protected fields are opened to this audience.
    """

    audience: str
    refused: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    disclose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Packed:
    """A bundle as a zip file, what was left out of it, and the ids of the documents in it."""

    content: bytes
    left_out: tuple[LeftOut, ...]
    documents: tuple[str, ...]


def make_bundle(case: Case, view: ReportView, request: Request) -> Packed:
    """Return an evidence bundle. A finding is packed whole or not at all.

    Where anything that bears on a finding may not be shown, the finding is left out and named. Raises `UsageError` where
    nothing may be shown or the bundle cannot be signed, and `NotFoundError` for no such finding or document.
    """
    sign(case.store, b"")  # a locked key is said before the work, not after it
    bearings = Bearings(case, view)
    chosen, left_out = _chosen(view, request, bearings)
    if not chosen:
        reasons = "; ".join(f"{item.id}: {item.reason}" for item in left_out) or "the dossier has no findings yet"
        raise UsageError(f"nothing can be packed for the audience {request.audience} ({reasons})")
    bearing = joint(chosen.values())
    left_out += _lost(case, bearing)
    shown = _narrowed(view, bearing, bearings)
    contents = changed(_contents(case, shown, (bearing, bearings), request), chosen=tuple(chosen), left_out=left_out)
    made = bundle(contents, ReportConfig(), lambda content: sign(case.store, content))
    return Packed(made, left_out, tuple(document.id for document in contents.documents))


def _chosen(view: ReportView, request: Request, bearings: Bearings) -> tuple[dict[str, Bearing], tuple[LeftOut, ...]]:
    """Return what bears on each finding that may be shown, and the others with the reason."""
    chosen, left_out = {}, []
    for finding in _asked_for(view, request.findings):
        bearing = bearings.of(finding)
        hidden = sorted(bearing.documents & request.refused.keys())
        if hidden:
            reasons = "; ".join(f"document {name}: {request.refused[name]}" for name in hidden)
            left_out.append(LeftOut("finding", finding.id, f"what bears on it may not be shown: {reasons}"))
        else:
            chosen[finding.id] = bearing
    return chosen, tuple(left_out)


def _asked_for(view: ReportView, names: tuple[str, ...]) -> list[Finding]:
    found = [item for item in view.findings if not names or item.id.startswith(names)]
    for name in names:
        if not any(item.id.startswith(name) for item in found):
            raise NotFoundError(f"there is no finding {name!r}; list them with: servanda findings DIR")
    return found


def _lost(case: Case, bearing: Bearing) -> tuple[LeftOut, ...]:
    """Name the claims that once stood in one of the incidents and were expunged since."""
    gone = sorted(key for key in bearing.lost if not case.store.find(key))
    return tuple(
        LeftOut("claim", key, "it stood in this incident once, and was expunged with its document") for key in gone
    )


def _narrowed(view: ReportView, bearing: Bearing, bearings: Bearings) -> ReportView:
    """Return of a view what a bundle shows: the documents that bear on its findings, with everything read in them."""
    claims = tuple(claim for claim in view.claims if claim.document_id in bearing.documents)
    findings = tuple(item for item in view.findings if item.id in bearing.findings)
    about = {finding.agreement_id for finding in findings}
    names = {*bearing.findings, *bearing.incidents, *bearing.handles, *bearing.documents}
    names |= {claim.key for claim in bearings.claims.values() if claim.document_id in bearing.documents}
    graded = {view.source_of.get(name) for name in bearing.documents}
    return changed(
        view,
        texts=tuple(text for text in view.texts if text.document_id in bearing.documents),
        claims=claims,
        incidents=tuple(item for item in view.incidents if item.id in bearing.incidents),
        findings=findings,
        book=changed(view.book, agreements=tuple(item for item in view.book.agreements if item.id in about)),
        zones={name: shape for name, shape in view.zones.items() if name.partition("/")[0] in about},
        sources=tuple(source for source in view.sources if source.id in graded),
        decisions=decisions_on(view.decisions, names),
        undecided=tuple(item for item in view.undecided if item.document_id in bearing.documents),
        stale=(),
        quarantined=(),
    )


def _contents(case: Case, view: ReportView, around: tuple[Bearing, Bearings], request: Request) -> BundleContents:
    bearing, bearings = around
    documents = tuple(item for item in case.store.records("document") if item.id in bearing.documents)
    captures = [item for item in case.store.records("capture") if item.document_id in bearing.documents]
    claims = [claim for claim in bearings.claims.values() if claim.document_id in bearing.documents]
    wanted = _wanted(case, view, (documents, captures, claims), bearing)
    for digest in sorted(wanted.objects):  # a bundle that cannot be built leaves nothing, not in the log either
        case.store.object(digest)
    _note_access(case, wanted, request.audience)
    rows = proven_rows(case.store, wanted)
    proven = proofs(case, rows)
    objects = {row.sha256: case.store.object(row.sha256) for row in rows if row.kind == "object"}
    warcs = {item.warc_sha256 for item in captures}
    held = {item.object_sha256 for item in documents} | warcs
    loose = {f"objects/{digest}": content for digest, content in objects.items() if digest not in held}
    decided_on = {claim.id for claim in view.claims}
    return BundleContents(
        view=view,
        chosen=(),
        audience=request.audience,
        made_at=case.now(),
        made_by=case.by,
        documents=documents,
        objects=objects,
        captured=frozenset(item.document_id for item in captures if item.document_id),
        warcs=tuple(objects[digest] for digest in sorted(warcs)),
        files={**loose, **agreement_files(case, view), **stamp_files(case, proven.heads)},
        disclosed=_disclosed(case, documents, request.disclose),
        rejected=tuple(claim for claim in claims if claim.id in bearing.claims and claim.id not in decided_on),
        **proven._asdict(),
    )


def _wanted(
    case: Case, view: ReportView, found: tuple[Iterable[Document], Iterable[Any], Iterable[Claim]], bearing: Bearing
) -> Wanted:
    """Return which rows are to be proven."""
    documents, captures, claims = found
    read = [item for item in current_identifications(case) if item.document_id in bearing.documents]
    kept = (*documents, *captures, *claims, *read, *view.texts, *view.incidents, *view.findings, *view.decisions)
    run = (view.run,) if view.run else ()
    objects = {item.object_sha256 for item in documents}
    objects |= {digest for item in captures for digest in (item.warc_sha256, item.object_sha256) if digest}
    steps = {("parse", item.id) for item in documents} | {("extract", text.id) for text in view.texts}
    return Wanted(
        records={item.id for item in (*kept, *run, *case.store.signing_keys())},
        objects=objects,
        derivations=steps | {("corroborate", WHOLE), ("assess", WHOLE)},
        handles=bearing.handles,
    )


def _note_access(case: Case, wanted: Wanted, audience: str) -> None:
    """Enter in the log what is taken out, before it is: the newest signed head then covers that too."""
    subject = CustodySubject(kind="selection", sha256=sha256(canonical(sorted(wanted.records))))
    case.store.log_event(Occasion("accessed", case.by, case.now(), case.tool(audience=audience)), subject)


def _disclosed(case: Case, documents: Iterable[Document], names: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """Return the opened commitments of the documents named. Raises `NotFoundError` and `VaultLocked`."""
    if not names:
        return ()
    chosen = [document for document in documents if document.id.startswith(names)]
    if len(chosen) < len(names):
        raise NotFoundError(
            f"--disclose {' '.join(names)}: the bundle holds no such document, or several of one beginning"
        )
    promised = {part.commitment for document in chosen for part in document.protected}
    opened = (item for _, item in case.store.vault.contents() if item)
    fields = ("commitment", "field", "salt", "value")
    return tuple({name: item[name] for name in fields} for item in opened if item.get("commitment") in promised)
