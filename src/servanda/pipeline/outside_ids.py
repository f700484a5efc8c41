"""The ids by which records go outside whose own ids could give a name away, and the secret that they follow from."""

from dataclasses import replace as changed
from secrets import token_bytes
from typing import Final

from servanda.model.codec import sha256
from servanda.model.runs import CustodySubject
from servanda.pipeline.audience import Release
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_identifications
from servanda.pipeline.joined import joined_claims
from servanda.report import Asked, Ground, Renaming, renaming_of
from servanda.store import Occasion

_KIND: Final = "outside_secret"
_N_BYTES: Final = 32


def outside_ids(case: Case, made: Release) -> Renaming:
    """Return the other ids for a release; none where it hides nobody. The first time the dossier gets its secret: one object, entered in the log.

    Raises `StoreError` where it cannot be written.
    """
    if not made.veil.left_out():
        return Renaming((), b"")
    further = (*joined_claims(made.case), *current_identifications(made.case))
    return renaming_of(made.veil, made.view, _secret(case), further)


def _secret(case: Case) -> bytes:
    for entry in case.store.log():
        if entry.subject.kind == _KIND:
            return case.store.object(entry.subject.sha256)
    secret = token_bytes(_N_BYTES)
    with case.store.writer("derived", case.by, case.now(), case.tool(what=_KIND)) as batch:
        batch.put_object(secret)
    subject = CustodySubject(kind=_KIND, sha256=sha256(secret))
    case.store.log_event(Occasion("accessed", case.by, case.now(), case.tool()), subject)
    return secret


def ground_outside(ground: Ground, asked: Asked, ids: Renaming) -> tuple[Ground, Asked]:
    """Return what a report of a period rests on, and the editions that it is held against, with the other ids."""
    if not ids:
        return ground, asked
    received = {ids.words(name): day for name, day in ground.received.items()}
    return (
        changed(ground, view=ids.view(ground.view), received=received),
        changed(
            asked, edition=asked.edition and ids.record(asked.edition), before=asked.before and ids.record(asked.before)
        ),
    )
