"""Editions: acts as they are frozen, and how the acts of a period differ from those of an edition of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from servanda.model.aliases import with_former
from servanda.model.editions import ChangeLabel, Edition, EditionAct
from servanda.model.period import Period
from servanda.report.period.acts import Act, Count
from servanda.report.period.ground import Ground
from servanda.report.period.taking import acts_of, documents_of

FIELDS: Final = ("category", "state", "attribution", "time", "killed", "injured", "sure")
_What = Literal["added", "gone", "changed"]


@dataclass(frozen=True)
class FieldChange:
    """One thing of an act that is told otherwise now; ``None`` where nothing is said of it."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Change:
    """An act that an edition counted otherwise. ``act`` is the name it goes by now, or went by then."""

    label: ChangeLabel
    what: _What
    act: str
    category: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Counted:
    """What counts now: acts, and the source of each document. ``aliases`` are what earlier claim keys became."""

    acts: tuple[EditionAct, ...]
    source_of: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = True


def counted_now(ground: Ground, period: Period) -> Counted:
    """Return the acts of a period as an edition would freeze them."""
    incidents = {one.id: one for one in ground.view.incidents}
    found = []
    for act in acts_of(ground):
        if act.lies(period) == "outside":
            continue
        claims = (ground.claims.get(name) for name in incidents[act.id].members)
        keys = tuple(sorted({claim.key for claim in claims if claim}))
        parties = tuple(sorted(ground.parties_of(incidents[act.id])))
        found.append(_frozen(act, (keys, documents_of(incidents[act.id], ground), parties), period))
    return Counted(tuple(found), ground.view.source_of, ground.view.aliases)


def heard_by(ground: Ground) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return all documents in hand, and the sources that they come from, in order."""
    documents = tuple(sorted(ground.texts))
    sources = {ground.view.source_of[name] for name in documents if name in ground.view.source_of}
    return documents, tuple(sorted(sources))


def _frozen(act: Act, grounds: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], period: Period) -> EditionAct:
    keys, documents, parties = grounds
    return EditionAct(
        name=act.name,
        keys=keys,
        documents=documents,
        category=act.category,
        state=act.state,
        attribution=parties,
        sure=act.lies(period) == "inside",
        start=act.time.start,
        end=act.time.end,
        killed=_ends(act.tolls.get("killed")),
        injured=_ends(act.tolls.get("injured")),
    )


def _ends(count: Count | None) -> tuple[int | None, int | None] | None:
    return (count.minimum, count.maximum) if count else None


def changes(before: Edition, now: Counted) -> tuple[Change, ...]:
    """Return what counts otherwise than an edition counted it.

    A *late report*: the act, or what changed of it, comes from reports that came in after the edition. *New coverage*: all of these
    are of sources that had given none. A *correction*: the reports were there, and are read, judged or joined otherwise. A *new
    event*: the act lies behind the edition's period. Where ``now`` is not the same period's whole, nothing is told as gone.
    """
    pairs = _paired(before, now)
    found = [change for old, act in pairs for change in _compared(old, act, before, now)]
    if now.is_whole:
        seen = {old.name for old, _ in pairs if old}
        gone = (act for act in before.acts if act.name not in seen)
        found += [Change("correction", "gone", act.name, act.category) for act in gone]
    return tuple(sorted(found, key=lambda change: (change.label, change.act)))


def _paired(before: Edition, now: Counted) -> list[tuple[EditionAct | None, EditionAct]]:
    """Return each act of now with the one that it was then, which no other of now is."""
    then = {key: act for act in before.acts for key in act.keys}
    pairs: list[tuple[EditionAct | None, EditionAct]] = []
    seen: set[str] = set()
    for act in now.acts:
        known = [then[key] for key in sorted(with_former(act.keys, now.aliases)) if key in then]
        old = next((one for one in known if one.name not in seen), None)
        seen |= {old.name} if old else set()
        pairs.append((old, act))
    return pairs


def _compared(old: EditionAct | None, act: EditionAct, before: Edition, now: Counted) -> Iterator[Change]:
    new = [name for name in act.documents if name not in before.documents]
    if old is None:
        is_later = act.start is not None and act.start >= before.until
        was_known = len(new) < len(act.documents)
        label: ChangeLabel = "new_event" if is_later else _label([] if was_known else new, before, now)
        yield Change(label, "added", act.name, act.category)
        return
    fields = tuple(_changed(old, act))
    if fields:
        yield Change(_label(new, before, now), "changed", act.name, act.category, fields)


def _label(new: Sequence[str], before: Edition, now: Counted) -> ChangeLabel:
    """Return why something counts otherwise: by the reports that came in since, or without any."""
    if not new:
        return "correction"
    return "coverage" if _all_unheard(new, before, now.source_of) else "late_report"


def _all_unheard(documents: Collection[str], before: Edition, source_of: Mapping[str, str]) -> bool:
    sources = {source_of.get(name) for name in documents}
    return None not in sources and not sources & set(before.sources)


def _changed(old: EditionAct, act: EditionAct) -> Iterator[FieldChange]:
    for name in FIELDS:
        one, other = (
            ((old.start, old.end), (act.start, act.end)) if name == "time" else (getattr(old, name), getattr(act, name))
        )
        if one != other:
            yield FieldChange(name, one, other)
