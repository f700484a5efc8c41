"""Map, trend of twelve periods, days occurred and received, and how it was counted."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from servanda.model.counting import in_language
from servanda.model.period import Period
from servanda.report.maps import draw, scene_of
from servanda.report.period.blocks import Drawing, Grid, Section, Value, plain
from servanda.report.period.counting import Cell
from servanda.report.period.coverage import received_in
from servanda.report.period.drawings import Bar, standing_alone, trend_svg
from servanda.report.period.scene import Scene, shifted
from servanda.report.standing import status_by_incident

_PERIODS: Final = 12
_MOST_DAYS: Final = 31
_MAP_WIDTH: Final = 900.0


def drawn_map(scene: Scene) -> Section | None:
    """Return the map of the acts of the period; ``None`` where none of them has a place."""
    view = scene.ground.view
    shown = [scene.incidents[act.id] for act in scene.now]
    drawn = scene_of(shown, view.zones, status_by_incident(view.counted_findings), telling=scene.telling)
    svg = draw(drawn, _MAP_WIDTH) if shown else ""
    if not svg:
        return None
    places: dict[str, list[str]] = {}
    for act in scene.now:
        for place in scene.places(act):
            places.setdefault(place, []).append(act.id)
    cells = {
        place: Cell.of([act for act in scene.now if act.id in ids], scene.asked.period) for place, ids in places.items()
    }
    ranked = sorted(cells, key=lambda place: (-cells[place].high, place))
    rows = tuple((Value(place), scene.notes.value(cells[place])) for place in ranked)
    data = Grid("map", (scene.say("place"), scene.say("acts")), rows)
    return Section("map", scene.say("map"), (Drawing(standing_alone(svg), scene.say("map_words"), data),))


def trend(scene: Scene) -> Section:
    """Return acts and reports of twelve periods of the same length, this one last."""
    say = scene.say
    bars: list[Bar] = []
    rows = []
    for back in range(_PERIODS - 1, -1, -1):
        period = shifted(scene.asked.period, -back)
        cell = Cell.of(scene.acts, period)
        n_reports = sum(1 for _ in received_in(scene.ground, period))
        is_now = back == 0
        bars.append(Bar(str(period.since)[5:], cell.low, cell.high, n_reports, scene.notes.of(cell), is_now=is_now))
        n = Value(str(n_reports), minimum=n_reports, maximum=n_reports, is_number=True)
        rows.append((Value(say("period_value", since=period.since, until=period.until)), scene.notes.value(cell), n))
    svg = trend_svg(bars, say("trend_words"), mirrored=say.direction == "rtl")
    data = Grid("trend", (say("period"), say("group_acts"), say("reports_in")), tuple(rows))
    return Section("trend", say("trend"), (Drawing(svg, say("trend_words"), data), plain(say("trend_intro"), "quiet")))


def days(scene: Scene) -> Section:
    """Return acts by day occurred and by day received, side by side and apart."""
    say, rows = scene.say, []
    in_single: set[str] = set()
    for since, until in _stretches(scene.asked.period):
        period = Period(since, until)
        occurred = Cell(tuple(act.id for act in scene.now if period.lies(act.time) == "inside"))
        in_single |= set(occurred.sure)
        name = (
            since
            if date.fromisoformat(until) - date.fromisoformat(since) == timedelta(days=1)
            else f"{since} – {until}"
        )
        rows.append((Value(name), scene.notes.value(occurred), *_came(scene, period)))
    rest = Cell.of([act for act in scene.now if act.id not in in_single], scene.asked.period)
    rows.append((Value(say("several_days")), scene.notes.value(rest), Value(""), Value("")))
    whole = Cell.of(scene.acts, scene.asked.period)
    last = ((Value(say("whole")), scene.notes.value(whole), *_came(scene, scene.asked.period)),)
    head = (say("day"), say("occurred"), say("came_in"), say("reports_in"))
    return Section("days", say("days"), (Grid("days", head, tuple(rows), last=last), plain(say("days_intro"), "quiet")))


def _came(scene: Scene, period: Period) -> tuple[Value, Value]:
    came = Cell(tuple(act.id for act in scene.acts if act.came_in(period)))
    n_reports = sum(1 for _ in received_in(scene.ground, period))
    return scene.notes.value(came), Value(str(n_reports), minimum=n_reports, maximum=n_reports, is_number=True)


def _stretches(period: Period) -> Iterator[tuple[str, str]]:
    """Yield the days of a period; of a long one stretches of days, at most 31."""
    since, until = date.fromisoformat(str(period.since)), date.fromisoformat(str(period.until))
    step = timedelta(days=-(-(until - since).days // _MOST_DAYS))
    while since < until:
        end = min(since + step, until)
        yield since.isoformat(), end.isoformat()
        since = end


def method(scene: Scene) -> Section:
    """Return how it was counted, in the words of the rule and of what stands behind them."""
    rule, say = scene.ground.rule, scene.say
    day, tolls = rule.reporting_day, rule.tolls
    joint = say("comma")
    monitors = joint.join(sorted((*map(scene.party, scene.ground.monitors), *rule.monitors.source_kinds)))
    lines = [
        say("method_rule", id=rule.id, sha=f"SHA-256 {scene.ground.rule_sha256}"),
        in_language(rule.description, say.language),
        say("method_unit"),
        say(
            "method_day",
            cut_off=day.cut_off,
            zone=scene.ground.clock.timezone,
            day=say(f"method_day_{day.day_without_hour}"),
        ),
        say("method_received", received=say(f"method_received_{rule.received}")),
        say("method_sides", sides=joint.join(scene.sides.values()) or say("method_none")),
        say("method_monitors", monitors=monitors or say("method_none")),
        say("method_tolls", ranges=say(f"method_ranges_{tolls.ranges}"), words=say(f"method_words_{tolls.words}")),
        say("method_awaited", districts=say("method_awaited_rule" if rule.area.districts else "method_awaited_record")),
        say("method_percent", n=rule.percentages_from),
        *_not_counted(scene),
        say("method_unreviewed"),
    ]
    return Section("method", say("method"), tuple(map(plain, lines)))


def _dossier_period(scene: Scene) -> str:
    period = scene.ground.view.period
    return scene.say("period_value", since=period.since or "…", until=period.until or "…")


def _not_counted(scene: Scene) -> Iterator[str]:
    view, say = scene.ground.view, scene.say
    rejected = len(view.turned_down.incidents)
    counted = {act.id for act in scene.acts}
    n_said = sum(one.id not in counted for one in view.standing.statements)
    others = len(view.acts) + len(view.standing.statements) - len(counted) - n_said
    if rejected:
        yield say.counted("method_rejected", str(rejected))
    if n_said:
        yield say.counted("method_statements", str(n_said))
    if view.standing.background:
        yield say.counted("method_background", str(len(view.standing.background)), period=_dossier_period(scene))
    if others:
        yield say.counted("method_no_acts", str(others))
    if view.left_out and scene.asked.audience != "internal":
        yield say("method_left_out", what=say("joint").join(item.words for item in view.left_out))
