"""What is written in the records of a WARC file, for whoever looks for words in it."""

from collections.abc import Iterator
from typing import BinaryIO

from servanda.collect.archives.http_blocks import read_http
from servanda.collect.archives.records import Entry, read_entries
from servanda.collect.config import CollectConfig
from servanda.errors import InputError


def archived(file: BinaryIO, config: CollectConfig) -> Iterator[bytes]:
    """Yield the block of each record of a WARC file, of an answer its body with chunks and coding undone.

    Ends where the file is damaged or goes beyond the bounds. ``file`` is buffered (``io.BufferedReader``).
    """
    try:
        for entry in read_entries(file, config):
            yield _content(entry, config)
    except InputError:
        return


def _content(entry: Entry, config: CollectConfig) -> bytes:
    block = entry.record.block
    if entry.kind != "response":
        return block
    try:
        return read_http(block).content(config.max_file_bytes)
    except InputError:
        return block
