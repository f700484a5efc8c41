"""The first page: head, sentence, table by category, people, restrictions of movement, what came late, both voices."""

from collections.abc import Iterator, Sequence
from typing import Final

from servanda.model.counting import in_language
from servanda.report.period.acts import STATES, Act
from servanda.report.period.articles import articles_of
from servanda.report.period.blocks import Block, Fact, Grid, Group, Paragraph, Run, Section, Value, in_figures, plain
from servanda.report.period.counting import (
    ACTS,
    PREVIOUS,
    Cell,
    Row,
    Tally,
    side_columns,
    tally,
)
from servanda.report.period.coverage import silent_districts, silent_sources
from servanda.report.period.scene import Scene

_EFFECTS: Final = ("killed", "injured")
_DIMENSIONS: Final = ("status", "sex", "age")
_LISTED: Final = 3


def head(scene: Scene) -> tuple[Fact, ...]:
    """Return period with cut-off hour, area, edition number, audience."""
    say, period, clock = scene.say, scene.asked.period, scene.ground.clock
    since, until = str(period.since), str(period.until)
    begins, ends = (clock.begin(day).strftime("%Y-%m-%d %H:%M") for day in (since, until))
    return (
        Fact(say("period"), say("period_value", since=since, until=until)),
        Fact(say("cut_off"), say("cut_off_value", since=begins, until=ends, zone=clock.timezone)),
        Fact(say("area"), _area(scene)),
        Fact(say("edition"), _edition(scene)),
        Fact(say("audience"), say(f"audience_{scene.asked.audience}")),
        Fact(say("counted_by"), scene.ground.rule.id),
        Fact(say("made_on"), scene.ground.view.generated_at[:10]),
    )


def _area(scene: Scene) -> str:
    name = scene.ground.rule.area.name
    if name:
        return in_language(name, scene.say.language)
    return scene.say("comma").join(scene.ground.countries) or scene.say("area_unnamed")


def _edition(scene: Scene) -> str:
    frozen = scene.asked.edition
    if frozen is None:
        return scene.say("edition_draft")
    key = "edition_value" if frozen.revision == 1 else "edition_revision"
    named = scene.say(key, number=frozen.number, revision=frozen.revision)
    return scene.say("edition_changed", edition=named, day=frozen.frozen_at[:10]) if scene.asked.has_changed else named


def sentence(scene: Scene) -> Paragraph:
    """Return the one sentence that says it all, and that fewer reports do not mean fewer violations."""
    say, notes, cells = scene.say, scene.notes, scene.table.total.cells
    joint = Run(say("joint"))
    runs = [notes.run(say.counted("acts_reported", in_figures(cells[ACTS])), cells[ACTS])]
    if scene.before:
        runs.append(notes.run(say("acts_previous", n=in_figures(cells[PREVIOUS])), cells[PREVIOUS]))
    open_ = _sum(cells[state] for state in STATES if state not in {"accepted", "refuted"})
    parts = (("acts_accepted", cells["accepted"]), ("acts_refuted", cells["refuted"]), ("acts_open", open_))
    for number, (key, cell) in enumerate(parts):
        runs += [joint if number == 0 else Run(say("comma")), notes.run(say(key, n=in_figures(cell)), cell)]
    runs += [joint, Run(_silent(scene)), Run(say("until_joint")), Run(say("fewer_reports"), strong=True), Run(".")]
    return Paragraph(tuple(runs), "lead")


def _silent(scene: Scene) -> str:
    say = scene.say
    parts = []
    for what, (silent, known) in (
        ("sources", silent_sources(scene.ground, scene.asked.period)),
        ("districts", silent_districts(scene.ground, scene.asked.period)),
    ):
        key = f"{what}_silent_one" if len(known) == 1 else f"{what}_silent"
        parts.append(say(key, n=len(silent), of=len(known)) if known else say(f"no_{what}"))
    return say("comma").join(parts)


def _sum(cells: Iterator[Cell]) -> Cell:
    total = Cell()
    for cell in cells:
        total = total.joined(cell)
    return total


def table(scene: Scene) -> Section:
    """Return the table by category."""
    say = scene.say
    if not scene.table.rows:
        return Section("table", say("table"), (plain(say("nothing_counted")),))
    articles, hidden = articles_of(scene.ground), scene.asked.edits.hidden
    shown = [row for row in scene.table.rows if row.category not in hidden]
    rows = tuple(
        (Value(scene.categories[row.category], quiet="; ".join(articles[row.category])), *_values(row, scene))
        for row in shown
    )
    last = [(Value(say("total")), *_values(scene.table.total, scene))]
    last += [share] if (share := _shares(scene)) else []
    grid = Grid(
        "table",
        tuple(_heading(name, scene) for name in ("category", *scene.table.columns)),
        rows,
        _groups(scene),
        tuple(last),
        upright=True,
        names=tuple(row.category for row in shown),
    )
    return Section("table", say("table"), (grid, *_hidden(scene), plain(say("table_intro"), "quiet")))


