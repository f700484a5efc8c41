"""`report` and `verify`: what leaves a dossier, and whether it is still what it was."""

from collections.abc import Sequence
from pathlib import Path

from servanda.errors import NotFoundError
from servanda.model.codec import sha256
from servanda.model.runs import CustodySubject
from servanda.pipeline.case import Case
from servanda.pipeline.view import build_view
from servanda.reference.agreement_files import Problem, check_agreement_files
from servanda.report import ReportConfig, render
from servanda.store import Difference, Occasion, notes, verify


def write_report(case: Case, output: Path) -> None:
    """Write a report by the ending of ``output`` and enter the export, by its hash, in the custody log."""
    render(build_view(case), output, ReportConfig())
    subject = CustodySubject(kind="report", sha256=sha256(output.read_bytes()))
    case.store.log_event(Occasion("exported", case.by, case.now(), case.tool(file=output.name)), subject)


def verify_case(case: Case, key: str | None = None) -> tuple[Difference, ...]:
    """Return everything that is not as it was written, signed and stamped.

    ``key`` is the id of a signing key known from elsewhere: it must be among those of the log.
    """
    found = tuple(verify(case.store, _roots(case)))
    if found or key is None or key in {known.id for known in case.store.signing_keys()}:
        return found
    return (Difference(f"signing key {key}", "is none of this log's keys: another log, or exchanged keys"),)


def verify_notes(case: Case) -> tuple[str, ...]:
    """Return what is no difference, but limits what was verified: what is unsigned, unstamped or unchecked.

    For a dossier that verifies; what is damaged raises `StoreCorrupt`.
    """
    return tuple(notes(case.store, _roots(case)))


def _roots(case: Case) -> Path | None:
    roots = case.folder / case.dossier.settings.stamp_roots
    return roots if roots.is_file() else None


def check_agreements(paths: Sequence[Path]) -> list[Problem]:
    """Return the problems of agreement files, or of all in a folder. Raises `NotFoundError`."""
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise NotFoundError(f"{path} does not exist")
        files += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return check_agreement_files(files)
