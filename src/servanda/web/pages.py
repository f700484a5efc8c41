"""The addresses of the desk, each with the view that answers it."""

from typing import Final

from django.urls import path

from servanda.web import (
    agreements,
    answers,
    deciding,
    exploring,
    front,
    intake,
    journal,
    lists,
    names,
    period,
    reader,
    records,
    sheets,
    sources,
)

handler404: Final = answers.missing

urlpatterns: Final = [
    path("", front.inbox_page),
    path("own/<path:name>", answers.own_file),
    path("language", answers.choose_language),
    path("documents/", lists.documents),
    path("documents/<str:name>", reader.read),
    path("documents/<str:name>/claims", deciding.enter),
    path("claims/", lists.claims),
    path("claims/<str:name>", reader.to_claim),
    path("claims/<str:name>/decide", deciding.decide_on_claim),
    path("incidents/", lists.incidents),
    path("incidents/<str:name>", records.incident),
    path("incidents/<str:name>/decide", deciding.decide_on_incident),
    path("findings/", lists.findings),
    path("findings/<str:name>", records.finding),
    path("findings/<str:name>/decide", deciding.decide_on_finding),
    path("explore/", exploring.explore),
    path("explore/timeline", exploring.timeline),
    path("explore/map", exploring.drawn_map),
    path("explore/keep", exploring.keep),
    path("explore/drop", exploring.drop),
    path("period/", period.period),
    path("period/edit", period.edit),
    path("period/freeze", period.freeze),
    path("period/export", period.export),
    path("period/exports/<str:name>", period.exported),
    path("names/", names.names),
    path("names/settle", names.settle_name),
    path("names/undo/<str:name>", names.take_back),
    path("sources/", sources.sources),
    path("agreements/", agreements.agreements),
    path("agreements/<str:name>", agreements.agreement),
    path("intake/", intake.intake),
    path("intake/files", intake.take_files),
    path("intake/report", intake.take_report),
    path("intake/run", intake.read_everything),
    path("intake/sheet", sheets.look_at),
    path("intake/import", sheets.bring_in),
    path("log/", journal.log),
    path("undo", deciding.undo),
    path("turned", deciding.turned),
]
