"""The weekly report as a page: chosen, edited by hand, frozen as an edition, exported; each a record by a pseudonym."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from servanda.errors import NotFoundError, UsageError
from servanda.model.counting import in_language
from servanda.model.editions import EditKind
from servanda.pipeline import (
    Edit,
    ReportRequest,
    edit_period,
    editions,
    freeze_edition,
    lay_out_period,
    release,
    write_report,
)
from servanda.report import AUDIENCES, INTERNAL, PERIOD_FORMS
from servanda.web.answers import require_post
from servanda.web.rendering import desk_of, page, say_of
from servanda.web.sitting import Sitting

FOLDER: Final = "exports"
"""Where the desk's exports lie in a dossier."""
_WEEK: Final = timedelta(days=7)
_WORDS: Final[tuple[EditKind, ...]] = ("headline", "comment")
_ROWS: Final[tuple[EditKind, ...]] = ("hide", "show")


def period(request: HttpRequest) -> HttpResponse:
    """Show the report of the week or period that an address names, else of the last week that anything is told of."""
    return _shown(request, request_of(request.GET, desk_of(request), say_of(request).language))


def _shown(request: HttpRequest, asked: ReportRequest, refused: str = "") -> HttpResponse:
    """Show a report, and above it why it was not written, where it was asked for and ``refused``."""
    desk, say = desk_of(request), say_of(request)
    made = desk.kept(("release", asked.audience), lambda: release(desk.case, asked.audience))
    laid = lay_out_period(desk.case, made, asked)
    edits, own = laid.asked.edits, laid.asked.edition
    context = {
        "place": "period", "report": laid.report, "asked": asked, "audiences": AUDIENCES, "forms": [form[1:] for form in PERIOD_FORMS], "edits": edits,
        "hidden": _hidden(desk, edits.hidden, say.language), "own": own, "has_changed": laid.asked.has_changed, "changes": laid.changes, "frozen": editions(desk.case, asked.audience)[::-1],
        "weeks": _beside(asked), "left_out": made.left_out, "withheld": sorted(made.withheld.items()), "written": _written(desk, request.GET.get("written", "")), "query": _query(asked),
        "refused": refused, "here": f"/period/?{_query(asked)}",
    }  # fmt: skip
    return page(request, "period.html.j2", context, 400 if refused else 200)


def edit(request: HttpRequest) -> HttpResponse:
    """Record an edit: a headline, a comment, a row that is hidden or shown again."""
    require_post(request)
    desk, given = desk_of(request), request.POST
    asked = request_of(given, desk, say_of(request).language)
    what = next((one for one in (*_WORDS, *_ROWS) if one == given.get("what")), None)
    if what is None:
        raise UsageError(say_of(request)("no_such", name=given.get("what", "")))
    words = str(given.get("words", "")).strip()
    if what in _ROWS and not words:
        raise UsageError(say_of(request)("reason_needed"))
    change = Edit(what, words, str(given.get("row", "")) if what in _ROWS else None)
    desk.write(lambda person: edit_period(desk.case.worked_on_by(person), asked, [change]))
    return HttpResponseRedirect(f"/period/?{_query(asked)}")


def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze what the report counts now, as an edition."""
    require_post(request)
    desk = desk_of(request)
    asked = request_of(request.POST, desk, say_of(request).language)
    desk.write(
        lambda person: freeze_edition(
            desk.case.worked_on_by(person), str(asked.since), str(asked.until), asked.audience
        )
    )
    return HttpResponseRedirect(f"/period/?{_query(asked)}")


def export(request: HttpRequest) -> HttpResponse:
    """Write the report in a form into the folder of exports, as the command does: refused, with the reason, where consent or protection ask for it."""
    require_post(request)
    desk = desk_of(request)
    asked = request_of(request.POST, desk, say_of(request).language)
    form = f".{request.POST.get('form', '')}"
    if form not in PERIOD_FORMS:
        raise UsageError(say_of(request)("no_such", name=form))
    folder = desk.case.folder / FOLDER
    folder.mkdir(exist_ok=True)
    output = folder / f"{asked.since}-{asked.until}-{asked.audience}-{asked.language}{form}"
    try:
        desk.write(lambda person: write_report(desk.case.worked_on_by(person), output, asked))
    except UsageError as error:
        return _shown(request, asked, str(error))
    return HttpResponseRedirect(f"/period/?{_query(asked)}&{urlencode({'written': output.name})}")


def exported(request: HttpRequest, name: str) -> FileResponse:
    """Hand out a file that was exported, to be kept and not to be shown as a page of the desk. Raises `NotFoundError`."""
    found = _written(desk_of(request), name)
    if found is None:
        raise NotFoundError(say_of(request)("nothing_here"))
    return FileResponse(found.open("rb"), as_attachment=True, filename=name)


def _written(desk: Sitting, name: str) -> Path | None:
    """Return a file of the folder of exports by its name, which is one of those that stand there."""
    folder = desk.case.folder / FOLDER
    known = {path.name: path for path in folder.iterdir() if path.is_file()} if folder.is_dir() else {}
    return known.get(name)


def request_of(given: QueryDict, desk: Sitting, language: str) -> ReportRequest:
    """Return what an address or a form asks for; without days the last whole week in which anything is told to have happened."""
    since, until = str(given.get("since", "")), str(given.get("until", ""))
    audience = str(given.get("audience", "")) or INTERNAL
    if not since:
        since = _last_week(desk)
        until = ""
    if not until:
        until = _later(since, _WEEK)
    return ReportRequest(audience=audience, since=since, until=until, compare=True, language=language)


def _last_week(desk: Sitting) -> str:
    """Return the Monday of the week of the newest act, of this week where no day is told."""
    newest = date.fromisoformat(desk.snapshot().view.newest_day or desk.case.now()[:10])
    return (newest - timedelta(days=newest.weekday())).isoformat()


def _later(day: str, by: timedelta) -> str:
    """Return a later day, a day that is none as it is: who reads it says so."""
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except (ValueError, OverflowError):
        return day


def _beside(asked: ReportRequest) -> tuple[str, str]:
    """Return the addresses of the period of the same length before, and of the one after."""
    since, until = date.fromisoformat(str(asked.since)), date.fromisoformat(str(asked.until))
    length = until - since
    ends = ((since - length, since), (until, until + length))
    before, after = (
        urlencode({"since": one.isoformat(), "until": other.isoformat(), "audience": asked.audience})
        for one, other in ends
    )
    return before, after


def _query(asked: ReportRequest) -> str:
    return urlencode({"since": str(asked.since), "until": str(asked.until), "audience": asked.audience})


def _hidden(desk: Sitting, hidden: Mapping[str, str], language: str) -> list[tuple[str, str, str]]:
    """Return the rows that are hidden: id, name, reason."""
    names = {one.id: in_language(one.name, language) for one in desk.snapshot().view.counting.categories}
    return [(row, names.get(row, row), because) for row, because in hidden.items()]
