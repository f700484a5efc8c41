"""What proves the rows of a bundle: entries of the log, signed tree heads, time-stamps, agreement files."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from servanda.errors import UsageError
from servanda.model.codec import canonical, decode, sha256, to_plain
from servanda.model.custody import TreeHead
from servanda.pipeline.case import Case
from servanda.pipeline.inputs import STAMPS
from servanda.reference.agreement_files.shapes import find_file
from servanda.report import ReportView
from servanda.store import ProvenRow, set_back


class Proofs(NamedTuple):
    """Lines of a bundle's files of the same names (see `BundleContents`)."""

    records: tuple[Mapping[str, Any], ...]
    entries: tuple[Mapping[str, Any], ...]
    heads: tuple[bytes, ...]
    consistency: tuple[Mapping[str, Any], ...]


def proofs(case: Case, rows: Iterable[ProvenRow]) -> Proofs:
    """Return rows with the way from each to the newest signed tree head, and from every older head to that one.

    Entries that show a clock that was set back come along. Any of the older ones may stand in somebody's notebook: with its way to the newest, the bundle answers for it.
    """
    listed = list(rows)
    heads = case.store.heads()
    newest = heads[-1]
    dated_back = {entry.seq for pair in set_back(case.store) for entry in pair if entry.seq <= newest.size}
    numbers = sorted({row.entry for row in listed} | dated_back)
    bodies = case.store.entry_bytes(numbers)
    included = zip(numbers, case.store.inclusion(numbers, newest.size), strict=True)
    stamped = [head for head in heads[:-1] if _stamp(case, head.size).is_file()]
    return Proofs(
        records=tuple(map(_line, listed)),
        entries=tuple({"entry": bodies[number].decode(), "path": proof.path} for number, proof in included),
        heads=tuple(canonical(to_plain(head)) for head in (*stamped, newest)),
        consistency=tuple(to_plain(case.store.consistency(head.size, newest.size)) for head in heads[:-1]),
    )


def stamp_files(case: Case, heads: Iterable[bytes]) -> dict[str, bytes]:
    """Return the time-stamps of tree heads, and the pinned roots of the authority where there are any."""
    sizes: list[int] = [decode(head, TreeHead).size for head in heads]
    found = {f"stamps/{size:08d}.tsr": _stamp(case, size) for size in sizes}
    found["stamp-roots.pem"] = case.folder / getattr(case.dossier.settings, "stamp_roots", "stamp-roots.pem")
    return {name: path.read_bytes() for name, path in found.items() if path.is_file()}


def agreement_files(case: Case, view: ReportView) -> dict[str, bytes]:
    """Return the files that the findings rest on: agreements, their texts, zones.

    Raises `UsageError` where an agreement file is no longer the one that a finding was made with.
    """
    files = {path.name: path.read_bytes() for path in sorted(case.dossier.agreements.glob("*.yaml"))}
    needed = {item.assessed_with.agreement_sha256: item.agreement_id for item in view.findings}
    found = {f"agreements/{name}": content for name, content in files.items() if sha256(content) in needed}
    missing = set(needed) - {sha256(content) for content in found.values()}
    if missing:
        named = ", ".join(sorted({needed[digest] for digest in missing}))
        raise UsageError(
            f"the file of {named} has changed since its findings were made: run first: servanda run {case.folder}"
        )
    base = (case.folder / case.dossier.settings.zones, case.dossier.agreements.parent, case.dossier.agreements)
    zones = {version.file for item in view.book.agreements for zone in item.zones for version in zone.versions}
    texts = {item.text.file for item in view.book.agreements if item.text}
    for folder, names in (("zones", zones), ("agreements", texts)):
        for name in sorted(filter(None, names)):
            found[f"{folder}/{Path(name).name}"] = find_file(name, base).read_bytes()
    return found


def _stamp(case: Case, size: int) -> Path:
    return case.folder / STAMPS / f"{size:08d}.tsr"


def _line(row: ProvenRow) -> dict[str, Any]:
    """Return a row as a line of ``records.jsonl``."""
    line = {"kind": row.kind, "id": row.id, "sha256": row.sha256, "entry": row.entry, "index": row.position}
    line |= {"size": row.size, "path": row.path}
    if row.body is not None:
        line["body"] = row.body.decode()
    return {**line, "outputs": row.outputs} if row.outputs else line
