"""What the period says of the agreements: changes since the edition before, milestones, parties by provision, verdicts of monitors."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from servanda.model.agreements import Agreement, Provision
from servanda.model.claims import VerdictClaim
from servanda.model.editions import EditionAct
from servanda.model.findings import Finding, Progress
from servanda.model.period import Lies, Period, one_day
from servanda.model.verdicts import PartyOutcome
from servanda.report.period.blocks import Block, Grid, Paragraph, Run, Section, Value, in_figures, plain
from servanda.report.period.counting import Cell
from servanda.report.period.editions import Change, FieldChange, changes, counted_now
from servanda.report.period.scene import Scene
from servanda.report.standing import SHARED, holders
from servanda.report.tables import speaker

_DUTIES: Final = frozenset({"withdraw", "perform"})
_BREACHES: Final = frozenset({"alleged_violation", "undetermined"})
_LEVELS: Final = ("level_none", "level_minimal", "level_intermediate", "level_full")
_LISTED: Final = 20


def changed(scene: Scene) -> Section:
    """Return late reports, corrections and new coverage, held against the frozen edition of the period before."""
    say, before = scene.say, scene.asked.before
    if before is None:
        return Section("changes", say("changes"), (plain(say("no_edition"), "quiet"),))
    now = counted_now(scene.ground, Period(before.since, before.until))
    found = changes(before, now)
    then, today = _cell(before.acts), _cell(now.acts)
    told = {"edition": before.number, "since": before.since, "until": before.until, "day": before.frozen_at[:10]}
    intro = plain(say("changes_intro", **told, then=in_figures(then), now=in_figures(today)))
    if not found:
        return Section("changes", say("changes"), (intro, plain(say("no_changes"))))
    head = (say("label"), say("act"), say("what"), say("because"))
    grid = Grid("changes", head, tuple(_change(scene, one) for one in found[:_LISTED]))
    rest = (plain(say("more_listed", n=len(found) - _LISTED), "quiet"),) if len(found) > _LISTED else ()
    return Section("changes", say("changes"), (intro, grid, *rest))


def _cell(acts: Sequence[EditionAct]) -> Cell:
    return Cell(tuple(one.name for one in acts if one.sure), tuple(one.name for one in acts if not one.sure))


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
    """Yield a row for each party that a duty binds, or that reports tell of doing it."""
    words = Value(rule.id, quiet=scene.provision(rule, agreement))
    steps = _steps(scene, agreement, rule)
    others = sorted(set(steps) - set(_bound(agreement, rule)), key=str)
    since = str(scene.asked.period.since)
    for party in (*_bound(agreement, rule), *others):
        before = _level(scene, _between(steps.get(party, ()), Period(None, since)))
        inside = _level(scene, _between(steps.get(party, ()), scene.asked.period))
        yield words, Value(scene.party(party)), Value(rule.deadline or ""), before, inside


def _between(steps: Sequence[Progress], period: Period) -> list[Progress]:
    return [step for step in steps if step.on and period.lies(one_day(step.on)) == "inside"]


def _steps(scene: Scene, agreement: Agreement, rule: Provision) -> dict[str | None, list[Progress]]:
    """Return the steps that findings tell of a duty, by party."""
    found: dict[str | None, list[Progress]] = {}
    for one in scene.ground.view.counted_findings:
        if (one.agreement_id, one.provision_id) == (agreement.id, rule.id) and one.progress:
            found.setdefault(one.party, []).extend(one.progress)
    return found


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
    bound = dict.fromkeys(party for rule in rules for party in _bound(agreement, rule))
    if not bound:
        return
    found = _standing(scene, agreement)
    period = Period(_since_when(agreement), scene.asked.period.until)
    yield Paragraph((Run(agreement.title, strong=True),), "heading")
    begun = period.since or say("in_force_unknown")
    yield plain(say("since_force_intro", start=begun, until=period.until), "quiet")
    held = holders(found, scene.incidents)
    columns: list[str | None] = [*bound, *_others(held)]
    asked = _Asked(found, held, columns, period)
    acts = tuple(scene.notes.value(_breaches(scene, asked, None, party)) for party in columns)
    rows = ((Value(say("acts_once")), *acts), *(_rule(scene, agreement, rule, asked) for rule in rules))
    yield Grid(f"since_force_{agreement.id}", (say("provision"), *map(scene.party, columns)), rows)


def _others(held: Mapping[str, str | None]) -> list[str | None]:
    """Return the columns beside those of the parties: of acts that are laid to several, and of those of which nobody is named."""
    return [one for one in (SHARED, None) if one in held.values()]


class _Asked(NamedTuple):
    """Of which findings, in whose column each counts, for which parties and in which period breaches are counted."""

    found: Sequence[Finding]
    held: Mapping[str, str | None]
    parties: Sequence[str | None]
    period: Period


def _rule(scene: Scene, agreement: Agreement, rule: Provision, asked: _Asked) -> tuple[Value, ...]:
    words = Value(rule.id, quiet=scene.provision(rule, agreement))
    cells = (_breaches(scene, asked, rule.id, party) for party in asked.parties)
    return (words, *map(scene.notes.value, cells))


def _standing(scene: Scene, agreement: Agreement) -> list[Finding]:
    """Return the findings under an agreement on breaches, alleged or open, that nobody rejected."""
    found = (one for one in scene.ground.view.counted_findings if one.agreement_id == agreement.id)
    return [one for one in found if one.review != "rejected" and one.status in _BREACHES]


def _since_when(agreement: Agreement) -> str | None:
    """Return the day from which an agreement is first in force, if it says so."""
    return min((term.since[:10] for term in agreement.time.in_force if term.since), default=None)


def _breaches(scene: Scene, asked: _Asked, rule: str | None, party: str | None) -> Cell:
    """Return the acts alleged or accepted under a provision (``None``: any) to be a party's: surely, and those where something is open."""
    placed: dict[str, bool] = {}
    for one in asked.found:
        is_asked = asked.held[one.id] == party and rule in {None, one.provision_id}
        lies = _lies(scene, one, asked.period) if is_asked else "outside"
        if lies != "outside":
            name = str(one.incident_id)
            placed[name] = placed.get(name, False) or (one.status, lies) == ("alleged_violation", "inside")
    sure = tuple(name for name, is_sure in placed.items() if is_sure)
    return Cell(sure, tuple(name for name in placed if name not in sure))


