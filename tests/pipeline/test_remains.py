"""What gives an expunged document away is found however a file writes it, and nothing else is."""

import gzip
import html
import io
import json
import zipfile

import pytest

from servanda.pipeline.remains import telling

TEXT = "They ran. Nobody. Murmansk. Four men, nobody slept. The old ferry at Sanniq burned for two days. “Nobody came,” Brother Odhran said.\nThe bridge fell."
KEPT = "The bridge fell."
TELLS = telling([TEXT], [("witness", "Mirela"), ("source_location", "Sanniq")], [KEPT], {"nobody"})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the OLD ferry\nat Sanniq burned", True),
        ("ferry at Sanniq burned for", True),
        ("an old ferry at Sanniq sank", False),  # four words in a row are a coincidence
        ("Four men: NOBODY slept", True),  # a short sentence, whole
        ("nobody slept well that day", False),
        ("said mirela, quietly", True),
        ("somebody in Sanniq", False),  # a place alone tells nothing
        ("The bridge fell.", False),  # another paper says so too
        ("They ran.", True),  # two words tell where they stand alone
        ("He saw it. THEY RAN! Nothing else", True),
        ("a row\nthey ran\nanother", True),
        ("they ran home", False),
        ("Nobody.", False),  # one common word
        ("Murmansk?", True),
        ("", False),
    ],
)
def test_runs_sentences_and_names_tell(words, expected):
    assert TELLS(words) is expected


def _packed(content: bytes, how: str | None) -> bytes:
    if how is None:
        return content
    if how.startswith("warc"):
        body = gzip.compress(content)
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n".encode()
        )
        block = head + body + b"\r\n0\r\n\r\n"
        named = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://news.test/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        record = named.encode() + block + b"\r\n\r\n"
        return gzip.compress(record) if how.endswith("gz") else record
    if how == "gzip":
        return gzip.compress(content)
    inner = how.removesuffix("zip").removesuffix(" in ")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deep/inside.html", _packed(content, inner or None))
    return out.getvalue()


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode(),
        lambda text: json.dumps({"quote": text}).encode(),
        lambda text: json.dumps({"quote": text.replace(" ", "\n")}).encode(),
        lambda text: html.escape(text).replace("ferry", "<mark>ferry</mark>").encode(),
        lambda text: b"\0" * 70_000 + text.encode() + b"\0" * 70_000,
        lambda text: b" " * ((1 << 22) - 30) + text.encode(),
    ],
    ids=["plain", "json", "broken lines", "html", "among zeros", "over the end of a piece"],
)
@pytest.mark.parametrize("packed", [None, "zip", "gzip", "zip in zip", "gzip in zip", "warc", "warc.gz"])
def test_it_is_found_however_it_is_written(tmp_path, write, packed):
    path, other = tmp_path / "file", tmp_path / "other"
    for target, text in ((path, TEXT), (other, "The bridge fell. Somebody near Sanniq went home early that day.")):
        target.write_bytes(_packed(write(text), packed))
    assert TELLS.stands_in(path)
    assert not TELLS.stands_in(other)


def test_a_damaged_archive_is_looked_at_as_it_is(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", TEXT)
    path.write_bytes(path.read_bytes()[:-10])
    assert TELLS.stands_in(path)


@pytest.mark.parametrize("packed", ["zip in zip", "gzip in zip in zip", "gzip"])
def test_a_file_that_unpacks_without_end_is_one_of_which_nobody_can_tell(tmp_path, packed, monkeypatch):
    monkeypatch.setattr("servanda.pipeline.unpacking.MAX_UNPACKED_BYTES", 3_000_000)
    (tmp_path / "bomb").write_bytes(_packed(bytes(10_000_000), packed))
    (tmp_path / "small").write_bytes(_packed(bytes(500_000), packed))
    assert not TELLS.stands_in(tmp_path / "small")
    with pytest.raises(OSError, match="unpacks to more than"):
        TELLS.stands_in(tmp_path / "bomb")


def test_of_a_damaged_archive_what_comes_before_the_damage_is_looked_at(tmp_path):
    (tmp_path / "x.gz").write_bytes(gzip.compress(f"{TEXT}{'z' * 1_000}".encode()) + gzip.compress(bytes(99))[:-4])
    assert TELLS.stands_in(tmp_path / "x.gz")
