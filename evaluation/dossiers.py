"""Measure small dossiers of our own (``own/dossiers*.jsonl``): what comes together, with whose tolls, and what counts as corroborated.

Each dossier of three to five texts is read by the program's own ``add`` and ``run``. A claim tells what its trigger (or span) overlaps
most of the marked words: an act, a total of a period or a war, or what is no act (a statement, a meeting). Two marks are joined where one
incident holds claims of both. The act of an incident is the one most of its marks tell. What each figure means stands in
``own/dossiers.md``.

    python -m evaluation.dossiers         # names what is wrong in the visible half
"""

import json
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import servanda
from evaluation.fitting import b_cubed
from evaluation.own import rows
from servanda.model.claims import Claim, EventClaim
from servanda.model.incidents import Incident

VISIBLE = Path(__file__).parent / "own" / "dossiers.jsonl"
HELD_OUT = VISIBLE.with_name("dossiers_held_out.jsonl")
_CORROBORATED = {"1", "2"}
Row = dict[str, Any]


class Mark(NamedTuple):
    """Marked words of a text; ``label`` is what they tell: the id of an act, or a name that no other mark has."""

    text: str
    start: int
    end: int
    label: str
    asked: bool  # whether a claim of it must be found


class Joined(NamedTuple):
    """An incident with the marks that its claims tell, and its act where there is one."""

    incident: Incident
    marks: Collection[Mark]
    act: Row | None


class Read(NamedTuple):
    """A dossier as the product reads it: marks that some claim tells, and incidents."""

    row: Row
    told: Collection[Mark]
    incidents: Sequence[Joined]


def measure() -> dict[str, float]:
    """Return the figures of both halves; print what is wrong in the visible one."""
    visible, hidden = list(map(read, rows(VISIBLE))), list(map(read, rows(HELD_OUT)))
    for one in visible:
        for what in faults(one):
            print("differs:", one.row["id"], *what)
    return figures(visible) | {f"{name} held out": value for name, value in figures(hidden).items()}


def figures(read_: Sequence[Read]) -> dict[str, float]:
    """Return the figures of dossiers that were read."""
    counted = Counter(kind for one in read_ for kind, *_ in faults(one))
    joined = [pair for one in read_ for pair in joined_pairs(one)]
    wanted = [(one, pair) for one in read_ for pair in gold_pairs(one.row)]
    found = [(pair, _together(one, *pair)) for one, pair in wanted]
    asked = [mark for one in read_ for mark in marks(one.row) if mark.asked]
    score = b_cubed(
        [name for one in read_ for name in _homes(one)], [name for one in read_ for name in _golds(one.row)]
    )
    acts = [(one, act) for one in read_ for act in one.row["acts"] if act["corroborated"]]
    return {
        "foreign tolls": float(counted["foreign toll"]),
        "totals joined": float(counted["total joined"]),
        "other tolls": float(counted["toll of nothing"]),
        "false corroboration": float(counted["false corroboration"]),
        "corroborated": _share(_corroborated(*pair) for pair in acts),
        "wrong merges": counted["wrong merge"] / max(1, len(joined)),
        "pairs joined": _share(together for _, together in found),
        "pairs within a text joined": _share(right for (a, b), right in found if a.text == b.text),
        "pairs over texts joined": _share(right for (a, b), right in found if a.text != b.text),
        "b-cubed precision": score.precision,
        "b-cubed f1": score.f1,
        "mentions found": _share(mark in one.told for one in read_ for mark in marks(one.row) if mark.asked),
        "mentions": float(len(asked)),
    }


