"""The log: who did what when, in words, filtered by person, kind and day."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from servanda.model.decisions import Decision
from servanda.model.runs import EVENTS
from servanda.pipeline import LogFilter, log_page
from servanda.pipeline.log import Deed
from servanda.web.addresses import href_of
from servanda.web.paging import pages_of, start_of
from servanda.web.rendering import desk_of, page, say_of
from servanda.web.words import Say

_A_PAGE: Final = 100
_FILTERS: Final = ("by", "event", "since", "until")
_MOST_DECISIONS: Final = 20


def log(request: HttpRequest) -> HttpResponse:
    """Show the custody log, newest first."""
    case, say = desk_of(request).case, say_of(request)
    wanted = {name: value for name in _FILTERS if (value := request.GET.get(name, "").strip())}
    start = start_of(request, _A_PAGE)
    found = log_page(case, LogFilter(**wanted), start, _A_PAGE)
    context = {
        "place": "log", "rows": [_row(deed, say) for deed in found.deeds], "n": found.n, "wanted": wanted, "people": found.people,
        "events": sorted(EVENTS), "pages": pages_of(request, found.n, start, _A_PAGE),
    }  # fmt: skip
    return page(request, "log.html.j2", context)


def _row(deed: Deed, say: Say) -> dict[str, Any]:
    shown = [_decided(one) for one in deed.decisions[:_MOST_DECISIONS]]
    wrote = [say.count(f"wrote_{kind}", n) for kind, n in sorted(deed.wrote.items()) if kind != "decision"]
    return {"entry": deed.entry, "wrote": wrote, "decisions": shown, "n_more": len(deed.decisions) - len(shown)}


def _decided(one: Decision) -> dict[str, Any]:
    name = one.target.key if href_of(one.target.key) else one.target.id_seen or one.target.key
    return {"decision": one, "href": href_of(name), "name": name[:14]}
