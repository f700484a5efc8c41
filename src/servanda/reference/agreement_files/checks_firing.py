"""Provisions that can never be held against anything, or that nothing can ever settle."""

from collections.abc import Iterator
from typing import Final, Literal

from servanda.model.agreements import Agreement, Bound, Provision, Term
from servanda.reference.agreement_files.problems import Path

Fault = tuple[Path, str, Literal["error", "warning"]]
LAST: Final = "9999"


def never_firing(agreement: Agreement) -> Iterator[Fault]:
    """Yield the provisions that no incident can ever meet, and why."""
    for n, provision in enumerate(agreement.provisions):
        for field, message in (*_of_act(provision), *_of_time(provision, agreement)):
            yield ("provisions", n, *field), message, "error"
        if (
            provision.evaluate == "incident"
            and provision.act.kind == "prevent"
            and provision.yields == "alleged_violation"
        ):
            message = "a duty to prevent is engaged by an incident, not breached; write duty_engaged"
            yield ("provisions", n, "yields"), message, "error"


def unsettled(agreement: Agreement) -> Iterator[Fault]:
    """Yield what a file leaves open that its author could state."""
    milestones = {
        p.id for p in agreement.provisions if p.evaluate == "milestone" or p.act.kind in {"withdraw", "perform"}
    }
    known = {p.id for p in agreement.provisions}
    for n, provision in enumerate(agreement.provisions):
        if provision.reading == "interpreted" and provision.by is None:
            yield ("provisions", n, "reading"), "an interpretation needs its author: 'by: ...'", "warning"
        waits = provision.only_if.provision if provision.only_if else None
        where: Path = ("provisions", n, "only_if", "provision")
        if waits and waits not in known:
            yield where, f"{waits!r} is no provision of this file", "error"
        elif waits and (waits not in milestones or waits == provision.id):
            yield (
                where,
                f"{waits!r} is no other duty to be done, so no report can settle it; name one that is",
                "warning",
            )
    if agreement.form == "unilateral" and len([b for b in agreement.bound if b.role == "party"]) > 1:
        yield ("bound",), "a declaration of one side binds that side; have only one party here", "warning"


def _of_act(provision: Provision) -> Iterator[tuple[Path, str]]:
    if provision.target and provision.target == provision.target_not:
        yield ("target_not",), f"{provision.target!r} is both protected and left out, so it can never be breached"


def _of_time(provision: Provision, agreement: Agreement) -> Iterator[tuple[Path, str]]:
    terms = agreement.time.in_force
    first = min((term.since or "" for term in terms), default="")
    last = max((term.until or LAST for term in terms), default=LAST)
    if provision.deadline and not first[:10] <= provision.deadline[:10] <= last[:10]:
        yield ("deadline",), f"{provision.deadline} lies outside the time in force ({first or 'open'} to {last})"
    bounds = [b for b in agreement.bound if b.actor in provision.binds.actors or b.group in provision.binds.classes]
    if terms and bounds and not any(_meet(bound, term) for bound in bounds for term in terms):
        yield (
            ("binds",),
            "nobody it binds is bound while the agreement is in force, so it can never fire; mend since or until",
        )
    if terms and all(any(_covers(pause, term) for pause in agreement.time.suspended) for term in terms):
        yield (), "the agreement is suspended all the time it is in force, so it can never fire"
    if provision.only_if and any(term.since is None and term.until is None for term in provision.only_if.failed):
        yield ("only_if", "failed"), "what it depends on is held never to be so, so it can never fire"


def _meet(bound: Bound, term: Term) -> bool:
    """Tell whether two half-open times may share a moment."""
    return _may_precede(bound.since, term.until) and _may_precede(term.since, bound.until)


def _may_precede(since: str | None, until: str | None) -> bool:
    """Tell whether a beginning may lie before an end: a day that ends something does not belong to it; hours of one day may do."""
    since, until = since or "", until or LAST
    days = len(since) == len(until) == len("2019-01-01")
    return since < until if days else since[:10] <= until[:10]


def _covers(pause: Term, term: Term) -> bool:
    return (pause.since or "") <= (term.since or "") and (term.until or LAST) <= (pause.until or LAST)
