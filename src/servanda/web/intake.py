"""The intake: files, a report by telephone, and what was set aside and why; what is new is read behind everybody's back."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.errors import UsageError
from servanda.pipeline import NOTE_CHANNELS, add_uploads, by_person, describe_upload, known_maps, read_note, take_note
from servanda.web.answers import require_post
from servanda.web.bounds import MOST_UPLOADED
from servanda.web.errands import everything
from servanda.web.rendering import desk_of, page, say_of

_INSIDE: Final = ("internal", "confidential", "protected")
_USES: Final = ("internal", "report", "un", "court", "public")
_TOLD: Final = ("text", "channel", "source", "code", "title", "language", "sensitivity", "risk", "source_location")
_MEGABYTE: Final = 1_000_000


def intake(request: HttpRequest) -> HttpResponse:
    """Show the ways in, how far the reading is, and what was set aside, each file with its reason."""
    desk = desk_of(request)
    view = desk.snapshot().view
    zone = ZoneInfo(desk.case.dossier.settings.timezone)
    now = datetime.fromisoformat(desk.case.now()).astimezone(zone)
    context = {
        "place": "intake", "n": len(view.texts), "aside": view.quarantined, "progress": desk.progress, "channels": NOTE_CHANNELS,
        "inside": _INSIDE, "uses": _USES, "maps": known_maps(desk.case.folder), "zone": zone.key, "day": now.date().isoformat(),
        "time": f"{now:%H:%M}", "most": MOST_UPLOADED // _MEGABYTE,
    }  # fmt: skip
    return page(request, "intake.html.j2", context | _said(request))


def take_files(request: HttpRequest) -> HttpResponse:
    """Take uploaded files, say what became of each, and have them read."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    files = request.FILES.getlist("files")
    if not files:
        raise UsageError(say("choose_files"))
    desk.person()
    word = desk.parking.keep(files)
    try:
        folder = desk.parking.folder(word)
        assert folder is not None  # noqa: S101 - it was made just now
        said = {name: _given(request, name) for name in ("publisher", "published_on")}
        for path in list(folder.iterdir()):
            describe_upload(path, said)
        is_public = bool(request.POST.get("public"))
        added = desk.write(
            lambda person: add_uploads(by_person(desk.case, person), folder, lambda *_: None, public=is_public)
        )
    finally:
        desk.parking.drop(word)
    desk.ask(everything)
    told = {
        "new": added.n_new, "known": added.n_known, "aside": [[one.locator, one.reason] for one in added.quarantined],
        "warnings": list(added.warnings),
    }  # fmt: skip
    return HttpResponseRedirect(f"/intake/?added={desk.parking.tell(told)}")


def take_report(request: HttpRequest) -> HttpResponse:
    """Keep what somebody told the desk, and have it read."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    plain: dict[str, Any] = {name: _given(request, name) or None for name in _TOLD}
    plain["received_at"] = _instant(request, ZoneInfo(desk.case.dossier.settings.timezone))
    plain["sensitivity"] = plain["sensitivity"] or "internal"
    basis, uses = _given(request, "consent"), [one for one in request.POST.getlist("uses") if one in _USES]
    if uses and not basis:
        raise UsageError(say("consent_how"))
    plain["consent"] = {"basis": basis, "uses": uses} if basis else None
    note = read_note(plain)
    noted = desk.write(lambda person: take_note(by_person(desk.case, person), note))
    desk.ask(everything)
    told = {"document": noted.document_id, "is_known": noted.is_known, "warnings": list(noted.warnings)}
    return HttpResponseRedirect(f"/intake/?noted={desk.parking.tell(told)}")


def read_everything(request: HttpRequest) -> HttpResponse:
    """Have everything read that is new, and all brought up to date, as `servanda run` does."""
    require_post(request)
    desk_of(request).ask(everything)
    return HttpResponseRedirect("/intake/")


def _said(request: HttpRequest) -> dict[str, Any]:
    """Return what is to be told of the last form, which the address names by a word."""
    parking = desk_of(request).parking
    return {name: parking.told(request.GET.get(name, "")) for name in ("added", "noted", "imported")}


def _instant(request: HttpRequest, zone: ZoneInfo) -> str:
    """Return the instant of a day and a time of the form, on the clock of the dossier."""
    day, time = _given(request, "day"), _given(request, "time") or "00:00"
    try:
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=zone).isoformat()
    except ValueError as error:
        raise UsageError(say_of(request)("no_instant", day=day, time=time)) from error


def _given(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).strip()
