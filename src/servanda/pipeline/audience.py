"""What may leave a dossier for an audience."""

from dataclasses import replace

from servanda.errors import UsageError
from servanda.pipeline.case import Case
from servanda.pipeline.documents import refusals
from servanda.report import AUDIENCES, LeftOut, ReportView, narrow


def refused_documents(case: Case, audience: str) -> dict[str, str]:
    """Return, by id, why documents may not be shown to ``audience`` now; what protects one protects all of its content.

    Raises `UsageError` for no audience.
    """
    if audience not in AUDIENCES:
        raise UsageError(f"there is no audience {audience!r}; take one of: {', '.join(AUDIENCES)}")
    return refusals(case, audience)


def narrowed(view: ReportView, refused: dict[str, str], audience: str) -> tuple[ReportView, tuple[LeftOut, ...]]:
    """Return what of a view may be shown to an audience, and what was left out.

    What was quarantined, and decisions that hold on to nothing any more, are the desk's own matter: they stay inside.
    """
    shown, left_out = narrow(view, refused)
    return (shown if audience == "internal" else replace(shown, quarantined=(), stale=())), left_out
