"""The only place that wires rooms together. `STAGES` is the way of a document; the rest are the verbs of the program."""

from servanda.pipeline.adding import AddSummary, add_sources
from servanda.pipeline.case import Case, Step, open_case
from servanda.pipeline.deciding import Judgement, decide
from servanda.pipeline.demo import run_demo
from servanda.pipeline.dossier import Dossier, Settings, init_dossier, open_dossier
from servanda.pipeline.filters import assess_rows, extract_claims, geocode_rows, link_claims, read_documents, read_rows
from servanda.pipeline.keys import rotate_key
from servanda.pipeline.listing import list_records
from servanda.pipeline.log import list_log
from servanda.pipeline.reporting import check_agreements, verify_case, verify_notes, write_report
from servanda.pipeline.running import RunSummary, run_case
from servanda.pipeline.stages import STAGES, Stage, check_chain
from servanda.pipeline.stamping import StampSummary, stamp_case
from servanda.pipeline.tracing import trace
from servanda.pipeline.view import build_view
from servanda.store import is_key_locked

__all__ = [
    "STAGES", "AddSummary", "Case", "Dossier", "Judgement", "RunSummary", "Settings", "Stage", "StampSummary", "Step", "add_sources", "assess_rows",
    "build_view", "check_agreements", "check_chain", "decide", "extract_claims", "geocode_rows", "init_dossier", "is_key_locked", "link_claims",
    "list_log", "list_records", "open_case", "open_dossier", "read_documents", "read_rows", "rotate_key", "run_case", "run_demo", "stamp_case", "trace", "verify_case", "verify_notes", "write_report",
]  # fmt: skip
