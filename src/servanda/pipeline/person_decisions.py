"""What people decide on persons: who is one with whom, of which sex, status and age, and whether somebody is protected."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from servanda.errors import UsageError
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.making import with_id
from servanda.pipeline.case import Case
from servanda.pipeline.current import key_aliases
from servanda.pipeline.persons import FIELDS, SAID, UNKNOWN, Person, one_person, people

_TAKES_OFF: Final = "no"
_REVIEWER: Final = "reviewer"


def decide_persons(case: Case, names: Sequence[str], verdict: str, by: str, because: str) -> Decision:
    """Store that persons are one (``same_person``) or are not (``other_person``); taken back by an undo. Raises `UsageError`, `NotFoundError`."""
    chosen = _chosen(case, names)
    if len({one.id for one in chosen}) < 2:  # noqa: PLR2004 - one alone says nothing
        raise UsageError("name at least two persons, by their ids: servanda persons DIR lists them")
    return _store(case, chosen, verdict, {}, Said(by, because))


class Said(NamedTuple):
    """Who decides (a pseudonym), why, and in which role."""

    by: str
    because: str
    role: str | None = None


def say_of_persons(case: Case, names: Sequence[str], changes: Sequence[str], said: Said) -> Decision:
    """Store what a reviewer says of persons (``FIELD=VALUE`` of `FIELDS`); taken back by an undo.

    To say that somebody needs no protection takes a role. Raises `UsageError`, `NotFoundError`.
    """
    patch = dict(map(_change, changes))
    if not patch:
        raise UsageError(f"say what of them: --set FIELD=VALUE, with one of {', '.join(FIELDS)}")
    require_role_to_name(patch, said.role)
    return _store(case, _chosen(case, names), SAID, patch, said)


def require_role_to_name(patch: Mapping[str, str], role: str | None) -> None:
    """Raise `UsageError` where a person would be named outside and nobody said in which role he decides that."""
    if patch.get("protection") == _TAKES_OFF and not (role or "").strip():
        raise UsageError(
            "this lets a name leave the dossier: say in which role you may decide that, for example --role lead"
        )


def _change(words: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in words.partition("="))
    known = FIELDS.get(name)
    if not equals or known is None:
        raise UsageError(f"--set {words!r}: write it as FIELD=VALUE, with one of {', '.join(FIELDS)}")
    if known and value not in known:
        raise UsageError(f"{name} is one of {', '.join(known)}; it was given {value!r}")
    if not known and value != UNKNOWN and not value.isdecimal():
        raise UsageError(f"{name} is a number of years, or {UNKNOWN}; it was given {value!r}")
    return name, value


def _chosen(case: Case, names: Sequence[str]) -> list[Person]:
    aliases = key_aliases(case)
    found = people(case).persons
    return [one_person(found, name, aliases) for name in names]


def _store(case: Case, chosen: Sequence[Person], verdict: str, patch: Mapping[str, Any], said: Said) -> Decision:
    """Store a decision on persons: with each naming the key of its claim and its document, to which it holds when the text is read anew."""
    namings = [one for person in chosen for one in person.mentions if verdict == SAID or one.id == person.id]
    rests = {
        "keys": [one.id for one in namings],
        "claims": [one.key for one in namings],
        "documents": [one.document_id for one in namings],
    }
    return keep_decision(case, namings[0].id, verdict, {**patch, **rests}, said)


def keep_decision(case: Case, key: str, verdict: str, patch: Mapping[str, Any], said: Said) -> Decision:
    """Store a decision on a naming or a document and return it."""
    made = Decision(
        id="", target=DecisionTarget(key=key), verdict=verdict, patch=dict(patch), by=said.by, because=said.because,  # type: ignore[arg-type]
        at=case.now(), role=said.role or _REVIEWER,
    )  # fmt: skip
    decision = with_id("dec", made)
    with case.store.writer("reviewed", said.by, decision.at, case.tool()) as batch:
        batch.put(decision)
    case.store.sign()
    return decision
