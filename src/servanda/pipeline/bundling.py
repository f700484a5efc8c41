"""Evidence bundles: the records that bear on chosen findings, with their proofs, for an audience."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path
from typing import IO, Any, NamedTuple

from servanda.errors import NotFoundError, UsageError
from servanda.model.aliases import KeyAlias, with_former
from servanda.model.claims import Claim
from servanda.model.codec import canonical, sha256, to_plain
from servanda.model.documents import Document
from servanda.model.findings import Finding
from servanda.model.runs import CustodySubject
from servanda.pipeline.audience import Release
from servanda.pipeline.bearing import Bearing, Bearings, decisions_on, joint
from servanda.pipeline.carrying import keys_of
from servanda.pipeline.case import Case
from servanda.pipeline.current import ENTERED, current_identifications
from servanda.pipeline.originals import Originals
from servanda.pipeline.proofs import agreement_files, proofs, stamp_files
from servanda.pipeline.relating import WHOLE
from servanda.pipeline.releasing import (
    Cloak,
    findings_in,
    names_in,
    openings,
    released_keys,
    released_rows,
    require_no_points,
    shown_documents,
)
from servanda.pipeline.unnamed import disclosed_fields, require_unnamed
from servanda.report import INTERNAL, BundleContents, LeftOut, Renaming, ReportConfig, ReportView, bundle
from servanda.store import Occasion, ProvenRow, Wanted, proven_rows, sign

_EXPUNGED = "it stood in one of the incidents once, and was expunged with its document"


@dataclass(frozen=True)
class ReportRequest:
    """For whom a report is, and for an evidence bundle which findings (none: all) and whose protected fields it opens.

    With ``since`` and ``until`` (days, the second not included) it is a report of that period, in ``language``: beside the period before it
    (``compare``), and with all its acts (``annex``).

    For others than the desk a bundle is a release, unless it is to be ``with_proofs``; then ``opens`` may name a release, whose
    commitments it opens. ``secret`` is that of a release, in hexadecimal digits.
    """

    audience: str = "internal"
    findings: tuple[str, ...] = ()
    disclose: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    compare: bool = False
    language: str = "en"
    annex: bool = False
    with_proofs: bool = False
    opens: Path | None = None
    secret: str = ""

    @property
    def is_inside(self) -> bool:
        """Tell whether the report is for the desk itself."""
        return self.audience == INTERNAL

    @property
    def has_proofs(self) -> bool:
        """Tell whether a bundle shows the rows of the log and proves them."""
        return self.is_inside or self.with_proofs or self.opens is not None

    @property
    def is_of_period(self) -> bool:
        """Tell whether a report of a period is asked for."""
        return bool(self.since or self.until)


class Packed(NamedTuple):
    """What was left out of a bundle, and the ids of the documents in it."""

    left_out: tuple[LeftOut, ...]
    documents: tuple[str, ...]


def make_bundle(made: Release, request: ReportRequest, ids: Renaming, out: IO[bytes]) -> Packed:
    """Write to ``out`` an evidence bundle of a release, with everything in it that bears on the findings asked for; ``ids`` are those it goes outside by.

    Raises `UsageError` where nothing may be shown or the bundle cannot be signed, and `NotFoundError` for no such finding or
    document.
    """
    case, view = made.case, made.view
    sign(case.store, b"")  # a locked key is said before the work, not after it
    bearings = Bearings(case, view)
    chosen = {finding.id: bearings.of(finding) for finding in _asked_for(made, _named(made, request))}
    if not chosen:
        reasons = "; ".join(item.words for item in made.left_out) or "the dossier has no findings yet"
        raise UsageError(f"nothing can be packed for the audience {request.audience} ({reasons})")
    bearing = _with_released(made, joint(chosen.values()), request.opens)
    left_out = (*made.left_out, *_lost(made, bearing, request.audience))
    shown = changed(_narrowed(view, bearing, bearings), left_out=left_out)
    contents = changed(_contents(made, shown, (bearing, bearings), request), chosen=tuple(chosen), left_out=left_out)
    bundle(ids.contents(contents), ReportConfig(), lambda content: sign(case.store, content), out)
    return Packed(left_out, tuple(document.id for document in contents.documents))


def _named(made: Release, request: ReportRequest) -> tuple[str, ...]:
    """Return the findings asked for; to open a release, those of its that still stand, since later reports change them."""
    if request.findings or request.opens is None:
        return request.findings
    known = {item.id for item in made.view.findings}
    return tuple(name for name in findings_in(request.opens) if name in known)


def _with_released(made: Release, bearing: Bearing, opens: Path | None) -> Bearing:
    """Add the documents of a release that is to be opened, save those that its audience may no longer see."""
    if opens is None:
        return bearing
    kept = {item.id for item in made.case.store.records("document")} - made.case.withheld
    released = frozenset(name for kind, name in names_in(opens) if kind == "document")
    return changed(bearing, documents=bearing.documents | (released & kept))


def _asked_for(made: Release, names: tuple[str, ...]) -> list[Finding]:
    """Return the findings of those ids; the id of a finding on record means this release's on the same act."""
    found = {item.id: item for item in made.view.findings}
    if not names:
        return list(found.values())
    asked: dict[str, Finding] = {}
    for name in names:
        meant = {one for known, ones in made.meant.items() if known.startswith(name) for one in ones}
        meant |= {one for one in found if one.startswith(name)}
        if not meant and not any(known.startswith(name) for known in made.meant):
            raise NotFoundError(f"there is no finding {name!r}; list them with: servanda findings DIR")
        asked |= {one: found[one] for one in sorted(meant) if one in found}
    return list(asked.values())


