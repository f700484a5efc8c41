"""Mail: a message is a document, so is each file attached to it; a mailbox is a row of messages."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import BinaryIO

from servanda.collect.collected import Item, collected, quarantined
from servanda.collect.config import CollectConfig
from servanda.collect.declared import Declared
from servanda.collect.feeds import documents
from servanda.collect.folders import shown
from servanda.collect.sniffing import media_type
from servanda.errors import BrokenInput, EmptyInput, InputError, TooLargeInput, guarded

MAIL = "message/rfc822"
_MAX_PARTS = 500
_MAX_DEPTH = 5
# The line that programs write before a message ends with a date; a sentence that begins with "From " hardly has a time.
_FROM_LINE = re.compile(rb"From \S[^\r\n]* \d{1,2}:\d\d[^\r\n]*\r?\n")
# Nobody publishes a message by sending it: what is not declared otherwise stays within the desk.
_SENSITIVITY = "internal"
_CHANNEL = "mail"


def read_message(
    locator: str, content: bytes, declared: Declared, config: CollectConfig, depth: int = 0
) -> Iterator[Item]:
    """Yield a message and the files attached to it, those of attached messages too.

    What is declared holds for all of them. A part that cannot be used is quarantined by its place.
    """
    own = declared.plus(sensitivity=_SENSITIVITY, channel=_CHANNEL)
    yield collected(locator, content, MAIL, own)
    try:
        with guarded(f"{locator}: the message"):
            files = list(_attached(email.message_from_bytes(content, policy=email.policy.compat32)))
        if files and depth == _MAX_DEPTH:
            raise TooLargeInput(
                f"{locator}: messages within messages, more than {_MAX_DEPTH} deep. Save the inner ones."
            )
    except InputError as error:
        yield quarantined(locator, error, content)
        return
    fields = {name: value for name, value in own.fields.items() if name not in {"external_id", "title", "author"}}
    for number, part in enumerate(files, start=1):
        yield from _attachment(f"{locator}#attachment-{number}", part, Declared(fields, ()), (config, depth + 1))


def read_mailbox(path: Path, declared: Declared, config: CollectConfig) -> Iterator[Item]:
    """Yield the messages of a mailbox (mbox) with their attachments; each object is the bytes of one message as it stood.

    Raises `BrokenInput` where the file is no mailbox.
    """
    n_messages = 0
    with path.open("rb") as file:
        for message in _messages(file, config.max_file_bytes):
            n_messages += 1
            locator = f"{shown(path)}#{n_messages}"
            if isinstance(message, InputError):
                yield quarantined(locator, type(message)(f"{locator}: {message}"))
            else:
                yield from read_message(locator, message, declared, config)
    if not n_messages:
        raise EmptyInput(f"{shown(path)}: holds no message. Check that it was saved or copied completely.")


def _messages(file: BinaryIO, max_bytes: int) -> Iterator[bytes | InputError]:
    """Yield each message of a mailbox, without its "From " line and the blank line after it; a long one as an error."""
    first = file.readline(max_bytes)
    if first and not _FROM_LINE.fullmatch(first):
        raise BrokenInput('is no mailbox: its first line does not begin with "From ". Save single messages as .eml.')
    lines: list[bytes] = []
    n_bytes, is_blank = 0, False
    while line := file.readline(max_bytes + 1):
        if is_blank and _FROM_LINE.fullmatch(line):
            yield _message(lines, n_bytes, max_bytes)
            lines, n_bytes, is_blank = [], 0, False
            continue
        n_bytes += len(line)
        if n_bytes <= max_bytes:
            lines.append(line)
        is_blank = line in {b"\n", b"\r\n"}
    if first:
        yield _message(lines, n_bytes, max_bytes)


def _message(lines: list[bytes], n_bytes: int, max_bytes: int) -> bytes | InputError:
    if n_bytes > max_bytes:
        return TooLargeInput(f"a message of {n_bytes} bytes, more than {max_bytes} (max_file_bytes).")
    content = b"".join(lines[:-1] if lines and not lines[-1].strip() else lines)
    return content or EmptyInput("the message is empty.")


def _attached(message: Message) -> Iterator[Message]:
    """Yield the parts that are files of their own: named, called attachments, or whole messages."""
    waiting: list[Message] = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if part is not message and (part.get_content_type() == MAIL or _is_file(part)):
            yield part
        elif part.is_multipart():
            waiting += [inner for inner in reversed(part.get_payload()) if isinstance(inner, Message)]  # type: ignore[arg-type]
    raise TooLargeInput(f"the message has more than {_MAX_PARTS} parts. Save what matters by itself.")


def _is_file(part: Message) -> bool:
    has_name = part.get_content_disposition() == "attachment" or part.get_filename() is not None
    return has_name and not part.is_multipart()


def _attachment(locator: str, part: Message, declared: Declared, bounds: tuple[CollectConfig, int]) -> Iterator[Item]:
    """Yield what one attached file gives: a document of its own, for a message all that is in it, or why none."""
    config, depth = bounds
    content: bytes | None = None
    try:
        with guarded(f"{locator}: the attached file"):
            name = part.get_filename() or ""
            content = _bytes(part)
        if not content:
            raise EmptyInput(f"{locator}: the attached file is empty.")
        if len(content) > config.max_file_bytes:
            raise TooLargeInput(f"{locator}: more than {config.max_file_bytes} bytes (max_file_bytes).")
    except InputError as error:
        yield quarantined(locator, error, content)
        return
    kind = media_type(name, content)
    if part.get_content_type() == MAIL or kind == MAIL:
        yield from read_message(locator, content, declared, config, depth)
    else:
        try:
            yield from documents(locator, content, kind, declared, config)
        except InputError as error:
            yield quarantined(locator, error, content)


def _bytes(part: Message) -> bytes:
    if part.get_content_type() == MAIL and part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, Message) else b""
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""
