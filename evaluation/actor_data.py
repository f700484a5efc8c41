"""Measure actors on given data: synonyms of re3d, other names of parties to agreements (PA-X). Nothing of it is kept.

``python evaluation/actor_data.py`` lists where names of one actor were taken for two, or two for one.
"""

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple

from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig
from servanda.resolve.actors import NamedActor, decide_actor

DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
_MIN_CONFIDENCE: Final = 0.5
_TYPES: Final = frozenset({"Organisation", "Person"})
_PRONOUNS: Final = frozenset({"i", "we", "he", "she", "it", "they", "who", "her", "his", "our", "their", "you"})


class Pair(NamedTuple):
    """Two names of one actor (``same``) or of two, with what each was found to be."""

    one: str
    other: str
    found: tuple[str | None, str | None]
    same: bool


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of one of the given files."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def re3d(reference: Reference) -> tuple[list[Pair], dict[str, float]]:
    """Return the pairs of synonyms, and the share of names of bodies and persons that are known."""
    pairs, names, known = [], 0, 0
    for document in rows(DATA / "re3d" / "documents.jsonl"):
        for entity in document["entities"]:
            if _is_name(entity):
                names += 1
                known += bool(_identified(document["text"], entity, reference))
        for relation in document["relations"]:
            if relation["type"] == "IsSynonymOf" and relation["confidence"] >= _MIN_CONFIDENCE:
                one, other = relation["source"], relation["target"]
                found = tuple(_identified(document["text"], span, reference) for span in (one, other))
                pairs.append(Pair(one["text"], other["text"], (found[0], found[1]), same=True))
    return pairs, {"re3d: known": known / max(names, 1)}


def parties(reference: Reference) -> list[Pair]:
    """Return every two names of one party, and the first names of every two parties."""
    found: list[Pair] = []
    listed = [
        row for name in ("paax_syria_ukraine.jsonl", "paax_third_parties.jsonl") for row in rows(DATA / "actors" / name)
    ]
    names = [[row["name"], *(one["name"] for one in row["alternative_names"])] for row in listed]
    ids = {name: _of(name, reference) for group in names for name in group}
    for group in names:
        found += [Pair(a, b, (ids[a], ids[b]), same=True) for a, b in combinations(dict.fromkeys(group), 2)]
    found += [Pair(a[0], b[0], (ids[a[0]], ids[b[0]]), same=False) for a, b in combinations(names, 2)]
    return found


def _is_name(entity: dict[str, Any]) -> bool:
    words = entity["text"]
    fit = entity["type"] in _TYPES and entity["confidence"] >= _MIN_CONFIDENCE
    return bool(fit and words[:1].isupper() and words.lower() not in _PRONOUNS)


def _identified(text: str, span: dict[str, Any], reference: Reference) -> str | None:
    words = text[span["start"] : span["end"]]
    named = NamedActor(words, Span.of(text, span["start"], span["end"]), text)
    return decide_actor(named, ResolveConfig(), reference)[0]


def _of(name: str, reference: Reference) -> str | None:
    return decide_actor(NamedActor(name, None, name), ResolveConfig(), reference)[0]


def measure() -> dict[str, float]:
    """Return coverage, and of the pairs with both names known the share that is rightly one or rightly two."""
    reference = Reference(ReferenceConfig(countries=("SY", "IQ")))
    pairs, figures = re3d(reference)
    both = [pair for pair in pairs if all(pair.found)]
    figures["re3d: synonyms both known"] = len(both) / max(len(pairs), 1)
    figures["re3d: of these one actor"] = _share([pair.found[0] == pair.found[1] for pair in both])
    listed = parties(Reference(ReferenceConfig(countries=("SY", "UA"))))
    same = [pair for pair in listed if pair.same and all(pair.found)]
    other = [pair for pair in listed if not pair.same and all(pair.found)]
    figures["parties: names of one, one actor"] = _share([pair.found[0] == pair.found[1] for pair in same])
    figures["parties: two taken for one"] = 1 - _share([pair.found[0] != pair.found[1] for pair in other])
    return figures


def _share(right: list[bool]) -> float:
    return sum(right) / max(len(right), 1)


def main() -> None:
    """Print the pairs that went wrong, and the figures."""
    reference = Reference(ReferenceConfig(countries=("SY", "IQ")))
    for pair in [*re3d(reference)[0], *parties(reference)]:
        if all(pair.found) and (pair.found[0] == pair.found[1]) != pair.same:
            print(f"{pair.one!r} {pair.found[0]} / {pair.other!r} {pair.found[1]}")
    for figure, value in measure().items():
        print(f"{figure:36} {value:.3f}")


if __name__ == "__main__":
    main()