def _lies(scene: Scene, finding: Finding, period: Period) -> Lies:
    incident = scene.incidents.get(finding.incident_id or "")
    return period.lies(scene.ground.clock.interval(incident.time)) if incident else "outside"


def verdicts(scene: Scene) -> Section | None:
    """Return what monitors found in the period, a row a party, in their words; ``None`` where no report gives a verdict."""
    say, ground = scene.say, scene.ground
    rows = []
    for claim in ground.view.claims:
        moment = ground.clock.moment(ground.received.get(claim.document_id))
        if isinstance(claim, VerdictClaim) and moment and scene.asked.period.lies(moment) == "inside":
            rows += [_verdict(scene, claim, one, moment.start or "") for one in claim.verdict.by_party]
    if not rows:
        return None
    head = tuple(map(say, ("saying", "party", "verdict", "article", "what", "received")))
    intro = plain(say("verdicts_intro"), "quiet")
    return Section("verdicts", say("verdicts"), (intro, Grid("verdicts", head, tuple(rows))))


def _verdict(scene: Scene, claim: VerdictClaim, one: PartyOutcome, received: str) -> tuple[Value, ...]:
    """Return what was found of one party; a party that the registry knows by its name in the language of the report."""
    say = scene.say
    known = one.party.entity_id if one.party else None
    party = scene.party(known) if known else one.party.name if one.party else say("nobody")
    article = claim.verdict.article or ""
    outcome = say(f"verdict_{one.outcome}")
    said = (speaker(claim.attribution), party, outcome, article, claim.span.quote, received)
    return tuple(map(Value, said))