def _lost(made: Release, bearing: Bearing, audience: str) -> tuple[LeftOut, ...]:
    """Tell of the claims that once stood in one of the incidents and were expunged since."""
    gone = sorted(key for key in bearing.lost if not made.case.store.find(key)) if made.is_record else []
    if audience != INTERNAL:
        return (LeftOut("claim", _EXPUNGED, n=len(gone)),) if gone else ()
    return tuple(LeftOut("claim", _EXPUNGED, key) for key in gone)


def _narrowed(view: ReportView, bearing: Bearing, bearings: Bearings) -> ReportView:
    """Return of a view what a bundle shows: the documents that bear on its findings, with everything read in them."""
    claims = tuple(claim for claim in view.claims if claim.document_id in bearing.documents)
    findings = tuple(item for item in view.findings if item.id in bearing.findings)
    about = {finding.agreement_id for finding in findings}
    names = {*bearing.findings, *bearing.incidents, *bearing.handles, *bearing.documents}
    names |= {item.handle for item in view.incidents if item.handle and item.id in bearing.incidents}
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
        decisions=decisions_on(view.decisions, with_former(names, view.aliases)),
        undecided=tuple(item for item in view.undecided if item.document_id in bearing.documents),
        stale=(),
        quarantined=(),
        persons=(),
    )


def _contents(
    made: Release, view: ReportView, around: tuple[Bearing, Bearings], request: ReportRequest
) -> BundleContents:
    case, (bearing, bearings) = made.case, around
    documents = tuple(item for item in case.store.records("document") if item.id in bearing.documents)
    captures = [item for item in case.store.records("capture") if item.document_id in bearing.documents]
    claims = [claim for claim in bearings.claims.values() if claim.document_id in bearing.documents]
    wanted = _wanted(made, view, (documents, captures, claims), (bearing, request.is_inside))
    for digest in sorted(wanted.objects):  # a bundle that cannot be built leaves nothing, not in the log either
        case.store.object(digest)
    _note_access(case, wanted, request.audience)
    rows = proven_rows(case.store, wanted)
    decided_on = {claim.id for claim in view.claims}
    contents = BundleContents(
        view=view,
        chosen=(),
        audience=request.audience,
        made_at=case.now(),
        made_by=case.by if request.is_inside else "the desk",
        documents=documents,
        files=agreement_files(case, view),
        disclosed=disclosed_fields(case, documents, request.disclose),
        rejected=tuple(
            made.veil.of_text(claim) for claim in claims if claim.id in bearing.claims and claim.id not in decided_on
        ),
    )
    require_unnamed(made.veil, contents, has_proofs=request.has_proofs)
    if request.has_proofs:
        require_no_points(rows, is_coarse=made.is_coarse)
        return _proven(made, contents, (rows, captures), request)
    return _released(made, contents, rows, request)


