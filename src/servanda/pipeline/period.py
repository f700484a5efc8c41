"""`report` of a period, and its editions: what is counted in it, frozen, and what has changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import replace as changed
from pathlib import Path
from typing import NamedTuple

from servanda.errors import NotFoundError, UsageError
from servanda.model.codec import encode
from servanda.model.documents import DocumentText
from servanda.model.editions import Edition
from servanda.model.ids import content_id
from servanda.model.making import replace
from servanda.model.period import Period
from servanda.pipeline.audience import Release, release
from servanda.pipeline.bundling import ReportRequest
from servanda.pipeline.case import Case
from servanda.pipeline.districts import districts
from servanda.pipeline.documents import described_documents
from servanda.pipeline.outside_ids import ground_outside
from servanda.pipeline.period_edits import period_edits, whole_period
from servanda.pipeline.sealing import require_open
from servanda.reference.counting import rule_hash
from servanda.reference.gazetteer.geonames import countries
from servanda.report import (
    Asked,
    Change,
    Counted,
    Ground,
    PeriodReport,
    Renaming,
    changes,
    counted_now,
    heard_by,
    lay_period,
    render_period,
    shipped_templates,
)

TEMPLATES = "templates"
EDITION = "edition"


class LaidOut(NamedTuple):
    """A report of a period before it has a form, what was asked for, and what counts otherwise than in the period's own edition."""

    report: PeriodReport
    asked: Asked
    changes: tuple[Change, ...]


def period_ground(case: Case, made: Release) -> Ground:
    """Return what a period report of a release rests on."""
    view = made.view
    places = {
        place.place_id for claim in view.claims for place in getattr(claim, "places", ()) if place.place_id is not None
    }
    registry = case.reference.actors
    rule = view.counting

    def belongs(actor: str, day: str | None) -> frozenset[str]:
        parties = {one.actor for agreement in view.book.agreements for one in agreement.bound}
        parties |= {party for side in rule.sides for party in side.parties}
        held = (party for party in parties if registry.link(actor, party, day) in {"member", "commanded"})
        return frozenset({actor, *held})

    return Ground(
        view=view,
        rule=rule,
        rule_sha256=rule_hash(rule),
        timezone=case.dossier.settings.timezone,
        countries=_country_names(case.dossier.settings.countries),
        received=_received(case, view.texts, rule.received),
        district_of=districts(places, case.reference.gazetteer, rule.area),
        arabic_names={name: actor.aliases_ar[0] for name, actor in registry.actors.items() if actor.aliases_ar},
        belongs=belongs,
    )


def _country_names(codes: tuple[str, ...]) -> tuple[str, ...]:
    names = {one.iso: one.name for one in countries()}
    return tuple(names.get(code, code) for code in codes)


def _received(case: Case, texts: Iterable[DocumentText], how: str) -> Mapping[str, str]:
    """Return the day or instant on which each document came in, by the rule."""
    published = {text.document_id: text.published_on for text in texts}
    declared = {one.document.id: one.document.received_at for one in described_documents(case)}
    found = {name: (declared.get(name) if how == "received_at" else None) or day for name, day in published.items()}
    return {name: moment for name, moment in found.items() if moment}


def asked_of(case: Case, ground: Ground, request: ReportRequest) -> Asked:
    """Return what was asked for, with the frozen editions of the period and of the one before."""
    period = whole_period(request.since, request.until)
    own = _newest(case, request.audience, period)
    before = [one for one in editions(case, request.audience) if one.until == period.since]
    edits = period_edits(case, request.audience, period)
    has_changed = own is not None and (
        bool(changes(own, counted_now(ground, period))) or (own.edits or ()) != edits.ids
    )
    return Asked(
        period=period,
        audience=request.audience,
        language=request.language,
        compare=request.compare,
        annex=request.annex,
        edition=own,
        before=before[-1] if before else None,
        has_changed=has_changed,
        edits=edits,
    )


def editions(case: Case, audience: str | None = None) -> tuple[Edition, ...]:
    """Return the frozen editions, oldest first: all of them, or those for one audience."""
    found = case.store.records(EDITION)
    return tuple(one for one in found if audience in {None, one.audience})


def _newest(case: Case, audience: str, period: Period) -> Edition | None:
    same = [one for one in editions(case, audience) if (one.since, one.until) == (period.since, period.until)]
    return same[-1] if same else None


