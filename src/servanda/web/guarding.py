"""Who is let in, and what a page may do: the token and its cookie, the name of the host, and headers on every answer."""

import hmac
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from servanda.errors import NotFoundError, ServandaError
from servanda.web.rendering import page, part

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_GIVEN: Final = "token"
_MISSING: Final = 404
_Answer = Callable[[HttpRequest], HttpResponse]


def headed(answer: _Answer) -> _Answer:
    """Put on every answer the headers that keep scripts of others, other sites and caches out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def known_host(answer: _Answer) -> _Answer:
    """Refuse a request that names another host than the desk's own: a page elsewhere whose name was pointed here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.META.get("HTTP_HOST") not in request.META["servanda.hosts"]:
            return HttpResponse("This desk is not known under that name.\n", status=400, content_type="text/plain")
        return answer(request)

    return middleware


def let_in(answer: _Answer) -> _Answer:
    """Let in who has the cookie; give it to who brings the token. Another user of this machine has neither."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name, cookie = request.META["servanda.cookie"]
        if _is_same(request.COOKIES.get(name), cookie):
            return answer(request)
        if request.method == "GET" and _is_same(request.GET.get(_GIVEN), request.META["servanda.token"]):
            # No redirect: a strict cookie does not go along where the way began at another site or a file.
            response = HttpResponse(part(request, "welcome.html.j2", {}))
            response.set_cookie(name, cookie, httponly=True, samesite="Strict")
            return response
        return HttpResponse(part(request, "closed.html.j2", {}), status=403)

    return middleware


def told(answer: _Answer) -> _Answer:
    """Turn what the program cannot do into a page that says so, or into plain words for a script."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return answer(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ServandaError):
            return None
        status = _MISSING if isinstance(error, NotFoundError) else 503 if error.transient else 400
        framed = "servanda.desk" in request.META  # where nobody sits at it no page has a frame
        if request.headers.get("X-Desk") or not framed:
            return HttpResponse(str(error), status=status, content_type="text/plain; charset=utf-8")
        return page(request, "message.html.j2", {"message": str(error), "is_missing": status == _MISSING}, status)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _is_same(given: str | None, wanted: str) -> bool:
    return given is not None and hmac.compare_digest(given.encode(), wanted.encode())
