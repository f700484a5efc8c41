"""Whom a text says that it is from. Written before the rules; the first run is noted beside the cases."""

import pytest

from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.pipeline.credits import Credits
from servanda.reference.actors import load_actors

KNOWN = ("Olm Wire", "Harbour Gazette", "Vess Monitor")
# First run: all 17 right.
CASES = [
    ("OLM, May 3 (Olm Wire) - Two people were killed.", None, ["Olm Wire"]),
    ("Two people were killed in Olm on Friday, the mayor said (Olm Wire).", None, ["Olm Wire"]),
    ("Two people were killed in Olm.\n\nWith reporting by Olm Wire.", None, ["Olm Wire"]),
    ("Two people were killed in Olm.\n\nAdditional reporting by the staff of the paper.", None, []),
    ("Two people were killed in Olm.\n\nSource: Olm Wire", None, ["Olm Wire"]),
    ("By Ana Kest, Olm Wire\n\nTwo people were killed in Olm.", None, ["Olm Wire"]),
    ("Two people were killed in Olm.", "Ana Kest / Olm Wire", ["Olm Wire"]),
    ("Two people were killed in Olm.", "Ana Kest", []),
    ("OLM, May 3 (Coastal News Agency) — Two people were killed.", None, ["Coastal News Agency"]),
    ("OLM (UPDATE 2) - Two people were killed.", None, []),
    ("The Northern Front (Red Lions) - a group of two hundred - shelled Olm.", None, []),
    ("The Coastal News Agency (CNA) said two people were killed.", None, []),
    ("Harbour Gazette (Harbour Gazette) - Two people were killed.", None, []),
    ("Two people were killed, and the Olm Wire tower was hit.", None, []),
    ("Two people were killed in Olm.\n\nPhoto: Vess Monitor", None, []),
    ("Two people were killed in Olm. Files from Olm Wire; Vess Monitor", None, ["Olm Wire"]),
    ("MIRVALE, May 3 (Reuters) - Two people were killed.", None, ["Reuters"]),
]


@pytest.mark.parametrize(("words", "author", "expected"), CASES)
def test_whom_a_text_credits(words, author, expected):
    starts = [0, *(at + 2 for at in range(len(words)) if words.startswith("\n\n", at))]
    ends = [*(start - 2 for start in starts[1:]), len(words)]
    text = text_layer(
        "d1", words, tuple(Paragraph(start=a, end=b) for a, b in zip(starts, ends, strict=True)),
        parser="hand", parser_version="1", publisher="Harbour Gazette", author=author,
    )  # fmt: skip
    assert [one.name for one in Credits(KNOWN, load_actors()).of(text)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Nine people were killed, the local site Olm Wire writes.", ["Olm Wire"]),
        ("Nine people were killed, a wire agency of Olm writes.", []),
        ("Harbour Gazette asked the mayor.", []),
        ("17.08: Olm, two injured, source: monitor, photograph seen.", ["Vess Monitor"]),
        ("17.08: Olm, two injured, source: gazette, photograph seen.", []),
        ("17.08: Olm, two injured, sources: mayor, photograph.", []),
        ("17.08: Olm, two injured, monitor on the spot.", []),
    ],
)
def test_which_other_publishers_a_text_names(words, expected):
    text = text_layer(
        "d1",
        words,
        (Paragraph(start=0, end=len(words)),),
        parser="hand",
        parser_version="1",
        publisher="Harbour Gazette",
    )
    assert [one.name for one in Credits(KNOWN, load_actors()).outlets_named(text)] == expected
