"""``make same``: whether claims and identifications are still what they were, over every document that is at hand.

For changes that must change nothing (files moved, code written again). ``same.tsv`` holds one hash a document: of the canonical JSON
of its claims and identifications, without ids and ``made_by.version`` (the version is hashed into ids; keys stay). It holds no word of
any text. Not part of CI: another processor may round otherwise, and then the parser may decide otherwise in a few sentences; so compare
on the machine that wrote the file, or write it there first, from the state before the change.

    python -m evaluation.same                  # names the documents that differ; exit status 1 if any does
    python -m evaluation.same --write          # this state is the one to compare with: writes same.tsv, and build/same with the records
    python -m evaluation.same --show           # as without it, and prints which records differ from those in build/same
    python -m evaluation.same own/ examples/   # only documents whose names begin so
"""

import argparse
import difflib
import json
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.same_documents import Texts, documents
from servanda.extract import ExtractConfig, extract
from servanda.extract.reading import guarding
from servanda.model.codec import canonical, sha256, to_plain
from servanda.model.ids import LATER
from servanda.model.places import is_carried
from servanda.resolve import ResolveConfig, resolve

HASHES = Path(__file__).parent / "same.tsv"
BASELINE = Path(__file__).resolve().parents[1] / "build" / "same"
Records = list[str]


def comparable(record: Any) -> Any:
    """Return a claim or an identification as plain values, without what a mere new version changes: id and version of the maker.

    Fields that came later are left out while they are empty, as they are from ids (but for ``apart``, which the file was written with).
    """
    left_out = {"id", *(name for name in LATER - {"apart"} if not getattr(record, name, None))}
    plain = {name: _without_basis(value) for name, value in to_plain(record).items() if name not in left_out}
    return {**plain, "made_by": {name: value for name, value in plain["made_by"].items() if name != "version"}}


def _without_basis(value: Any) -> Any:
    """Leave out the basis of places that are not carried, as ids do."""
    if isinstance(value, dict) and "place_id" in value and not is_carried(value.get("basis")):
        return {name: one for name, one in value.items() if name != "basis"}
    return [_without_basis(one) for one in value] if isinstance(value, list | tuple) else value


def records_of(texts: Texts) -> Records:
    """Return the claims and identifications of a document as lines of canonical JSON, sorted."""
    made: list[Any] = []
    for text in texts.layers:
        claims = tuple(extract(text, ExtractConfig(), texts.reference))
        made += [*claims, *resolve(text, claims, ResolveConfig(), texts.reference)]
    return sorted(canonical(comparable(record)).decode() for record in made)


def hash_of(records: Records) -> str:
    """Return the hash of a document's records."""
    return sha256("\n".join(records).encode())


def read_hashes(path: Path = HASHES) -> dict[str, str]:
    """Return the hash by document name; a line that begins with '#' is a remark."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))  # type: ignore[misc]


def write_hashes(hashes: Mapping[str, str], path: Path = HASHES) -> None:
    """Write the hashes, those of documents that are not at hand kept."""
    head = f"# name, hash; read by evaluation/same.py; written on {platform.machine()}"
    kept = {**read_hashes(path), **hashes}
    path.write_text("\n".join([head, *(f"{name}\t{kept[name]}" for name in sorted(kept))]) + "\n", encoding="utf-8")


def differences(before: Records, now: Records) -> Iterator[str]:
    """Yield the lines that differ between two lists of records, field by field."""
    old, new = (_indented(records) for records in (set(before) - set(now), set(now) - set(before)))
    changed = difflib.unified_diff(old, new, "before", "now", lineterm="", n=6)
    yield from (f"    {line}" for line in changed)


def _indented(records: Iterable[str]) -> list[str]:
    return [
        line
        for one in sorted(records)
        for line in json.dumps(json.loads(one), indent=1, ensure_ascii=False).splitlines()
    ]


def _shown(name: str, now: Records) -> Iterator[str]:
    path = _baseline(name)
    if not path.exists():
        yield f"    nothing is kept of it in {BASELINE.parent.name}/{BASELINE.name}: run with --write in the state before the change"
        return
    yield from differences(path.read_text(encoding="utf-8").splitlines(), now)


def _baseline(name: str) -> Path:
    return BASELINE / f"{name}.jsonl"


def main(words: list[str] | None = None) -> int:
    """Compare or write; return the exit status."""
    about, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(prog="python -m evaluation.same", description=about, epilog=usage,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("names", nargs="*", help="beginnings of names of documents; default: all")
    parser.add_argument("--write", action="store_true", help="take this state as the one to compare with")
    parser.add_argument("--show", action="store_true", help="print the records that differ")
    asked = parser.parse_args(words)
    guarding.CAUGHT = ()  # a rule that fails is told as such, and not as a document that differs
    wanted, found, differing = read_hashes(), {}, []
    for texts in documents(tuple(asked.names)):
        records = records_of(texts)
        found[texts.name] = hash_of(records)
        if asked.write:
            _baseline(texts.name).parent.mkdir(parents=True, exist_ok=True)
            _baseline(texts.name).write_text("\n".join(records), encoding="utf-8")
        elif found[texts.name] != wanted.get(texts.name):
            differing.append(texts.name)
            print(f"differs: {texts.name}" if texts.name in wanted else f"new: {texts.name}", flush=True)
            for line in _shown(texts.name, records) if asked.show else ():
                print(line)
    if asked.write:
        write_hashes(found)
        print(f"{len(found)} documents written to {HASHES.name}")
        return 0
    gone = [name for name in wanted if name not in found and name.startswith(tuple(asked.names) or "")]
    print(f"{len(found)} documents compared, {len(differing)} differ; {len(gone)} of {HASHES.name} are not at hand")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
