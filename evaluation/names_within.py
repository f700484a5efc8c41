"""Measure places inside other names (``own/names_within.tsv``): an institution, agreement, person, government or people is no place of an event.

A sentence marks each name: ``{+X}`` is the place of an event in it, ``{-X}`` is not. Found: the share of the former that an event
or observation places itself by. False: the share of the latter that one does. ``python -m evaluation.names_within -v`` names the misses.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation.own import layer
from servanda.extract import ExtractConfig, extract
from servanda.model.joining import index_identifications, join
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve

FOLDER = Path(__file__).parent / "own"
GOLD, HELD_OUT = FOLDER / "names_within.tsv", FOLDER / "names_within_held_out.tsv"
COUNTRIES = ("SY", "UA", "YE", "SD", "SS", "TR", "LB", "IQ", "RU", "IR")
_MARKED = re.compile(r"\{([+-])(.+?)\}")


class Marked(NamedTuple):
    """A name at ``start``..``end`` of its sentence, and whether it is the place of an event."""

    start: int
    end: int
    is_place: bool


class Sentence(NamedTuple):
    """A sentence without its marks, and what they say."""

    kind: str
    text: str
    names: tuple[Marked, ...]


def sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, words = line.split("\t")
        text, names, at = "", [], 0
        for match in _MARKED.finditer(words):
            text += words[at : match.start()]
            names.append(Marked(len(text), len(text) + len(match[2]), match[1] == "+"))
            text, at = text + match[2], match.end()
        yield Sentence(kind, text + words[at:], tuple(names))


def measure() -> dict[str, float]:
    """Return the figures of both files."""
    reference = Reference(ReferenceConfig(countries=COUNTRIES))
    first, second = _measured(GOLD, reference), _measured(HELD_OUT, reference)
    return first | {f"{figure}_held_out": value for figure, value in second.items()}


def _measured(path: Path, reference: Reference) -> dict[str, float]:
    count: Counter[str] = Counter()
    for sentence in sentences(path):
        taken = _taken(sentence.text, reference)
        for name in sentence.names:
            found = any(start < name.end and name.start < end for start, end in taken)
            count["places"] += name.is_place
            count["others"] += not name.is_place
            count["found"] += name.is_place and found
            count["false"] += found and not name.is_place
            if "-v" in sys.argv and found != name.is_place:
                word = "missed" if name.is_place else "false "
                print(f"{word} {sentence.kind:16} {sentence.text[name.start : name.end]:16} {sentence.text}")
    return {"found": count["found"] / count["places"], "false": count["false"] / count["others"]}


def _taken(text: str, reference: Reference) -> set[tuple[int, int]]:
    """Return the spans by which events and observations are placed."""
    document = layer({"id": "own", "text": text})
    claims = tuple(extract(document, ExtractConfig(), reference))
    index = index_identifications(resolve(document, claims, ResolveConfig(), reference))
    places = (place for claim in claims for place in getattr(join(claim, index), "places", ()))
    return {(place.mention.start, place.mention.end) for place in places if place.place_id and place.mention}


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:24} {value:.3f}")
