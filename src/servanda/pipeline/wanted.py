"""What somebody asks lists for: values that nothing could ever have are refused, with what was meant."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Final, get_args, get_type_hints

from servanda.errors import UsageError
from servanda.model.claims import Claim, ObservationDetail
from servanda.model.findings import Finding, FindingStatus
from servanda.model.outlines import Claims
from servanda.model.period import Period
from servanda.reference import Reference
from servanda.reference.agreement_files import actors_called, vocabulary
from servanda.report import ReportView
from servanda.text.suggesting import meant

BACKGROUND: Final = "background"
_INCIDENTS: Final = ("OBSERVATION", "PERFORMANCE", "COMPOSITION")


def understood(wanted: Mapping[str, str], known: Callable[[], Collection[str]], reference: Reference) -> dict[str, str]:
    """Return what is wanted, an actor by its id where no record names it as it was given; ``known`` gives the names that records have.

    Raises `UsageError` with suggestions for a kind or status that there is none of, and an actor whom neither the registry nor
    a record names.
    """
    if "kind" in wanted:
        known_value("kind", wanted["kind"], kinds())
    if "status" in wanted:
        known_value("status", wanted["status"], statuses())
    if "actor" not in wanted:
        return dict(wanted)
    names = known()
    if wanted["actor"].casefold() in {name.casefold() for name in names}:
        return dict(wanted)
    found = actors_called(wanted["actor"], reference.actors, reference.config.countries)
    if not found:
        known_value("actor", wanted["actor"], names, tuple(_alike(wanted["actor"], reference)))
    return {**wanted, "actor": found[0]} if len(found) == 1 else dict(wanted)


def kinds() -> tuple[str, ...]:
    """Return the kinds of claims, the kinds of incidents, and their modes."""
    words = vocabulary()
    claims = [str(kind.__struct_config__.tag) for kind in get_args(Claim)]
    modes = {mode for one in words.modes.values() for mode in one}
    observed = get_args(get_type_hints(ObservationDetail)["object"])
    return tuple(dict.fromkeys((*claims, *_INCIDENTS, *words.types, *sorted(modes), *observed)))


def statuses() -> tuple[str, ...]:
    """Return the statuses of findings, the states of review, and what stands for the acts outside the dossier's period."""
    return (*get_args(FindingStatus), *get_args(get_type_hints(Finding)["review"]), BACKGROUND)


def named(view: ReportView) -> frozenset[str]:
    """Return the names and ids of everybody whom claims and incidents name, and of the parties of findings."""
    found: set[str | None] = {finding.party for finding in view.findings}
    found = found.union(*(one.called for one in Claims.of(view.claims).outlines))
    found |= {name for one in view.incidents for person in one.actors for name in (person.name, person.entity_id)}
    return frozenset(name for name in found if name)


def known_value(option: str, value: str, known: Iterable[str], more: tuple[str, ...] = ()) -> None:
    """Raise `UsageError`, with what may have been meant, for the value of an option that is none of the ``known`` ones."""
    listed = tuple(known)
    if value.casefold() not in {one.casefold() for one in listed}:
        hint = meant(value, (*listed, *more)) or "nobody of that name is known (see: servanda actors)"
        raise UsageError(f"--{option} {value!r} is none that there is: {hint}")


def period_of(since: str | None, until: str | None) -> Period:
    """Return the period that two options name. Raises `UsageError`."""
    for option, value in (("since", since), ("until", until)):
        check_date(option, value)
    if since and until and since >= until:
        raise UsageError(
            f"--since {since} --until {until}: an empty period, since --until is not included; write a later day"
        )
    return Period(since, until)


def check_date(option: str, value: str | None) -> None:
    """Refuse the value of an option that is no ISO date. Raises `UsageError`."""
    try:
        date.fromisoformat(value or "2019-01-01")
    except ValueError as error:
        raise UsageError(f"--{option} {value!r} is no date; write it as 2019-02-15") from error


def _alike(name: str, reference: Reference) -> Iterable[str]:
    for hit in reference.actors.suggestions(name):
        yield from (hit.actor.id, hit.matched)
