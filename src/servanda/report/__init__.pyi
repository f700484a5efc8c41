# What type checkers and editors see of `servanda.report`: its parts are imported when they are asked for (decision 0152).
from servanda.report.audience import AUDIENCES, INTERNAL, Refusal, mentioned, refusal
from servanda.report.bundle import BundleContents, Known, bundle, bundle_files, examined
from servanda.report.config import ReportConfig
from servanda.report.drawn_words import Telling, drawn_words
from servanda.report.holding_back import held_back, without_findings
from servanda.report.index import Index, index_view
from servanda.report.laying import Laid, Part, Told, claims_by_document, in_order_of_words, is_near
from servanda.report.maps import Option
from servanda.report.origin_drawing import Strand, origins_svg
from servanda.report.origins import Naming, passed_on
from servanda.report.overlay import Changed, Mended, Walked
from servanda.report.page import Pages
from servanda.report.passages import passages_by_month

from servanda.report.period import (  # isort: skip
    PERIOD_FORMS, Asked, Change, Counted, Edits, Ground, PeriodReport, changes,
    counted_now, edits_of, heard_by, lay_period, render_period, shipped_templates,
)  # fmt: skip
from servanda.report.persons import Account, Fact, PersonShown, person_lines
from servanda.report.phrases import (
    STATUS_ORDER,
    beside_words,
    describe,
    party_name,
    period_words,
    ruling_words,
    said_count,
    told,
)
from servanda.report.redacting import REASONS, Reason, Shield, Veil
from servanda.report.releasing import GUARDED, ReleaseConfig, tells_position, too_recent
from servanda.report.renaming import Renaming, renaming_of
from servanda.report.render import ENDINGS, clear_beside, folder_beside, render, rendered, whole_file, write_whole
from servanda.report.saying import Words
from servanda.report.standing import Standing, acts_by_status, by_incident, gravest, standing, status_by_incident
from servanda.report.tables import CLAIMS, ROWS, TABLES, TOLL_COLUMNS, Table
from servanda.report.templating import environment
from servanda.report.together import link_words, together_words
from servanda.report.view import Assessed, LeftOut, ReportView, TextHead, TurnedDown, assessed

__all__ = [
    "AUDIENCES", "CLAIMS", "ENDINGS", "GUARDED", "INTERNAL", "PERIOD_FORMS", "REASONS", "ROWS", "STATUS_ORDER", "TABLES", "TOLL_COLUMNS", "Account", "Asked", "Assessed", "BundleContents", "Change", "Changed", "Counted", "Edits", "Fact", "Ground", "Index", "Known", "Laid",
    "LeftOut", "Mended", "Naming", "Option", "Pages", "Part", "PeriodReport", "PersonShown", "Reason", "Refusal", "ReleaseConfig", "Renaming", "ReportConfig", "ReportView", "Shield", "Standing", "Strand", "Table", "Telling", "TextHead", "Told", "TurnedDown", "Veil", "Walked", "Words", "acts_by_status",
    "assessed", "beside_words", "bundle", "bundle_files", "by_incident", "changes", "claims_by_document", "clear_beside", "counted_now", "describe", "drawn_words", "edits_of", "environment", "examined", "folder_beside", "gravest", "heard_by", "held_back", "in_order_of_words", "index_view", "is_near", "lay_period", "link_words", "mentioned", "origins_svg", "party_name",
    "passages_by_month", "passed_on", "period_words", "person_lines", "refusal", "renaming_of", "render", "render_period", "rendered", "ruling_words", "said_count", "shipped_templates", "standing", "status_by_incident", "tells_position", "together_words", "told", "too_recent", "whole_file", "without_findings", "write_whole",
]  # fmt: skip
