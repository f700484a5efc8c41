"""What the period says of the agreements: changes since the edition before, milestones, parties by provision, verdicts of monitors."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from servanda.model.agreements import Agreement, Provision
from servanda.model.findings import Finding, Progress
from servanda.model.making import kind_of
from servanda.model.period import Period
from servanda.reference.agreement_files import provision_words
from servanda.report.period.blocks import Block, Grid, Paragraph, Run, Section, Value, in_figures, plain
from servanda.report.period.counting import Cell
from servanda.report.period.editions import Change, FieldChange, changes, counted_now
from servanda.report.period.scene import Scene
from servanda.report.tables import speaker

_DUTIES: Final = frozenset({"withdraw", "perform"})
_LEVELS: Final = ("level_none", "level_minimal", "level_intermediate", "level_full")
_LISTED: Final = 20


def changed(scene: Scene) -> Section:
    """Return late reports, corrections and new coverage, held against the frozen edition of the period before."""
    say, before = scene.say, scene.asked.before
    if before is None:
        return Section("changes", say("changes"), (plain(say("no_edition"), "quiet"),))
    now = counted_now(scene.ground, Period(before.since, before.until))
    found = changes(before, now)
    then = Cell(
        tuple(one.name for one in before.acts if one.sure), tuple(one.name for one in before.acts if not one.sure)
    )
    today = Cell(tuple(one.name for one in now.acts if one.sure), tuple(one.name for one in now.acts if not one.sure))
    told = {"edition": before.number, "since": before.since, "until": before.until, "day": before.frozen_at[:10]}
    intro = plain(say("changes_intro", **told, then=in_figures(then), now=in_figures(today)))
    if not found:
        return Section("changes", say("changes"), (intro, plain(say("no_changes"))))
    head = (say("label"), say("act"), say("what"), say("because"))
    rows = tuple(_change(scene, one) for one in found[:_LISTED])
    blocks: list[Block] = [intro, Grid("changes", head, rows)]
    if len(found) > _LISTED:
        blocks.append(plain(say("more_listed", n=len(found) - _LISTED), "quiet"))
    return Section("changes", say("changes"), tuple(blocks))


def _change(scene: Scene, one: Change) -> tuple[Value, ...]:
    say = scene.say
    why = say(one.what) if one.what != "changed" else say("comma").join(_field(scene, item) for item in one.fields)
    return (Value(say(one.label)), Value(one.act), Value(scene.categories.get(one.category, one.category)), Value(why))


def _field(scene: Scene, item: FieldChange) -> str:
    name, say = item.field, scene.say
    before, after = (_shown(scene, name, value) for value in (item.before, item.after))
    return say("changed", field=say(f"field_{name}"), before=before, after=after)


def _shown(scene: Scene, name: str, value: object) -> str:
    say = scene.say
    if value is None:
        return say("unknown")
    if isinstance(value, tuple):
        return _of_several(scene, name, value)
    if isinstance(value, bool):
        return say("yes" if value else "no")
    return say(str(value)) if name == "state" else scene.categories.get(str(value), str(value))


def _of_several(scene: Scene, name: str, values: tuple[Any, ...]) -> str:
    say = scene.say
    if name == "attribution":
        return say("comma").join(scene.party(one.removeprefix("~")) for one in values) or say("unattributed")
    low, high = values
    if name == "time":
        return say("day_range", start=low[:10], end=high[:10] if high else "…") if low else say("day_unknown")
    return f"{low or 0}–{high}" if high is not None else say("at_least", n=low or 0)


def milestones(scene: Scene) -> Section:
    """Return what was reported of each duty before the period and in it, with who says so."""
    say = scene.say
    rows = [row for agreement, rule in _rules(scene) if _is_duty(rule) for row in _duty(scene, agreement, rule)]
    if not rows:
        return Section("milestones", say("milestones"), (plain(say("no_milestones"), "quiet"),))
    head = (say("duty"), say("party"), say("due"), say("level_before"), say("level_now"))
    return Section("milestones", say("milestones"), (Grid("milestones", head, tuple(rows)),))


def _rules(scene: Scene) -> Iterator[tuple[Agreement, Provision]]:
    for agreement in scene.ground.view.book.agreements:
        for rule in agreement.provisions:
            yield agreement, rule


def _is_duty(rule: Provision) -> bool:
    return rule.evaluate == "milestone" or rule.act.kind in _DUTIES


def _duty(scene: Scene, agreement: Agreement, rule: Provision) -> Iterator[tuple[Value, ...]]:
    words = Value(rule.id, quiet=provision_words(rule, agreement, scene.ground.view.names))
    found = [
        one for one in scene.ground.view.findings if (one.agreement_id, one.provision_id) == (agreement.id, rule.id)
    ]
    named = {one.party for one in found if one.progress}
    parties: list[str | None] = [one for one in _bound(agreement, rule) if one]
    parties += sorted((one for one in named if one not in parties), key=lambda one: one or "~")
    since, until = str(scene.asked.period.since), str(scene.asked.period.until)
    for party in parties:
        steps = [step for one in found if one.party == party for step in one.progress]
        before = [step for step in steps if step.on and step.on[:10] < since]
        inside = [step for step in steps if step.on and since <= step.on[:10] < until]
        yield words, Value(scene.party(party)), Value(rule.deadline or ""), _level(scene, before), _level(scene, inside)


def _bound(agreement: Agreement, rule: Provision) -> list[str]:
    return [one.actor for one in agreement.bound if one.actor in rule.binds.actors or one.group in rule.binds.classes]


def _level(scene: Scene, steps: Sequence[Progress]) -> Value:
    """Return the levels that steps reach, least to most, never averaged, and who says so."""
    if not steps:
        return Value(scene.say("not_reported"))
    least, most = min(step.minimum for step in steps), max(step.maximum for step in steps)
    one, other = scene.say(_LEVELS[least]), scene.say(_LEVELS[most])
    level = one if least == most else scene.say("level_range", least=one, most=other)
    who = scene.say("comma").join(sorted({name for step in steps for name in step.said_by})) or scene.say(
        "nobody_named"
    )
    cell = Cell(tuple(sorted({step.incident_id for step in steps})))
    return Value(scene.say("says", level=level, who=who), scene.notes.of(cell))


def since_force(scene: Scene) -> Section:
    """Return for each agreement the acts alleged or accepted as breaches by party and provision, since it took effect."""
    blocks: list[Block] = []
    for agreement in scene.ground.view.book.agreements:
        blocks += _in_force(scene, agreement)
    title = scene.say("since_force")
    return Section("since_force", title, tuple(blocks) or (plain(scene.say("no_parties"), "quiet"),))


def _in_force(scene: Scene, agreement: Agreement) -> Iterator[Block]:
    say = scene.say
    rules = [rule for rule in agreement.provisions if not _is_duty(rule)]
    found = [one for one in scene.ground.view.findings if one.agreement_id == agreement.id and one.review != "rejected"]
    bound = dict.fromkeys(party for rule in rules for party in _bound(agreement, rule))
    if not bound or not rules:
        return
    starts = [term.since[:10] for term in agreement.time.in_force if term.since]
    period = Period(min(starts, default=None), scene.asked.period.until)
    yield Paragraph((Run(agreement.title, strong=True),), "heading")
    begun = period.since or say("in_force_unknown")
    yield plain(say("since_force_intro", start=begun, until=period.until), "quiet")
    columns: list[str | None] = [*bound, *([None] if any(one.party is None for one in found) else [])]
    rows = tuple(
        (
            Value(rule.id, quiet=provision_words(rule, agreement, scene.ground.view.names)),
            *(scene.notes.value(_breaches(scene, found, (rule.id, party), period)) for party in columns),
        )
        for rule in rules
    )
    head = (say("provision"), *(scene.party(party) for party in columns))
    yield Grid(f"since_force_{agreement.id}", head, rows)


def _breaches(scene: Scene, found: Sequence[Finding], asked: tuple[str, str | None], period: Period) -> Cell:
    """Return the acts alleged or accepted under a provision to be a party's: surely, and those where something is open."""
    sure: dict[str, None] = {}
    unsure: dict[str, None] = {}
    for one in found:
        incident = scene.incidents.get(one.incident_id or "")
        if (one.provision_id, one.party) != asked or incident is None:
            continue
        lies = period.lies(scene.ground.clock.interval(incident.time))
        if one.status == "alleged_violation" and lies == "inside":
            sure[incident.id] = None
        elif one.status in {"alleged_violation", "undetermined"} and lies != "outside":
            unsure[incident.id] = None
    return Cell(tuple(sure), tuple(name for name in unsure if name not in sure))


def verdicts(scene: Scene) -> Section | None:
    """Return what monitors found in the period, in their words; ``None`` where no report gives a verdict."""
    say, ground = scene.say, scene.ground
    rows = []
    for claim in ground.view.claims:
        moment = ground.clock.moment(ground.received.get(claim.document_id))
        if kind_of(claim) == "verdict" and moment and scene.asked.period.lies(moment) == "inside":
            rows.append((Value(speaker(claim.attribution)), Value(claim.span.quote), Value(moment.start or "")))
    if not rows:
        return None
    head = (say("saying"), say("what"), say("received"))
    return Section("verdicts", say("verdicts"), (Grid("verdicts", head, tuple(rows)),))
