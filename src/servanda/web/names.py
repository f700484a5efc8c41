"""Names that nobody could place, those first that keep acts from being placed: each is settled in one click, on a map or in a list."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.errors import UsageError
from servanda.model.claims import Claim
from servanda.model.incidents import Incident
from servanda.pipeline import (
    Case,
    Choice,
    OpenName,
    Said,
    changes,
    is_last,
    look_up_actor,
    open_names,
    places_called,
    settle,
)
from servanda.report import Laid, Option
from servanda.text.folds import plain
from servanda.web.answers import require_post
from servanda.web.rendering import SINCE, desk_of, known, page, say_of
from servanda.web.telling import drawn
from servanda.web.words import Say

_MOST_OPTIONS: Final = 9
_MOST_QUOTES: Final = 3
_MOST_SETTLED: Final = 50
_ACTOR_TYPES: Final = (
    "armed_group", "armed_forces", "person", "state", "ministry", "office", "opposition", "guarantor", "international", "un_body", "ngo", "media",
)  # fmt: skip


def names(request: HttpRequest) -> HttpResponse:
    """List the names that wait, with one of them opened: where it stands, and what it may mean."""
    desk, say = desk_of(request), say_of(request)
    laid = desk.snapshot().laid
    waiting = desk.kept("names", lambda: open_names(laid.view))
    context = {
        "place": "names", "rows": waiting, "chosen": None, "settled": _settled(desk.case), "asked": request.GET.get("words", "").strip(),
        "types": _ACTOR_TYPES,
    }  # fmt: skip
    if chosen := _chosen(request, waiting):
        context |= {"chosen": chosen, **_opened(chosen, laid, desk.case, context["asked"], say)}
    return page(request, "names.html.j2", context)


def settle_name(request: HttpRequest) -> HttpResponse:
    """Say what a name means."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    name, value = _given(request, "name"), _given(request, "value") or _point(request)
    if not name or not value:
        raise UsageError(say("settle_what"))
    because = _given(request, "because") or say("settled_at_desk")
    number = desk.turned_since(0)[0]
    desk.change(lambda by: settle(desk.case, (Choice(name, value),), Said(by, because)).decisions)
    return HttpResponseRedirect(f"/names/?{SINCE}={number}")


def take_back(request: HttpRequest, name: str) -> HttpResponse:
    """Take back what was said of names last."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    number = desk.turned_since(0)[0]
    desk.take_back(known({one.id: one for one in changes(desk.case, "names")}, name, say), say("undone_at_desk"))
    return HttpResponseRedirect(f"/names/?{SINCE}={number}")


def _chosen(request: HttpRequest, waiting: tuple[OpenName, ...]) -> OpenName | None:
    """Return the name that the address asks for; without one the first that waits."""
    asked = request.GET.get("name")
    if asked is None:
        return waiting[0] if waiting else None
    found = {one.key: one for one in reversed(waiting)}
    return found.get(plain(asked)) or OpenName(_what(request), asked, (), ())


def _what(request: HttpRequest) -> str:
    """Return of what a name is that does not wait: it was settled before, and is settled anew."""
    return "actor" if request.GET.get("what") == "actor" else "place"


def _opened(chosen: OpenName, laid: Laid, case: Case, asked: str, say: Say) -> dict[str, Any]:
    """Return what the page shows of a name: sentences, what it may mean, and the map."""
    quotes = _quotes(chosen, laid)
    if chosen.what == "actor":
        _, rows = look_up_actor(asked or chosen.name, case.folder)
        return {"quotes": quotes, "options": rows[:_MOST_OPTIONS], "drawing": ""}
    if chosen.what == "agreement":
        return {"quotes": quotes, "options": [], "drawing": ""}
    rows = places_called(case, asked or chosen.name)
    near = _beside(chosen, laid)
    options = [
        Option((row["longitude"], row["latitude"]), n, row["place_id"], say("settle_as", name=_told(row, say)))
        for n, row in enumerate(rows[:_MOST_OPTIONS], start=1)
    ]
    return {
        "quotes": quotes, "options": rows[:_MOST_OPTIONS], "drawing": laid.choice(options, near, "settle", drawn(say)) if options else "",
        "n_beside": len(near),
    }  # fmt: skip


def _told(row: dict[str, Any], say: Say) -> str:
    return say("comma").join(filter(None, (row["name"], row["admin2"], row["admin1"], row["country"])))


def _quotes(chosen: OpenName, laid: Laid) -> list[dict[str, Any]]:
    """Return sentences in which the name stands, each with its claim and text."""
    found: list[dict[str, Any]] = []
    for claim in sorted(_around(chosen, laid), key=lambda one: -len(one.span.quote)):
        if not any(claim.span.quote in one["quote"] for one in found):
            found.append({"id": claim.id, "quote": claim.span.quote, "text": laid.view.heads[claim.document_id]})
    return found[:_MOST_QUOTES]


def _around(chosen: OpenName, laid: Laid) -> Iterator[Claim]:
    """Yield the claims in whose words the name stands."""
    places = {(one.text_id, one.mention.start) for one in chosen.mentions if one.mention}
    near = (
        claim for name in dict.fromkeys(one.document_id for one in chosen.mentions) for claim in laid.claims_of(name)
    )
    yield from (claim for claim in near if any(_holds(claim, *place) for place in places))


def _holds(claim: Claim, text: str, at: int) -> bool:
    return claim.text_id == text and claim.span.start <= at < claim.span.end


def _beside(chosen: OpenName, laid: Laid) -> list[Incident]:
    """Return the acts of the same documents: where they lie tells places of one name apart."""
    documents = {one.document_id for one in chosen.mentions}
    told = (laid.incident_of.get(claim.id) for name in sorted(documents) for claim in laid.claims_of(name))
    acts = {one.id: one for one in told if one and one.is_located and one.id in laid.view.acts_by_id}
    return [acts[name] for name in sorted(acts)]


def _settled(case: Case) -> list[dict[str, Any]]:
    """Return what people said that names mean, the newest first, each name once."""
    found: dict[str, dict[str, Any]] = {}
    for change in reversed(changes(case, "names")):
        what = "actor" if change.target.key.endswith(case.dossier.settings.actors) else "place"
        for name, meant in (change.patch or {})["names"].items():
            row = {"name": name, "meant": meant, "what": what, "change": change, "is_last": is_last(case, change)}
            found.setdefault(plain(name), row)
    return list(found.values())[:_MOST_SETTLED]


def _point(request: HttpRequest) -> str:
    """Return a point that was given in degrees, with how far it is known, as a choice is written; an empty string without one."""
    parts = [_given(request, field) for field in ("latitude", "longitude", "km")]
    return ",".join(filter(None, parts)) if all(parts[:2]) else ""


def _given(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).strip()
