"""WACZ packages: the WARC files in them, checked against the digests that the package states."""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from servanda.collect.archives.warcs import Archive, read_records
from servanda.collect.bounded_zip import open_zip
from servanda.collect.collected import Item, quarantined
from servanda.collect.config import CollectConfig
from servanda.collect.declared import Declared
from servanda.collect.folders import shown
from servanda.errors import BrokenInput, EmptyInput, InputError, RecordError
from servanda.model.codec import decode_json, sha256_of_file

_DESCRIPTION = "datapackage.json"
_MAX_DESCRIPTION_BYTES = 20_000_000
_PIECE = 1_000_000
_WARC_ENDINGS = (".warc", ".warc.gz")


def read_wacz(path: Path, declared: Declared, config: CollectConfig) -> Iterator[Item]:
    """Yield the documents of every WARC file in a package. Raises `BrokenInput` where it is none, `TooLargeInput`."""
    digest = sha256_of_file(path)
    with path.open("rb") as file, open_zip(file, "WACZ package", config) as package:
        stated = _stated(package)
        names = [name for name in sorted(package.namelist()) if name.lower().endswith(_WARC_ENDINGS)]
        if not names:
            raise EmptyInput("the WACZ package holds no WARC file. Export it again.")
        for name in names:
            archive = Archive(f"{shown(path)}#{name}", digest, declared)
            try:
                _check(package, name, stated.get(name))
            except InputError as error:
                yield quarantined(archive.locator, type(error)(f"{archive.locator}: {error}"))
                continue
            with package.open(name) as member:
                yield from read_records(member, archive, config)  # type: ignore[arg-type]


def _stated(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the SHA-256 of each member as the package's description states it."""
    if _DESCRIPTION not in package.namelist():
        raise BrokenInput(f"the WACZ package has no {_DESCRIPTION}. Export it again, or add the WARC files in it.")
    with package.open(_DESCRIPTION) as member:
        content = member.read(_MAX_DESCRIPTION_BYTES)
    try:
        description: Any = decode_json(content)
    except RecordError as error:
        raise BrokenInput(f"the WACZ package's {_DESCRIPTION} cannot be read ({error}).") from error
    resources = description.get("resources") if isinstance(description, dict) else None
    listed = [item for item in resources or () if isinstance(item, dict)] if isinstance(resources, list) else []
    return {
        str(item["path"]): item["hash"].removeprefix("sha256:").lower()
        for item in listed
        if item.get("path") and str(item.get("hash")).startswith("sha256:")
    }


def _check(package: zipfile.ZipFile, name: str, stated: str | None) -> None:
    if stated is None:
        raise BrokenInput("the package states no SHA-256 for it. Add the WARC file by itself if you trust it.")
    digest = hashlib.sha256()
    with package.open(name) as member:
        while piece := member.read(_PIECE):
            digest.update(piece)
    if digest.hexdigest() != stated:
        raise BrokenInput(
            f"it has the SHA-256 {digest.hexdigest()}, not the {stated} that the package states: it was changed."
        )