def _proven(
    made: Release, contents: BundleContents, found: tuple[Iterable[ProvenRow], Iterable[Any]], request: ReportRequest
) -> BundleContents:
    """Return a bundle whose rows are those of the log, whole, each proven up to its newest signed head."""
    case, (rows, captures) = made.case, found
    proven = proofs(case, rows)
    objects = Originals(case, (row.sha256 for row in rows if row.kind == "object"))
    warcs = {item.warc_sha256 for item in captures}
    held = {item.object_sha256 for item in contents.documents} | warcs
    loose = {f"objects/{digest}": objects[digest] for digest in objects if digest not in held}
    return changed(
        contents,
        objects=objects,
        captured=frozenset(item.document_id for item in captures if item.document_id),
        warcs=tuple(sorted(warcs)),
        files={**loose, **contents.files, **stamp_files(case, proven.heads)},
        release=_release(made, contents.view, is_inside=request.is_inside),
        opened=openings(case, request.opens, rows) if request.opens else None,
        **proven._asdict(),
    )


def _released(
    made: Release, contents: BundleContents, rows: Iterable[ProvenRow], request: ReportRequest
) -> BundleContents:
    """Return a bundle with nothing of the log but salted commitments, and of the desk no pseudonym and no minute."""
    case, cloak = made.case, Cloak(bytes.fromhex(request.secret))
    shown = shown_documents(case, contents.documents, made.veil)
    return changed(
        contents,
        is_release=True,
        made_at=contents.made_at[:10],
        documents=shown.documents,
        objects=shown.objects,
        records=released_rows(contents.view, shown, rows, cloak, (made.veil, made.is_coarse)),
        keys=released_keys(case.store.signing_keys()),
    )


def _release(made: Release, view: ReportView, *, is_inside: bool) -> tuple[dict[str, Any], ...]:
    """Return what the bundle holds beside the log: incidents and findings made anew, and decisions as those outside are told."""
    anew = () if made.is_record else (("incident", view.incidents), ("finding", view.findings))
    told = () if is_inside else (("decision", view.decisions),)
    return tuple({"kind": kind, "body": to_plain(item)} for kind, items in (*anew, *told) for item in items)


def _wanted(
    made: Release,
    view: ReportView,
    found: tuple[Iterable[Document], Iterable[Any], Iterable[Claim]],
    around: tuple[Bearing, bool],
) -> Wanted:
    """Return which rows are to be proven: for those outside none that holds a handle or who decided at which minute."""
    documents, captures, claims = found
    bearing, is_inside = around
    case = made.case
    read = [item for item in current_identifications(case) if item.document_id in bearing.documents]
    read = [item for item in read if not (made.is_coarse and item.what == "place")]  # their rows have the points
    kept: list[Any] = [*documents, *captures, *claims, *read, *view.texts, *case.store.signing_keys()]
    objects = {item.object_sha256 for item in documents}
    objects |= {digest for item in captures for digest in (item.warc_sha256, item.object_sha256) if digest}
    entered = case.store.current_derivations(ENTERED)
    steps = {("parse", item.id) for item in documents} | {("extract", text.id) for text in view.texts}
    steps |= {(ENTERED, text.id) for text in view.texts if text.id in entered}
    if made.is_record:
        kept += [*view.incidents, *view.findings]
        steps |= {("corroborate", WHOLE), ("assess", WHOLE)}
    if is_inside:
        kept += [*view.decisions, *((view.run,) if view.run else ()), *_aliases(case, view)]
    handles = bearing.handles if is_inside else frozenset[str]()
    return Wanted({item.id for item in kept}, objects, steps, handles)


def _aliases(case: Case, view: ReportView) -> Iterator[KeyAlias]:
    """Yield what says of the decisions of a view which keys those that they were taken on became."""
    on = {key for decision in view.decisions for key in (decision.target.key, *keys_of(decision))}
    names = with_former(on, view.aliases)
    yield from (item for item in case.store.records("key_alias") if item.former in names)


def _note_access(case: Case, wanted: Wanted, audience: str) -> None:
    """Enter in the log what is taken out, before it is: the newest signed head then covers that too."""
    subject = CustodySubject(kind="selection", sha256=sha256(canonical(sorted(wanted.records))))
    case.store.log_event(Occasion("accessed", case.by, case.now(), case.tool(audience=audience)), subject)
