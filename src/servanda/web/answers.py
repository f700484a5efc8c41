"""Answers that are no pages of the dossier: files of the desk itself, and what is said where something is not to be had."""

from functools import cache
from importlib.resources import files
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from servanda.errors import NotFoundError, UsageError
from servanda.web.config import LANGUAGE, LANGUAGES
from servanda.web.rendering import page, say_of

_SCRIPT: Final = "text/javascript"
_FILES: Final = {
    "desk.css": ("servanda.web", "text/css"), "desk.js": ("servanda.web", _SCRIPT), "account/js/onload.js": ("allauth.account", _SCRIPT),
    "account/js/account.js": ("allauth.account", _SCRIPT), "mfa/js/recovery_codes.js": ("allauth.mfa", _SCRIPT),
    "mfa/js/webauthn.js": ("allauth.mfa", _SCRIPT), "mfa/js/webauthn-json.js": ("allauth.mfa", _SCRIPT),
}  # fmt: skip
"""The files of the pages, each with the package that has it and what it is: a closed list, so that no path leads anywhere else."""
_YEAR_SECONDS: Final = 31_536_000


def own_file(request: HttpRequest, name: str) -> HttpResponse:
    """Return a file of the pages."""
    if name not in _FILES:
        raise NotFoundError(say_of(request)("nothing_here"))
    return HttpResponse(_content(name), content_type=f"{_FILES[name][1]}; charset=utf-8")


@cache
def _content(name: str) -> bytes:
    return files(_FILES[name][0]).joinpath("static", name).read_bytes()


def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language that a reader chose, and go back to where he was, never to another site."""
    require_post(request)
    chosen, here = request.POST.get("language", ""), back_to(request)
    response = HttpResponseRedirect(here)
    if chosen in LANGUAGES:
        response.set_cookie(LANGUAGE, chosen, max_age=_YEAR_SECONDS, httponly=True, samesite="Strict")
    return response


def back_to(request: HttpRequest, usual: str = "/") -> str:
    """Return the page of this desk that a form came from."""
    here = str(request.POST.get("here", usual))
    is_ours = here.startswith("/") and url_has_allowed_host_and_scheme(here, allowed_hosts=None)
    return here if is_ours else usual


def require_post(request: HttpRequest) -> None:
    """Raise `UsageError` where something that writes is asked for by an address alone."""
    if request.method != "POST":
        raise UsageError(say_of(request)("by_form_only"))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of this desk."""
    del reason
    if "servanda.desk" not in request.META:  # nobody has signed in: the frame of a page names the dossier
        return HttpResponse(say_of(request)("forged"), status=403, content_type="text/plain; charset=utf-8")
    return page(request, "message.html.j2", {"message": say_of(request)("forged")}, 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    del exception
    return page(request, "message.html.j2", {"message": say_of(request)("nothing_here"), "is_missing": True}, 404)
