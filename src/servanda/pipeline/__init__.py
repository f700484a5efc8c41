"""The only place that wires rooms together. `STAGES` is the way of a document; the rest are the verbs of the program.

Nothing is imported before it is asked for, so that a command pays only for the rooms that it uses (decision 0152). ``__init__.pyi`` says
the same to type checkers; a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.pipeline",
    {
        "pipeline.actors": "look_up_actor",
        "pipeline.adding": "AddSummary, add_sources, learnt_by_sites, watch_folders",
        "pipeline.agreements": "check_agreements, explain_agreement, shipped_agreements, take_agreement",
        "pipeline.assess_filter": "assess_rows",
        "pipeline.bundling": "ReportRequest",
        "pipeline.by_hand": "add_claim",
        "pipeline.case": "Case, Step, open_case",
        "pipeline.conflicts": "local_conflicts",
        "pipeline.countries": "countries_wanted",
        "pipeline.deciding": "AMENDABLE, Judgement, decide, decide_all, read_ids",
        "pipeline.demo": "run_demo",
        "pipeline.describing": "Description, describe_document, known_of, list_documents",
        "pipeline.diffing": "diff_runs, runs as case_runs",
        "pipeline.dossier": "Dossier, Settings, init_dossier, open_dossier",
        "pipeline.draft_zones": "around, countries_beside, map_called, place_called, usual_km, zones_beside",
        "pipeline.drafting": "party_of, registry_beside, write_draft",
        "pipeline.estimating": "estimate_file, read_families",
        "pipeline.expunging": "Expunged, expunge_document, preview_expunging",
        "pipeline.filters": "extract_claims, geocode_rows, link_claims, read_documents, read_rows",
        "pipeline.gazetteers": "import_places, is_slow_start, look_up_place",
        "pipeline.given": "Given, read_given",
        "pipeline.keys": "rotate_key",
        "pipeline.listing": "list_period, list_records, list_reviewed, without_bounds",
        "pipeline.log": "list_log",
        "pipeline.passing": "Aside, Note, told",
        "pipeline.probing": "probe_agreements",
        "pipeline.protecting": "protected_fields",
        "pipeline.reporting": "Written, write_report",
        "pipeline.running": "Again, run_case",
        "pipeline.sealing": "in_the_clear, left_out, not_compared, seal_case, unsealed",
        "pipeline.series": "series_rows",
        "pipeline.settling": "read_choice_table, read_choices, settle",
        "pipeline.shortening": "short_ids",
        "pipeline.stages": "STAGES, Stage, check_chain",
        "pipeline.stamping": "StampSummary, stamp_case",
        "pipeline.summary": "RunSummary",
        "pipeline.tracing": "trace",
        "pipeline.verifying": "todays_head, verify_bundle, verify_case, verify_notes",
        "pipeline.victims": "estimate_case",
        "pipeline.view": "build_view",
        "pipeline.wanted": "kinds as known_kinds, statuses as known_statuses",
        "reference.agreement_files.drafting": "Draft, DraftPoint",
        "reference.agreement_files.vocabulary": "vocabulary as agreement_words",
        "review": "Entry",
        "store": "Witness, is_key_locked, is_vault_locked",
    },
)
