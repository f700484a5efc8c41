"""Reading grows with the text: twice the text, about twice the steps. Counted, so that no clock decides.

A step is a line of `servanda.extract` that runs. The bounds of `limits` are set low, so that short texts reach them; all
questions to a whole text show their growth at any length. What grows within machine code (regular expressions, the tokenizer) is timed by
`make torture` (`benchmarks/torture.py`).
"""

import os
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from benchmarks.shapes import SHAPES

from servanda.extract import ExtractConfig, Extraction, extract
from servanda.extract.reading import limits
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig

LOW = {"PIECE": 1_000, "STRETCH": 100, "SENTENCE": 40, "WORD": 100}
SIZE = 3_000  # characters
MOST = 2.5  # times the steps for twice the text: linear, with something for the sorting
SLACK = 3_000  # steps that a text costs whatever its length


@pytest.fixture(scope="module")
def world() -> Reference:
    reference = Reference(ReferenceConfig(countries=("YE",)))
    read("The army shelled Aden, Anna Kovac said.", reference)
    return reference


def text_of(shape: str, size: int) -> str:
    return (shape * (size // len(shape) + 1))[:size]


def read(text: str, reference: Reference) -> Extraction:
    paragraphs = []
    for line in text.splitlines(keepends=True):
        start = paragraphs[-1][1] if paragraphs else 0
        paragraphs.append((start, start + len(line)))
    whole = tuple(Paragraph(start=a, end=b) for a, b in paragraphs if text[a:b].strip())
    language = "en" if text.isascii() or "He said" in text else None  # what is no English is told by its letters
    layer = text_layer("doc", text, whole, parser="test", parser_version="1", language=language)
    with reference.nlp.memory_zone():
        return extract(layer, ExtractConfig(), reference)


def steps(do: Callable[[], object]) -> int:
    """Return how many lines of extraction ran."""
    count = 0

    def line(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _: str, __: Any) -> Any:
        return line if f"{os.sep}extract{os.sep}" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_text_takes_about_twice_the_steps(name: str, world: Reference, monkeypatch) -> None:
    for bound, value in LOW.items():
        monkeypatch.setattr(limits, bound, value)
    once, twice = (steps(lambda size=size: read(text_of(SHAPES[name], size), world)) for size in (SIZE, 2 * SIZE))
    assert twice <= MOST * once + SLACK, f"{once} steps for {SIZE} characters, {twice} for twice as many"


@pytest.mark.parametrize("name", ["nested speech", "quotation marks", "acts without end", "no blanks", "open brackets"])
def test_what_is_beyond_a_bound_is_recorded_and_gives_no_claim(name: str, world: Reference) -> None:
    found = read(f"The army shelled Aden.\n{text_of(SHAPES[name], 12_000)}\nThe rebels shelled Taiz.", world)
    assert {one.rule for one in found.passed_over} == {"limit"}
    assert all(len(one.span.quote) > limits.WORD for one in found.passed_over)
    assert {place.name for claim in found for place in getattr(claim, "places", ())} == {"Aden", "Taiz"}


def test_speech_within_speech_has_a_depth(world: Reference, monkeypatch) -> None:
    monkeypatch.setattr("servanda.extract.attribution.quotations.NESTING", 1)
    found = read("Anna Kovac said that Jan Novak said that Eva Lind said that rebels shelled Aden.", world)
    assert {one.rule for one in found.passed_over} == {"limit"}
    assert not [claim for claim in found if "shelled" in claim.span.quote]


def test_quotations_of_one_speaker_have_a_number(world: Reference, monkeypatch) -> None:
    monkeypatch.setattr("servanda.extract.attribution.quotations.QUOTATIONS", 2)
    said = " ".join(f'"We saw {number} tanks on the road."' for number in ("two", "three", "four", "five"))
    found = read(f"Anna Kovac said: {said}", world)
    assert {one.rule for one in found.passed_over} == {"limit"}
    assert all("five" not in claim.span.quote for claim in found)
