"""When an agreement was in force, worked out once: terms, pauses, what supersedes it, and every disputed version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from servanda.assess.kleene import Truth, truth
from servanda.assess.times import Period, during, is_time, merged, period, touches
from servanda.model.agreements import Agreement, Sourcing, Term
from servanda.model.making import replace
from servanda.reference.agreement_files import AgreementBook


@dataclass(frozen=True)
class Calendar:
    """``versions`` are the terms as the file has them, then once for every end that somebody disputes with another date.

    ``pauses`` are suspensions and all time after another agreement took the place; of those in ``undated`` nobody says
    from when on.
    """

    versions: tuple[tuple[Period, ...], ...]
    pauses: tuple[Period, ...]
    undated: tuple[str, ...]

    def during(self, found: Period) -> list[Truth]:
        """Return for each version whether a period lies wholly in force."""
        return [during(found, terms, self.pauses) for terms in self.versions]

    def touched_by(self, found: Period) -> list[Truth]:
        """Return for each version whether it was in force at any moment of a period."""
        return [truth(touches(found, terms, self.pauses)) for terms in self.versions]


def calendar_of(agreement: Agreement, sourcing: Mapping[str, Sourcing], book: AgreementBook) -> Calendar:
    """Return the calendar of an agreement. Raises `ConfigError` for a date that is none."""
    zone = agreement.timezone
    days, undated = _superseding(agreement, book)
    pauses = [period(term.since, term.until, zone) for term in agreement.time.suspended]
    pauses += [period(day, None, zone) for day in days]
    versions = tuple(
        merged(period(term.since, term.until, zone) for term in terms) for terms in _versions(agreement, sourcing)
    )
    return Calendar(versions, merged(pauses), undated)


def _superseding(agreement: Agreement, book: AgreementBook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return from when on others supersede it, and those of which nobody says when, as its file or theirs say.

    Without a day it is that on which the other one came into force, if its file is in the book and states one.
    """
    own = {item.agreement: item.since for item in agreement.superseded_by}
    for other in book.agreements:
        for item in other.supersedes:
            if item.agreement == agreement.id:
                own[other.id] = own.get(other.id) or item.since
    days = {name: since or _first_day(name, book) for name, since in own.items()}
    undated = tuple(sorted(name for name, day in days.items() if day is None))
    return tuple(sorted(day for day in days.values() if day)), undated


def _first_day(agreement_id: str, book: AgreementBook) -> str | None:
    other = book.agreement(agreement_id)
    return min((term.since for term in other.time.in_force if term.since), default=None) if other else None


def _versions(agreement: Agreement, sourcing: Mapping[str, Sourcing]) -> Iterator[tuple[Term, ...]]:
    terms = agreement.time.in_force
    yield terms
    for number, term in enumerate(terms):
        for name, attribute in (("from", "since"), ("until", "until")):
            found = sourcing.get(f"time.in_force[{number}].{name}")
            for other in found.disputed if found else ():
                if is_time(str(other.value), agreement.timezone):
                    yield (*terms[:number], replace(term, **{attribute: str(other.value)}), *terms[number + 1 :])
