"""Readers of plain text files and of table rows."""

from servanda.errors import BrokenInput, RecordError
from servanda.model.codec import decode_json
from servanda.parse.config import ParseConfig
from servanda.parse.decoding import decode_text
from servanda.parse.paragraphs import find_paragraphs
from servanda.parse.reading import Reading

_VERSION = "0.1.0"


def read_plain(content: bytes, config: ParseConfig) -> Reading:
    r"""Read a text file: decoded, without byte order mark, line ends as ``\\n``; not a character else is changed.

    The parser's name tells the encoding where it is not UTF-8. Raises `UndecodableInput`.
    """
    decoded = decode_text(content, config.encoding)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    name = "plain" if decoded.encoding == "utf-8" else f"plain.{decoded.encoding}"
    return Reading(text, find_paragraphs(text), name, _VERSION, encoding=decoded.said)


def read_row(content: bytes, _config: ParseConfig) -> Reading:
    """Read a table row (a JSON object): its field ``text`` exactly as given. Raises `BrokenInput`."""
    try:
        values = decode_json(content)
    except RecordError as error:
        raise BrokenInput(f"the row is no JSON ({error}). Mend it in its table.") from error
    text = values.get("text") if isinstance(values, dict) else None
    if not isinstance(text, str):
        raise BrokenInput("the row has no field 'text' that holds a text. Add one in its table.")
    return Reading(text, find_paragraphs(text), "row", _VERSION)
