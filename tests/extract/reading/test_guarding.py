"""One bad sentence costs one sentence: it is recorded with its rule, and everything else is read."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.extract import ExtractConfig, Extraction, extract
from servanda.extract.clauses import Clauses, clauses_of
from servanda.extract.orchestrate import lay_out
from servanda.extract.reading import Segment, guarded, parted
from servanda.model.documents import DocumentText, Paragraph, PassedOver
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig

FIRST, BAD, LAST = (
    "The army shelled Osk on Monday, killing nine people.",
    "The rebels shelled Dravin, the mayor said.",
    "The militia attacked Marlstad on Friday.",
)
ROOMS = "servanda.extract"
# Where each rule is broken, and whether sentences in which it fails give no claim at all.
BROKEN = [
    ("events", "events.looking.judge", False),
    ("stances", "stances.claims.find_hits", False),
    ("assertions", "stances.assertions._legal_view", False),
    ("compositions", "performance.compositions._body", False),
    ("duties", "performance.duties._verbal", False),
    ("quotations", "attribution.parenthesis.is_source", True),
    ("speakers", "attribution.speakers._speaker", True),
    ("names", "names.mentions._named", True),
]


def layer(text: str, **fields: str | None) -> DocumentText:
    paragraphs = tuple(Paragraph(start=m.start(), end=m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return text_layer("doc", text, paragraphs, parser="test", parser_version="1", language="en", **fields)


@pytest.fixture(scope="module")
def world() -> Reference:
    return Reference(ReferenceConfig(countries=("YE",)))


def read(text: str, reference: Reference) -> Extraction:
    return extract(layer(text), ExtractConfig(), reference)


def within(extraction: Extraction, text: str, sentence: str) -> list[str]:
    start = text.index(sentence)
    return [c.made_by.rule for c in extraction if start <= c.span.start and c.span.end <= start + len(sentence)]


@pytest.mark.guarded
@pytest.mark.parametrize(("rule", "place", "withheld"), BROKEN)
def test_a_rule_that_fails_costs_its_sentence_and_no_other(rule, place, withheld, monkeypatch, world) -> None:
    text = f"{FIRST} {BAD} {LAST}"
    sound = read(text, world)
    module, name = place.rsplit(".", 1)
    working = getattr(__import__(f"{ROOMS}.{module}", fromlist=[name]), name)

    def failing(*arguments: object) -> object:
        """Fail over the words of the one sentence, however a rule is given them."""
        if "Dravin" in _sentence(arguments):
            raise IndexError("secret words of the text")
        return working(*arguments)

    monkeypatch.setattr(f"{ROOMS}.{place}", failing)
    found = read(text, world)
    assert {one.rule for one in found.passed_over} == {rule}
    assert {one.span.quote for one in found.passed_over} == {BAD}
    assert all("IndexError" in one.reason and "secret" not in one.reason for one in found.passed_over)
    for sentence in (FIRST, LAST):
        assert within(found, text, sentence) == within(sound, text, sentence) != []
    assert not withheld or not within(found, text, BAD)


def _sentence(given: tuple[object, ...]) -> str:
    """Return the sentence that a rule is asked about: by an attribution, or by a stretch of text and a word in it."""
    parts = [*given, *(getattr(one, "segment", None) for one in given)]
    texts = (_clauses(one) for one in parts)
    clauses = next(found for found in texts if found is not None)
    words = clauses.sentence_of(next(word for one in given if (word := _word(one)) is not None))
    return clauses.words.text(words.start, words.stop - 1)


def _clauses(part: object) -> Clauses | None:
    return clauses_of(part) if isinstance(part, Segment) else part if isinstance(part, Clauses) else None


def _word(part: object) -> int | None:
    if isinstance(part, int):
        return part
    if isinstance(part, tuple | range) and part and isinstance(part[0], int):
        return part[0]
    head = getattr(part, "head", None)
    return head if isinstance(head, int) else None


def test_what_the_machine_is_to_blame_for_is_no_fault_of_a_sentence(monkeypatch, world) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(f"{ROOMS}.events.looking.judge", full)
    with pytest.raises(MemoryError):
        read(FIRST, world)


def test_in_the_tests_of_this_project_a_fault_is_a_failure(monkeypatch, world) -> None:
    def broken(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(f"{ROOMS}.events.looking.judge", broken)
    with pytest.raises(KeyError):
        read(FIRST, world)


@pytest.mark.guarded
def test_what_was_found_before_a_fault_is_kept() -> None:
    def found() -> Iterator[int]:
        yield 1
        raise ValueError

    kept, failed = parted(guarded("test", layer(FIRST), (0, 3), found))
    assert kept == (1,)
    assert [(one.rule, one.span.quote) for one in failed] == [("test", "The")]


@pytest.mark.parametrize(
    "sentence",
    [
        # Names of places that a comma or "and" joins to the end of the sentence.
        "The army attacked villages in Northern Osk Valley, Western Dravin, and",
        "Rebels shelled Osk,",
        "Shells fell in Marlstad and in the",
        # Objects that stand before their subjects, contents that the parser puts in turned order.
        "2.7 It is the view of Y that bands loyal to Z breached article 3 of the accord, namely:",
        "The officers deny the crimes that they are accused of.",
        "The officers denied the raid which they were blamed for.",
        "As the envoy noted",
        "As the committee noted,",
        "He said",
        '"He said, "',
        "²³ people were killed on ³ May.",
    ],
)
def test_sentences_of_these_kinds_are_read(sentence: str, world) -> None:
    assert read(sentence, world).passed_over == ()


SIGNS = (
    "",
    " ",
    ",",
    ", and",
    " and",
    ":",
    ";",
    '"',
    "“",
    "”",
    "(",
    ")",
    " --",
    "\n",
    " that",
    " of",
    "²",
    "ﬁ",
    "\u200f",
    " the",
    "?!",
    "'s",
)


def own_sentences(root: Path) -> list[str]:
    """The sentences that this project wrote for its measurements."""
    found: list[str] = []
    for path in sorted((root / "evaluation" / "own").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.append(row.get("text") or row.get("sentence") or "")
    return [sentence for sentence in found if sentence]


def damaged(sentences: list[str], chance: random.Random) -> Iterator[str]:
    """Yield sentences cut, glued, shuffled and with signs put in and letters lost, without end."""
    while True:
        one, other = chance.choice(sentences), chance.choice(sentences)
        words = one.split()
        cut, at = chance.randrange(len(one)), chance.randrange(len(words))
        yield chance.choice(
            (
                one[:cut],
                one[cut:],
                " ".join(words[:at]) + chance.choice(SIGNS),
                " ".join(words[at:] + words[:at]),
                one[:cut] + chance.choice(SIGNS) + one[cut:],
                one[:cut].rstrip() + chance.choice(SIGNS) + " " + other[chance.randrange(len(other)) :],
                " ".join(word for word in words if chance.random() < 0.8),
                one.upper() if chance.random() < 0.5 else one.title(),
            )
        )


@pytest.mark.slow
def test_damaged_sentences_by_the_thousand_are_read(root: Path, world) -> None:
    """In paragraphs of several, so that one pass of the parser takes many."""
    sentences, chance = own_sentences(root), random.Random(20261130)  # noqa: S311 - a seed, no secret
    wrong = damaged(sentences, chance)
    for _ in range(60):
        with world.nlp.memory_zone():
            found = read("\n".join(next(wrong) for _ in range(50)), world)
        assert found.passed_over == ()


@pytest.mark.shared
@pytest.mark.parametrize(("name", "part"), [("muc4/dev.jsonl", 10), ("polnear/dev.jsonl", 8)])
def test_other_peoples_texts_are_read_without_one_failure(shared: Path, name: str, part: int, world) -> None:
    lines = (shared / "data" / name).read_text(encoding="utf-8").splitlines()[::part]
    for line in lines:
        with world.nlp.memory_zone():
            assert read(json.loads(line)["text"], world).passed_over == ()


def test_an_analysis_says_what_it_could_not_lay_out(world) -> None:
    analysis = lay_out(layer(f"{FIRST} {LAST}"), ExtractConfig(), world)
    assert (analysis.reading.passed_over, analysis.names.passed_over, analysis.attributions.passed_over) == ((), (), ())
    assert all(isinstance(one, PassedOver) for one in analysis.attributions.passed_over)
