"""The verb: a record and what was asked for become a report of the period, before it is a page, a sheet or a document."""

from servanda.report.period.agreements_told import changed, milestones, since_force, verdicts
from servanda.report.period.blocks import PeriodReport
from servanda.report.period.both_voices import Entry, entries, voices
from servanda.report.period.first_page import head, late, movement, people, sentence, table
from servanda.report.period.ground import Asked, Ground
from servanda.report.period.over_time import days, drawn_map, method, trend
from servanda.report.period.scene import Scene
from servanda.report.saying import Words


def make_report(ground: Ground, asked: Asked, words: Words) -> tuple[PeriodReport, tuple[Entry, ...]]:
    """Return the report of a period (both ends days), and every act of the record that its numbers open to."""
    scene = Scene.of(ground, asked, words)
    facts, lead = head(scene), sentence(scene)
    made = [table(scene), people(scene), movement(scene), late(scene), voices(scene)]
    made += [changed(scene)] if asked.compare else []
    made += [milestones(scene), since_force(scene)]
    made += [section for section in (verdicts(scene), drawn_map(scene)) if section]
    made += [trend(scene), days(scene), method(scene)]
    report = PeriodReport(
        title=words("titled", dossier=ground.view.title),
        language=words.language,
        direction=words.direction,
        facts=facts,
        sentence=lead,
        sections={section.id: section for section in made},
        notes=scene.notes.all(),
        rule=ground.rule.id,
        headline=asked.edits.headline,
        comment=asked.edits.comment,
    )
    return report, entries(scene)
