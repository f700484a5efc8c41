"""Explore: full-text search, timeline and map under the one filter bar, and searches that are kept."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.model.incidents import Incident
from servanda.pipeline import (
    FilterChoice,
    Hit,
    Page,
    SearchResult,
    drop_search,
    list_choices,
    list_page,
    save_search,
    search_case,
)
from servanda.report import Part
from servanda.web.addresses import href_of
from servanda.web.answers import require_post
from servanda.web.filtering import FIELDS, TABS, Filter, bar_of_list
from servanda.web.paging import pages_of, start_of
from servanda.web.rendering import desk_of, page, say_of
from servanda.web.sitting import Sitting
from servanda.web.telling import drawn
from servanda.web.words import Say

_A_PAGE: Final = 50
_MOST_DRAWN: Final = 3000
_ZOOMS: Final = (1, 2, 4, 8)
_WIDTH: Final = 960


def explore(request: HttpRequest) -> HttpResponse:
    """Show what texts, claims and names hold of the words and filters of an address; without any, what there is to choose from."""
    desk, say = desk_of(request), say_of(request)
    asked, start = Filter.of(request, "explore"), start_of(request, _A_PAGE)
    found = search_case(desk.case, asked.search(limit=_A_PAGE, offset=start)) if asked.asked else None
    choices = _choices(found) if found else list_choices(desk.case, "claims", {})
    context = {
        "place": "explore", "bar": asked.bar(desk, say, choices), "found": found, "words": asked.asked.get("words", ""),
        "hits": [_hit(one, asked, say) for one in found.hits] if found else (), "pages": pages_of(request, found.n if found else 0, start, _A_PAGE),
    }  # fmt: skip
    return page(request, "explore.html.j2", context)


def timeline(request: HttpRequest) -> HttpResponse:
    """Draw the acts that pass the filter by day."""
    desk, say, asked = desk_of(request), say_of(request), Filter.of(request, "timeline")
    acts, n = _acts(desk, asked)
    snapshot = desk.snapshot()
    laid, same = snapshot.laid, snapshot.digest_of(acts)
    drawing = desk.drawn(("timeline", say.language), lambda: laid.timeline(acts, _WIDTH, drawn(say)), same)
    n_dated = sum(one.time.start is not None for one in acts)
    context = {
        "drawing": drawing,
        "n": n,
        "n_drawn": n_dated,
        "tab": "timeline",
        "moves": {},
        "months": _months(acts, asked),
    }
    return _drawn(request, asked, context)


def drawn_map(request: HttpRequest) -> HttpResponse:
    """Draw the acts that pass the filter on the map; links lead closer, wider and aside."""
    desk, asked = desk_of(request), Filter.of(request, "map")
    acts, n = _acts(desk, asked)
    part, drawing = _map_of(request, desk, acts)
    n_placed = sum(one.is_located for one in acts)
    context = {
        "drawing": drawing,
        "n": n,
        "n_drawn": n_placed,
        "tab": "map",
        "moves": _moves(asked, part) if drawing else {},
        "months": (),
    }
    return _drawn(request, asked, context)


def _map_of(request: HttpRequest, desk: Sitting, acts: list[Incident]) -> tuple[Part, str]:
    """Return the part of the map that an address asks for, and its drawing."""
    snapshot, say = desk.snapshot(), say_of(request)
    laid, same = snapshot.laid, snapshot.digest_of(acts)
    middle = desk.drawn("middle", lambda: laid.middle(acts), same)
    part = Part(
        _zoom(request), *(_share(request.GET.get(name), usual) for name, usual in zip("xy", middle, strict=True))
    )
    return part, desk.drawn(("map", say.language, part), lambda: laid.map(acts, _WIDTH, part, drawn(say)), same)


def keep(request: HttpRequest) -> HttpResponse:
    """Keep the search of a page under a name."""
    require_post(request)
    desk, asked = desk_of(request), _posted(request)
    desk.person()
    save_search(desk.case, str(request.POST.get("name", "")).strip(), asked.search())
    return HttpResponseRedirect(asked.address())


def drop(request: HttpRequest) -> HttpResponse:
    """Keep a search no more."""
    require_post(request)
    desk, asked = desk_of(request), _posted(request)
    desk.person()
    drop_search(desk.case, str(request.POST.get("name", "")))
    return HttpResponseRedirect(asked.address())


def _posted(request: HttpRequest) -> Filter:
    """Return the filter that a form carries, at the page that it came from: one of ours."""
    given = Filter.of(request, "explore")
    asked = {name: str(request.POST.get(name, "")).strip() for name in FIELDS}
    path = str(request.POST.get("path", ""))
    return Filter(
        path if path in TABS.values() else given.path, {name: value for name, value in asked.items() if value}
    )


def _acts(desk: Sitting, asked: Filter) -> tuple[list[Incident], int]:
    """Return the acts that pass, surely or perhaps, at most as many as can be drawn, and how many there are."""
    known, among = desk.snapshot().laid.incidents, asked.among(desk, "incidents")
    found: list[Incident] = []
    n = 0
    for unsure in (False, True):
        listed = list_page(
            desk.case, "incidents", asked.wanted, Page(unsure, most=_MOST_DRAWN - len(found), whole=False), among
        )
        found += [known[row["handle"]] for row in listed.rows if row["handle"] in known]
        n = listed.n_sure + listed.n_unsure
    return found, n


def _drawn(request: HttpRequest, asked: Filter, context: dict[str, Any]) -> HttpResponse:
    bar = bar_of_list(desk_of(request), say_of(request), asked, "incidents")
    return page(request, "drawn.html.j2", context | {"place": "explore", "bar": bar})


def _months(acts: Iterable[Incident], asked: Filter) -> list[tuple[str, str, int]]:
    """Return how many acts begin in each month, with the address of the timeline of that month: the drawing as a table, and closer."""
    counts: dict[str, int] = {}
    for one in acts:
        if one.time.start:
            counts[one.time.start[:7]] = counts.get(one.time.start[:7], 0) + 1
    return [(month, asked.address(since=f"{month}-01", until=_next(month)), n) for month, n in sorted(counts.items())]


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}-01"


def _moves(asked: Filter, part: Part) -> dict[str, str]:
    """Return the addresses that lead closer, wider and aside, by the word for it."""

    def address(zoom: int, x: float, y: float) -> str:
        where = {"zoom": str(zoom), "x": f"{_inside(x):.3f}", "y": f"{_inside(y):.3f}"} if zoom > 1 else {}
        return asked.address(**where)

    found = {}
    if part.zoom < _ZOOMS[-1]:
        found["closer"] = address(part.zoom * 2, part.x, part.y)
    if part.zoom > 1:
        step = 0.5 / part.zoom
        found["wider"] = address(part.zoom // 2, part.x, part.y)
        aside = {"west": (-step, 0.0), "east": (step, 0.0), "north": (0.0, -step), "south": (0.0, step)}
        found |= {name: address(part.zoom, part.x + x, part.y + y) for name, (x, y) in aside.items()}
    return found


def _zoom(request: HttpRequest) -> int:
    asked = request.GET.get("zoom", "")
    return next((zoom for zoom in _ZOOMS if str(zoom) == asked), 1)


def _share(text: str | None, usual: float) -> float:
    """Return a share of the map from an address, the usual one where there is none."""
    try:
        return _inside(float(text)) if text else usual
    except ValueError:
        return usual


def _inside(share: float) -> float:
    return min(max(share, 0.0), 1.0) if share == share else 0.5  # noqa: PLR0124 - what is no number differs from itself


def _choices(found: SearchResult) -> Iterator[FilterChoice]:
    yield from (FilterChoice(one.facet, one.value, one.label, one.n_documents) for one in found.facets)


def _hit(hit: Hit, asked: Filter, say: Say) -> dict[str, Any]:
    """Return a hit with its page: a name leads to the same search for what it names."""
    href = href_of(hit.id) if hit.what != "name" else asked.address(words="", **{str(hit.title): hit.id})
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return {"hit": hit, "href": href, "pieces": [*pieces, (hit.snippet[at:], False)], "title": _title(hit, say)}


def _title(hit: Hit, say: Say) -> str:
    """Return what stands over a hit: of a claim its kind and type in words."""
    if hit.what != "claim":
        return hit.title or say("untitled")
    kind, _, event = (hit.title or "").partition(" ")
    return say("comma").join(filter(None, (say.code("claim", kind), say.code("kind", event))))
