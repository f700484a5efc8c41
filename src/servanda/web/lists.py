"""Lists with one filter bar: the address holds the filter, so that it can be kept and shared."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from servanda.pipeline import Page, list_page
from servanda.report import Laid, TextHead
from servanda.web.addresses import href_of
from servanda.web.filtering import Filter, bar_of_list
from servanda.web.paging import pages_of, start_of
from servanda.web.rendering import desk_of, page, say_of
from servanda.web.sorting import heads, sort_of
from servanda.web.telling import actors_of, counts_of, places_of, tolls_of, type_of
from servanda.web.words import Say

_A_PAGE: Final = 100
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
_OF_DOCUMENTS: Final = dict.fromkeys(("published", "publisher", "title", "menu_claims", "not_judged")).keys()
_BY_TEXT: Final[dict[str, Callable[[TextHead, Laid], Any]]] = {
    "published": lambda text, _: text.published_on or "",
    "publisher": lambda text, _: (text.publisher or "").casefold(),
    "title": lambda text, _: (text.title or "").casefold(),
    "menu_claims": lambda text, laid: len(laid.claims_of(text.document_id)),
}
"""Columns by which documents are sorted; how many are not judged would have to be counted in all of them."""
_TOLD: Final[dict[str, Callable[[dict[str, Any], Say], str]]] = {
    "tolls": tolls_of, "counts": counts_of, "alleged actors": actors_of, "place": places_of, "type": lambda row, say: type_of(row["kind"], row["type"], say), "party": lambda row, say: say.party(row["party"]),
}  # fmt: skip
"""Columns that are put in the words of the page by the whole row."""
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
    desk, say = desk_of(request), say_of(request)
    laid, asked = desk.snapshot().laid, Filter.of(request, "documents")
    passing = asked.documents(desk)
    texts = [text for text in laid.view.heads.values() if passing is None or text.document_id in passing]
    start, sort = start_of(request, _A_PAGE), sort_of(request, _BY_TEXT)
    if sort:
        texts.sort(key=lambda text: _BY_TEXT[sort.removeprefix("-")](text, laid), reverse=sort.startswith("-"))
    context = {
        "heads": heads(request, _OF_DOCUMENTS, sort, _OF_DOCUMENTS - _BY_TEXT.keys()), "sort": sort, "place": "documents", "n": len(texts), "rows": [_text_row(text, laid) for text in texts[start : start + _A_PAGE]],
        "pages": pages_of(request, len(texts), start, _A_PAGE), "bar": bar_of_list(desk, say, asked, "claims"),
    }  # fmt: skip
    return page(request, "documents.html.j2", context)


def _text_row(text: TextHead, laid: Laid) -> dict[str, Any]:
    judged = [laid.view.review_of(claim) for claim in laid.claims_of(text.document_id)]
    return {"text": text, "n": len(judged), "n_open": judged.count("proposed")}


def _list(request: HttpRequest, what: str) -> HttpResponse:
    """Show one page of a list, surely passing records first, then those that may lie in the period."""
    desk, say = desk_of(request), say_of(request)
    asked = Filter.of(request, what)
    wanted, among = asked.wanted, asked.among(desk, what)
    start, sort = start_of(request, _A_PAGE), sort_of(request, _COLUMNS[what])
    found = list_page(desk.case, what, wanted, Page(first=start, most=_A_PAGE, whole=False, sort=sort), among)
    rows = [_row(row, what, say, is_sure=True) for row in found.rows]
    if len(rows) < _A_PAGE and found.n_unsure:
        rest = Page(unsure=True, first=max(0, start - found.n_sure), most=_A_PAGE - len(rows), whole=False, sort=sort)
        rows += [_row(row, what, say, is_sure=False) for row in list_page(desk.case, what, wanted, rest, among).rows]
    n = found.n_sure + found.n_unsure
    context = {
        "place": what, "what": what, "columns": _COLUMNS[what], "heads": heads(request, _COLUMNS[what], sort), "sort": sort, "rows": rows, "n": n, "wanted": asked.asked, "coded": _CODED,
        "is_unheld": what == "findings" and not desk.snapshot().view.book.agreements, "n_rejected": found.n_rejected, "n_background": found.n_background, "pages": pages_of(request, n, start, _A_PAGE),
        "bar": bar_of_list(desk, say, asked, what),
    }  # fmt: skip
    return page(request, "list.html.j2", context)


def _row(row: dict[str, Any], what: str, say: Say, *, is_sure: bool) -> dict[str, Any]:
    name = row["handle"] if what == "incidents" else row["id"]
    return {
        "href": href_of(name),
        "name": name,
        "cells": [_TOLD[column](row, say) if column in _TOLD else row.get(column) for column in _COLUMNS[what]],
        "sure": is_sure,
    }
