"""The reader: a document with its claims marked, and beside it what each claim says, linked both ways."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.model.claims import BaseClaim, Claim
from servanda.model.making import kind_of
from servanda.pipeline import AMENDABLE, agreement_words, has_look
from servanda.report import Laid
from servanda.review import ENTERED_KINDS
from servanda.web.originals import FRAMING, SHOWN, beside
from servanda.web.placing import spot_of
from servanda.web.rendering import desk_of, known, page, part, say_of
from servanda.web.telling import counts, place, type_of, when
from servanda.web.words import Say


def to_claim(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to a claim where it stands in its document."""
    found = known(desk_of(request).snapshot().laid.claims, name, say_of(request))
    return HttpResponseRedirect(f"/documents/{found.document_id}?claim={found.id}#c-{found.id}")


def read(request: HttpRequest, name: str) -> HttpResponse:
    """Show a document and its claims; ``claim`` in the address names the one that is looked at first."""
    desk, say = desk_of(request), say_of(request)
    laid, name = desk.snapshot().laid, desk.document(name)
    order = list(laid.texts)
    at = order.index(name)
    claims = laid.claims_of(name)
    reviews = [laid.claim(claim)["review"] for claim in claims]
    first = request.GET.get("claim", "")
    beside_it = beside(request, laid.texts[name], claims)
    context = {
        "place": "documents", "wide": True, "text": laid.texts[name], "paragraphs": laid.paragraphs(name),
        "claims": [claim_item(claim, laid, say) for claim in claims], "first": first,
        "spot": spot_of(laid.claims[first], desk, say) if first in laid.claims else None,
        "has_look": has_look(desk.case.store.get("document", name)), "original": beside_it, "shown": f"?{SHOWN}=1" if beside_it else "",
        "before": order[at - 1] if at else "", "after": order[at + 1] if at + 1 < len(order) else "",
        "n_open": reviews.count("proposed"), "at": at + 1, "of": len(order),
        "kinds": ENTERED_KINDS, "types": sorted(agreement_words().types), "claim_paths": sorted(AMENDABLE["claim"]),
    }  # fmt: skip
    response = page(request, "reader.html.j2", context)
    if beside_it and beside_it["form"] == "page":
        response["Content-Security-Policy"] = FRAMING
    return response


def claim_part(request: HttpRequest, claim: BaseClaim) -> str:
    """Return one claim as it stands in the list beside its document."""
    laid, say = desk_of(request).snapshot().laid, say_of(request)
    item = claim_item(laid.claims[claim.id], laid, say)
    context = {"item": item, "claim_paths": sorted(AMENDABLE["claim"]), "spot": None, "first": ""}
    return part(request, "claim.html.j2", context)


def claim_item(claim: Claim, laid: Laid, say: Say) -> dict[str, Any]:
    """Return one claim for the page: chain of speakers, when, where, who, and what a person decided."""
    incident = laid.incident_of.get(claim.id)
    time = getattr(claim, "time", None)
    item = laid.claim(claim)
    return item | {
        "number": laid.index.numbers.get(claim.id, ""),
        "kind": kind_of(claim),
        "type": type_of(kind_of(claim), item["type"], say),
        "counts": counts(claim, say),
        "chain": [(voice.name, voice.candidates) for voice in claim.attribution],
        "when": when(time, say) if time is not None else "",
        "places": [place(one, say) for one in getattr(claim, "places", ())],
        "people": [(say.code("role", one.role), one.name) for one in getattr(claim, "participants", ())],
        "withheld": [
            (say.code("role", one.role), one.candidates, one.reason) for one in getattr(claim, "withheld", ())
        ],
        "handle": incident.handle if incident else "",
    }
