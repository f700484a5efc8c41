"""Who comes in with an account: signed in, with a second factor, and with the right that the address asks for."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

from servanda.web.accounts.people import has_second, right_of, sees
from servanda.web.desk import Desk, Sitting
from servanda.web.rendering import page, say_of
from servanda.web.rights import Right, least_right

_SECOND: Final = "/account/2fa/totp/activate/"
_READS: Final = frozenset({"GET", "HEAD"})
_Answer = Callable[[HttpRequest], HttpResponse]


def let_in(answer: _Answer) -> _Answer:
    """Let each account do what its group may, on what it is cleared for; an address that no table names is closed to all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        least = _least(request)
        user: Any = request.user
        if least is Right.NOBODY:
            return answer(request)
        if not user.is_authenticated:
            return _to_login(request)
        right = right_of(user) if has_second(user) else Right.SIGNED_IN
        request.META["servanda.desk"] = _sitting(request, user, right)
        request.META["servanda.right"] = right
        if least is Right.SIGNED_IN:
            return answer(request)
        if right is Right.SIGNED_IN and not has_second(user):
            return HttpResponseRedirect(_SECOND) if request.method in _READS else _refused(request, "second_needed")
        if least is None or right < least:
            return _refused(request, "not_permitted")
        return answer(request)

    return middleware


def _least(request: HttpRequest) -> Right | None:
    """Return the least right for a request; an address that leads nowhere asks for a reader, so that it does not tell which there are."""
    try:
        return least_right(resolve(request.path_info).route, sends=request.method not in _READS)
    except Resolver404:
        return Right.READER


def _sitting(request: HttpRequest, user: Any, right: Right) -> Sitting:
    desk: Desk = request.META["servanda.shared"]
    return Sitting(desk, user.username if right >= Right.ANALYST else None, sees(user))


def _to_login(request: HttpRequest) -> HttpResponse:
    if request.method not in _READS or request.headers.get("X-Desk"):
        return HttpResponse(say_of(request)("sign_in_again"), status=403, content_type="text/plain; charset=utf-8")
    back = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"/account/login/?{back}")


def _refused(request: HttpRequest, key: str) -> HttpResponse:
    message = say_of(request)(key)
    if request.headers.get("X-Desk"):
        return HttpResponse(message, status=403, content_type="text/plain; charset=utf-8")
    return page(request, "message.html.j2", {"message": message}, 403)
