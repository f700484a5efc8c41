# What type checkers and editors see of `servanda.pipeline`: its parts are imported when they are asked for (decision 0152).
from servanda.pipeline.actors import look_up_actor
from servanda.pipeline.adding import AddSummary, add_sources, learnt_by_sites, watch_folders
from servanda.pipeline.agreement_writing import BEGINNING as AGREEMENT_BEGINNING
from servanda.pipeline.agreement_writing import check_text, take_shipped, write_agreement
from servanda.pipeline.agreements import (
    check_agreements,
    explain_agreement,
    own_agreements,
    shipped_agreements,
    take_agreement,
)
from servanda.pipeline.amending import Amendment, amend_where, flip_rows
from servanda.pipeline.assess_filter import assess_rows
from servanda.pipeline.audience import refused_documents, release
from servanda.pipeline.awaiting import REASONS as INBOX_REASONS
from servanda.pipeline.awaiting import Waiting, inbox
from servanda.pipeline.bundling import ReportRequest
from servanda.pipeline.by_hand import add_claim
from servanda.pipeline.case import Case, Step, open_case
from servanda.pipeline.changing import changes, file_of, is_last, reopened, undo_change
from servanda.pipeline.comparing import STANDINGS, Comparison, compare_table, grouped
from servanda.pipeline.conflicts import local_conflicts
from servanda.pipeline.copying import copy_store
from servanda.pipeline.counting import take_rule
from servanda.pipeline.countries import countries_wanted
from servanda.pipeline.deadlines import collapsing, due_reports, endings
from servanda.pipeline.deciding import AMENDABLE, Judgement, decide, decide_all, read_ids
from servanda.pipeline.demo import run_demo
from servanda.pipeline.describing import Description, describe_document, known_of
from servanda.pipeline.diffing import diff_runs
from servanda.pipeline.diffing import runs as case_runs
from servanda.pipeline.documents import beyond
from servanda.pipeline.dossier import Dossier, Settings, init_dossier, open_dossier
from servanda.pipeline.draft_zones import around, countries_beside, map_called, place_called, usual_km, zones_beside
from servanda.pipeline.drafting import party_of, registry_beside, write_draft
from servanda.pipeline.engines import check_engine
from servanda.pipeline.estimating import estimate_file, read_families
from servanda.pipeline.expunging import Expunged, expunge_document, preview_expunging
from servanda.pipeline.filters import extract_claims, geocode_rows, link_claims, read_documents, read_rows
from servanda.pipeline.gazetteers import import_places, is_slow_start, look_up_place, places_called
from servanda.pipeline.given import Given, read_given
from servanda.pipeline.implementing import implementation, month_rows, passage_rows
from servanda.pipeline.importing import ImportRequest, ImportSummary, import_table
from servanda.pipeline.indexing import refresh_search
from servanda.pipeline.joined import folded_claims
from servanda.pipeline.kept_searches import drop_search, save_search, saved_search, saved_searches
from servanda.pipeline.kept_view import KeptView, kept_view
from servanda.pipeline.keys import rotate_key
from servanda.pipeline.listing import (
    FilterChoice,
    Page,
    list_choices,
    list_page,
    list_period,
    list_records,
    list_reviewed,
    without_bounds,
)
from servanda.pipeline.log import LogFilter, list_log, log_page, since_last
from servanda.pipeline.map_choice import known_maps
from servanda.pipeline.noting import CHANNELS as NOTE_CHANNELS
from servanda.pipeline.noting import NoteOf, read_note, read_notes, take_note
from servanda.pipeline.parting import why_apart
from servanda.pipeline.passing import Aside, Note, told
from servanda.pipeline.period import diff_edition, editions, freeze_edition, lay_out_period, take_templates
from servanda.pipeline.period_edits import Edit, edit_period
from servanda.pipeline.permitted import current_decisions
from servanda.pipeline.person_decisions import Said, decide_persons, say_of_persons
from servanda.pipeline.person_list import person_rows, range_words
from servanda.pipeline.persons import people
from servanda.pipeline.previewing import look_at_table, preview_rows
from servanda.pipeline.probing import probe_agreements
from servanda.pipeline.proposing import guessed_word, map_of_answers
from servanda.pipeline.protecting import protected_fields
from servanda.pipeline.ready import make_ready
from servanda.pipeline.relating_aside import lists_aside, relate_aside
from servanda.pipeline.reporting import Written, write_report
from servanda.pipeline.rereading import read_where_named
from servanda.pipeline.running import Again, run_case
from servanda.pipeline.scale.run import ScaleRequest, scale_run
from servanda.pipeline.sealing import in_the_clear, left_out, not_compared, seal_case, unsealed
from servanda.pipeline.searching import STATUSES as REVIEW_STATES
from servanda.pipeline.searching import FacetCount, Hit, SearchRequest, SearchResult, hit_rows, search_case
from servanda.pipeline.second_look import Agreement, Look, is_chosen, second_judgement, to_look_at
from servanda.pipeline.second_look import agreement as second_look_agreement
from servanda.pipeline.second_look import looks as second_looks
from servanda.pipeline.series import series_rows
from servanda.pipeline.settled_files import Choice
from servanda.pipeline.settling import read_choice_table, read_choices, settle
from servanda.pipeline.shard import Shard
from servanda.pipeline.sharding import Joined, PartSummary, join_parts, make_part, part_path
from servanda.pipeline.shortening import short_ids
from servanda.pipeline.showing import Original, has_look, original_of, show_page, show_picture, show_web_page
from servanda.pipeline.source_grades import GRADES, grade_source
from servanda.pipeline.stages import STAGES, Stage, check_chain
from servanda.pipeline.stamping import StampSummary, stamp_case
from servanda.pipeline.summary import RunSummary, acts_and_findings
from servanda.pipeline.tracing import trace
from servanda.pipeline.turning import relate_again, turned
from servanda.pipeline.unchanged import said_before
from servanda.pipeline.uploading import add_uploads, by_person, describe_upload
from servanda.pipeline.veiling import say_of_name, shielded_rows
from servanda.pipeline.verifying import todays_head, verify_bundle, verify_case, verify_notes
from servanda.pipeline.victims import estimate_case
from servanda.pipeline.view import build_view
from servanda.pipeline.waiting_names import OpenName, open_names
from servanda.pipeline.wanted import kinds as known_kinds
from servanda.pipeline.wanted import period_of
from servanda.pipeline.wanted import statuses as known_statuses
from servanda.reference.agreement_files.drafting import Draft, DraftPoint
from servanda.reference.agreement_files.vocabulary import vocabulary as agreement_words
from servanda.reference.table_maps import find_map, shipped_maps
from servanda.report.phrases import period_words
from servanda.review import Entry
from servanda.store import Witness, is_key_locked, is_vault_locked