def _hidden(scene: Scene) -> Iterator[Paragraph]:
    """Yield for each row that a person hid which one it is, and why."""
    for row in scene.table.rows:
        if row.category in scene.asked.edits.hidden:
            because = scene.asked.edits.hidden[row.category]
            yield plain(scene.say("row_hidden", category=scene.categories[row.category], because=because))


def _values(row: Row, scene: Scene) -> Iterator[Value]:
    return (scene.notes.value(row.cells[name]) for name in scene.table.columns)


def _shares(scene: Scene) -> tuple[Value, ...] | None:
    """Return the shares of the acts by column; none of fewer acts than the rule asks for."""
    n_acts = scene.table.total.cells[ACTS].low
    if n_acts < scene.ground.rule.percentages_from:
        return None
    shares = []
    for name in scene.table.columns:
        cell = scene.table.total.cells[name]
        is_share = name not in {ACTS, PREVIOUS}
        shares.append(Value(scene.say("percent_value", n=round(100 * cell.low / n_acts)) if is_share else ""))
    return (Value(scene.say("percent")), *shares)


def _heading(column: str, scene: Scene) -> str:
    side, _, how = column.rpartition(".")
    return scene.say(f"side_{how}", side=scene.sides[side]) if side else scene.say(column)


def _groups(scene: Scene) -> tuple[Group, ...]:
    say = scene.say
    n_acts = 2 if scene.before else 1
    whose = side_columns(list(scene.sides))
    return (
        Group("", 1),
        Group(say("group_acts"), n_acts),
        Group(say("group_state"), len(STATES)),
        Group(say("group_whose"), len(whose)),
        Group(say("group_coverage"), 1),
    )


def people(scene: Scene) -> Section:
    """Return the killed and injured, lowest to highest as said, in all and by status, sex and age."""
    say = scene.say
    rows = [_people_row(scene, None, say("toll_all"))]
    for dimension in _DIMENSIONS:
        for group in scene.ground.rule.persons:
            row = _people_row(scene, group.id, in_language(group.name, say.language))
            if group.dimension == dimension and any(value.note for value in row):
                rows.append((row[0]._replace(quiet=say(f"dimension_{dimension}")), *row[1:]))
    if not any(value.note for value in rows[0]):
        return Section("tolls", say("tolls"), (plain(say("no_tolls")),))
    columns = tuple(text for effect in _EFFECTS for text in (say(effect), say("told_by")))
    grid = Grid("tolls", (say("toll_group"), *columns), tuple(rows))
    return Section("tolls", say("tolls"), (grid, plain(say("tolls_intro"), "quiet")))


def _people_row(scene: Scene, group: str | None, name: str) -> tuple[Value, ...]:
    values = [Value(name)]
    for effect in _EFFECTS:
        found = tally(scene.acts, scene.asked.period, effect, group, scene.ground.rule.tolls)
        cell = found.members
        values += [
            _people(found, scene),
            Value(scene.say.counted("acts_that_tell", in_figures(cell)) if cell.members else "–"),
        ]
    return tuple(values)


def _people(found: Tally, scene: Scene) -> Value:
    if not found.members.members:
        return Value("–")
    words = f"{found.minimum}" if found.minimum == found.maximum else f"{found.minimum}–{found.maximum}"
    text = scene.say("at_least", n=found.minimum) if found.maximum is None else words
    return Value(text, scene.notes.of(found.members), found.minimum, found.maximum, is_number=True)


def movement(scene: Scene) -> Section:
    """Return the restrictions of movement, one by one: they stand in the table above as well."""
    say = scene.say
    restricting = {one.id for one in scene.ground.rule.categories if one.restricts_movement}
    acts = [act for act in scene.now if act.category in restricting]
    if not acts:
        return Section("movement", say("movement"), (plain(say("no_movement")),))
    return Section("movement", say("movement"), tuple(_listed(scene, "movement", acts, came=False)))


def late(scene: Scene) -> Section:
    """Return what occurred before the period and was first heard of in it."""
    say = scene.say
    acts = [act for act in scene.acts if act.came_late(scene.asked.period)]
    if not acts:
        return Section("late", say("late"), (plain(say("no_late")),))
    cell = Cell(tuple(act.id for act in acts))
    told = say("late_one" if len(acts) == 1 else "late_many", n=len(acts))
    intro = Paragraph((scene.notes.run(told, cell),))
    return Section("late", say("late"), (intro, *_listed(scene, "late", acts, came=True)))


def _listed(scene: Scene, name: str, acts: Sequence[Act], *, came: bool) -> Iterator[Block]:
    say = scene.say
    head = [say("act"), say("day"), say("place"), say("what"), say("by_whom")]
    rows = []
    for act in acts[:_LISTED]:
        row = [act.name, scene.day(act), scene.place(act), scene.categories[act.category], scene.actors(act)]
        rows.append(tuple(map(Value, [*row, *([act.received.start or ""] if came and act.received else [])])))
    yield Grid(name, (*head, *([say("received")] if came else [])), tuple(rows))
    if len(acts) > _LISTED:
        rest = Cell(tuple(act.id for act in acts[_LISTED:]))
        yield Paragraph((scene.notes.run(say("more_listed", n=rest.low), rest),), "quiet")
