"""What a person decides on the pages: each is a decision of the record, and what turned because of it is told when it is known."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from servanda.errors import UsageError
from servanda.model.decisions import JUDGING, Verdict
from servanda.pipeline import Entry, Judgement
from servanda.pipeline.differences import FindingChange
from servanda.report import STATUS_ORDER
from servanda.web.answers import back_to, require_post
from servanda.web.reader import claim_part
from servanda.web.rendering import SINCE, desk_of, known, part, say_of
from servanda.web.sitting import Sitting
from servanda.web.telling import change
from servanda.web.words import Say

_ON_FINDING: Final[frozenset[Verdict]] = JUDGING - {"amend"} | {"reply"}
_ON_INCIDENT: Final[frozenset[Verdict]] = _ON_FINDING | {"merge", "split"}
_FIELDS: Final = ("type", "mode", "trigger", "place", "start", "speaker", "object", "attitude")
_ROLES: Final = ("actor", "target")


def decide_on_claim(request: HttpRequest, name: str) -> HttpResponse:
    """Accept, reject or amend a claim."""
    require_post(request)
    desk = desk_of(request)
    claim = known(desk.snapshot().laid.claims, name, say_of(request))
    judgement = _judgement(request, claim.id, JUDGING)
    if judgement.verdict == "amend":
        judgement = Judgement(
            **vars(judgement) | {"changes": (f"{_given(request, 'path')}={_given(request, 'value')}",)}
        )
    number = _decided(desk, [judgement])
    if request.headers.get("X-Desk"):
        return JsonResponse({"claim": claim.id, "html": claim_part(request, claim)})
    return HttpResponseRedirect(f"/documents/{claim.document_id}?claim={claim.id}&{SINCE}={number}#c-{claim.id}")


def decide_on_incident(request: HttpRequest, name: str) -> HttpResponse:
    """Accept or reject an incident, merge it with another, or split claims off it."""
    require_post(request)
    desk = desk_of(request)
    found = known(desk.snapshot().laid.incidents, name, say_of(request))
    judgement = _judgement(request, found.id, _ON_INCIDENT)
    if judgement.verdict == "merge":
        judgement = Judgement(**vars(judgement) | {"other": _given(request, "other")})
    judgements = _splits(request, judgement, found.members) if judgement.verdict == "split" else [judgement]
    number = _decided(desk, judgements)
    return HttpResponseRedirect(f"/incidents/{found.handle or found.id}?{SINCE}={number}")


def _splits(request: HttpRequest, judgement: Judgement, members: tuple[str, ...]) -> list[Judgement]:
    """Return the decisions that part the claims which were ticked from the other claims of an incident."""
    off = [name for name in members if name in request.POST.getlist("claims")]
    stay = tuple(name for name in members if name not in off)
    if not off or not stay:
        raise UsageError(say_of(request)("split_some"))
    return [Judgement(**vars(judgement) | {"target": name, "others": stay}) for name in off]


def decide_on_finding(request: HttpRequest, name: str) -> HttpResponse:
    """Accept or reject a finding, or keep the reply of whom it names."""
    require_post(request)
    desk = desk_of(request)
    known(desk.snapshot().laid.findings, name, say_of(request))
    number = _decided(desk, [_judgement(request, name, _ON_FINDING)])
    return HttpResponseRedirect(f"/findings/{name}?{SINCE}={number}")


def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Enter a claim that was missed, by words of the document."""
    require_post(request)
    desk = desk_of(request)
    said: dict[str, Any] = {field: _given(request, field) or None for field in _FIELDS}
    named = [(role, words.strip()) for role in _ROLES for words in _given(request, role).split(";") if words.strip()]
    tolls = [
        (one.partition("=")[0].strip(), one.partition("=")[2].strip())
        for one in _given(request, "tolls").split(";")
        if "=" in one
    ]
    place_in_text = _given(request, "occurrence")
    entry = Entry(
        quote=str(request.POST.get("quote", "")).strip(), kind=_given(request, "kind"), named=tuple(named), tolls=tuple(tolls),
        occurrence=int(place_in_text) if place_in_text.isdecimal() else None, **said,
    )  # fmt: skip
    claim = desk.enter(desk.document(name), entry, _given(request, "because"))
    return HttpResponseRedirect(f"/claims/{claim}")


def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last decision of this sitting, and lead to what it was on."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    decision = desk.undo(say("undone_at_desk"))
    name = desk.claim_of(decision)
    if request.headers.get("X-Desk"):
        claim = desk.snapshot().laid.claims.get(name or "")
        told = {"claim": claim.id, "document": claim.document_id, "html": claim_part(request, claim)} if claim else {}
        return JsonResponse(told)
    return HttpResponseRedirect(f"/claims/{name}" if name else back_to(request))


def turned(request: HttpRequest) -> HttpResponse:
    """Return what decisions turned since a number, and whether more is to come."""
    desk, say = desk_of(request), say_of(request)
    asked = request.GET.get("since", "0")
    number, rounds, is_busy = desk.turned_since(int(asked) if asked.isdecimal() else 0)
    laid = desk.snapshot().laid
    found = sorted((one for round_ in rounds for one in round_.changes), key=_gravest)
    changes = [change(one, laid, say) for one in found]
    html = part(request, "turned.html.j2", {"changes": changes, "trouble": desk.trouble, "n_rounds": len(rounds)})
    return JsonResponse(
        {"number": number, "busy": is_busy, "html": html, "n": len(changes), "progress": _progress(desk, say)}
    )


def _progress(desk: Sitting, say: Say) -> str:
    """Return in words how far an errand is; nothing where none is being done."""
    far = desk.progress
    if far is None:
        return ""
    many = say("so_many", n=far.n, of=far.of) if far.of else ""
    return f"{say('at_work', what=say.code('step', far.words))} {many}".strip()


def _decided(desk: Sitting, judgements: list[Judgement]) -> int:
    """Take decisions, and return up to which one it was known before what decisions turned."""
    number, _, _ = desk.turned_since(0)
    desk.decide(judgements)
    return number


def _gravest(one: FindingChange) -> int:
    """Return the place of a change: by the graver of the statuses before and after."""
    return min(STATUS_ORDER.index(status) for status in (one.status_before, one.status_after) if status)


def _judgement(request: HttpRequest, target: str, allowed: frozenset[Verdict]) -> Judgement:
    """Return what a form says of a record: a verdict that may be given on it, by whom, and why."""
    say, verdict, because = say_of(request), _given(request, "verdict"), _given(request, "because")
    if verdict not in allowed:
        raise UsageError(say("no_such", name=verdict))
    if not because and verdict == "accept":
        because = say("read_at_desk")
    if not because:
        raise UsageError(say("reason_needed"))
    return Judgement(target=target, verdict=verdict, by=desk_of(request).person(), because=because)


def _given(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).strip()
