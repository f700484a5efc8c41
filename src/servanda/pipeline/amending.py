"""`amend`: one reversible decision on all claims that a filter finds, and the findings that it turns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from servanda.errors import UsageError
from servanda.model.claims import BaseClaim, Claim
from servanda.model.decisions import Decision
from servanda.model.making import kind_of
from servanda.pipeline.case import Case
from servanda.pipeline.differences import FindingChange, State, differences
from servanda.pipeline.diffing import past_of
from servanda.pipeline.joined import folded_claims
from servanda.pipeline.listing import list_records
from servanda.pipeline.permitted import that_count
from servanda.pipeline.relating import related_anew
from servanda.pipeline.turning import turning
from servanda.report import assessed
from servanda.review import judge, make_decision
from servanda.text.folds import plain
from servanda.text.suggesting import meant

LISTED: Final = ("place", "actor", "kind", "since", "until", "status")
OWN: Final = ("type", "mode", "document", "words")
_PLACE: Final = "place"


@dataclass(frozen=True)
class Amendment:
    """Which claims (``where``: FIELD=VALUE, all of them must hold), what changes (FIELD=VALUE), who says so and why."""

    where: tuple[str, ...]
    changes: tuple[str, ...]
    by: str
    because: str


class Amended(NamedTuple):
    """The decision, the claims it is on, those it cannot be on and why, and how findings turn."""

    decision: Decision
    claims: tuple[Claim, ...]
    left_out: tuple[tuple[Claim, str], ...]
    flips: tuple[FindingChange, ...]


def amend_where(case: Case, amendment: Amendment, *, preview: bool = False) -> Amended:
    """Take one decision on all claims that the filter finds, unless it is a ``preview``; return it with what it turns.

    Raises `UsageError` for a filter that is none or finds nothing, and for a change that fits none of the claims.
    """
    wanted, patch = _pairs(amendment.where, "--where"), _patch(case, _pairs(amendment.changes, "--set"))
    found = _matching(case, wanted)
    if not found:
        raise UsageError(f"no claim passes {' and '.join(amendment.where)}; try it with: servanda claims {case.folder}")
    at = case.now()
    fields = {"verdict": "amend", "by": amendment.by, "because": amendment.because, "at": at}
    fitting, left_out = [], []
    for claim in found:
        why = _misfit(claim, patch, wanted, fields)
        if why:
            left_out.append((claim, why))
        else:
            fitting.append(claim)
    if not fitting:
        raise UsageError(f"the change fits none of the {len(found)} claims: {left_out[0][1]}")
    decision = _decision(fitting, patch, fields)
    flips = _flips(case, decision)
    if not preview:
        with case.store.writer("reviewed", amendment.by, at, case.tool()) as batch:
            batch.put(decision)
        case.store.sign()
    return Amended(decision, tuple(fitting), tuple(left_out), flips)


def _decision(claims: list[Claim], patch: Mapping[str, Any], fields: Mapping[str, Any]) -> Decision:
    keys = list(dict.fromkeys(claim.key for claim in claims))
    target = {"key": keys[0], "id_seen": claims[0].id}
    return make_decision({**fields, "target": target, "patch": dict(patch), "also": keys[1:] or None}, claims[0])


def _misfit(claim: Claim, patch: Mapping[str, Any], wanted: Mapping[str, str], fields: Mapping[str, Any]) -> str | None:
    """Say why the change does not fit a claim; the place that is meant must be its first, which the change is on."""
    places = getattr(claim, "places", ())
    if any(name.startswith(_PLACE) for name in patch) and _PLACE in wanted:
        first = places[0] if places else None
        if first is None or plain(wanted[_PLACE]) not in {plain(first.name), plain(first.place_id or "")}:
            return "the place that was asked for is not the first of this claim: amend it by itself"
    try:
        _decision([claim], patch, fields)
    except UsageError as error:
        return str(error)
    return None


def _pairs(words: Iterable[str], option: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in words:
        name, equals, value = one.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"{option} {one!r}: write it as FIELD=VALUE, for example place=Nyala")
        if name.strip() in found:
            raise UsageError(f"{option} {name.strip()} stands twice; all of them must hold, so give one value")
        found[name.strip()] = value.strip()
    if not found:
        raise UsageError(f"give at least one {option} FIELD=VALUE")
    return found


def _patch(case: Case, changes: Mapping[str, str]) -> dict[str, Any]:
    """Return the patch; a place by its id brings its coordinates along."""
    patch: dict[str, Any] = {
        name: None if value == "null" else value for name, value in changes.items() if name != _PLACE
    }
    if _PLACE in changes:
        place = case.reference.gazetteer.place(changes[_PLACE])
        if place is None:
            raise UsageError(
                f"--set place={changes[_PLACE]}: the gazetteer has no such id; find it with: servanda gazetteer lookup NAME"
            )
        patch |= {
            "place_id": place.place_id, "place.latitude": place.latitude, "place.longitude": place.longitude,
            "place.precision": place.precision, "place.radius_km": place.radius_km, "place.country": place.country,
        }  # fmt: skip
    return patch


def _matching(case: Case, wanted: Mapping[str, str]) -> tuple[Claim, ...]:
    """Return the current claims that pass every part of a filter, as people left them."""
    unknown = sorted(set(wanted) - {*LISTED, *OWN})
    if unknown:
        raise UsageError(f"--where {unknown[0]}: there is no such field; {meant(unknown[0], (*LISTED, *OWN))}")
    records, _ = list_records(case, "claims", {name: value for name, value in wanted.items() if name in LISTED})
    listed = {record.id for record in records if isinstance(record, BaseClaim)}
    claims = (claim for claim in folded_claims(case).claims if claim.id in listed)
    return tuple(claim for claim in claims if _passes(claim, wanted))


def _passes(claim: Claim, wanted: Mapping[str, str]) -> bool:
    event = getattr(claim, "event", None)
    own = {
        "type": event.plover if event else kind_of(claim),
        "mode": (event.mode or "") if event else "",
        "document": claim.document_id,
    }
    if "words" in wanted and wanted["words"].casefold() not in claim.span.quote.casefold():
        return False
    tests = ((name, wanted[name]) for name in own if name in wanted)
    return all(
        own[name].casefold().startswith(value.casefold())
        if name == "document"
        else own[name].casefold() == value.casefold()
        for name, value in tests
    )


def _flips(case: Case, decision: Decision) -> tuple[FindingChange, ...]:
    """Return how findings differ with the decision from what they would be without it; nothing is stored."""
    before, after = _state(case), _state(replace(case, supposed=(decision,)))
    return turning(differences(before, after, past_of(case, before, after)))


def _state(case: Case) -> State:
    incidents, findings = related_anew(case)
    decisions = (*case.store.decisions(), *case.supposed)
    judged = judge(findings, that_count(case, decisions))
    return State(None, judged, {one.id: one for one in incidents}, decisions, assessed(judged))


def flip_rows(amended: Amended) -> Iterator[dict[str, Any]]:
    """Yield a row for each finding that turns."""
    for one in amended.flips:
        yield {
            "change": one.change, "agreement": one.agreement_id, "provision": one.provision_id, "party": one.party,
            "before": one.status_before, "after": one.status_after, "finding before": one.before, "finding after": one.after,
        }  # fmt: skip
