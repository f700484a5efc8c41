"""Zip archives, opened within bounds; nothing is ever unpacked to the disk."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from servanda.collect.config import CollectConfig
from servanda.errors import TooLargeInput, guarded
from servanda.model.zips import check_directory


@contextmanager
def open_zip(file: BinaryIO, what: str, config: CollectConfig) -> Iterator[zipfile.ZipFile]:
    """Open an archive and close it after the body. Read its members piece by piece: what the directory says may be a lie.

    Raises `TooLargeInput` beyond ``max_members`` or ``max_unpacked_bytes``; whatever is damaged, here and while the body
    reads, becomes `BrokenInput`.
    """
    check_directory(file, what)
    with guarded(f"the {what}"), zipfile.ZipFile(file) as archive:
        _check(archive.infolist(), what, config)
        yield archive


def _check(members: Sequence[zipfile.ZipInfo], what: str, config: CollectConfig) -> None:
    if len(members) > config.max_members:
        raise TooLargeInput(f"the {what} has {len(members)} members, more than {config.max_members} (max_members).")
    if sum(member.file_size for member in members) > config.max_unpacked_bytes:
        raise TooLargeInput(f"the {what} unpacks to more than {config.max_unpacked_bytes} bytes (max_unpacked_bytes).")
