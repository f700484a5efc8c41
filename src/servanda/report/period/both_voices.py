"""Incidents with both voices, and the acts of the period one by one."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.model.documents import DocumentText
from servanda.model.incidents import Incident
from servanda.model.spans import Span
from servanda.report.period.acts import Act
from servanda.report.period.blocks import Block, Paragraph, Run, Section, plain
from servanda.report.period.counting import attribution
from servanda.report.period.scene import Scene
from servanda.report.phrases import said_count
from servanda.report.tables import speaker
from servanda.text.directions import isolated

_SHOWN: Final = 3
_LONGEST: Final = 320
_BESIDE: Final = 60


class Voiced(NamedTuple):
    """What somebody says of an act, in the characters of the report, and who and when."""

    quote: str
    who: str


class Entry(NamedTuple):
    """One act of the annex: its id and name, what is told of it in one line, and one voice that says so, and one that denies it.

    ``is_now``: it lies in the period. ``cells`` are day, place, category, status and attribution, for a table.
    """

    id: str
    name: str
    line: str
    saying: Voiced | None
    denying: Voiced | None
    is_now: bool
    cells: tuple[str, ...]


def voices(scene: Scene) -> Section:
    """Return three acts of the period that are both told and denied: those with most independent origins first."""
    say = scene.say
    both = [act for act in scene.now if _told(scene, act, denied=False) and _told(scene, act, denied=True)]
    both.sort(key=lambda act: (-scene.incidents[act.id].n_independent_origins, -_killed(act), act.name))
    blocks: list[Block] = []
    if not both:
        blocks.append(plain(say("no_voices")))
    elif len(both) < _SHOWN:
        blocks.append(plain(say.counted("voices_missing", str(len(both))), "quiet"))
    for act in both[:_SHOWN]:
        blocks += _one(scene, act)
    return Section("voices", say("voices"), tuple(blocks))


def _one(scene: Scene, act: Act) -> Iterator[Paragraph]:
    entry = entry_of(scene, act)
    yield Paragraph((Run(entry.name, strong=True), Run(" · "), Run(entry.line)), "heading")
    for key, voiced in (("saying", entry.saying), ("denying", entry.denying)):
        if voiced:
            told = (Run(scene.say(key), strong=True), Run(": "), Run(voiced.who), Run(": "))
            yield Paragraph((*told, Run(f"“{voiced.quote}”", is_quote=True)), "voice")


def _killed(act: Act) -> int:
    count = act.tolls.get("killed")
    return (count.maximum or count.minimum or 0) if count else 0


def entries(scene: Scene) -> tuple[Entry, ...]:
    """Return every act that some number of the report opens to, by day."""
    named = scene.notes.members
    return tuple(entry_of(scene, act) for act in scene.acts if act.id in named)


def entry_of(scene: Scene, act: Act) -> Entry:
    """Return one act in a line with its voices."""
    saying, denying = (next(iter(_told(scene, act, denied=denied)), None) for denied in (False, True))
    say = scene.say
    cells = (scene.day(act), scene.place(act), scene.categories[act.category], say(act.state), _whose(scene, act))
    tolls = _tolls(scene, scene.incidents[act.id])
    is_now = act.lies(scene.asked.period) != "outside"
    return Entry(act.id, act.name, say.line((*cells, *tolls)), saying, denying, is_now, cells)


def _tolls(scene: Scene, incident: Incident) -> Iterator[str]:
    """Yield what is said of the killed and injured: in the words of the reports, in figures where the page has another language."""
    for toll in incident.casualties:
        if toll.effect not in {"killed", "injured"}:
            continue
        words = said_count(toll).words
        if scene.say.language != "en":
            low, high = toll.minimum or 0, toll.maximum
            words = scene.say("at_least", n=low) if high is None else f"{low}" if low == high else f"{low}–{high}"
        yield f"{scene.say(toll.effect)}: {isolated(words) if scene.say.direction == 'rtl' else words}"


def _whose(scene: Scene, act: Act) -> str:
    column = attribution(act)
    side = column.rpartition(".")[0]
    return scene.sides[side] if side else scene.say(column)


def _told(scene: Scene, act: Act, *, denied: bool) -> list[Voiced]:
    incident = scene.incidents[act.id]
    names = incident.denials if denied else [one for one in incident.members if one not in incident.denials]
    return list(_quoted(scene, [name for name in names if _is_there(scene, name, incident)]))


def _is_there(scene: Scene, name: str, incident: Incident) -> bool:
    """Tell whether a claim names no other place than those of the incident: else it may speak of another act."""
    claim = scene.ground.claims.get(name)
    named = {place.place_id for place in getattr(claim, "places", ()) if place.place_id}
    return not named or any(place.place_id in named for place in incident.places)


def _quoted(scene: Scene, claims: Iterable[str]) -> Iterator[Voiced]:
    ground = scene.ground
    for name in claims:
        claim = ground.claims.get(name)
        if claim is None:
            continue
        text = ground.texts.get(claim.document_id)
        day = (text.published_on if text else None) or scene.say("day_unknown")
        yield Voiced(_in_context(claim.span, text), f"{speaker(claim.attribution)}, {day}")


def _in_context(span: Span, text: DocumentText | None) -> str:
    """Return the paragraph around a claim, of a long one the part around it; without a text the words of the claim alone."""
    around = next((one for one in text.paragraphs if one.start <= span.start < one.end), None) if text else None
    if text is None or around is None:
        return span.quote
    start, end = around.start, max(around.end, span.end)
    if end - start <= _LONGEST:
        return text.text[start:end].strip()
    start = max(start, span.start - _BESIDE)
    end = min(end, max(span.end, start + _LONGEST))
    before, after = "… " if start > around.start else "", " …" if end < around.end else ""
    return f"{before}{text.text[start:end].strip()}{after}"
