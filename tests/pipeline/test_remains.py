"""What gives an expunged document away is found however a file writes it, and nothing else is."""

import html
import json
import zipfile

import pytest

from servanda.pipeline.remains import telling

TEXT = "They ran. Four men, nobody slept. The old ferry at Sanniq burned for two days. “Nobody came,” Brother Odhran said.\nThe bridge fell."
KEPT = "The bridge fell."
TELLS = telling([TEXT], [("witness", "Mirela"), ("source_location", "Sanniq")], [KEPT])


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
        ("They ran.", False),
        ("", False),
    ],
)
def test_runs_sentences_and_names_tell(words, expected):
    assert TELLS(words) is expected


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode(),
        lambda text: json.dumps({"quote": text}).encode(),
        lambda text: json.dumps({"quote": text.replace(" ", "\n")}).encode(),
        lambda text: html.escape(text).replace("ferry", "<mark>ferry</mark>").encode(),
        lambda text: b"\0" * 70_000 + text.encode() + b"\0" * 70_000,
        lambda text: b" " * ((1 << 24) - 30) + text.encode(),
    ],
    ids=["plain", "json", "broken lines", "html", "among zeros", "over the end of a piece"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_it_is_found_however_it_is_written(tmp_path, write, packed):
    path, other = tmp_path / "file", tmp_path / "other"
    for target, text in ((path, TEXT), (other, "The bridge fell. Somebody near Sanniq went home early that day.")):
        if packed:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("deep/inside.html", write(text))
        else:
            target.write_bytes(write(text))
    assert TELLS.stands_in(path)
    assert not TELLS.stands_in(other)


def test_a_damaged_archive_is_looked_at_as_it_is(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", TEXT)
    path.write_bytes(path.read_bytes()[:-10])
    assert TELLS.stands_in(path)
