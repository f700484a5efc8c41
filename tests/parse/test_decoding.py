"""What a file declares of its encoding is weighed against its bytes."""

import pytest

from servanda.errors import UndecodableInput
from servanda.parse.decoding import decode_text

FRENCH = "l’été — le café du village est fermé"


@pytest.mark.parametrize(
    ("content", "declared", "text", "encoding"),
    [
        (FRENCH.encode(), "iso-8859-1", FRENCH, "utf-8"),
        (FRENCH.encode("cp1252"), "iso-8859-1", FRENCH, "cp1252"),
        (FRENCH.encode("cp1252"), "us-ascii", FRENCH, "cp1252"),
        (FRENCH.encode("cp1252"), "utf-8", FRENCH, "cp1252"),
        (FRENCH.encode("cp1252"), "no-such-encoding", FRENCH, "cp1252"),
        (b"plain", "utf-16", "plain", "utf-8"),
        (b"\\ud800", "unicode_escape", "\\ud800", "utf-8"),
        (b"68656c6c6f", "hex", "68656c6c6f", "utf-8"),
        ("日本の停戦".encode("iso-2022-jp"), "iso-2022-jp", "日本の停戦", "iso2022_jp"),
        (b"", None, "", "utf-8"),
    ],
)
def test_declared_encodings(content: bytes, declared: str | None, text: str, encoding: str) -> None:
    assert decode_text(content, declared)[:2] == (text, encoding)


def test_a_wrong_mark_is_an_error() -> None:
    with pytest.raises(UndecodableInput, match="marked as utf-8"):
        decode_text(b"\xef\xbb\xbfcaf\xe9")
