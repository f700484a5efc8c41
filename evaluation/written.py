"""Doers and labels of ACLED on texts by writers who had not read the rules (``own/written``); half of each file is kept apart.

``doers_<writer>*.jsonl``: a text a row, with its ``acts``: ``words`` (where several stand so, ``at`` says which; ``other_words`` tell of
the same act), ``doer`` (null: nobody may be named), ``also`` (others who did it, or names of him that are right as well), ``as_said``
(what stands there for him), ``accuser``. Every actor that is published for the words of an act is held against it; one published for
other words, of a hostile act, against all acts of its sentence. A pronoun accuses nobody and covers nobody.

``acled*.jsonl``: a sentence a row with the ``label`` that one act in it has. Two ways to read it: *highest*, the label of the acts
that stand highest in the sentence (as `evaluation.plover` tells; one of several suffices), and *any*, that some act of it has the label.

    python -m evaluation.written doers_a doers_b acled           # prints each open row that is wrong
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.own import HAPPENED, layer, rows
from evaluation.plover import levels_of
from evaluation.second_reading import standing_of
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import EventClaim
from servanda.model.joining import index_identifications, join
from servanda.model.parties import Participant
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve
from servanda.text.folds import plain

FOLDER = Path(__file__).parent / "own" / "written"
POOLS = {
    "": ("a", "b"),
    " later": ("c", "d"),
    " third": ("e", "f"),
    " fourth": ("g", "h"),
    " fifth": ("i", "k"),
    " sixth": ("m", "n"),
    " seventh": ("p", "q"),
    " kinds": ("o",),
}  # the writers of seven rounds, and sentences for kinds of fault, scored apart
_LABELS = {"": "acled", " later": "acled_c", " third": "acled_e"}
_KEPT = "_kept"
_HOSTILE = {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"}
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n")
_NOBODY = {
    "they",
    "it",
    "he",
    "she",
    "we",
    "who",
    "these",
    "those",
    "them",
    "i",
    "his",
    "her",
    "its",
    "their",
    "one",
    "others",
    "another",
}
_SMALL = {"the", "a", "an", "of", "and", "by", "from", "in", "for", "on", "at", "s", "to", "who"}
_COUNTED = re.compile(r"^(?:(?:an?|the) )?(?:groups?|numbers?|columns?|dozens|scores|bands?|units?) of ", re.IGNORECASE)
_DESCRIBED = re.compile(r" (?:from|in|at|with|near|on|sent|who)\b.*$", re.IGNORECASE)
Row = dict[str, Any]


class Given(NamedTuple):
    """An actor that is published for an act: his ``name``, on which ``standing``, whether he did it, and the places of the acts covered."""

    name: str
    standing: str
    right: bool
    words: str
    covers: frozenset[int] = frozenset()
    claim: EventClaim | None = None
    who: Participant | None = None


class Read(NamedTuple):
    """A text with the actors that are published in it and those that are withheld; and who is held to confess what others say of him."""

    row: Row
    given: tuple[Given, ...]
    held: tuple[Given, ...]
    confessing: tuple[str, ...]


def measure() -> dict[str, float]:
    """Return the figures of each writer, of those of a day together with their curve, and of the labels; open and kept halves apart."""
    reference = Reference(ReferenceConfig())
    figures: dict[str, float] = {}
    for pool, suffix in product(POOLS, ("", _KEPT)):
        figures |= _of_pool(pool, suffix, reference)
    return figures


def _of_pool(pool: str, suffix: str, reference: Reference) -> dict[str, float]:
    name = f"{pool}{suffix.replace('_', ' ')}"
    read = {writer: read_all(f"doers_{writer}{suffix}", reference) for writer in POOLS[pool]}
    own = {
        f"{figure}, {writer}{suffix.replace('_', ' ')}": value
        for writer, done in read.items()
        for figure, value in _doers(done).items()
    }
    together = [one for done in read.values() for one in done]
    labelled = labels(_LABELS[pool] + suffix) if pool in _LABELS else {}
    pooled = {**_doers(together), **_curve(together), **labelled}
    return own | {f"{figure}{name}": value for figure, value in pooled.items()}


def read_all(name: str, reference: Reference) -> list[Read]:
    """Return the texts of a file as the product reads them."""
    return [_read(row, reference) for row in rows(FOLDER / f"{name}.jsonl")]


def _read(row: Row, reference: Reference) -> Read:
    claims = read_claims(row, reference)
    given = tuple(one for claim in claims if _is_told(claim) for one in _given(row, claim, reference))
    held = tuple(one for claim in claims if _is_told(claim) for one in _held(row, claim))
    return Read(row, given, held, tuple(_confessing(row, claims)))


def read_claims(row: Row, reference: Reference) -> list[EventClaim]:
    """Return the event claims of a text with who is meant, as the product gives them."""
    text = layer(row | {"published_on": row.get("published_on")})
    claims = tuple(extract(text, ExtractConfig(), reference))
    named = index_identifications(resolve(text, claims, ResolveConfig(), reference))
    return [one for one in (join(claim, named) for claim in claims) if isinstance(one, EventClaim)]


def _is_told(claim: EventClaim) -> bool:
    return claim.modality in HAPPENED and claim.polarity == "affirmed"


def _given(row: Row, claim: EventClaim, reference: Reference) -> Iterator[Given]:
    """Yield who acts by a claim, if it is of an act of the gold or a hostile one."""
    acts = _acts_at(row, claim.trigger.start, claim.trigger.end)
    if not acts and claim.event.plover not in _HOSTILE:
        return
    near = acts or _acts_beside(row, claim.trigger.start)
    hit = [one.name for one in claim.participants if one.role == "target" and one.name]
    joined = [place for place in _acts_beside(row, claim.trigger.start, 1) if _is_hit(row["acts"][place], hit)]
    for who in claim.participants:
        if who.role in {"actor", "participant"} and who.name and plain(who.name) not in _NOBODY:
            done = [place for place in near if is_doer(row["acts"][place], who.name)]
            covers = frozenset(place for place in (*acts, *joined) if is_doer(row["acts"][place], who.name))
            standing = _standing(row, claim, who, reference)
            yield Given(who.name, standing, bool(done), claim.trigger.quote, covers, claim, who)


def _standing(row: Row, claim: EventClaim, who: Participant, reference: Reference) -> str:
    """Return whether a second reading agrees, else whether a name stands there, else only that he is published."""
    standing = standing_of(row["text"], claim, who, reference)
    if standing == "agreed":
        return standing
    return "named" if any(word[:1].isupper() for word in who.name.split()) else "published"


def _held(row: Row, claim: EventClaim) -> Iterator[Given]:
    """Yield whom the program withholds as doer of an act, and whether he did it."""
    for place in _acts_at(row, claim.trigger.start, claim.trigger.end):
        for one in claim.withheld:
            right = any(is_doer(row["acts"][place], name) for name in one.candidates)
            yield Given(one.candidates[0], one.reason, right, claim.trigger.quote)


def _acts_at(row: Row, start: int, end: int) -> list[int]:
    return [place for place, act in enumerate(row["acts"]) if any(a < end and start < b for a, b in _spans(row, act))]


def _spans(row: Row, act: Row) -> Iterator[tuple[int, int]]:
    """Yield where the words of an act stand."""
    text, first = row["text"], act.get("at")
    for words in (act["words"], *act.get("other_words", ())):
        at = first if words == act["words"] and first is not None else text.find(words)
        if at >= 0:
            yield at, at + len(words)


def _is_hit(act: Row, names: list[str]) -> bool:
    """Tell whether whom an act was done to is among those whom a claim names: harms joined in one sentence are one claim (0268)."""
    return bool(act.get("victim")) and any(is_same(act["victim"], name) for name in names)


def _acts_beside(row: Row, offset: int, sentences: int = 2) -> list[int]:
    """Return the acts of the sentence of an offset and of the one before it, or of its own alone."""
    bounds = [0, *(found.end() for found in _SENTENCE_END.finditer(row["text"])), len(row["text"]) + 1]
    begin = [0, *(bound for bound in bounds if bound <= offset)][-sentences]
    end = min(bound for bound in bounds if bound > offset)
    return [place for place, act in enumerate(row["acts"]) if any(begin <= a < end for a, _ in _spans(row, act))]


def is_doer(act: Row, name: str) -> bool:
    """Tell whether a name is one by which the gold knows who did an act."""
    asked = [act.get("doer"), *act.get("also", ()), act.get("as_said"), *_mutual(act)]
    return any(is_same(one, name) for one in asked if one)


def _mutual(act: Row) -> list[str]:
    both = act.get("mutual") or []
    return both if isinstance(both, list) else []


def is_same(wanted: str, found: str) -> bool:
    """Tell whether one name holds the other by whole words, with what describes it behind or without ("a group of [militia] from the north")."""
    whole = (_words(wanted), _words(found))
    return _nested(*whole) or _nested(*(_words(_DESCRIBED.sub("", _COUNTED.sub("", name))) for name in (wanted, found)))


def _words(name: str) -> set[str]:
    return set(re.findall(r"[\w'-]+", plain(name))) - _SMALL


def _nested(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _confessing(row: Row, claims: Iterable[EventClaim]) -> Iterator[str]:
    """Yield those in whose own words they did what somebody else lays to them."""
    for claim in claims:
        voice = claim.attribution[-1].name if len(claim.attribution) > 1 else None
        acts = _acts_at(row, claim.trigger.start, claim.trigger.end)
        laid = [row["acts"][place] for place in acts if row["acts"][place].get("accuser")]
        if voice and _is_told(claim) and laid and not any(is_same(act["accuser"], voice) for act in laid):
            yield from (who.name for who in claim.participants if who.role == "actor" and is_same(voice, who.name))


def _doers(done: list[Read]) -> dict[str, float]:
    """Return how many actors are published and right, and how many of the wanted acts have a right one."""
    given = [one for read in done for one in read.given]
    wanted = sum(act["doer"] is not None for read in done for act in read.row["acts"])
    covered = sum(len(_covered(read, read.given)) for read in done)
    return {
        "doers published": float(len(given)),
        "doers right": sum(one.right for one in given) / max(1, len(given)),
        "doers given": covered / max(1, wanted),
        "confessing": float(sum(len(read.confessing) for read in done)),
    }


def _covered(read: Read, given: Iterable[Given]) -> set[int]:
    named = {place for place, act in enumerate(read.row["acts"]) if act["doer"] is not None}
    return named & {place for one in given for place in one.covers}


def _curve(done: list[Read]) -> dict[str, float]:
    """Return precision and coverage where ever more actors count: second reading agrees, a name, all, and those withheld besides."""
    figures: dict[str, float] = {}
    wanted = sum(act["doer"] is not None for read in done for act in read.row["acts"])
    for name, counted in (("agreed", {"agreed"}), ("named", {"agreed", "named"})):
        kept = [(read, [one for one in read.given if one.standing in counted]) for read in done]
        ours = [one for _, some in kept for one in some]
        figures[f"right {name}"] = sum(one.right for one in ours) / max(1, len(ours))
        figures[f"given {name}"] = sum(len(_covered(read, some)) for read, some in kept) / max(1, wanted)
    held = [one for read in done for one in read.held]
    return figures | {"withheld": float(len(held)), "right ones withheld": float(sum(one.right for one in held))}


def labels(name: str = "acled", show: bool = False) -> dict[str, float]:
    """Return F1 of labels, weighted by sentences, of what stands highest and of any act; and the sentences without a label."""
    reference = Reference(ReferenceConfig())
    said = []
    for row in rows(FOLDER / f"{name}.jsonl"):
        high, every = _labels_of(row, reference)
        said.append((row["label"], high, every))
        if show and row["label"] not in high:
            print(f"{'~' if row['label'] in every else '-'} {row['label']} not {high} {every}: {row['text']}")
    return {
        "labels F1": _weighted([(gold, high) for gold, high, _ in said]),
        "labels F1 any": _weighted([(gold, every) for gold, _, every in said]),
        "no label": sum(not every for _, _, every in said) / len(said),
    }


def _labels_of(row: Row, reference: Reference) -> tuple[list[str], list[str]]:
    """Return the labels of the acts that stand highest in a sentence, and of all its acts."""
    found = (one for one in extract(layer(row), ExtractConfig(), reference) if isinstance(one, EventClaim))
    claims = [one for one in found if one.modality in HAPPENED and one.event.acled]
    levels = levels_of(row["text"], reference, {one.trigger.start for one in claims})
    highest = min(levels.values(), default=0)
    named = [(str(one.event.acled), levels[one.trigger.start] == highest) for one in claims]
    return [name for name, high in named if high], [name for name, _ in named]


def _weighted(said: list[tuple[str, list[str]]]) -> float:
    """Return the mean F1 of the labels, weighted by sentences; a sentence has the right label if one given is right, else the first."""
    told = [(gold, gold if gold in given else (given or [""])[0]) for gold, given in said]
    wanted, given = Counter(gold for gold, _ in told), Counter(one for _, one in told)
    right = Counter(gold for gold, one in told if gold == one)
    return sum(2 * right[one] / (n + given[one]) * n for one, n in wanted.items()) / len(told)


def main(names: list[str]) -> None:
    """Print what is wrong with the open half of some sets, and the figures."""
    reference = Reference(ReferenceConfig())
    for name in names:
        if name.startswith("acled"):
            figures = labels(name, show=True)
        else:
            done = read_all(name, reference)
            _show(done)
            figures = {**_doers(done), **_curve(done)}
        for figure, value in figures.items():
            print(f"{name:8} {figure:32} {value:.3f}")


def _show(done: list[Read]) -> None:
    """Print the wrong actors, those who are not given, right ones that are withheld, and confessions."""
    for read in done:
        missing = {place for place, act in enumerate(read.row["acts"]) if act["doer"] is not None} - _covered(
            read, read.given
        )
        told = [f"WRONG {one.name!r} for {one.words!r} ({one.standing})" for one in read.given if not one.right]
        told += [f"BLOCKED {one.name!r} for {one.words!r} ({one.standing})" for one in read.held if one.right]
        told += [f"CONFESSES {one!r}" for one in read.confessing]
        told += [
            f"missing {read.row['acts'][place]['doer']!r} for {read.row['acts'][place]['words']!r}"
            for place in sorted(missing)
        ]
        if told:
            print(read.row["id"], read.row["text"], *(f"\n    {one}" for one in told))


if __name__ == "__main__":
    main(sys.argv[1:])