def freeze_edition(case: Case, since: str, until: str, audience: str) -> tuple[Edition, bool]:
    """Freeze what a period report for ``audience`` counts now, and return the edition and whether it is a new one.

    The counting rule is kept in the evidence with it. Where nothing has changed since it was frozen, the edition that is there is returned.
    Raises `UsageError`, `VaultLocked` while sealed documents are locked, `StoreError`.
    """
    period = whole_period(since, until)
    require_open(case, "an edition")
    ground = period_ground(case, release(case, audience))
    known, own = editions(case, audience), _newest(case, audience, period)
    documents, sources = heard_by(ground)
    number = own.number if own else len({(one.since, one.until) for one in known}) + 1
    made = Edition(
        id="",
        number=number,
        revision=own.revision + 1 if own else 1,
        audience=audience,
        since=str(period.since),
        until=str(period.until),
        frozen_at=case.now(),
        by=case.by,
        rule=ground.rule.id,
        rule_sha256=ground.rule_sha256,
        acts=counted_now(ground, period).acts,
        documents=documents,
        sources=sources,
        edits=period_edits(case, audience, period).ids or None,
    )
    if own and _lasting(own) == _lasting(made):
        return own, False
    made = replace(made, id=content_id("edn", made))
    with case.store.writer("derived", case.by, case.now(), case.tool(what="edition", number=str(number))) as batch:
        batch.put_object(encode(ground.rule))
        batch.put(made)
    return made, True


def _lasting(edition: Edition) -> Edition:
    """Return an edition without what differs at each freezing."""
    return replace(edition, id="", revision=0, frozen_at="", by="")


def diff_edition(
    case: Case, number: int | None, other: int | None, audience: str
) -> tuple[Edition, tuple[Change, ...]]:
    """Return an edition (the newest without ``number``) and what counts otherwise now, or in the edition ``other``.

    Raises `NotFoundError` for an edition that there is none of.
    """
    edition = _numbered(case, number, audience)
    ground = period_ground(case, release(case, audience))
    if other is None:
        return edition, changes(edition, counted_now(ground, Period(edition.since, edition.until)))
    later = _numbered(case, other, audience)
    same = (later.since, later.until) == (edition.since, edition.until)
    now = Counted(later.acts, ground.view.source_of, ground.view.aliases, is_whole=same)
    return edition, changes(edition, now)


def _numbered(case: Case, number: int | None, audience: str) -> Edition:
    known = editions(case, audience)
    found = [one for one in known if number in {None, one.number}]
    if found:
        return found[-1]
    listed = ", ".join(sorted({str(one.number) for one in known})) or "none"
    asked = f"edition {number}" if number else "edition"
    raise NotFoundError(
        f"there is no {asked} for the audience {audience} (frozen: {listed}); see: servanda edition freeze --help"
    )


def period_report(case: Case, made: tuple[Release, Renaming], output: Path, request: ReportRequest) -> bytes:
    """Return the report of a period in the form that the ending of ``output`` says: of a release, with the ids by which it goes outside.

    Raises `UsageError`, `ConfigError`.
    """
    return render_period(*_told(case, made, request), _own_templates(case), output)


def lay_out_period(case: Case, made: Release, request: ReportRequest) -> LaidOut:
    """Return the same report before it has a form, for the desk to work on. Raises `UsageError`, `ConfigError`."""
    ground, asked = _told(case, (made, Renaming((), b"")), request)
    report = lay_period(ground, asked, _own_templates(case)).report
    since = changes(asked.edition, counted_now(ground, asked.period)) if asked.edition else ()
    return LaidOut(report, asked, since)


def _told(case: Case, made: tuple[Release, Renaming], request: ReportRequest) -> tuple[Ground, Asked]:
    """Return what a report rests on and what was asked for, without the names and ids that do not go outside; the desk's own words too."""
    ground = period_ground(case, made[0])
    asked = asked_of(case, ground, request)
    asked = changed(asked, edits=asked.edits.said(made[0].veil.said))
    return ground_outside(ground, asked, made[1])


def _own_templates(case: Case) -> Mapping[str, tuple[str, str]]:
    """Return the dossier's own copies of the templates. Raises `UsageError`."""
    found = {}
    for name in shipped_templates():
        path = case.folder / TEMPLATES / name
        try:
            if path.is_file():
                found[name] = (path.read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    return found


def take_templates(case: Case) -> tuple[str, ...]:
    """Copy the shipped templates into the dossier for the desk to change; those that are there stay. Return the new ones."""
    folder = case.folder / TEMPLATES
    folder.mkdir(exist_ok=True)
    missing = {name: text for name, text in shipped_templates().items() if not (folder / name).exists()}
    for name, text in missing.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(str(folder / name) for name in missing)
