"""Lists with one filter bar: the address holds the filter, so that it can be kept and shared."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from servanda.model.incidents import Incident
from servanda.pipeline import list_reviewed
from servanda.web.addresses import href_of
from servanda.web.rendering import desk_of, page, say_of

_A_PAGE: Final = 100
_WANTED: Final = ("since", "until", "place", "actor", "kind", "status")
_COLUMNS: Final = {
    "claims": ("kind", "type", "review", "speaker", "place", "start", "counts", "quote"),
    "incidents": (
        "handle",
        "kind",
        "mode",
        "review",
        "start",
        "place",
        "alleged actors",
        "tolls",
        "documents",
        "origins",
        "credibility",
    ),
    "findings": (
        "status",
        "review",
        "party",
        "agreement",
        "provision",
        "incident",
        "start",
        "place",
        "support",
        "facts missing",
    ),
}
_CODED: Final = {"review": "review", "support": "support", "kind": "kind", "mode": "mode", "status": "status"}


def claims(request: HttpRequest) -> HttpResponse:
    """List claims."""
    return _list(request, "claims")


def incidents(request: HttpRequest) -> HttpResponse:
    """List incidents that count as acts."""
    return _list(request, "incidents")


def findings(request: HttpRequest) -> HttpResponse:
    """List findings that count."""
    return _list(request, "findings")


def documents(request: HttpRequest) -> HttpResponse:
    """List the documents, with how many claims each has and how many of them nobody has judged."""
    laid = desk_of(request).snapshot().laid
    wanted = request.GET.get("words", "").casefold()
    rows = []
    for text in laid.view.texts:
        judged = [laid.view.review_of(claim) for claim in laid.claims_of(text.document_id)]
        row = {"text": text, "n": len(judged), "n_open": judged.count("proposed")}
        if wanted in f"{text.title} {text.publisher} {text.document_id}".casefold():
            rows.append(row)
    return page(
        request, "documents.html.j2", {"place": "documents", "rows": rows, "words": request.GET.get("words", "")}
    )


def _list(request: HttpRequest, what: str) -> HttpResponse:
    """Show one page of a list, surely passing records first, then those that may lie in the period."""
    desk, say = desk_of(request), say_of(request)
    snapshot = desk.snapshot()
    wanted = {name: value.strip() for name in _WANTED if (value := request.GET.get(name, "")).strip()}
    found = list_reviewed(desk.case, what, wanted, snapshot.view)
    listed = [*((pair, True) for pair in found.counted.sure), *((pair, False) for pair in found.counted.unsure)]
    start = _A_PAGE * (_number(request.GET.get("page")) - 1)
    rows = [_row(record, row, what, is_sure=sure) for (record, row), sure in listed[start : start + _A_PAGE]]
    asked = request.GET.copy()
    pages = []
    for number in range(1, -(-len(listed) // _A_PAGE) + 1):
        asked["page"] = str(number)
        pages.append((number, asked.urlencode(), start == _A_PAGE * (number - 1)))
    context = {
        "place": what, "what": what, "columns": _COLUMNS[what], "rows": rows, "n": len(listed), "wanted": wanted,
        "fields": _WANTED, "n_rejected": found.n_rejected, "n_background": found.n_background, "pages": pages, "coded": _CODED,
        "drawing": _map(snapshot.laid, listed) if what == "incidents" else "", "say": say,
    }  # fmt: skip
    return page(request, "list.html.j2", context)


def _row(record: Any, row: dict[str, Any], what: str, *, is_sure: bool) -> dict[str, Any]:
    return {"href": href_of(record.id), "cells": [row.get(name) for name in _COLUMNS[what]], "sure": is_sure}


def _map(laid: Any, listed: list[Any]) -> str:
    """Return the map of the incidents that are listed."""
    shown: list[Incident] = [record for (record, _), _ in listed]
    drawing: str = laid.map(shown, 720)
    return drawing


def _number(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 7 else 1  # noqa: PLR2004 - more pages than any list has
