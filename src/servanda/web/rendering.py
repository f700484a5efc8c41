"""Pages from templates: every value escaped, foreign letters kept apart."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

import servanda
from servanda.errors import NotFoundError, ServandaError
from servanda.report import environment
from servanda.web.config import LANGUAGE
from servanda.web.keys import GOING, KEYS
from servanda.web.rights import Right
from servanda.web.sitting import Sitting
from servanda.web.words import Say

T = TypeVar("T")
_UNREADABLE: Final = 503
SINCE: Final = "since_decision"
_PLACES: Final = ("inbox", "explore", "documents", "claims", "incidents", "findings", "period")
_FURTHER: Final = ("names", "sources", "agreements", "intake", "log")
"""Places that stand in the menu behind a word of their own, so that it stays short."""
_SHARED: Final = ("exports",)
"""Places where several people have accounts."""
_ADMINISTERED: Final = ("people", "audit")
"""Places for an administrator alone."""


def desk_of(request: HttpRequest) -> Sitting:
    """Return the desk that a request came to, as who asks sits at it."""
    desk: Sitting = request.META["servanda.desk"]
    return desk


def say_of(request: HttpRequest) -> Say:
    """Return the words of the language that a reader chose, else of that of the desk."""
    language = request.COOKIES.get(LANGUAGE) or request.META["servanda.language"]
    return Say(language, lambda: desk_of(request).case.reference.actors.actors)


def known(records: Mapping[str, T], name: str, say: Say) -> T:
    """Return the record of that name. Raises `NotFoundError`, in the words of the page."""
    if name not in records:
        raise NotFoundError(say("no_such", name=name))
    return records[name]


def part(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    """Return a template filled in: a page, or a part of one."""
    say, desk = say_of(request), desk_of(request)
    common = {
        "say": say,
        "csrf": get_token(request),
        "by": desk.by,
        "alone": desk.alone,
        "taken_back": desk.taken_back,
        "version": servanda.__version__,
    }
    return str(environment("servanda.web", say.direction).get_template(name).render(common | context))


def _told(request: HttpRequest, desk: Sitting) -> int:
    """Return up to which decision a reader was told what it turned: as the address says after a form, else all so far."""
    asked = request.GET.get(SINCE, "")
    return int(asked) if asked.isdecimal() else desk.turned_since(0)[0]


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a whole page; ``context`` names the ``place`` in the menu that it belongs to. Where a file of the dossier cannot be read it says that alone."""
    desk = desk_of(request)
    try:
        title = desk.case.dossier.settings.title
    except ServandaError as fault:  # not even the frame of a page can be laid out
        return HttpResponse(part(request, "unreadable.html.j2", {"message": str(fault)}), status=_UNREADABLE)
    right = request.META.get("servanda.right")
    shared = () if right is None else _SHARED if right < Right.ADMINISTRATOR else (*_SHARED, *_ADMINISTERED)
    frame = {
        "dossier": title, "places": _PLACES, "further": (*_FURTHER, *shared), "has_account": right is not None,
        "keys": KEYS, "going": GOING, "place": "", "here": request.get_full_path(),
        "trouble": desk.trouble, "wide": False, "number": _told(request, desk),
    }  # fmt: skip
    return HttpResponse(part(request, name, frame | context), status=status)
