"""Room 8, report: records -> one file; its ending says the form.

Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.report",
    {
        "report.audience": "AUDIENCES, INTERNAL, Refusal, mentioned, refusal",
        "report.bundle": "BundleContents, Known, bundle, bundle_files, examined",
        "report.config": "ReportConfig",
        "report.drawn_words": "Telling, drawn_words",
        "report.holding_back": "held_back, without_findings",
        "report.index": "Index, index_view",
        "report.laying": "Laid, Part, Told, claims_by_document, in_order_of_words, is_near",
        "report.maps": "Option",
        "report.origin_drawing": "Strand, origins_svg",
        "report.origins": "Naming, passed_on",
        "report.overlay": "Changed, Mended, Walked",
        "report.page": "Pages",
        "report.passages": "passages_by_month",
        "report.period": "PERIOD_FORMS, Asked, Change, Counted, Edits, Ground, PeriodReport, changes, counted_now, edits_of, heard_by, lay_period, render_period, shipped_templates",
        "report.persons": "Account, Fact, PersonShown, person_lines",
        "report.phrases": "STATUS_ORDER, beside_words, describe, party_name, period_words, ruling_words, said_count, told",
        "report.redacting": "REASONS, Reason, Shield, Veil",
        "report.releasing": "GUARDED, ReleaseConfig, tells_position, too_recent",
        "report.renaming": "Renaming, renaming_of",
        "report.render": "ENDINGS, clear_beside, folder_beside, render, rendered, whole_file, write_whole",
        "report.saying": "Words",
        "report.standing": "Standing, acts_by_status, by_incident, gravest, standing, status_by_incident",
        "report.tables": "CLAIMS, ROWS, TABLES, TOLL_COLUMNS, Table",
        "report.templating": "environment",
        "report.together": "link_words, together_words",
        "report.view": "Assessed, LeftOut, ReportView, TextHead, TurnedDown, assessed",
    },
)
