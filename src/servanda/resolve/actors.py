"""Deciding which actor a name means, or keeping the candidates."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from servanda.model.identification import Candidate
from servanda.model.spans import Span
from servanda.reference import Reference
from servanda.reference.actors import ActorHit, ActorRegistry
from servanda.reference.offices import OfficeHolder
from servanda.resolve.config import ResolveConfig
from servanda.resolve.deciding import Decision
from servanda.resolve.families import decide_family, decide_titled, open_family
from servanda.resolve.metonyms import speaks_or_acts
from servanda.resolve.offices import Days, decide_office
from servanda.resolve.run_together import PREPOSITIONS, ROLES, split_readings
from servanda.text.patterns import regex
from servanda.text.suggesting import may_be_name

_N_AFTER = 60
_FIELD = regex(r" (?:for|to|of) (?:the )?[A-Z][\w'’-]*(?: (?:and )?[A-Z][\w'’-]*)*")  # "the UN envoy" for Syria
_COUNTED = regex(
    r"^(?:(?:at least|more than|up to|about|around|some|nearly|over)\s+)?(?:\d[\d,.]*|dozens of|hundreds of|several|many|both|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\s+",
    re.IGNORECASE,
)
# Those who are of a body, and what it holds, stand for it as far as the text says: "Hezbollah fighters", "positions of the army".
_OWN = (
    r"(?:fighters?|militants?|gunmen|members?|troops|units?|soldiers?|commanders?|forces|group|insurgents|jihadists?|terrorists|"
    r"officials?|leaders?|delegation|negotiators?|warplanes|jets|aircraft|helicopters?|artillery|positions?)"
)
_MEMBERS = regex(rf"\s+{_OWN}$|^(?:the\s+)?{_OWN}\s+of\s+(?:the\s+)?", re.IGNORECASE)
_ARMED = regex(
    r"\b(?:troops|forces|fighters?|militants?|gunmen|soldiers?|warplanes|jets|aircraft|helicopters?|artillery|positions?)$"
)
_UNARMED = frozenset(
    {"opposition", "ngo", "media", "un_body", "person"}
)  # "Coalition forces" are none of a political coalition
_OF = regex(r"\s+(?:of|loyal to|led by|headed by|under)\s+")
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_DESCRIBED = frozenset({"person", "media"})  # "Foreign Minister A B", "state news agency C"
_BASED = regex(r"^[A-Z][\w.]*-based\s+")  # "the X-based observatory"
_MIN_NAME = 2  # words of a person's name at the end of a description


class NamedActor(NamedTuple):
    """A name of an actor, where it stands in ``text``, and the days on which it is named (empty: not known).

    ``introduced`` are the ids of the persons identified before it in the text.
    """

    name: str
    mention: Span | None
    text: str
    days: tuple[Days, ...] = ()
    introduced: tuple[str, ...] = ()


def decide_actor(named: NamedActor, config: ResolveConfig, reference: Reference) -> Decision:
    """Return the entity id or ``None``, why, the rule, and the candidates, best first."""
    countries, name = config.countries or reference.config.countries, named.name
    known = reference.actors.candidates(name, countries)
    holders = () if known else _holders(named, reference)
    if holders:
        return decide_office(holders, named.days, config.n_candidates)
    found = _by_family(named, config, reference)
    if found is not None:
        return found
    for hits, how in _readings(name, countries, reference):
        if hits:
            return _decided(hits, how, speaks_or_acts(named.text, named.mention), config)
    titled = _by_title(named, config, reference)
    if titled is not None:
        return titled
    persons = () if name.islower() else reference.actors.names.family(reference.actors.names.without_title(name)[0])
    if persons:
        return open_family(persons, config.n_candidates)
    similar = reference.actors.suggestions(name) if may_be_name(name, reference.headline_words.common) else ()
    candidates = tuple(map(_candidate, similar[: config.n_candidates]))
    return None, "no actor of this name in the registry", "resolve.actor.none", candidates


def _by_title(named: NamedActor, config: ResolveConfig, reference: Reference) -> Decision | None:
    """Return the one person introduced before who held the office that a title alone names ("the president")."""
    persons = [reference.actors.actors[one] for one in named.introduced]
    title = named.name.removeprefix("the ").removeprefix("The ")
    holders = tuple(holder for person in persons for holder in reference.offices.of_person(person, title))
    if not holders or not named.days:
        return None
    value, why, rule, candidates = decide_office(holders, named.days, config.n_candidates)
    return value, f"title alone, among the persons introduced before: {why}", f"{rule}.title", candidates


def _by_family(named: NamedActor, config: ResolveConfig, reference: Reference) -> Decision | None:
    """Return the person introduced before, or holding the office of the title, where only a family name is given."""
    names = reference.actors.names
    family, title = names.without_title(named.name)
    persons = () if family.islower() else names.family(family)
    if not persons:
        return None
    before = named.text[: named.mention.start] if named.mention else ""
    found = decide_family(family, before, persons, config.n_candidates)
    if found is not None or names.candidates(named.name):
        return found
    return decide_titled(title, persons, named.days, reference.offices) if title else None


def _holders(named: NamedActor, reference: Reference) -> tuple[OfficeHolder, ...]:
    """Return who held the office of this name; a field named straight after it belongs to it."""
    field = _FIELD.match(named.text[named.mention.end : named.mention.end + _N_AFTER]) if named.mention else None
    return reference.offices.holders(named.name + (field[0] if field else ""))


def _readings(
    name: str, countries: tuple[str, ...], reference: Reference
) -> Iterator[tuple[tuple[ActorHit, ...], str]]:
    """Yield what the name may mean: as it stands, without a count, as members of a body, as a person described, as a state."""
    registry = reference.actors
    bare = _COUNTED.sub("", name)
    yield registry.candidates(name, countries), ""
    if bare != name:
        yield registry.candidates(bare, countries), ""
    unplaced = _BASED.sub("", bare)
    if unplaced != bare:
        yield registry.candidates(unplaced, countries), ""
    body = _MEMBERS.sub("", bare)
    if body != bare:
        hits = registry.candidates(body, countries)
        armed = _ARMED.search(bare) is not None
        yield (
            tuple(hit for hit in hits if hit.stage != "metonym" and not (armed and hit.actor.type in _UNARMED)),
            "members of ",
        )
    words = bare.split()
    for start in range(1, len(words)):
        hits = registry.candidates(" ".join(words[start:]), countries) if _describes(words[:start], registry) else ()
        alone = {"media"} if words[start][:1].isupper() else set()
        kinds = _DESCRIBED if len(words) - start >= _MIN_NAME else alone
        yield tuple(hit for hit in hits if hit.actor.type in kinds), "described "
    owner = _OF.split(bare, maxsplit=1)[0]
    if owner != bare:
        yield tuple(hit for hit in registry.candidates(owner, countries) if hit.stage != "metonym"), ""
    yield () if bare.islower() else _state(bare, reference), ""
    yield from split_readings(bare, countries, registry)


def _describes(words: list[str], registry: ActorRegistry) -> bool:
    """Tell whether words before a name describe its bearer: "Foreign Minister", "head of the A", not "forces loyal to" him."""
    before = registry.names.without_trailing_title(" ".join(words)).split()
    while before and before[-1].lower() in _DETERMINERS:
        before.pop()
    inside = [word.lower() for word in before if word.lower() in PREPOSITIONS]
    if not inside:
        return True
    return before[-1].lower() not in PREPOSITIONS and before[0].lower() in ROLES


def _state(name: str, reference: Reference) -> tuple[ActorHit, ...]:
    """Return the state of a country's name, where the registry holds one."""
    codes = {
        hit.place.country
        for hit in reference.gazetteer.candidates(name)
        if hit.place.feature == "country" and hit.stage in {"exact", "article"}
    }
    states = [state for code in sorted(codes) for state in reference.actors.states.get(code, ())]
    return tuple(ActorHit(actor, "context", 0.9, name) for actor in states)


def _decided(hits: tuple[ActorHit, ...], how: str, acts: bool, config: ResolveConfig) -> Decision:
    fit = [hit for hit in hits if hit.stage != "metonym" or acts]
    candidates = tuple(
        _candidate(hit) for hit in (*fit, *(hit for hit in hits if hit not in fit))[: config.n_candidates]
    )
    entities = {hit.actor.id for hit in fit}
    if len(entities) == 1:
        best = fit[0]
        rule = f"resolve.actor.{best.stage}" + (f".{how.split(maxsplit=1)[0]}" if how else "")
        return best.actor.id, f"{how}{best.stage} match of {best.matched!r}", rule, candidates
    if fit:
        return None, f"ambiguous: {len(entities)} actors go by this name", "resolve.actor.ambiguous", candidates
    return None, "the name of a city that neither speaks nor acts here", "resolve.actor.metonym", candidates


def _candidate(hit: ActorHit) -> Candidate:
    return Candidate(
        value=hit.actor.id, name=hit.actor.name, score=hit.score, reason=f"{hit.stage} match of {hit.matched!r}"
    )
