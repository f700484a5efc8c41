"""What earlier linking and assessing rested on, kept beside the records so that the next takes over what still holds (decisions 0260, 0280)."""

from contextlib import closing
from typing import Final, TypeVar

from servanda.assess import Assessed
from servanda.assess import Before as AssessedBefore
from servanda.corroborate import Before, Linked
from servanda.errors import RecordError
from servanda.model.base import Record
from servanda.model.codec import decode, encode
from servanda.model.runs import Derivation
from servanda.pipeline.case import Case
from servanda.pipeline.ready import is_passing, program_state
from servanda.store import Contents, facts_of

R = TypeVar("R", bound=Record)
_LINKING: Final = "linking"
_ASSESSING: Final = "assessing"
_REST, _DERIVATION, _PROGRAM = "rest", "derivation", "program"


def linked_before(case: Case, newest: Derivation | None) -> Before | None:
    """Return the linkage that gave the incidents on record, whose derivation is the ``newest``; ``None`` where it was not kept, or by another program."""
    linked = _kept(case, _LINKING, newest, Linked)
    return Before(linked, {one.id: one for one in case.store.current("corroborate")}) if linked else None


def keep_linked(case: Case, linked: Linked, made: Derivation) -> None:
    """Keep a linkage with the derivation of the incidents that it gave, where anything may be kept."""
    _keep(case, _LINKING, linked, made)


def assessed_before(case: Case, newest: Derivation | None) -> AssessedBefore | None:
    """Return the same of the assessment that gave the findings on record."""
    assessed = _kept(case, _ASSESSING, newest, Assessed)
    return AssessedBefore(assessed, {one.id: one for one in case.store.current("assess")}) if assessed else None


def keep_assessed(case: Case, assessed: Assessed, made: Derivation) -> None:
    """Keep what an assessment rested on with the derivation of the findings that it gave, where anything may be kept."""
    _keep(case, _ASSESSING, assessed, made)


def _kept(case: Case, name: str, newest: Derivation | None, kind: type[R]) -> R | None:
    kept = None if newest is None or is_passing(case) else case.store.ready.opened(name)
    if newest is None or kept is None:
        return None
    with closing(kept):
        facts = facts_of(kept)
    if (facts.get(_DERIVATION), facts.get(_PROGRAM)) != (newest.id, program_state()):
        return None
    try:
        return decode(facts[_REST], kind)
    except RecordError:  # somebody has edited it
        return None


def _keep(case: Case, name: str, rest: Record, made: Derivation) -> None:
    if not is_passing(case):
        facts = {_REST: encode(rest).decode(), _DERIVATION: made.id, _PROGRAM: program_state()}
        case.store.ready.made(name, Contents((), facts=facts)).close()
