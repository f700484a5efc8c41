"""How claims hung together when they were last linked, kept beside the records so that the next linking compares what is new (decision 0260)."""

from contextlib import closing
from typing import Final

from servanda.corroborate import Before, Linked
from servanda.model.codec import decode, encode
from servanda.model.runs import Derivation
from servanda.pipeline.case import Case
from servanda.pipeline.ready import is_passing, program_state
from servanda.store import Contents, facts_of

_NAME: Final = "linking"
_LINKED, _DERIVATION, _PROGRAM = "linked", "derivation", "program"


def linked_before(case: Case, newest: Derivation | None) -> Before | None:
    """Return the linkage that gave the incidents on record, whose derivation is the ``newest``; ``None`` where it was not kept, or by another program."""
    kept = None if newest is None or is_passing(case) else case.store.ready.opened(_NAME)
    if newest is None or kept is None:
        return None
    with closing(kept):
        facts = facts_of(kept)
    if (facts.get(_DERIVATION), facts.get(_PROGRAM)) != (newest.id, program_state()):
        return None
    incidents = {incident.id: incident for incident in case.store.current("corroborate")}
    return Before(decode(facts[_LINKED], Linked), incidents)


def keep_linked(case: Case, linked: Linked, made: Derivation) -> None:
    """Keep a linkage with the derivation of the incidents that it gave, where anything may be kept."""
    if not is_passing(case):
        facts = {_LINKED: encode(linked).decode(), _DERIVATION: made.id, _PROGRAM: program_state()}
        case.store.ready.made(_NAME, Contents((), facts=facts)).close()
