"""Reports that leave a team's desk: asked for by one person, approved by another, and to be had until they expire."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.errors import NotFoundError, UsageError
from servanda.pipeline import ReportRequest, write_report
from servanda.report import PERIOD_FORMS
from servanda.web.accounts.audit import note
from servanda.web.accounts.models import Export
from servanda.web.answers import require_post
from servanda.web.period import FOLDER, request_of
from servanda.web.rendering import desk_of, page, say_of
from servanda.web.rights import Right

_KEPT: Final = timedelta(days=7)


def exports(request: HttpRequest) -> HttpResponse:
    """List what was asked for, the newest first; what has expired is deleted."""
    return _listed(request)


def _listed(request: HttpRequest, refused: str = "") -> HttpResponse:
    """List what was asked for, above it why one was not written, where it was ``refused``."""
    desk = desk_of(request)
    rows = [(one, _is_over(one, desk.case.now())) for one in Export.objects.order_by("-pk")]
    for one, is_over in rows:
        if is_over:
            _file(desk.case.folder, one).unlink(missing_ok=True)
    context = {"place": "exports", "rows": rows, "may_approve": request.META["servanda.right"] >= Right.LEAD}
    return page(
        request, "exports.html.j2", context | {"refused": refused, "here": "/exports/"}, 400 if refused else 200
    )


def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the report of a period in a form; another person approves it."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    asked, form = request_of(request.POST, desk, say.language), f".{request.POST.get('form', '')}"
    if form not in PERIOD_FORMS:
        raise UsageError(say("no_such", name=form))
    kept = Export.objects.create(
        since=asked.since, until=asked.until, audience=asked.audience, language=asked.language, form=form,
        asked_by=desk.person(), asked_at=desk.case.now(),
    )  # fmt: skip
    note(desk.case, "export_asked", desk.person(), {"export": str(kept)})
    return HttpResponseRedirect("/exports/")


def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Write the report that another person asked for; refused, with the reason, where consent or protection ask for it."""
    require_post(request)
    desk, say, found = desk_of(request), say_of(request), _found(request, number)
    if found.approved_by:
        raise UsageError(say("export_approved_already", by=found.approved_by))
    if found.asked_by == desk.person():
        raise UsageError(say("export_other_person"))
    asked = ReportRequest(
        audience=found.audience, since=found.since, until=found.until, compare=True, language=found.language
    )
    output = _file(desk.case.folder, found)
    output.parent.mkdir(exist_ok=True)
    try:
        desk.write(lambda person: write_report(desk.case.worked_on_by(person), output, asked))
    except UsageError as error:
        return _listed(request, f"{found}: {error}")
    found.approved_by = desk.person()
    found.expires_at = (datetime.fromisoformat(desk.case.now()) + _KEPT).isoformat().replace("+00:00", "Z")
    found.save()
    note(desk.case, "export_approved", desk.person(), {"export": str(found)})
    return HttpResponseRedirect("/exports/")


def download(request: HttpRequest, number: int) -> FileResponse:
    """Hand out an approved report, to be kept and not to be shown as a page. Raises `NotFoundError`, and `UsageError` once it has expired."""
    desk, say, found = desk_of(request), say_of(request), _found(request, number)
    if not found.approved_by:
        raise UsageError(say("export_waits"))
    if _is_over(found, desk.case.now()):
        raise UsageError(say("export_is_over", at=found.expires_at[:10]))
    path = _file(desk.case.folder, found)
    if not path.is_file():
        raise NotFoundError(say("nothing_here"))
    note(desk.case, "export_taken", desk.person(), {"export": str(found)})
    return FileResponse(path.open("rb"), as_attachment=True, filename=str(found))


def _found(request: HttpRequest, number: int) -> Export:
    """Return what was asked for by a number: one's own, and any for who may approve."""
    found: Export | None = Export.objects.filter(pk=number).first()
    may = request.META["servanda.right"] >= Right.LEAD or (found and found.asked_by == desk_of(request).person())
    if found is None or not may:
        raise NotFoundError(say_of(request)("nothing_here"))
    return found


def _is_over(one: Export, now: str) -> bool:
    return bool(one.expires_at) and one.expires_at <= now


def _file(folder: Path, one: Export) -> Path:
    return folder / FOLDER / str(one)
