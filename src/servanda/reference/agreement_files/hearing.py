"""Can a provision be heard of? Every word of its act against the closed list, and what is to be told of it in reports."""

from collections.abc import Iterator
from typing import Final, Literal

from servanda.model.agreements import Agreement, Criterion, Provision
from servanda.reference.agreement_files.checks_firing import Fault, never_firing
from servanda.reference.agreement_files.vocabulary import (
    DUTIES,
    EVENTS,
    PARTICIPANT_TYPES,
    Told,
    Vocabulary,
    plain_object,
)
from servanda.text.suggesting import meant

Hearing = Literal["read", "hand", "never"]
"""Whether reports can be read for a provision, only a person can enter what they say of it, or nothing can ever meet it."""
_PAGE: Final = "all words: docs/reference/agreement-words.md"


def hearings(agreement: Agreement, words: Vocabulary) -> dict[str, Hearing]:
    """Return by id how each provision and criterion of an agreement can be heard of.

    Words that the registry of actors alone can know (those of targets) are taken to be known.
    """
    dead = {where[1] for where, _, _ in never_firing(agreement)}
    found: dict[str, Hearing] = {
        p.id: "never" if n in dead else hearing(p, agreement, words) for n, p in enumerate(agreement.provisions)
    }
    composed: dict[str, Hearing] = {
        one.id: "read" if _is_body(one, words) else "never" for one in agreement.composition
    }
    return found | composed


def hearing(provision: Provision, agreement: Agreement, words: Vocabulary) -> Hearing:
    """Return how reports of the act of a provision can come in, going by its words alone."""
    act = provision.act
    if act.kind in EVENTS:
        modes = words.modes_of(act.plover)
        wanted = {mode for name in act.modes for mode in _members(name, agreement)}
        met = bool(set(act.plover) & words.types.keys()) and (not wanted or bool(wanted & modes))
        return "read" if met and provision.evaluate == "incident" else "never"
    if act.object is None:
        return "read" if act.kind == "obstruct" else "never"
    named = {act.object, *_members(act.object, agreement)}
    if act.kind not in DUTIES:
        return "read" if provision.evaluate == "incident" and named & words.objects(act.kind).keys() else "never"
    objects = {plain_object(name) for name in named}
    if objects & set(map(plain_object, words.duties)):
        return "read"
    return "hand" if objects & set(map(plain_object, words.by_hand)) or act.object in agreement.definitions else "never"


def strange_words(agreement: Agreement, words: Vocabulary, actors: frozenset[str]) -> Iterator[Fault]:
    """Yield the words of acts, targets and bodies that stand in no closed list. ``actors`` are ids and classes (empty: unchecked)."""
    for n, provision in enumerate(agreement.provisions):
        where = ("provisions", n)
        for word in sorted(set(provision.act.plover) - words.types.keys()):
            yield (*where, "act"), f"{word!r} is no type of event; {_hint(word, words.types)}", "error"
        for word in _strange_modes(provision, agreement, words):
            known = words.modes_of(provision.act.plover)
            kinds = " or ".join(provision.act.plover)
            yield (*where, "act"), f"{word!r} is no mode of {kinds}; {_hint(word, dict.fromkeys(known, ()))}", "error"
        yield from (
            (where + field, message, "error") for field, message in _strange_object(provision, agreement, words, actors)
        )
        for field, name in (("target", provision.target), ("target_not", provision.target_not)):
            for word in _strange_targets(name, agreement, actors):
                yield (
                    (*where, field),
                    f"{word!r} is no type of target, no definition here and no actor or class of the registry; {_hint(word, dict.fromkeys(PARTICIPANT_TYPES | agreement.definitions.keys() | actors, ()))}",
                    "error",
                )
    for n, criterion in enumerate(agreement.composition):
        if not _is_body(criterion, words):
            message = f"no report is read for the seats of {criterion.body!r}; its name needs one of: {', '.join(sorted(words.bodies))}"
            yield ("composition", n, "body"), message, "error"


def _strange_modes(provision: Provision, agreement: Agreement, words: Vocabulary) -> list[str]:
    known = words.modes_of(provision.act.plover)
    if not set(provision.act.plover) & words.types.keys():
        return []
    return sorted({mode for name in provision.act.modes for mode in _members(name, agreement)} - known)


def _strange_object(
    provision: Provision, agreement: Agreement, words: Vocabulary, actors: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    act = provision.act
    if act.kind in EVENTS:
        if provision.evaluate == "milestone":
            yield (
                ("evaluate",),
                "a milestone needs an act with an object (withdraw, perform); leave evaluate out for events",
            )
        return
    if act.object is None:
        yield ("act",), f"{act.kind} of what? {meant('', words.objects(act.kind))}"
        return
    known, name = words.objects(act.kind), act.object
    if name in agreement.definitions:
        uses = {p.act.kind for p in agreement.provisions if p.act.object == name}
        strange = [
            one for one in agreement.definitions[name] if not any(_is_word(one, use, words, actors) for use in uses)
        ]
        yield from (
            (("act",), f"{name!r} is defined as {one!r}, which no report tells of {act.kind}; {_hint(one, known)}")
            for one in strange
        )
        if not strange and hearing(provision, agreement, words) == "never":
            yield ("act",), f"nothing that {name!r} is defined as can be told of {act.kind}; {_hint(name, known)}"
    elif not _is_word(name, act.kind, words, actors):
        beside = (*agreement.definitions, *(words.by_hand if act.kind in DUTIES else ()))
        hint = _hint(name, {**known, **dict.fromkeys(beside, ())}, words)
        yield ("act",), f"{name!r} is nothing that reports tell of {act.kind}; {hint}"
    elif provision.evaluate == "milestone" and act.kind not in DUTIES:
        yield ("evaluate",), f"{act.kind} is no duty to be done; leave evaluate out"


def _is_word(name: str, act: str, words: Vocabulary, actors: frozenset[str]) -> bool:
    """Tell whether something can be the object of an act; what is withdrawn may be actors (empty: anybody may be one)."""
    if act not in DUTIES:
        return name in words.objects(act)
    known = map(plain_object, (*words.duties, *words.by_hand))
    return plain_object(name) in set(known) or (act == "withdraw" and (not actors or name in actors))


def _strange_targets(name: str | None, agreement: Agreement, actors: frozenset[str]) -> list[str]:
    if name is None or not actors:
        return []
    return sorted(set(_members(name, agreement)) - PARTICIPANT_TYPES - actors)


def _hint(word: str, known: Told, words: Vocabulary | None = None) -> str:
    """Return what was meant: the word of the list that reports tell by this one, one written like it, or where it belongs."""
    tells = sorted(name for name, told in known.items() if word.casefold().replace("_", " ").replace("-", " ") in told)
    found = f"reports of it are read as {' or '.join(map(repr, tells))}" if tells else meant(word, known)
    elsewhere = (
        f"{word.upper()} is a type of event: {{plover: [{word.upper()}]}}"
        if words and word.upper() in words.types
        else ""
    )
    return "; ".join(filter(None, (found, elsewhere, _PAGE)))


def _members(name: str, agreement: Agreement) -> tuple[str, ...]:
    return agreement.definitions.get(name, (name,))


def _is_body(criterion: Criterion, words: Vocabulary) -> bool:
    return bool(
        {
            *plain_object(criterion.body).split("_"),
            *criterion.body.casefold().replace("-", " ").replace("_", " ").split(),
        }
        & words.bodies
    )
