"""The pages of accounts: allauth's own for signing in, and those of an administrator."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from servanda.errors import UsageError
from servanda.review import SENSITIVITIES
from servanda.web import pages
from servanda.web.accounts import exports
from servanda.web.accounts.audit import events
from servanda.web.accounts.register import Register
from servanda.web.answers import missing, require_post
from servanda.web.rendering import desk_of, page, say_of
from servanda.web.rights import GROUPS, new_password

handler404: Final = missing
_NEWEST: Final = 500


def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts; a form makes one, whose first password is shown once."""
    if request.method != "POST":
        return _list(request)
    name, given = request.POST.get("name", "").strip(), new_password()
    _register(request).add(name, request.POST.get("group", ""), request.POST.get("sees", ""), given)
    return _list(request, name, given)


def change(request: HttpRequest, name: str) -> HttpResponse:
    """Change one account: its group and what it sees, shut or open it, or give it a new password, which is shown once."""
    require_post(request)
    register, doing = _register(request), request.POST.get("doing", "")
    if doing == "reset":
        given = new_password()
        register.reset(name, given)
        return _list(request, name, given)
    if doing == "assigned":
        register.assign(name, request.POST.get("group", ""), request.POST.get("sees", ""))
    elif doing == "shut":
        register.shut(name)
    elif doing == "opened":
        register.reopen(name)
    else:
        raise UsageError(say_of(request)("no_such", name=doing))
    return HttpResponseRedirect("/people/")


def _register(request: HttpRequest) -> Register:
    desk = desk_of(request)
    return Register(desk.case, desk.person())


def _list(request: HttpRequest, name: str = "", given: str = "") -> HttpResponse:
    """Show the accounts, and the password that was just given to the one of that name."""
    context = {
        "place": "people", "people": _register(request).people(), "groups": tuple(GROUPS), "sensitivities": SENSITIVITIES,
        "given": given, "name": name,
    }  # fmt: skip
    return page(request, "people.html.j2", context)


def audit(request: HttpRequest) -> HttpResponse:
    """Show what was done with accounts, the newest first."""
    found = list(events(desk_of(request).case))
    return page(request, "audit.html.j2", {"place": "audit", "events": found[:_NEWEST], "n": len(found)})


urlpatterns: Final = [
    path("period/export", exports.ask),
    path("exports/", exports.exports),
    path("exports/<int:number>", exports.download),
    path("exports/<int:number>/approve", exports.approve),
    *pages.urlpatterns,
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("people/", accounts),
    path("people/<str:name>", change),
    path("audit/", audit),
]
