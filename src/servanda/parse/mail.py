"""Reader of mail: the body of a message, and what its head says: subject, sender, day of sending.

Plain text goes before HTML where a message has both. Attached files are documents of their own (room collect).
"""

import email
import email.policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from servanda.errors import EmptyInput, InputError, TooLargeInput, guarded
from servanda.parse.config import ParseConfig
from servanda.parse.decoding import decode_text
from servanda.parse.paragraphs import find_paragraphs
from servanda.parse.reading import Reading

_VERSION = "0.1.0"
_MAX_PARTS = 500
_WHENCE = {
    "title": "mail header Subject",
    "publisher": "mail header Organization",
    "author": "mail header From",
    "published_on": "mail header Date",
}


def read_mail(content: bytes, config: ParseConfig) -> Reading:
    """Read a message. Raises `EmptyInput` where it has no text of its own, `UndecodableInput`, `BrokenInput`, `TooLargeInput`."""
    with guarded("the message"):
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        facts: dict[str, Any] = {
            "title": _words(message, "subject"),
            "publisher": _words(message, "organization"),
            "author": _words(message, "from", name_only=True),
            "published_on": _day(message),
        }
        plain, pages = _bodies(message)
        reading = _plain(plain, config) or _page(pages, config)
    if reading is None:
        raise EmptyInput("the message has no text of its own. Look at what is attached to it.")
    return reading._replace(**facts, whence=_WHENCE)


def _bodies(message: Message) -> tuple[list[Message], list[Message]]:
    """Return the parts in plain text and in HTML that are not attached files, in their order."""
    plain: list[Message] = []
    pages: list[Message] = []
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return plain, pages
        part = waiting.pop()
        kind = part.get_content_type()
        is_file = part is not message and (
            part.get_filename() is not None or part.get_content_disposition() == "attachment"
        )
        if is_file or kind == "message/rfc822":
            continue
        if part.is_multipart():
            waiting += [inner for inner in reversed(part.get_payload()) if isinstance(inner, Message)]  # type: ignore[arg-type]
        elif kind == "text/plain":
            plain.append(part)
        elif kind == "text/html":
            pages.append(part)
    raise TooLargeInput(f"a message of more than {_MAX_PARTS} parts.")


def _plain(parts: list[Message], config: ParseConfig) -> Reading | None:
    read = [decode_text(_bytes(part), part.get_content_charset() or config.encoding) for part in parts]
    pieces = [one.text for one in read]
    text = "\n\n".join(piece.replace("\r\n", "\n").replace("\r", "\n").strip("\n") for piece in pieces if piece.strip())
    encoding = ", ".join(dict.fromkeys(one.said for one in read))
    return Reading(text, find_paragraphs(text), "mail", _VERSION, encoding=encoding) if text else None


def _page(parts: list[Message], config: ParseConfig) -> Reading | None:
    """Return the first page among the parts that has a text."""
    from servanda.parse.html import read_html

    for part in parts:
        try:
            found = read_html(_bytes(part), config.with_encoding(part.get_content_charset()))
        except InputError:
            continue
        return Reading(
            found.text, found.paragraphs, "mail.html", f"{_VERSION}+{found.version}", encoding=found.encoding
        )
    return None


def _bytes(part: Message) -> bytes:
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _words(message: Message, name: str, *, name_only: bool = False) -> str | None:
    """Return a header in words; of a sender only the name: the address stays in the bytes."""
    try:
        words = str(make_header(decode_header(str(message.get(name) or ""))))
    except (LookupError, ValueError, UnicodeError):
        return None
    words = " ".join((parseaddr(words)[0] if name_only else words).split())
    return words if words and words.isprintable() else None


def _day(message: Message) -> str | None:
    """Return the day on which a message was sent, in the sender's own time zone."""
    try:
        return parsedate_to_datetime(str(message.get("date") or "")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