def read(row: Row) -> Read:
    """Return a dossier read by the product, its claims held against the marked words."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = opened_own(Path(folder), row)
        names = {document.id: document.external_id or "" for document in dossier.documents}
        claims, incidents = tuple(dossier.claims), tuple(dossier.incidents)
    all_marks = list(marks(row))
    told = {claim.id: _told(claim, names[claim.document_id], all_marks) for claim in claims}
    untold = set(all_marks).difference(*(told[claim.id] for claim in claims if isinstance(claim, EventClaim)))
    for claim in claims:
        told[claim.id] |= _harms(claim, names[claim.document_id], untold)
    return Read(row, set().union(*told.values()), [_joined(row, one, told) for one in incidents])


def opened_own(folder: Path, row: Row) -> servanda.OpenDossier:
    """Return a dossier into which the texts of a row were added and read by a run."""
    dossier = servanda.open(folder / "own", create=True)
    (folder / "own" / "dossier.toml").write_text(f"countries = {json.dumps(row['countries'])}\n", "utf-8")
    with (folder / "in.jsonl").open("w", encoding="utf-8") as lines:
        for text in row["texts"]:
            renamed = {"published_on": text["published"], "title": text["title"] or "", "language": "en"}
            kept = {name: text[name] for name in ("id", "text", "publisher", "author")}
            lines.write(json.dumps(kept | renamed) + "\n")
    dossier.add(folder / "in.jsonl")
    dossier.run()
    return dossier


# --- the gold


def marks(row: Row) -> Iterator[Mark]:
    """Yield the marked words of a dossier; words set aside (a denial, an act that did not happen) need not be found."""
    texts = {text["id"]: text["text"] for text in row["texts"]}
    happened = {act["id"] for act in row["acts"] if act["happened"]}
    for number, words in enumerate([*row["mentions"], *row["totals"], *row["no_acts"]]):
        start = place_of(words, texts[words["text"]])
        label = words.get("act") or f"none {number}"
        asked = label in happened and not words["optional"] and not words["aside"]
        yield Mark(words["text"], start, start + len(words["quote"]), label, asked)


def place_of(words: Row, text: str) -> int:
    """Return where marked words begin.

    Raises:
        ValueError: They do not occur that often.
    """
    start = -1
    for _ in range(words["occurrence"]):
        start = text.index(words["quote"], start + 1)
    return start


def gold_pairs(row: Row) -> Iterator[tuple[Mark, Mark]]:
    """Yield the pairs of marks that tell one act."""
    asked = (mark for mark in marks(row) if mark.asked)
    yield from ((a, b) for a, b in combinations(asked, 2) if a.label == b.label)


def independent(texts: Iterable[str], act: Row) -> bool:
    """Tell whether two of the texts share no origin for an act."""
    return any(not any({a, b} <= set(group) for group in act["origins"]) for a, b in combinations(set(texts), 2))


def _golds(row: Row) -> list[str]:
    return [f"{row['id']} {mark.label}" for mark in marks(row) if mark.asked]


# --- what the product made


def _told(claim: Claim, text: str, marked: Iterable[Mark]) -> frozenset[Mark]:
    """Return the mark that a claim overlaps most, the earliest of equals."""
    span = getattr(claim, "trigger", claim.span)
    overlaps = [
        (min(span.end, mark.end) - max(span.start, mark.start), -mark.start, mark)
        for mark in marked
        if mark.text == text
    ]
    most = max(overlaps, default=None)
    return frozenset({most[2]} if most and most[0] > 0 else ())


def _harms(claim: Claim, text: str, untold: Iterable[Mark]) -> frozenset[Mark]:
    """Return the marks that no trigger tells, in the words of a claim with a toll: "were killed in an ambush" is one claim (record 0268)."""
    if not isinstance(claim, EventClaim) or not claim.casualties:
        return frozenset()
    start, end = claim.span.start, claim.span.end
    return frozenset(mark for mark in untold if mark.text == text and start <= mark.start and mark.end <= end)


def _joined(row: Row, incident: Incident, told: Mapping[str, frozenset[Mark]]) -> Joined:
    found = {mark for member in incident.members for mark in told.get(member, ())}
    counts = Counter(mark.label for mark in found)
    act = max((act for act in row["acts"] if counts[act["id"]]), key=lambda one: counts[one["id"]], default=None)
    return Joined(incident, found, act)


def joined_pairs(one: Read) -> set[tuple[Mark, Mark]]:
    """Return the pairs of marks that some incident joins."""
    return {pair for joined in one.incidents for pair in combinations(sorted(joined.marks), 2)}


def faults(one: Read) -> Iterator[tuple[str, ...]]:
    """Yield what is wrong: the kind first, then the words it is about."""
    for a, b in sorted(joined_pairs(one)):
        if a.label != b.label and not _part(one.row, a.label, b.label):
            yield "wrong merge", _words(one.row, a), a.label, "|", _words(one.row, b), b.label
    for joined in one.incidents:
        for toll in joined.incident.casualties:
            kind = _toll_fault(one.row, joined, toll)
            if kind:
                yield kind, joined.incident.handle, _named(joined.act), toll.effect, toll.words or str(toll.minimum)
        if _is_corroborated(joined) and not _rightly(joined):
            yield "false corroboration", joined.incident.handle, _named(joined.act)


def _toll_fault(row: Row, joined: Joined, toll: Any) -> str | None:
    """Return how a toll of an incident is wrong; None where it is right, or nothing stands behind it."""
    numbers = {bound - less for bound in (toll.minimum, toll.maximum) if bound for less in (0, 1)}
    own = [act for act in row["acts"] if joined.act and (act is joined.act or _part(row, act["id"], joined.act["id"]))]
    if not numbers or numbers & _numbers(own, toll.effect):
        return None
    if numbers & {total["number"] for total in row["totals"] if total["effect"] == toll.effect}:
        return "total joined" if joined.act or joined.incident.actors or joined.incident.time.start else None
    if joined.act is None:
        return None
    return "foreign toll" if numbers & _numbers(row["acts"], toll.effect) else "toll of nothing"


def _numbers(acts: Iterable[Row], effect: str) -> set[int]:
    return {number for act in acts for toll in act["tolls"] if toll["effect"] == effect for number in toll["told"]}


def _part(row: Row, one: str, other: str) -> bool:
    """Tell whether one act is part of the other: to join them is neither asked for nor wrong."""
    return any({act["id"], act["part_of"]} == {one, other} for act in row["acts"])


def _is_corroborated(joined: Joined) -> bool:
    return str(joined.incident.credibility) in _CORROBORATED


def _rightly(joined: Joined) -> bool:
    """Tell whether texts that share no origin tell the act of an incident; where no act is known, whether texts are several."""
    if joined.act is None:
        return joined.incident.n_documents > 1
    return independent((mark.text for mark in joined.marks if mark.label == joined.act["id"]), joined.act)


def _corroborated(one: Read, act: Row) -> bool:
    return any(joined.act is act and _is_corroborated(joined) for joined in one.incidents)


def _together(one: Read, a: Mark, b: Mark) -> bool:
    return any(a in joined.marks and b in joined.marks for joined in one.incidents)


def _homes(one: Read) -> list[str]:
    """Return for each mark that is asked for the first incident that holds it, or a cluster of its own."""
    homes = {mark: joined.incident.id for joined in reversed(one.incidents) for mark in joined.marks}
    return [f"{one.row['id']} {homes.get(mark, mark)}" for mark in marks(one.row) if mark.asked]


def _words(row: Row, mark: Mark) -> str:
    text = next(text["text"] for text in row["texts"] if text["id"] == mark.text)
    return f"{mark.text} {text[mark.start : mark.end]!r}"


def _named(act: Row | None) -> str:
    return act["id"] if act else "no act"


def _share(right: Iterable[bool]) -> float:
    found = list(right)
    return sum(found) / max(1, len(found))


if __name__ == "__main__":
    for part in rows(VISIBLE):
        for fault in faults(read(part)):
            print(part["id"], *fault)
