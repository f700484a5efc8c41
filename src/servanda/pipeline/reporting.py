"""`report` and `verify`: what leaves a dossier, and whether it is still what it was."""

from pathlib import Path

from servanda.model.codec import sha256
from servanda.model.runs import CustodySubject
from servanda.pipeline.case import Case
from servanda.pipeline.view import build_view
from servanda.report import ReportConfig, render
from servanda.store import Difference, Occasion, verify


def write_report(case: Case, output: Path) -> None:
    """Write a report by the ending of ``output`` and enter the export, by its hash, in the custody log."""
    render(build_view(case), output, ReportConfig())
    subject = CustodySubject(kind="report", sha256=sha256(output.read_bytes()))
    case.store.log_event(Occasion("exported", case.by, case.now(), {"file": output.name}), subject)


def verify_case(case: Case) -> tuple[Difference, ...]:
    """Return everything in the store that is not as it was written."""
    return tuple(verify(case.store))
