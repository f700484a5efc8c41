"""Room 8, report: records -> one file; its ending says the form."""

from servanda.report.audience import AUDIENCES, INTERNAL, Refusal, mentioned, refusal
from servanda.report.bundle import BundleContents, Known, bundle, bundle_files, examined
from servanda.report.config import ReportConfig
from servanda.report.holding_back import held_back, without_findings
from servanda.report.period import (
    PERIOD_FORMS,
    Asked,
    Change,
    Counted,
    Ground,
    changes,
    counted_now,
    heard_by,
    render_period,
    shipped_templates,
)
from servanda.report.phrases import describe, told
from servanda.report.render import ENDINGS, render, write_whole
from servanda.report.tables import ROWS, TOLL_COLUMNS
from servanda.report.view import LeftOut, ReportView, TurnedDown

__all__ = [
    "AUDIENCES", "ENDINGS", "INTERNAL", "PERIOD_FORMS", "ROWS", "TOLL_COLUMNS", "Asked", "BundleContents", "Change", "Counted", "Ground", "Known", "LeftOut", "Refusal", "ReportConfig",
    "ReportView", "TurnedDown", "bundle", "bundle_files", "changes", "counted_now", "describe", "examined", "heard_by", "held_back", "mentioned", "refusal", "render", "render_period", "shipped_templates", "told", "without_findings",
    "write_whole",
]  # fmt: skip
