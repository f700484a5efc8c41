# What type checkers and editors see of `servanda.report`: its parts are imported when they are asked for (decision 0152).
from servanda.report.audience import AUDIENCES, INTERNAL, Refusal, mentioned, refusal
from servanda.report.bundle import BundleContents, Known, bundle, bundle_files, examined
from servanda.report.config import ReportConfig
from servanda.report.holding_back import held_back, without_findings
from servanda.report.index import index_view
from servanda.report.laying import Laid, Part
from servanda.report.maps import Option
from servanda.report.page import Pages
from servanda.report.passages import passages_by_month

from servanda.report.period import (  # isort: skip
    PERIOD_FORMS, Asked, Change, Counted, Edits, Ground, PeriodReport, Words, changes,
    counted_now, edits_of, heard_by, lay_period, render_period, shipped_templates,
)  # fmt: skip
from servanda.report.persons import Account, Fact, PersonShown, person_lines
from servanda.report.phrases import STATUS_ORDER, beside_words, describe, period_words, ruling_words, said_count, told
from servanda.report.redacting import REASONS, Reason, Shield, Veil
from servanda.report.releasing import GUARDED, ReleaseConfig, tells_position, too_recent
from servanda.report.renaming import Renaming, renaming_of
from servanda.report.render import ENDINGS, clear_beside, folder_beside, render, rendered, whole_file, write_whole
from servanda.report.standing import Standing, acts_by_status, standing, status_by_incident
from servanda.report.tables import CLAIMS, ROWS, TABLES, TOLL_COLUMNS, Table
from servanda.report.templating import environment
from servanda.report.together import link_words, together_words
from servanda.report.view import LeftOut, ReportView, TurnedDown

__all__ = [
    "AUDIENCES", "CLAIMS", "ENDINGS", "GUARDED", "INTERNAL", "PERIOD_FORMS", "REASONS", "ROWS", "STATUS_ORDER", "TABLES", "TOLL_COLUMNS", "Account", "Asked", "BundleContents", "Change", "Counted", "Edits", "Fact", "Ground", "Known", "Laid", "LeftOut", "Option", "Pages", "Part", "PeriodReport", "PersonShown", "Reason", "Refusal", "ReleaseConfig",
    "Renaming", "ReportConfig", "ReportView", "Shield", "Standing", "Table", "TurnedDown", "Veil", "Words", "acts_by_status", "beside_words", "bundle", "bundle_files", "changes", "clear_beside", "counted_now", "describe", "edits_of", "environment", "examined", "folder_beside", "heard_by", "held_back", "index_view", "lay_period", "link_words", "mentioned", "passages_by_month", "period_words", "person_lines", "refusal",
    "renaming_of", "render", "render_period", "rendered", "ruling_words", "said_count", "shipped_templates", "standing", "status_by_incident", "tells_position", "together_words", "told", "too_recent", "whole_file", "without_findings", "write_whole",
]  # fmt: skip
