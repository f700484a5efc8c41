"""Writing an agreement file by a page: its faults and what its provisions would meet are told before it is kept."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from servanda.errors import ConfigError, UsageError
from servanda.model.decisions import Decision
from servanda.pipeline.agreements import check_agreements, take_agreement
from servanda.pipeline.case import Case
from servanda.pipeline.changing import changing
from servanda.pipeline.person_decisions import Said
from servanda.pipeline.probing import probe_agreements
from servanda.reference.agreement_files import Problem, read_agreement_file

WRITTEN: Final = "agreement"
_DRAFTS: Final = "drafts"
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
_MOST_BYTES: Final = 500_000
BEGINNING: Final = """\
schema: servanda/agreement/1
id: name-of-the-agreement
title: Title of the agreement
form: written
timezone: UTC
names: []
time: {signed: null, in_force: [{from: null, until: null, basis: day of signature}]}
bound: []
definitions: {}
zones: {}
provisions: []
composition: []
"""
"""With what a new file begins."""


class Checked(NamedTuple):
    """The faults of a text, each with its line, and in words what its provisions meet in the dossier; none where it cannot be read."""

    problems: tuple[Problem, ...]
    met: tuple[str, ...]
    agreement_id: str | None

    @property
    def is_sound(self) -> bool:
        """Tell whether it may be kept: warnings do not stand in the way."""
        return self.agreement_id is not None and all(one.severity != "error" for one in self.problems)


def check_text(case: Case, text: str, most: int) -> Checked:
    """Return what is wrong with the text of an agreement file, and up to ``most`` sentences of either sort for each provision. Nothing is kept."""
    with _draft(case, text) as path:
        file = read_agreement_file(path)
        problems = tuple(check_agreements([path]))
        met: list[str] = []
        if file.agreement is not None:
            with suppress(ConfigError):  # its words are among the problems
                met = list(probe_agreements(case, [path], most))
        return Checked(problems, tuple(met), file.agreement.id if file.agreement else None)


def write_agreement(case: Case, name: str | None, text: str, said: Said) -> tuple[Decision, ...]:
    """Keep the text of an agreement file in the dossier: of the file of that ``name``, else as a new one named by its id.

    Return the decision on record, none where nothing changes. Raises `UsageError` with every error in the text, with its line.
    """
    checked = check_text(case, text, 1)
    if not checked.is_sound:
        faults = "; ".join(f"line {one.line}: {one.message}" for one in checked.problems if one.severity == "error")
        raise UsageError(f"this agreement cannot be kept: {faults or 'it holds no agreement'}")
    agreement_id = checked.agreement_id or ""
    if not _NAME.fullmatch(agreement_id):
        raise UsageError(
            f"id {agreement_id!r}: write it in small letters, figures and hyphens, such as spring-truce-2031"
        )
    path = case.dossier.agreements / f"{name or agreement_id}.yaml"
    if name is None and path.exists():
        raise UsageError(
            f"there is an agreement {agreement_id} already: change that one, or give the new one another id"
        )
    with changing(case, path, {"what": WRITTEN, "agreement": agreement_id}, said) as made:
        path.parent.mkdir(exist_ok=True)
        _write(path, text)
    return tuple(made)


def take_shipped(case: Case, agreement_id: str, said: Said) -> tuple[Decision, ...]:
    """Copy an agreement that is shipped into the dossier, with its maps, as a decision on record. Raises `NotFoundError`, `UsageError`."""
    if not _NAME.fullmatch(agreement_id):
        raise UsageError(f"there is no shipped agreement {agreement_id!r}")
    path = case.dossier.agreements / f"{agreement_id}.yaml"
    with changing(case, path, {"what": WRITTEN, "agreement": agreement_id}, said) as made:
        take_agreement(case.folder, agreement_id)
    return tuple(made)


@contextmanager
def _draft(case: Case, text: str) -> Iterator[Path]:
    """Give a file that holds a text for as long as it is looked at, beside the folder of agreements, so that zones and actors are found from it."""
    if len(text.encode()) > _MOST_BYTES:
        raise UsageError(
            f"an agreement file of more than {_MOST_BYTES} bytes is none; copy the text of the agreement into a file of its own"
        )
    folder = case.folder / _DRAFTS
    folder.mkdir(exist_ok=True)
    path = folder / f"{os.getpid()}-{os.urandom(6).hex()}.yaml"
    try:
        _write(path, text)
        yield path
    finally:
        path.unlink(missing_ok=True)
        with suppress(OSError):  # another draft lies there
            folder.rmdir()


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.tmp")
    draft.write_text(text.replace("\r\n", "\n"), encoding="utf-8", newline="\n")
    draft.replace(path)
