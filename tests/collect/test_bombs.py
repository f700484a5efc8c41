"""Small files that unpack without end: each ends in an error of ours, in a process whose memory is limited."""

import gzip
import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

MEGABYTE = 1_000_000
MEMORY = 900 * MEGABYTE  # of address space: the libraries alone take half of it
HEAD = "import resource; resource.setrlimit(resource.RLIMIT_AS, ({0}, {0}))\n"
COLLECT = """
import sys
from servanda.collect import CollectConfig, collect
from servanda.model.documents import Quarantine
for item in collect(sys.argv[1], CollectConfig()):
    print(type(item).__name__, getattr(item, "error", ""), getattr(item, "reason", "")[:200])
"""
PARSE = """
import sys
from servanda.errors import InputError
from servanda.parse import ParseConfig
from servanda.parse.docx import read_docx
try:
    read_docx(open(sys.argv[1], "rb").read(), ParseConfig())
except InputError as error:
    print(type(error).__name__, error)
"""
UNZIP = """
import sys
from servanda.report.bundle import verify
sys.exit(verify.main([sys.argv[1]]))
"""
DECODE = """
import sys
from servanda.collect.web.decoding import decoded
from servanda.errors import InputError
try:
    decoded(open(sys.argv[1], "rb").read(), "gzip, deflate", 50_000_000)
except InputError as error:
    print(type(error).__name__, error)
"""


def run(program: str, path: Path) -> str:
    """Run a program over a file within bounded memory; return what it says."""
    code = HEAD.format(MEMORY) + program
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False, env=environment
    )
    assert "MemoryError" not in done.stdout + done.stderr, done.stdout[-500:] + done.stderr[-2000:]
    assert "Traceback" not in done.stderr, done.stderr[-2000:]
    return done.stdout


@cache
def zeros(n_bytes: int, around: tuple[bytes, bytes] = (b"", b""), fill: bytes = b"a") -> bytes:
    """Return raw deflated bytes that unpack to very many: after a full flush the same packed bytes may follow any number of times."""
    head, middle, tail = (zlib.compressobj(9, zlib.DEFLATED, -15) for _ in range(3))
    piece = middle.compress(fill * MEGABYTE) + middle.flush(zlib.Z_FULL_FLUSH)
    return b"".join(
        [
            head.compress(around[0]) + head.flush(zlib.Z_FULL_FLUSH),
            piece * (n_bytes // MEGABYTE // len(fill)),
            tail.compress(around[1]) + tail.flush(),
        ]
    )


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def lying(name: str, packed: bytes, n_stated: int, others: dict[str, bytes]) -> bytes:
    """Return an archive with a member that says it is small, with the checksum of its beginning."""
    start = zlib.decompressobj(-15).decompress(packed, n_stated)
    buffer = io.BytesIO(archive(others))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as file:
        file.writestr(name, packed)
    content = bytearray(buffer.getvalue())
    sizes = struct.pack("<LLL", zlib.crc32(start), len(packed), n_stated)
    for mark, method, size in ((b"PK\x03\x04", 8, 14), (b"PK\x01\x02", 10, 16)):
        at = content.rfind(mark)
        content[at + method : at + method + 2] = struct.pack("<H", 8)
        content[at + size : at + size + 12] = sizes
    return bytes(content)


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>',
    b"</sheetData></worksheet>",
)
INLINE = (SHEET[0] + b'<row r="1"><c r="A1" t="inlineStr"><is><t>text', b"</t></is></c></row>" + SHEET[1])


@pytest.fixture(scope="module")
def workbook() -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Return a function that gives the members of a spreadsheet with some of them exchanged."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["id", "text"])
    book.active.append(["1", "Two shells fell on Oberdorf."])
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as file:
        members = {name: file.read(name) for name in file.namelist()}
    return lambda changed: {name: content for name, content in {**members, **changed}.items() if content}


def test_a_sound_spreadsheet_is_read_within_the_memory(
    tmp_path: Path, workbook: Callable[..., dict[str, bytes]]
) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(archive(workbook({})))
    assert run(COLLECT, path).startswith("Collected")


