"""Hostile input: every damaged file ends as a document with a sound text layer or as a quarantine with a reason."""

import importlib.util
import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.collect import CollectConfig, Collected, LeftOut, collect
from servanda.collect.archives.http_blocks import read_http
from servanda.collect.web.addresses import read_address
from servanda.collect.web.links import read_links
from servanda.errors import InputError
from servanda.model.codec import decode, encode
from servanda.model.documents import DocumentText, Quarantine
from servanda.parse import ParseConfig, parse

N_FILES = 2000
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
    assert len(outcomes) == 4 + 4 * 4 + 2 * 2 + 3 * 2, (
        "files, tables of four rows, mail with an attached file, archives of two"
    )
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
        for name in sorted(names):
            for item in collect(tmp_path / name, CollectConfig()):
                result = outcome(item) if isinstance(item, Collected) else item.reason
                assert result
                counts["layer" if isinstance(result, DocumentText) else "reason"] += 1
                names.discard(name)
    assert not names, "a file was passed over in silence"
    assert counts["layer"] > N_FILES / 10
    assert counts["reason"] > N_FILES / 10, "the corpus is damaged in earnest"
    assert capfd.readouterr() == ("", ""), "no library may write to the terminal"


def test_parsing_twice_gives_the_same_layer(tmp_path: Path, sound: dict[str, bytes]) -> None:
    for ending, content in sound.items():
        (tmp_path / f"a.{ending}").write_bytes(content)
    items = [item for item in collect(tmp_path, CollectConfig()) if isinstance(item, Collected)]
    assert [outcome(item) for item in items] == [outcome(item) for item in items]


KINDS = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "txt": "text/plain",
}
CONTAINERS = ("csv", "json", "jsonl", "mbox", "warc", "warc.gz", "wacz", "xlsx")


def damaged(data: st.DataObject, whole: bytes) -> tuple[bytes, ...]:
    """Return junk alone, junk at the end of a sound beginning, and junk within."""
    start = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=60))
    return junk, whole[:start] + junk, whole[:start] + junk + whole[start + len(junk) :]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), ending=st.sampled_from(sorted(KINDS)))
def test_any_bytes_in_any_format_are_a_text_or_an_input_error(
    read: Callable[..., DocumentText], sound: dict[str, bytes], data: st.DataObject, ending: str
) -> None:
    for content in damaged(data, sound[ending]):
        layer = layer_or_reason(partial(read, content, KINDS[ending]))
        if isinstance(layer, str):
            assert layer.startswith("reports/item: ")
        else:
            assert all(layer.text[part.start : part.end].strip() for part in (*layer.paragraphs, *layer.regions))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), ending=st.sampled_from(CONTAINERS))
def test_any_bytes_in_any_container_are_documents_or_reasons(
    tmp_path_factory: pytest.TempPathFactory, sound: dict[str, bytes], data: st.DataObject, ending: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{ending}"
    for content in damaged(data, sound[ending]):
        path.write_bytes(content)
        items = list(collect(path, CollectConfig()))
        assert items, "passed over in silence"
        assert all(item.reason for item in items if isinstance(item, Quarantine | LeftOut))


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=80), junk=st.binary(max_size=200))
def test_any_feed_sitemap_answer_or_address_is_read_or_refused(text: str, junk: bytes) -> None:
    whole = f"<rss version='2.0'><channel><item><link>{text}</link></item></channel></rss>".encode("utf-8", "replace")
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + junk
    attempts = (
        lambda: read_links(whole, "https://news.test/"),
        lambda: read_links(b"<urlset>" + junk, "https://news.test/"),
        lambda: read_http(answer).content(1000),
        lambda: read_http(junk).content(1000),
        lambda: read_address(text),
        lambda: read_address(f"http://{text}/"),
    )
    for attempt in attempts:
        with suppress(InputError):
            attempt()