__all__ = [
    "AGREEMENT_BEGINNING",
    "AMENDABLE",
    "GRADES",
    "INBOX_REASONS",
    "NOTE_CHANNELS",
    "REVIEW_STATES",
    "STAGES",
    "STANDINGS",
    "AddSummary",
    "Again",
    "Agreement",
    "Amendment",
    "Aside",
    "Case",
    "Choice",
    "Comparison",
    "Description",
    "Dossier",
    "Draft",
    "DraftPoint",
    "Edit",
    "Entry",
    "Expunged",
    "FacetCount",
    "FilterChoice",
    "Given",
    "Hit",
    "ImportRequest",
    "ImportSummary",
    "Joined",
    "Judgement",
    "KeptView",
    "LogFilter",
    "Look",
    "Note",
    "NoteOf",
    "OpenName",
    "Original",
    "Page",
    "PartSummary",
    "ReportRequest",
    "RunSummary",
    "Said",
    "ScaleRequest",
    "SearchRequest",
    "SearchResult",
    "Settings",
    "Shard",
    "Stage",
    "StampSummary",
    "Step",
    "Waiting",
    "Witness",
    "Written",
    "acts_and_findings",
    "add_claim",
    "add_sources",
    "add_uploads",
    "agreement_words",
    "amend_where",
    "around",
    "assess_rows",
    "beyond",
    "build_view",
    "by_person",
    "case_runs",
    "changes",
    "check_agreements",
    "check_chain",
    "check_engine",
    "check_text",
    "collapsing",
    "compare_table",
    "copy_store",
    "countries_beside",
    "countries_wanted",
    "current_decisions",
    "decide",
    "decide_all",
    "decide_persons",
    "describe_document",
    "describe_upload",
    "diff_edition",
    "diff_runs",
    "drop_search",
    "due_reports",
    "edit_period",
    "editions",
    "endings",
    "estimate_case",
    "estimate_file",
    "explain_agreement",
    "expunge_document",
    "extract_claims",
    "file_of",
    "find_map",
    "flip_rows",
    "folded_claims",
    "freeze_edition",
    "geocode_rows",
    "grade_source",
    "grouped",
    "guessed_word",
    "has_look",
    "hit_rows",
    "implementation",
    "import_places",
    "import_table",
    "in_the_clear",
    "inbox",
    "init_dossier",
    "is_chosen",
    "is_key_locked",
    "is_last",
    "is_slow_start",
    "is_vault_locked",
    "join_parts",
    "kept_view",
    "known_kinds",
    "known_maps",
    "known_of",
    "known_statuses",
    "lay_out_period",
    "learnt_by_sites",
    "left_out",
    "link_claims",
    "list_choices",
    "list_log",
    "list_page",
    "list_period",
    "list_records",
    "list_reviewed",
    "lists_aside",
    "local_conflicts",
    "log_page",
    "look_at_table",
    "look_up_actor",
    "look_up_place",
    "make_part",
    "make_ready",
    "map_called",
    "map_of_answers",
    "month_rows",
    "not_compared",
    "open_case",
    "open_dossier",
    "open_names",
    "original_of",
    "own_agreements",
    "part_path",
    "party_of",
    "passage_rows",
    "people",
    "period_of",
    "period_words",
    "person_rows",
    "place_called",
    "places_called",
    "preview_expunging",
    "preview_rows",
    "probe_agreements",
    "protected_fields",
    "range_words",
    "read_choice_table",
    "read_choices",
    "read_documents",
    "read_families",
    "read_given",
    "read_ids",
    "read_note",
    "read_notes",
    "read_rows",
    "read_where_named",
    "refresh_search",
    "refused_documents",
    "registry_beside",
    "relate_again",
    "relate_aside",
    "release",
    "reopened",
    "rotate_key",
    "run_case",
    "run_demo",
    "said_before",
    "save_search",
    "saved_search",
    "saved_searches",
    "say_of_name",
    "say_of_persons",
    "scale_run",
    "seal_case",
    "search_case",
    "second_judgement",
    "second_look_agreement",
    "second_looks",
    "series_rows",
    "settle",
    "shielded_rows",
    "shipped_agreements",
    "shipped_maps",
    "short_ids",
    "show_page",
    "show_picture",
    "show_web_page",
    "since_last",
    "stamp_case",
    "take_agreement",
    "take_note",
    "take_rule",
    "take_shipped",
    "take_templates",
    "to_look_at",
    "todays_head",
    "told",
    "trace",
    "turned",
    "undo_change",
    "unsealed",
    "usual_km",
    "verify_bundle",
    "verify_case",
    "verify_notes",
    "watch_folders",
    "why_apart",
    "without_bounds",
    "write_agreement",
    "write_draft",
    "write_report",
    "zones_beside",
]