@pytest.mark.parametrize(
    "name", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/media/a.png"]
)
@pytest.mark.parametrize("is_lying", [False, True])
def test_spreadsheets(tmp_path: Path, workbook: Callable[..., dict[str, bytes]], name: str, is_lying: bool) -> None:
    packed = zeros(1_200 * MEGABYTE if is_lying else 400 * MEGABYTE, INLINE)
    path = tmp_path / "bomb.xlsx"
    n_stated = 500 if is_lying else len(INLINE[0]) + len(INLINE[1]) + 400 * MEGABYTE
    path.write_bytes(
        lying(name, packed, n_stated, workbook({name: b""}))
        if is_lying
        else honest(name, packed, n_stated, workbook({name: b""}))
    )
    assert path.stat().st_size < 3 * MEGABYTE
    said = run(COLLECT, path)
    assert said.startswith("Quarantine")
    assert "spreadsheet" in said


def honest(name: str, packed: bytes, n_bytes: int, others: dict[str, bytes]) -> bytes:
    """Return an archive whose directory tells the size of a member; the checksum is never reached."""
    return lying(name, packed, n_bytes, others) if n_bytes < MEGABYTE else _stated(name, packed, n_bytes, others)


def _stated(name: str, packed: bytes, n_bytes: int, others: dict[str, bytes]) -> bytes:
    content = bytearray(lying(name, packed, 0, others))
    for mark, size in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        at = content.rfind(mark)
        content[at + size : at + size + 12] = struct.pack("<LLL", checksum_of(packed), len(packed), n_bytes)
    return bytes(content)


@cache
def checksum_of(packed: bytes) -> int:
    """Return the checksum of what deflated bytes unpack to."""
    checksum, unpacker, rest = 0, zlib.decompressobj(-15), packed
    while rest or not unpacker.eof:
        piece = unpacker.decompress(rest, MEGABYTE)
        checksum, rest = zlib.crc32(piece, checksum), unpacker.unconsumed_tail
        if not piece:
            break
    return checksum


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/media/a.png"])
def test_word_files(tmp_path: Path, name: str) -> None:
    import docx

    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Two shells fell.")
    document.save(buffer)
    with zipfile.ZipFile(buffer) as file:
        members = {one: file.read(one) for one in file.namelist() if one != name}
    path = tmp_path / "bomb.docx"
    path.write_bytes(lying(name, zeros(1_200 * MEGABYTE), 500, members))
    said = run(PARSE, path)
    assert said.startswith(("TooLargeInput", "BrokenInput")) or "media" in name


def test_a_bundle_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(lying("bundle.json", zeros(1_500 * MEGABYTE), 500, {"heads.jsonl": b"{}"}))
    assert "DIFFERS" in run(UNZIP, path)
    path.write_bytes(_stated("bundle.json", zeros(1_000 * MEGABYTE), 1_000 * MEGABYTE, {"heads.jsonl": b"{}"}))
    assert "unpack it yourself" in run(UNZIP, path)


@pytest.mark.parametrize("times", [1, 2])
def test_content_codings(tmp_path: Path, times: int) -> None:
    path = tmp_path / "answer"
    content = gzip.compress(b"a" * 300 * MEGABYTE)
    path.write_bytes(gzip.compress(content) if times > 1 else gzip.compress(gzip.compress(b"b") + content))
    said = run(DECODE, path)
    assert said.startswith(("TooLargeInput", "BrokenInput"))


def test_a_million_small_members_are_read_once_each() -> None:
    from servanda.collect.web.decoding import gunzipped

    one = gzip.compress(b"a")
    assert gunzipped(one * 50_000, MEGABYTE) == b"a" * 50_000
    assert gunzipped(one + b"rest that is none", MEGABYTE) == b"a"
    assert gunzipped(b"", MEGABYTE) == b""


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("start", [b"WARC/1.0\r\nWARC-Type: ", b"WARC/1.0\r\nA: b\r\n" + b"C: d\r\n", b""])
def test_web_archives_with_a_head_without_end(tmp_path: Path, start: bytes, is_packed: bool) -> None:
    path = tmp_path / ("bomb.warc.gz" if is_packed else "bomb.warc")
    content = start + b"a" * (600 if is_packed else 60) * MEGABYTE
    path.write_bytes(gzip.compress(content, 1) if is_packed else content)
    assert run(COLLECT, path).startswith("Quarantine")


def test_a_directory_of_millions_of_members_is_not_listed(tmp_path: Path) -> None:
    one = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = one * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFE, 0xFFFE, len(directory), 4, 0)
    for name in ("a.xlsx", "a.docx", "a.wacz", "a.zip"):
        (tmp_path / name).write_bytes(b"PK\x03\x04" + directory + end)
        assert run(COLLECT, tmp_path / name).startswith(("Quarantine", "Collected"))
