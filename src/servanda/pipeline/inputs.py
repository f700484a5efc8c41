"""What a run rests on beside the reports: settings, agreements, zones, actors, places, the counting rule. Each is kept in the log (decision 0138)."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from servanda.errors import ConfigError
from servanda.model.codec import sha256
from servanda.model.findings import Finding
from servanda.model.runs import InputFile, Run
from servanda.pipeline.case import Case
from servanda.pipeline.dossier import IMPORTED, SETTINGS_FILE, Dossier
from servanda.reference.agreement_files import load_agreement_book
from servanda.reference.agreement_files.shapes import find_file
from servanda.reference.counting import COUNTING_FILE
from servanda.store import Difference
from servanda.text.display import is_text

STAMPS = "custody/stamps"
_BYTES = "bytes:"
_MOST_NAMED = 5


def keep_inputs(case: Case) -> tuple[InputFile, ...]:
    """Keep the files that a run is about to rest on as objects in the log, and return them with their hashes.

    Files that the newest run rested on already, unchanged, are not written again. Raises `StoreError`, `ConfigError`.
    """
    contents = {name: path.read_bytes() for name, path in sorted(_files(case.dossier).items())}
    inputs = tuple(InputFile(path=name, sha256=sha256(content)) for name, content in contents.items())
    newest = newest_run(case)
    known = {item.sha256 for item in newest.inputs} if newest else set()
    if any(item.sha256 not in known for item in inputs):
        with case.store.writer("received", case.by, case.now(), case.tool(what="inputs of a run")) as batch:
            for content in contents.values():
                batch.put_object(content)
    return inputs


def are_entered(case: Case, inputs: tuple[InputFile, ...]) -> bool:
    """Tell whether the newest run rested on exactly these files."""
    newest = newest_run(case)
    return newest is not None and newest.inputs == inputs


def newest_run(case: Case) -> Run | None:
    """Return the run recorded last, ``None`` before the first; a clock may have been set back since."""
    runs: deque[Run] = deque(case.store.records("run"), maxlen=1)
    return runs[-1] if runs else None


def check_inputs(case: Case, *, strictly: bool = False) -> Iterator[Difference]:
    """Yield the inputs that are not as the last run kept them and that something rests on; with ``strictly`` all that are not.

    Findings rest on the agreements that they state and on zones and texts; time-stamps on their roots. An edit that nothing rests on
    yet waits for the next run: see `waiting_inputs`. Findings made from an agreement that is not here are a difference always.
    """
    rests = _resting(case)
    yield from (found for name, found in _edits(case) if strictly or rests(name))
    yield from _other_agreements(case)


def waiting_inputs(case: Case) -> Iterator[str]:
    """Yield a word on each input that was edited, added or taken away since the last run, and that nothing rests on yet."""
    rests = _resting(case)
    for name, found in _edits(case):
        if not rests(name):
            yield f"{found.where}: {found.what}; no finding rests on it yet"


def _edits(case: Case) -> Iterator[tuple[str, Difference]]:
    """Yield the name of each input that is not as the last run kept it, and how."""
    run = newest_run(case)
    if not run or not run.inputs:
        return
    now, then = _files(case.dossier), {item.path: item.sha256 for item in run.inputs}
    for name, digest in then.items():
        yield from ((name, found) for found in _compared(name, case.folder / _path(name), digest, run))
    for name in sorted(now.keys() - then.keys()):
        yield name, Difference(name, f"was added since the run of {run.started_at}: enter it with servanda run")


def _resting(case: Case) -> Callable[[str], bool]:
    """Return what tells of an input whether something on record rests on it as it was."""
    run = newest_run(case)
    then = {item.path: item.sha256 for item in run.inputs} if run else {}
    stated = {item.assessed_with.agreement_sha256 for item in case.store.current("assess") if isinstance(item, Finding)}
    resting = {name for name, digest in then.items() if digest in stated}
    resting |= _beside_agreements(case, then) if stated else set()
    if any((case.folder / STAMPS).glob("*.tsr")):
        resting.add(_name(case.folder / case.dossier.settings.stamp_roots, case.folder))
    return resting.__contains__


def _beside_agreements(case: Case, names: Iterable[str]) -> set[str]:
    """Return which of some inputs are zones, or files that agreements name."""
    zones = case.folder / case.dossier.settings.zones
    named = {_name(path, case.folder) for path in _named(case.dossier)}
    return {name for name in names if name in named or _is_below(case.folder / _path(name), zones)}


def _is_below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _compared(name: str, path: Path, digest: str, run: Run) -> Iterator[Difference]:
    kept = f"as it was it is kept in evidence/{digest[:2]}/{digest[2:]}"
    if not path.is_file():
        yield Difference(name, f"was taken away since the run of {run.started_at}; {kept}")
    elif sha256(path.read_bytes()) != digest:
        yield Difference(name, f"was edited since the run of {run.started_at}: enter it with servanda run; {kept}")


def _other_agreements(case: Case) -> Iterator[Difference]:
    """Name the findings whose agreement file is no longer the one that they were made from."""
    here = {sha256(path.read_bytes()) for path in case.dossier.agreements.glob("*.yaml") if path.is_file()}
    stale: dict[tuple[str, str], list[str]] = {}
    for finding in case.store.current("assess"):
        if isinstance(finding, Finding) and finding.assessed_with.agreement_sha256 not in here:
            stale.setdefault((finding.agreement_id, finding.assessed_with.agreement_sha256), []).append(finding.id)
    for (agreement, digest), names in stale.items():
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        said = f"{len(names)} findings were made from another version of its file (SHA-256 {digest[:12]}...)"
        yield Difference(
            f"agreement {agreement}", f"{said}: {', '.join(names[:_MOST_NAMED])}{more}; run again, or restore it"
        )


def _files(dossier: Dossier) -> dict[str, Path]:
    """Return the files that runs of a dossier rest on, by their path in it; what editors leave beside them is none."""
    found = (*own_files(dossier), *_named(dossier))
    return {_name(path, dossier.folder): path for path in found if path.is_file() and not _is_draft(path)}


def own_files(dossier: Dossier) -> list[Path]:
    """Return the files in the folders of a dossier for agreements, zones and places, and those that its settings name."""
    settings = dossier.settings
    folders = (dossier.agreements, dossier.folder / settings.zones, dossier.folder / IMPORTED)
    names = (
        SETTINGS_FILE,
        COUNTING_FILE,
        settings.actors,
        settings.places,
        settings.stamp_roots,
        settings.collect.ca_file,
    )
    found = [path for folder in folders for path in folder.rglob("*")]
    return found + [dossier.folder / name for name in names if name]


def _named(dossier: Dossier) -> list[Path]:
    """Return the zones and texts that agreements name, wherever in the dossier they lie."""
    try:
        return [find_file(name, _bases(dossier)) for name in _names_in_agreements(dossier)]
    except ConfigError:
        return []  # a run says so; here only what is kept is compared


def looked_for(dossier: Dossier) -> list[Path]:
    """Return every place where a file that agreements name is looked for. Raises `ConfigError`."""
    names = {form for name in _names_in_agreements(dossier) for form in (name, Path(name).name)}
    return [base / name for base in _bases(dossier) for name in sorted(names)]


def _names_in_agreements(dossier: Dossier) -> tuple[str, ...]:
    book = load_agreement_book(dossier.agreements, dossier.folder / dossier.settings.zones)
    return (*book.zone_sha256, *(item.text.file for item in book.agreements if item.text and item.text.file))


def _bases(dossier: Dossier) -> tuple[Path, ...]:
    """Return the folders in which a file that an agreement names is looked for, in this order."""
    return dossier.folder / dossier.settings.zones, dossier.agreements.parent, dossier.agreements


def _is_draft(path: Path) -> bool:
    return path.name.startswith(".") or path.name.endswith(("~", ".tmp"))


def _name(path: Path, folder: Path) -> str:
    """Return the path in the dossier as text; bytes that are no UTF-8 are quoted."""
    name = os.path.relpath(path.resolve(), folder.resolve())
    return name if is_text(name) else _BYTES + quote(os.fsencode(name))


def _path(name: str) -> str:
    return os.fsdecode(unquote_to_bytes(name.removeprefix(_BYTES))) if name.startswith(_BYTES) else name
