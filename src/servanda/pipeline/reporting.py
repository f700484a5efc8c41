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
from servanda.store import Difference, Occasion, verify


def write_report(case: Case, output: Path) -> None:
    """Write a report by the ending of ``output`` and enter the export, by its hash, in the custody log."""
    render(build_view(case), output, ReportConfig())
    subject = CustodySubject(kind="report", sha256=sha256(output.read_bytes()))
    case.store.log_event(Occasion("exported", case.by, case.now(), case.tool(file=output.name)), subject)


def verify_case(case: Case) -> tuple[Difference, ...]:
    """Return everything in the store that is not as it was written."""
    return tuple(verify(case.store))


def check_agreements(paths: Sequence[Path]) -> list[Problem]:
    """Return the problems of agreement files, or of all in a folder. Raises `NotFoundError`."""
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise NotFoundError(f"{path} does not exist")
        files += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return check_agreement_files(files)
