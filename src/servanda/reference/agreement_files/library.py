"""The agreements that are shipped with the program, ready to be taken into a dossier."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from servanda.errors import NotFoundError, UsageError
from servanda.reference.agreement_files.reading import AgreementFile, read_agreement_file

LIBRARY: Final = Path(__file__).parent.parent / "data" / "agreement_library"
"""A folder ``agreements`` with one file each, and a folder ``zones`` with the maps that they name."""


def library_files() -> Iterator[AgreementFile]:
    """Yield the shipped agreement files, by name."""
    yield from (read_agreement_file(path) for path in sorted((LIBRARY / "agreements").glob("*.yaml")))


def library_file(agreement_id: str) -> Path:
    """Return the file of a shipped agreement. Raises `NotFoundError` naming those that there are."""
    folder = LIBRARY / "agreements"
    path = folder / f"{agreement_id}.yaml"
    if path.parent == folder and path.is_file():
        return path
    known = ", ".join(sorted(file.stem for file in folder.glob("*.yaml")))
    raise NotFoundError(f"{agreement_id!r} is neither a file nor an agreement that is shipped; there are: {known}")


def take(agreement_id: str, agreements: Path, zones: Path) -> tuple[Path, ...]:
    """Copy a shipped agreement into the folder ``agreements`` and its maps into ``zones``; return what was written.

    A file that is there already and differs is left alone. Raises `NotFoundError`, and `UsageError` for such a file.
    """
    file = read_agreement_file(library_file(agreement_id))
    named = {v.file for zone in file.agreement.zones for v in zone.versions if v.file} if file.agreement else set()
    wanted = [(file.path, agreements / file.path.name)]
    wanted += [(LIBRARY / name, zones / Path(name).name) for name in sorted(named)]
    for source, target in wanted:
        if target.exists() and target.read_bytes() != source.read_bytes():
            raise UsageError(f"{target} is there already and differs; move it away, or keep your own version")
    for source, target in wanted:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return tuple(target for _, target in wanted)
