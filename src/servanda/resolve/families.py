"""Persons named by family name alone: the one introduced before with a full name, or nobody.

Two people of one family are never taken for each other: where two were introduced, or somebody whom the registry does not
know, the name stays open.
"""

import re
from typing import Final

from servanda.model.identification import Candidate
from servanda.reference.actor_names import ActorHit, names_of
from servanda.reference.offices import OfficeBook
from servanda.resolve.deciding import Decision
from servanda.resolve.offices import Days, decide_office
from servanda.text.folds import plain
from servanda.text.patterns import regex

_RULE: Final = "resolve.actor.family"
_GIVEN: Final = r"(?P<given>[A-Z][\w’'-]+)\s+(?:(?:al|el|bin|van|von|de)[\s-]+)?"


def decide_family(name: str, before: str, hits: tuple[ActorHit, ...], n_candidates: int) -> Decision | None:
    """Return who of ``hits`` was introduced in ``before`` with a full name; ``None`` where nobody was."""
    introduced = [hit for hit in hits if any(_stands_in(full, before) for full in _full_names(hit))]
    strangers = _strangers(name, before, hits)
    candidates = tuple(_candidate(hit) for hit in (introduced or hits))[:n_candidates]
    if len(introduced) + len(strangers) > 1:
        return None, "ambiguous: more than one person of this family name was introduced before", _RULE, candidates
    if strangers:
        return None, f"the person introduced before, {strangers[0]!r}, is not in the registry", _RULE, candidates
    if introduced:
        return (
            introduced[0].actor.id,
            f"family name of {introduced[0].actor.name}, introduced before",
            _RULE,
            candidates,
        )
    return None


def decide_titled(
    title: str, hits: tuple[ActorHit, ...], days: tuple[Days, ...], offices: OfficeBook
) -> Decision | None:
    """Return the one person of a family name who held the office that the title before it names; ``None`` where none fits."""
    holders = tuple(holder for hit in hits for holder in offices.of_person(hit.actor, title))
    if not holders or not days:
        return None
    value, why, _, candidates = decide_office(holders, days, len(holders))
    return (value, f"title and family name: {why}", f"{_RULE}.title", candidates) if value else None


def open_family(hits: tuple[ActorHit, ...], n_candidates: int) -> Decision:
    """Return nobody, with those of the family name as candidates."""
    candidates = tuple(map(_candidate, hits))[:n_candidates]
    return None, "a family name alone, and nobody of that name was introduced before", _RULE, candidates


def _full_names(hit: ActorHit) -> tuple[str, ...]:
    return tuple(name for name in names_of(hit.actor) if len(name.split()) > 1)


def _stands_in(full: str, before: str) -> bool:
    return (
        re.search(rf"(?<!\w){re.escape(full)}(?!\w)", before) is not None or f" {plain(full)} " in f" {plain(before)} "
    )


def _strangers(name: str, before: str, hits: tuple[ActorHit, ...]) -> list[str]:
    """Return full names in ``before`` that end in the family name and are none of the registry's persons."""
    known = {plain(full) for hit in hits for full in _full_names(hit)}
    found = {match[0] for match in re.finditer(rf"\b{_GIVEN}{re.escape(name)}\b", before)}
    return sorted(
        full
        for full in found
        if plain(full) not in known
        and not any(plain(one).endswith(f" {plain(full)}") for one in known)
        and not _TITLE_WORD.match(full)
    )


_TITLE_WORD: Final = regex(
    r"(?:President|Minister|Premier|General|Gen|Colonel|Commander|Secretary|Chancellor|Envoy|Ambassador|Mr|Mrs|Ms|Dr|King|Prince|Emir|Leader|"
    r"Sheikh|When|While|But|And|As|The|If|Then|After|Before|Whether|That|Because)\b"
)


def _candidate(hit: ActorHit) -> Candidate:
    return Candidate(
        value=hit.actor.id, name=hit.actor.name, score=hit.score, reason=f"family name, as in {hit.matched!r}"
    )
