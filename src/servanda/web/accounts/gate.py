"""Who comes in with an account: signed in, with a second factor, and with the right that the address asks for."""

from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve

from servanda.web.accounts.lasting import is_over
from servanda.web.accounts.people import has_second, right_of, sees
from servanda.web.rendering import page, say_of
from servanda.web.rights import CLOSED, PERMITS, Permit, Right
from servanda.web.sitting import Sitting
from servanda.web.snapshot import WHOLE

_SECOND: Final = "/account/2fa/totp/activate/"
_READS: Final = frozenset({"GET", "HEAD"})
_Answer = Callable[[HttpRequest], HttpResponse]


def let_in(answer: _Answer) -> _Answer:
    """Let each account do what its group may, on what it is cleared for; an address that no table names is closed to all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        permit = _permit(request)
        least = permit.looks if request.method in _READS else permit.sends
        if least is Right.NOBODY:
            return answer(request)
        if not request.user.is_authenticated or is_over(request):
            return _to_login(request)
        why = _why_not(least, _seat(request), is_whole=permit.is_whole)
        if why == "second_needed" and request.method in _READS:
            return HttpResponseRedirect(_SECOND)
        return _refused(request, why) if why else answer(request)

    return middleware


class _Seat(NamedTuple):
    """What an account may do, up to which sensitivity it sees documents, and whether it has a second factor."""

    right: Right
    sees: str
    has_second: bool


def _seat(request: HttpRequest) -> _Seat:
    """Seat the account of a request at the desk; without a second factor it may nothing but set one up."""
    user, desk = request.user, request.META["servanda.shared"]
    seat = _Seat(right_of(user) if has_second(user) else Right.SIGNED_IN, sees(user), has_second(user))
    by = user.username if seat.right >= Right.ANALYST else None
    request.META["servanda.desk"] = Sitting(desk, by, seat.sees, may_judge=seat.right >= Right.REVIEWER)
    request.META["servanda.right"] = seat.right
    return seat


def _why_not(least: Right, seat: _Seat, *, is_whole: bool) -> str | None:
    """Return the key of the words why an address is closed to an account, ``None`` where it is open."""
    if least is Right.SIGNED_IN:
        return None
    if not seat.has_second:
        return "second_needed"
    if seat.right < least:
        return "not_permitted"
    return "not_cleared" if is_whole and seat.sees != WHOLE else None


def _permit(request: HttpRequest) -> Permit:
    """Return what an address asks for; one that leads nowhere asks for a reader, so that it does not tell which there are."""
    try:
        return PERMITS.get(resolve(request.path_info).route, CLOSED)
    except Resolver404:
        return Permit(Right.READER, Right.READER)


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
