"""Room 8, report: records -> one file; its ending says the form."""

from servanda.report.audience import AUDIENCES, mentioned, narrow, refusal
from servanda.report.bundle import BundleContents, Known, bundle, examined
from servanda.report.config import ReportConfig
from servanda.report.phrases import describe, told
from servanda.report.render import ENDINGS, render, write_whole
from servanda.report.tables import ROWS, TOLL_COLUMNS
from servanda.report.view import LeftOut, ReportView

__all__ = [
    "AUDIENCES", "ENDINGS", "ROWS", "TOLL_COLUMNS", "BundleContents", "Known", "LeftOut", "ReportConfig", "ReportView", "bundle",
    "describe", "examined", "mentioned", "narrow", "refusal", "render", "told", "write_whole",
]  # fmt: skip
