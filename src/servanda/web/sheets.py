"""Tables of events: a sheet is looked at row by row before anything of it is stored, then imported by its map."""

from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.errors import NotFoundError, UsageError
from servanda.pipeline import ImportRequest, by_person, find_map, import_table, known_maps, look_at_table, preview_rows
from servanda.web.answers import require_post
from servanda.web.errands import everything
from servanda.web.parking import safe_name
from servanda.web.rendering import desk_of, page, say_of

_MOST_ROWS: Final = 60
_MAPS: Final = frozenset({".yaml", ".yml"})


def look_at(request: HttpRequest) -> HttpResponse:
    """Take a sheet, and say row by row what an import would make of it; nothing is stored."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    sheet, own = request.FILES.get("sheet"), request.FILES.get("own_map")
    if sheet is None:
        raise UsageError(say("choose_sheet"))
    desk.person()
    word = desk.parking.keep([sheet, *([own] if own else [])])
    fields = {name: str(request.POST.get(name, "")).strip() for name in ("map", "table", "public")}
    return _preview(request, word, fields)


def bring_in(request: HttpRequest) -> HttpResponse:
    """Import a sheet that was looked at."""
    require_post(request)
    desk = desk_of(request)
    word = str(request.POST.get("word", ""))
    fields = {name: str(request.POST.get(name, "")).strip() for name in ("map", "table", "public")}
    asked = _asked(request, word, fields)
    summary, _ = desk.write(lambda person: import_table(by_person(desk.case, person), asked, lambda *_: None))
    desk.parking.drop(word)
    desk.ask(everything)
    return HttpResponseRedirect(f"/intake/?imported={desk.parking.tell(_counted(summary))}")


def _preview(request: HttpRequest, word: str, fields: dict[str, str]) -> HttpResponse:
    desk, say = desk_of(request), say_of(request)
    if not fields["map"]:
        _, seen = look_at_table(_parked(request, word)[0], desk.case.folder)
        if seen.shipped is None and not _own_map(request, word):
            raise UsageError(say("which_map", columns=say("comma").join(seen.columns.values())))
        fields = {**fields, "map": seen.shipped or ""}
    asked = _asked(request, word, fields)
    summary, read = import_table(desk.case, asked, lambda *_: None, preview=True)
    rows = preview_rows(read, asked.map.map)
    context = {
        "place": "intake", "word": word, "fields": {**fields, "table": asked.name}, "rows": rows[:_MOST_ROWS], "n_more": len(rows) - _MOST_ROWS,
        "counted": _counted(summary), "refused": summary.refused[:_MOST_ROWS], "map": asked.map.map, "is_known": summary.is_known,
    }  # fmt: skip
    return page(request, "sheet.html.j2", context)


def _asked(request: HttpRequest, word: str, fields: dict[str, str]) -> ImportRequest:
    """Return what is to be imported: only a sheet that was handed over, only by a map of this dossier, a shipped one, or one that came along."""
    sheet, own = _parked(request, word)[0], _own_map(request, word)
    known = known_maps(desk_of(request).case.folder)
    if own is None and fields["map"] not in known:
        raise UsageError(say_of(request)("no_such", name=fields["map"]))
    chosen = find_map(str(own) if own else known[fields["map"]])
    return ImportRequest(sheet, chosen, safe_name(fields["table"]) if fields["table"] else None, bool(fields["public"]))


def _own_map(request: HttpRequest, word: str) -> Path | None:
    return next((path for path in _parked(request, word)[1:] if path.suffix.lower() in _MAPS), None)


def _parked(request: HttpRequest, word: str) -> list[Path]:
    """Return the files that were handed over under a word, the sheet first. Raises `NotFoundError` where they are gone."""
    folder = desk_of(request).parking.folder(word)
    if folder is None:
        raise NotFoundError(say_of(request)("sheet_gone"))
    return sorted(folder.iterdir(), key=lambda path: (path.suffix.lower() in _MAPS, path.name))


def _counted(summary: Any) -> dict[str, Any]:
    return {
        "table": summary.table, "n_rows": summary.n_rows, "n_claims": summary.n_claims, "new": summary.new, "changed": summary.changed,
        "same": summary.same, "refused": len(summary.refused), "skipped": len(summary.skipped), "gone": len(summary.gone),
        "notes": list(summary.notes), "document": summary.document_id,
    }  # fmt: skip
