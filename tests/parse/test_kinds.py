"""Golden files: documents of our own in the folder golden/kinds, one for each thing of layout, beside how they must be read.

An input ``table.docx`` has its paragraphs in ``table.docx.expected``, one a line: the kind, a tab, the text. After a change that is
meant, write them anew and look at the difference: ``pytest tests/parse/test_kinds.py --golden-write``. The Word and PDF inputs
are made by golden/make_kinds.py; the others are written by hand.
"""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from servanda.model.documents import DocumentText, ParagraphKind

KINDS = Path(__file__).with_name("golden") / "kinds"
EXPECTED = ".expected"
MEDIA = {
    ".html": "text/html",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
INPUTS = sorted(path.name for path in KINDS.iterdir() if path.suffix != EXPECTED)
THINGS = ("inline", "breaks", "lists", "headings", "table", "numbered", "footnotes", "furniture", "notes")
Parse = Callable[..., DocumentText]


def paragraphs(layer: DocumentText) -> list[str]:
    """Return the paragraphs of a text as lines of a golden file."""
    return [f"{one.kind}\t{layer.text[one.start : one.end]}".replace("\n", "\\n") for one in layer.paragraphs]


@pytest.mark.parametrize("name", INPUTS)
def test_a_document_is_read_as_it_is_written_down(read: Parse, name: str, request: pytest.FixtureRequest) -> None:
    layer = read((KINDS / name).read_bytes(), MEDIA[Path(name).suffix])
    golden = KINDS / f"{name}{EXPECTED}"
    if request.config.getoption("--golden-write"):
        golden.write_text("".join(f"{line}\n" for line in paragraphs(layer)), encoding="utf-8")
    assert paragraphs(layer) == golden.read_text(encoding="utf-8").splitlines()
    if name.endswith(".pdf"):
        assert [layer.text[region.start : region.end] for region in layer.regions] == layer.text.split()


def test_every_input_has_its_golden_file_and_every_kind_occurs() -> None:
    assert sorted(path.name for path in KINDS.glob(f"*{EXPECTED}")) == [f"{name}{EXPECTED}" for name in INPUTS]
    assert {Path(name).suffix for name in INPUTS} == set(MEDIA)
    assert set(THINGS) <= {Path(name).stem for name in INPUTS}
    lines = [line for name in INPUTS for line in (KINDS / f"{name}{EXPECTED}").read_text(encoding="utf-8").splitlines()]
    assert {line.partition("\t")[0] for line in lines} == set(get_args(ParagraphKind))
