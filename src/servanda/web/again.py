"""An accusation judged again by somebody who is not told what the first person said; what he says is on record and changes nothing."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.errors import UsageError
from servanda.pipeline import second_judgement, to_look_at
from servanda.web.records import finding_context
from servanda.web.rendering import SINCE, desk_of, known, page, say_of

_VERDICTS = frozenset({"accept", "reject"})


def look_again(request: HttpRequest, name: str) -> HttpResponse:
    """Show an accusation without what was decided on it, or keep what somebody says of it. It is there for whom it waits for alone."""
    desk, say = desk_of(request), say_of(request)
    laid, by = desk.snapshot().laid, desk.person()
    look = known({one.finding.id: one for one in to_look_at(laid.view, by, desk.case.now())}, name, say)
    if request.method != "POST":
        return page(
            request, "finding.html.j2", finding_context(look.finding, laid, say) | {"is_blind": True, "place": "inbox"}
        )
    judged, because = (str(request.POST.get(field, "")).strip() for field in ("verdict", "because"))
    if judged not in _VERDICTS:
        raise UsageError(say("no_such", name=judged))
    if not because:
        raise UsageError(say("reason_needed"))
    number = desk.turned_since(0)[0]
    desk.decide([second_judgement(look, judged, by, because)])
    return HttpResponseRedirect(f"/findings/{name}?{SINCE}={number}")
