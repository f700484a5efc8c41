"""Actors of agreement files by any of their registered names: ``saf`` is ``sudanese-armed-forces``."""

from dataclasses import replace as changed

from servanda.model.agreements import Agreement, Binds, Bound, Provision
from servanda.model.making import replace
from servanda.reference.actors import ActorRegistry
from servanda.reference.agreement_files.book import AgreementBook
from servanda.reference.agreement_files.vocabulary import PARTICIPANT_TYPES


def actors_called(name: str, registry: ActorRegistry, countries: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the ids of the actors that ``name`` may mean: its own, else those that go by it in any usual way of writing."""
    if name in registry.actors:
        return (name,)
    words = name.replace("-", " ").replace("_", " ")
    for form in dict.fromkeys((name, words, words.upper(), words.title())):
        found = registry.known_as(form, countries)
        if found:
            return tuple(sorted(actor.id for actor in found))
    return ()


def classes_of(registry: ActorRegistry) -> frozenset[str]:
    """Return the classes that some actor has."""
    return frozenset(spell.name for entity in registry.actors for spell in registry.dated_classes(entity))


def book_with_actor_ids(book: AgreementBook, registry: ActorRegistry, countries: tuple[str, ...] = ()) -> AgreementBook:
    """Return a book whose agreements name actors by their ids."""
    return changed(book, agreements=tuple(with_actor_ids(one, registry, countries) for one in book.agreements))


def with_actor_ids(agreement: Agreement, registry: ActorRegistry, countries: tuple[str, ...] = ()) -> Agreement:
    """Return the agreement with every name that means one actor of the registry replaced by that actor's id.

    Ids, classes, definitions and names that mean nobody or several stay as they are.
    """
    kept = {*agreement.definitions, *PARTICIPANT_TYPES, *classes_of(registry)}

    def known(name: str) -> str:
        found = () if name in kept else actors_called(name, registry, countries)
        return found[0] if len(found) == 1 else name

    def target(name: str | None) -> str | None:
        return known(name) if name else name

    def bound(one: Bound) -> Bound:
        return replace(one, actor=known(one.actor))

    def provision(one: Provision) -> Provision:
        binds = Binds(actors=tuple(map(known, one.binds.actors)), classes=one.binds.classes)
        return replace(one, binds=binds, target=target(one.target), target_not=target(one.target_not))

    hit = {name for one in agreement.provisions for name in (one.target, one.target_not)}
    defined = {
        name: tuple(map(known, members)) if name in hit else members for name, members in agreement.definitions.items()
    }
    return replace(
        agreement,
        bound=tuple(map(bound, agreement.bound)),
        provisions=tuple(map(provision, agreement.provisions)),
        definitions=defined,
    )
