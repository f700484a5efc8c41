"""The pages of persons, for the desk alone: every account of somebody, what may be the same person, what people decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from servanda.model.decisions import Decision
from servanda.report.index import Index


class Account(NamedTuple):
    """What one claim says of a person: what befell him in which incident (its id, name and circumstances), and on which day."""

    claim: str
    effect: str
    incident: str
    handle: str
    circumstances: str
    day: str | None


class Fact(NamedTuple):
    """Age, sex or status: the value, and whether it is as said or who decided it and why."""

    field: str
    value: str
    by: str


@dataclass(frozen=True)
class PersonShown:
    """A person as his page shows him.

    ``protected`` says why he never leaves named (``None``: nothing says so). ``near`` are id and name of who may be the same person, ``others`` ids of further
    claims that give the name, of whomever, ``sources`` names and origins of who tells of him.
    """

    id: str
    names: tuple[str, ...]
    effects: tuple[str, ...]
    facts: tuple[Fact, ...]
    protected: str | None
    accounts: tuple[Account, ...]
    near: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sources: tuple[str, ...] = ()


def person_item(person: PersonShown, index: Index) -> dict[str, Any]:
    """Return a person laid out for the page, each account with its words."""
    told = [(account, index.quote(account.claim)) for account in person.accounts]
    return {
        "record": person,
        "accounts": [{"account": account, "quote": quote} for account, quote in told if quote],
        "others": index.quotes(person.others),
    }


def person_lines(person: PersonShown, index: Index) -> Iterator[str]:
    """Yield the same as an outline in lines of text."""
    yield f"{person.id} {'; '.join(person.names)}: {', '.join(person.effects)}"
    yield from (f"  {fact.field}: {fact.value}{f' ({fact.by})' if fact.by else ''}" for fact in person.facts)
    if person.protected:
        yield f"  never named outside: one of {person.protected}"
    yield from _account_lines(person, index)
    yield from (f"  may be {name} ({other}): servanda persons DIR --same, or --other" for other, name in person.near)
    yield from (f"  source: {name}" for name in person.sources)
    for one in person.decisions:
        yield f"  {one.at} {one.by}: {one.verdict} because {one.because} ({one.id})"


def _account_lines(person: PersonShown, index: Index) -> Iterator[str]:
    for one in person.accounts:
        yield f"  {one.effect}, {one.circumstances}, {one.day or 'day unknown'}, {one.handle} ({one.claim})"
        if quote := index.quote(one.claim):
            yield f"    says {quote['speaker']}, {quote['date']}: “{quote['quote']}”"
    for quote in index.quotes(person.others):
        yield f"  the name also stands in {quote['id']}, says {quote['speaker']}, {quote['date']}: “{quote['quote']}”"
