"""Room 8, report: records -> one file; its ending says the form."""

from servanda.report.config import ReportConfig
from servanda.report.phrases import describe
from servanda.report.render import ENDINGS, render
from servanda.report.tables import ROWS
from servanda.report.view import ReportView

__all__ = ["ENDINGS", "ROWS", "ReportConfig", "ReportView", "describe", "render"]
