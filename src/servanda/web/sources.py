"""The sources: how far each is trusted by the desk, whose they are, and who draws on whom."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.pipeline import GRADES, Case, Said, changes, grade_source
from servanda.report import ROWS, Laid, drawn_words, origins_svg
from servanda.web.answers import require_post
from servanda.web.rendering import SINCE, desk_of, known, page, say_of
from servanda.web.telling import strand

_MOST_STRANDS: Final = 300


def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources with their grade and number of documents, and who draws on whom."""
    desk, say = desk_of(request), say_of(request)
    laid = desk.snapshot().laid
    rows = sorted((row for _, row in ROWS["sources"](laid.view)), key=lambda row: (-row["documents"], row["name"]))
    origins = laid.origins
    told = [strand(one, say) for one in origins["strands"] if one.speaker or one.report != one.origin]
    drawing = origins_svg([strand(one, say) for one in origins["drawn"]], drawn_words(say.language))
    context = {
        "place": "sources", "rows": rows, "grades": GRADES, "said": _said(desk.case), "strands": told[:_MOST_STRANDS],
        "drawing": drawing, "handles": _handles(laid),
    }  # fmt: skip
    return page(request, "sources.html.j2", context)


def grade(request: HttpRequest) -> HttpResponse:
    """Say how far a source is trusted, and why."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    named = {row["name"]: row for _, row in ROWS["sources"](desk.snapshot().view)}
    name = str(known(named, _given(request, "source"), say)["name"])
    because = _given(request, "because") or say("graded_at_desk")
    number = desk.turned_since(0)[0]
    desk.change(lambda by: grade_source(desk.case, name, _given(request, "reliability"), Said(by, because)))
    return HttpResponseRedirect(f"/sources/?{SINCE}={number}")


def _said(case: Case) -> dict[str, Any]:
    """Return the last word on each source by its name: who graded it, when and why."""
    return {(one.patch or {})["source"]: one for one in changes(case, "source")}


def _handles(laid: Laid) -> dict[str, str]:
    return {one.id: one.handle or "" for one in laid.view.incidents}


def _given(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).strip()
