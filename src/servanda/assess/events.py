"""Provisions that single incidents are held against: prohibitions, permissions and duties to prevent.

`screened` says what all incidents mean, from numbers alone; `trace` writes out the conditions of one of them. Both ask the
same condition functions and the same table of statuses.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from servanda.assess.acts import act, affirming, modality
from servanda.assess.attribution_conditions import accusation_of, bound_condition
from servanda.assess.column_store import ABSENT, NUMBER, ORDER, Columns
from servanda.assess.conditions import Condition
from servanda.assess.force import in_force
from servanda.assess.kleene import Truth, truth
from servanda.assess.provisos import proviso
from servanda.assess.published import is_bounded
from servanda.assess.setting import Setting
from servanda.assess.statuses import status_of
from servanda.assess.targets import excluded, target
from servanda.assess.zones import in_zone, with_text
from servanda.model.agreements import Bound, Provision
from servanda.model.findings import FindingStatus
from servanda.model.incidents import Incident

if TYPE_CHECKING:
    from numpy import int8
    from numpy.typing import NDArray

    Answers = dict[str, "NDArray[int8]"]


class Told(NamedTuple):
    """One incident that means something under a provision, for one party (``None``: nobody can be named)."""

    incident: Incident
    bound: Bound | None
    status: FindingStatus


def trace(incident: Incident, provision: Provision, bound: Bound | None, setting: Setting) -> tuple[Condition, ...]:
    """Return the conditions of a provision for an incident and a bound party, each with its words and claims."""
    claims = affirming(incident)
    zone = with_text(in_zone(incident, provision, setting, claims), provision.text)
    found = [act(incident, provision, setting), modality(incident), in_force(incident, setting, claims), zone]
    found.append(bound_condition(incident, bound, provision, setting))
    if provision.act.kind != "prevent":
        accusation = accusation_of(incident, bound, provision, setting)
        found += [accusation] if accusation else []
    asked = (proviso(incident, provision, setting), target(incident, provision, setting))
    return (*found, *(condition for condition in asked if condition))


def screened(columns: Columns, provision: Provision, setting: Setting) -> Iterator[Told]:
    """Yield what the incidents mean under a provision, for each party concerned; most incidents mean nothing.

    Nothing is said of an incident with neither place nor date, nor of one that may have been in the zone and of which a day of
    publication alone says that it was before a term. A duty to prevent does not ask who attacked.
    """
    if not columns.incidents:
        return
    answers = _answers(columns, provision, setting)
    spared = columns.targets.truths(lambda one: truth(excluded(one, provision, setting))) == NUMBER["true"]
    bounds: tuple[Bound | None, ...] = setting.bound_by(provision)
    if provision.act.kind != "prevent":
        bounds = (*bounds, None)
    found = []
    for place, bound in enumerate(bounds):
        own = answers | _of_party(columns, bound, provision, setting)
        for status, numbers in _by_status(own, spared, provision, named=bound is not None):
            found += [(int(number), place, status) for number in numbers]
    for number, place, status in sorted(found):
        yield Told(columns.incidents[number], bounds[place], status)


def _answers(columns: Columns, provision: Provision, setting: Setting) -> "Answers":
    """Return the answers that do not depend on the party, by condition."""
    own = setting.agreement.id
    answers = {
        "act": columns.kinds.truths(lambda one: act(one, provision, setting).result),
        "modality": columns.shared(("modality",), columns.modalities, lambda one: modality(one).result),
        "in_force": columns.shared(("term", own), columns.times, lambda one: in_force(one, setting, ()).result),
        "in_zone": columns.shared(
            ("zone", own, provision.zone, provision.kind == "permission"),
            columns.places,
            lambda one: in_zone(one, provision, setting, ()).result,
        ),
    }
    placed, dated, bounded = (columns.shared((name,), column, known) for name, column, known in (
        ("placed", columns.places, _placed), ("dated", columns.times, _dated), ("bounded", columns.times, _bounded),
    ))  # fmt: skip
    answers["act"][(placed == NUMBER["false"]) & (dated == NUMBER["false"])] = NUMBER["false"]
    by_then = (bounded == NUMBER["true"]) & (answers["in_force"] == NUMBER["false"])
    answers["act"][by_then & (answers["in_zone"] == NUMBER["unknown"])] = NUMBER["false"]
    if provision.only_if:
        answers["proviso"] = columns.times.truths(lambda one: _result(proviso(one, provision, setting)))
    if provision.target or provision.target_not:
        answers["target"] = columns.targets.truths(lambda one: _result(target(one, provision, setting)))
    return answers


def _of_party(columns: Columns, bound: Bound | None, provision: Provision, setting: Setting) -> "Answers":
    """Return the answers for one party."""
    held = partial(bound_condition, bound=bound, provision=provision, setting=setting)
    question = ("bound", setting.agreement.id, bound and (bound.actor, bound.since, bound.until))
    answers = {"bound": columns.shared(question, columns.times, lambda one: held(one).result)}
    if provision.act.kind != "prevent":
        accused = partial(accusation_of, bound=bound, provision=provision, setting=setting)
        answers["attribution"] = columns.actors.truths(lambda one: _result(accused(one)))
    return answers


def _by_status(
    answers: "Answers", spared: "NDArray[int8]", provision: Provision, *, named: bool
) -> Iterator[tuple[FindingStatus, "NDArray[int8]"]]:
    """Yield each status with the numbers of its incidents: the table is asked once for each combination that occurs."""
    import numpy as np

    stacked = np.stack([*answers.values(), spared.astype(np.int8)])
    open_ = (answers["act"] > NUMBER["false"]) & (answers["modality"] > NUMBER["false"])
    asked = np.flatnonzero((stacked != ABSENT).all(axis=0) & open_)
    code = np.zeros(len(asked), dtype=np.int32)
    for row in stacked[:, asked]:
        code = code * len(ORDER) + row
    combinations, first, which = np.unique(code, return_index=True, return_inverse=True)
    for number in range(len(combinations)):
        *values, is_spared = stacked[:, asked[first[number]]]
        truths: dict[str, Truth] = {name: ORDER[value] for name, value in zip(answers, values, strict=True)}
        status = status_of(truths, provision, spared=bool(is_spared), named=named)
        if status and (named or status == "undetermined"):
            yield status, asked[which == number]


def _result(condition: Condition | None) -> Truth | None:
    return condition.result if condition else None


def _placed(incident: Incident) -> Truth:
    return truth(any((one.name is not None and not one.carried) or one.latitude is not None for one in incident.places))


def _bounded(incident: Incident) -> Truth:
    return truth(is_bounded(incident.time))


def _dated(incident: Incident) -> Truth:
    """Tell whether a report says when; a day of publication says no more than by when."""
    time = incident.time
    return truth(time.start is not None or (time.end is not None and not is_bounded(time)))
