"""Hostile input: every damaged file ends as a document with a sound text layer or as a quarantine with a reason."""

import importlib.util
import warnings
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.collect import CollectConfig, Collected, collect
from servanda.errors import InputError
from servanda.model.codec import decode, encode
from servanda.model.documents import DocumentText
from servanda.parse import ParseConfig, parse

N_FILES = 300
DrawPdf = Callable[..., bytes]


@pytest.fixture(scope="module")
def malformed() -> ModuleType:
    spec = importlib.util.spec_from_file_location("malformed", Path(__file__).with_name("malformed.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sound(malformed: ModuleType, draw_pdf: DrawPdf) -> dict[str, bytes]:
    files: dict[str, bytes] = malformed.sound_files(
        draw_pdf([[(72, 780, "Three shells struck the village."), (72, 760, "Nobody was hurt.")]])
    )
    return files


def layer_or_reason(make: Callable[[], DocumentText]) -> DocumentText | str:
    try:
        return make()
    except InputError as error:
        return str(error)


def outcome(item: Collected) -> DocumentText | str:
    """Return the text layer, checked by a round trip, or the reason why there is none."""
    layer = layer_or_reason(lambda: parse(item.document, item.content, ParseConfig()))
    if isinstance(layer, str):
        assert item.document.locator in layer
        return layer
    assert decode(encode(layer), DocumentText) == layer
    assert layer.paragraphs
    return layer


def test_every_sound_file_is_read(tmp_path: Path, sound: dict[str, bytes]) -> None:
    for ending, content in sound.items():
        (tmp_path / f"a.{ending}").write_bytes(content)
    outcomes = [outcome(item) for item in collect(tmp_path, CollectConfig()) if isinstance(item, Collected)]
    assert len(outcomes) == 4 + 3 * 4, "four files and three tables of four rows"
    assert all(isinstance(layer, DocumentText) for layer in outcomes)


def test_every_damaged_file_is_a_document_or_a_quarantine_with_a_reason(
    tmp_path: Path, malformed: ModuleType, sound: dict[str, bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    names = set()
    for name, content in malformed.malformed_files(20210506, N_FILES, sound):
        (tmp_path / name).write_bytes(content)
        names.add(name)
    counts: Counter[str] = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for item in collect(tmp_path, CollectConfig()):
            names.discard(Path((item.document if isinstance(item, Collected) else item).locator.partition("#")[0]).name)
            result = outcome(item) if isinstance(item, Collected) else item.reason
            assert result
            counts["layer" if isinstance(result, DocumentText) else "reason"] += 1
    assert not names, "a file was passed over in silence"
    assert counts["layer"] > N_FILES / 10
    assert counts["reason"] > N_FILES / 10, "the corpus is damaged in earnest"
    assert capfd.readouterr() == ("", ""), "no library may write to the terminal"


def test_parsing_twice_gives_the_same_layer(tmp_path: Path, sound: dict[str, bytes]) -> None:
    for ending, content in sound.items():
        (tmp_path / f"a.{ending}").write_bytes(content)
    items = [item for item in collect(tmp_path, CollectConfig()) if isinstance(item, Collected)]
    assert [outcome(item) for item in items] == [outcome(item) for item in items]


@settings(max_examples=120, deadline=None)
@given(data=st.data(), ending=st.sampled_from(["html", "docx", "pdf"]))
def test_any_bytes_in_any_format_are_a_text_or_an_input_error(
    read: Callable[..., DocumentText], sound: dict[str, bytes], data: st.DataObject, ending: str
) -> None:
    whole = sound[ending]
    start = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=60))
    kind = {"html": "text/html", "pdf": "application/pdf"}.get(
        ending, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    for content in (junk, whole[:start] + junk, whole[:start] + junk + whole[start + len(junk) :]):
        layer = layer_or_reason(partial(read, content, kind))
        if isinstance(layer, str):
            assert layer.startswith("reports/item: ")
        else:
            assert all(layer.text[paragraph.start : paragraph.end].strip() for paragraph in layer.paragraphs)
