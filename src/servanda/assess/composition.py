"""How a body is composed, against what was agreed."""

from collections.abc import Iterator, Sequence

from servanda.assess.acts import affirming, modality
from servanda.assess.conditions import Condition, overall
from servanda.assess.findings import Outcome
from servanda.assess.force import in_force
from servanda.assess.kleene import Truth, all_of, truth
from servanda.assess.setting import Setting
from servanda.model.agreements import Criterion
from servanda.model.claims import Composition
from servanda.model.findings import FindingStatus
from servanda.model.incidents import Incident

_STATUS: dict[Truth, FindingStatus] = {"true": "fulfilled", "false": "not_fulfilled", "unknown": "undetermined"}


def composition_outcomes(incidents: Sequence[Incident], criterion: Criterion, setting: Setting) -> Iterator[Outcome]:
    """Yield how each report of the body's composition compares; where there is none, that it is not known.

    A body that is announced or planned is not composed yet. A composition before the agreement is another body's.
    """
    told = [outcome for incident in incidents if (outcome := _outcome(incident, criterion, setting))]
    if told:
        yield from told
        return
    silence = Condition(
        "composition", "unknown", f"no report says who sits in {_words(criterion.body)}", (), ("composition",)
    )
    yield Outcome("undetermined", (silence,))


def _outcome(incident: Incident, criterion: Criterion, setting: Setting) -> Outcome | None:
    seats = incident.composition
    if seats is None or incident.kind != "COMPOSITION" or _words(seats.body) != _words(criterion.body):
        return None
    opening = (modality(incident), in_force(incident, setting, affirming(incident)))
    if overall(opening) == "false":
        return None
    conditions = [*opening, _groups(incident, seats, criterion)]
    if criterion.size is not None:
        conditions.append(_size(incident, seats, criterion.size))
    if criterion.quorum is not None and criterion.size and seats.votes is not None:
        share = seats.votes / criterion.size
        words = f"{seats.votes} votes of {criterion.size} ({share:.1%}); needed: {criterion.quorum:.0%}"
        conditions.append(Condition("quorum", truth(share >= criterion.quorum), words, affirming(incident)))
    return Outcome(_STATUS[overall(conditions)], tuple(conditions), incident)


def _groups(incident: Incident, seats: Composition, criterion: Criterion) -> Condition:
    """Compare the seats group by group; a group that is not told is unknown."""
    results: list[Truth] = []
    words = []
    for group, agreed in criterion.groups.items():
        told = seats.groups.get(group)
        results.append("unknown" if told is None else truth(told == agreed))
        words.append(f"{_words(group)} {'not told' if told is None else told} of {agreed}")
    return Condition("groups", all_of(results), "; ".join(words), affirming(incident), ("composition",))


def _size(incident: Incident, seats: Composition, size: int) -> Condition:
    """Compare the seats in all; more than agreed is too many even where groups are not told."""
    told = sum(seats.groups.values())
    result: Truth = "true" if told == size else "false" if told > size else "unknown"
    return Condition("size", result, f"{told} seats told of {size}", affirming(incident), ("composition",))


def _words(name: str) -> str:
    return name.casefold().replace("-", " ").replace("_", " ")
