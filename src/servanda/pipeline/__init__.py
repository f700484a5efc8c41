"""The only place that wires rooms together. `STAGES` is the way of a document; the rest are the verbs of the program."""

from servanda.pipeline.adding import AddSummary, add_sources
from servanda.pipeline.case import Case, Step, open_case
from servanda.pipeline.conflicts import local_conflicts
from servanda.pipeline.deciding import Judgement, decide
from servanda.pipeline.demo import run_demo
from servanda.pipeline.dossier import Dossier, Settings, init_dossier, open_dossier
from servanda.pipeline.filters import assess_rows, extract_claims, geocode_rows, link_claims, read_documents, read_rows
from servanda.pipeline.gazetteers import import_places, is_slow_start, look_up_place
from servanda.pipeline.listing import list_records
from servanda.pipeline.reporting import check_agreements, verify_case, write_report
from servanda.pipeline.running import RunSummary, run_case
from servanda.pipeline.settling import read_choice_table, read_choices, settle
from servanda.pipeline.stages import STAGES, Stage, check_chain
from servanda.pipeline.tracing import trace
from servanda.pipeline.view import build_view

__all__ = [
    "STAGES", "AddSummary", "Case", "Dossier", "Judgement", "RunSummary", "Settings", "Stage", "Step", "add_sources", "assess_rows",
    "build_view", "check_agreements", "check_chain", "decide", "extract_claims", "geocode_rows", "import_places", "init_dossier", "is_slow_start", "link_claims",
    "list_records", "local_conflicts", "look_up_place", "open_case", "open_dossier", "read_choice_table", "read_choices", "read_documents", "read_rows", "run_case", "run_demo", "settle", "trace", "verify_case", "write_report",
]  # fmt: skip
