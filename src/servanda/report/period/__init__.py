"""Reports of a period: acts counted by the rule of the dossier, laid out for page, print, spreadsheet and word processor."""

from servanda.report.period.blocks import PeriodReport
from servanda.report.period.editions import Change, Counted, changes, counted_now, heard_by
from servanda.report.period.edits import Edits, edits_of
from servanda.report.period.ground import Asked, Ground
from servanda.report.period.rendering import PERIOD_FORMS, lay_period, render_period, shipped_templates

__all__ = [
    "PERIOD_FORMS",
    "Asked",
    "Change",
    "Counted",
    "Edits",
    "Ground",
    "PeriodReport",
    "changes",
    "counted_now",
    "edits_of",
    "heard_by",
    "lay_period",
    "render_period",
    "shipped_templates",
]
