"""Persons as their pages show them: gathered from claims, incidents, decisions and sources, for the desk alone."""

from collections.abc import Iterable, Iterator, Mapping

from servanda.model.claims import Claim
from servanda.pipeline.case import Case
from servanda.pipeline.current import key_aliases
from servanda.pipeline.person_list import circumstances
from servanda.pipeline.persons import FIELDS, People, Person, people_in
from servanda.pipeline.veiling import shielded
from servanda.report import REASONS, Account, Fact, PersonShown, ReportView
from servanda.text.folds import vowels


def shown_persons(case: Case, view: ReportView) -> tuple[PersonShown, ...]:
    """Return all persons of a view of the whole record, in the order of their names."""
    found = people_in(view, key_aliases(case))
    if not found.persons:
        return ()
    hidden = {vowels(name): REASONS[one.reason] for one in shielded(case, view) for name in one.names}
    naming = _naming(view.claims)
    return tuple(_shown(one, found, view, (hidden, naming)) for one in found.persons)


def _shown(
    person: Person, found: People, view: ReportView, known: tuple[Mapping[str, str], Mapping[str, list[str]]]
) -> PersonShown:
    hidden, naming = known
    names = {one.id: "; ".join(one.names) for one in found.persons}
    reasons = [hidden[name] for name in map(vowels, person.names) if name in hidden]
    return PersonShown(
        id=person.id,
        names=person.names,
        effects=tuple(sorted(person.effects)),
        facts=tuple(_fact(person, name) for name in FIELDS if name != "protection"),
        protected=reasons[0] if reasons else None,
        accounts=tuple(_accounts(person)),
        near=tuple((one, names[one]) for one in found.near(person)),
        others=_others(person, naming),
        decisions=found.decisions.get(person.id, ()),
        sources=tuple(_sources(person, view)),
    )


def _others(person: Person, naming: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the further claims that give a name of the person."""
    claims = {one.claim for one in person.mentions}
    return tuple(sorted({claim for name in person.names for claim in naming.get(vowels(name), ())} - claims))


def _fact(person: Person, name: str) -> Fact:
    value, decision = person.value(name), person.said.get(name)
    by = f"decided by {decision.by}: {decision.because}" if decision else "as said"
    return Fact(name, value, by if decision or value != "unknown" else "")


def _accounts(person: Person) -> Iterator[Account]:
    for one in sorted(person.mentions, key=lambda one: (one.incident.time.start or "", one.claim)):
        incident = one.incident
        handle = incident.handle or incident.id
        yield Account(one.claim, one.effect, incident.id, handle, circumstances(incident), incident.time.start)


def _sources(person: Person, view: ReportView) -> Iterator[str]:
    """Yield by whom the documents were published that tell of a person, and how many independent origins stand behind them."""
    documents = {one.document_id for one in person.mentions}
    published = sorted({text.publisher or "publisher unknown" for text in view.texts if text.document_id in documents})
    origins = len({one.origin for one in person.mentions} - {None})
    yield from published
    yield f"independent origins: {origins}"


def _naming(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """Return by folded name the claims in which somebody of that name takes part, is harmed or speaks."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        named = [one.name for one in getattr(claim, "participants", ())]
        named += [toll.who.name for toll in getattr(claim, "casualties", ()) if toll.who]
        named += [one.name for one in claim.attribution if one.level == "speaker" and one.name]
        for name in set(map(vowels, named)):
            found.setdefault(name, []).append(claim.id)
    return found
