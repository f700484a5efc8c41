"""The original beside its text: pages of a PDF file as pictures with the claims boxed in, a page of the web in a sandbox, a picture; else a word on why not.

Nothing that others made is served as something that can act: a page of the web has been cleaned, and its own answer forbids scripts, forms, frames and loading.
"""

import threading
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse

from servanda.errors import NotFoundError
from servanda.model.claims import Claim
from servanda.model.documents import DocumentText, Region
from servanda.model.making import kind_of, replace
from servanda.pipeline import Original, original_of, show_page, show_picture, show_web_page
from servanda.web.guarding import POLICY
from servanda.web.rendering import desk_of, say_of
from servanda.web.words import Say

SHOWN: Final = "original"
"""The field of the address that opens the original."""
FRAMING: Final = f"{POLICY}; frame-src 'self'"
"""The policy of a page that holds a sandbox."""
_SANDBOX: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
_MOST_DIGITS: Final = 5
_KILOBYTE: Final = 1000
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Processes that take originals apart at one time."""


class Box(NamedTuple):
    """A claim on a page: its id and kind, and the upper left corner, width and height of one of its lines."""

    claim: str
    kind: str
    x: float
    y: float
    width: float
    height: float


def beside(request: HttpRequest, text: DocumentText, claims: Iterable[Claim]) -> dict[str, Any] | None:
    """Return the original of a document for the page, ``None`` where the address does not ask for it."""
    if SHOWN not in request.GET:
        return None
    desk, say = desk_of(request), say_of(request)
    with _AT_ONCE:
        found: Original = desk.drawn(("original", text.document_id), lambda: original_of(desk.case, text.document_id))
    boxes = list(_boxes(found, text, claims))
    return {
        "form": found.form, "facts": _facts(found, say),
        "pages": [(n, leaf, [box for page, box in boxes if page == n]) for n, leaf in enumerate(found.leaves, 1)],
    }  # fmt: skip


def original(request: HttpRequest, name: str) -> HttpResponse:
    """Return a page of the web that cannot act, or a picture."""
    desk = desk_of(request)
    name = desk.document(name)
    laid = desk.snapshot().laid
    if desk.case.store.get("document", name).media_type.startswith("image/"):
        media_type, content = show_picture(desk.case, name)
        return _alone(HttpResponse(content, content_type=media_type))
    with _AT_ONCE:
        html = desk.drawn(("page", name), lambda: show_web_page(desk.case, laid.texts[name], laid.claims_of(name)))
    return _alone(HttpResponse(html, content_type="text/html; charset=utf-8"))


def facsimile(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """Return a page of a PDF file as a picture."""
    desk = desk_of(request)
    name = desk.document(name)
    if not number.isdecimal() or len(number) > _MOST_DIGITS:
        raise NotFoundError(say_of(request)("nothing_here"))
    with _AT_ONCE:
        drawn = desk.drawn(("facsimile", name, number), lambda: show_page(desk.case, name, int(number)))
    return _alone(HttpResponse(drawn, content_type="image/png"))


def _alone(response: HttpResponse) -> HttpResponse:
    """Return an answer that belongs to no site, even where somebody opens it by itself."""
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _facts(found: Original, say: Say) -> list[str]:
    one = found.document
    pages = say.count("n_pages", len(found.leaves)) if found.form == "pages" else ""
    size = say("kilobytes", n=f"{-(-one.n_bytes // _KILOBYTE)}")
    return [
        fact for fact in (one.media_type.partition(";")[0], pages, size, f"SHA-256 {one.object_sha256[:12]}…") if fact
    ]


def _boxes(found: Original, text: DocumentText, claims: Iterable[Claim]) -> Iterator[tuple[int, Box]]:
    """Yield where claims stand on pages, line by line, with the number of the page; not on pages that are shown turned."""
    for claim in claims:
        for line in _lines(text.regions_of(claim.span)):
            leaf = found.leaves[line.page - 1] if 0 < line.page <= len(found.leaves) else None
            if leaf and not leaf.is_turned:
                yield (
                    line.page,
                    Box(
                        claim.id, kind_of(claim), line.left - leaf.left, leaf.height - (line.top - leaf.bottom), line.right - line.left,
                        line.top - line.bottom,
                    ),
                )  # fmt: skip


def _lines(regions: Iterable[Region]) -> Iterator[Region]:
    """Yield words that stand beside each other as one region."""
    line: Region | None = None
    for one in regions:
        if line and one.page == line.page and one.bottom < line.top and line.bottom < one.top:
            line = replace(
                line, end=one.end, left=min(line.left, one.left), right=max(line.right, one.right),
                bottom=min(line.bottom, one.bottom), top=max(line.top, one.top),
            )  # fmt: skip
        else:
            if line:
                yield line
            line = one
    if line:
        yield line
