"""Changes that people make to a dossier's own files: each is a decision on record, and both versions of the file are kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from servanda.errors import NotFoundError, UsageError
from servanda.model.codec import sha256
from servanda.model.decisions import Decision, DecisionTarget
from servanda.model.making import with_id
from servanda.pipeline.case import Case
from servanda.pipeline.dossier import open_dossier
from servanda.pipeline.person_decisions import Said
from servanda.reference import Reference
from servanda.review import standing

CHANGE: Final = "change"
_FILE: Final = "fil_"


@contextmanager
def changing(case: Case, path: Path, about: Mapping[str, Any], said: Said) -> Iterator[list[Decision]]:
    """Keep what the body does to a file of the dossier, as one decision, which is appended to the list that is given.

    ``about`` says in fields what was changed, beside the hashes of the file ``before`` and ``after``, both kept as objects. After
    an error the file is as it was. A body that changes nothing leaves no decision.
    """
    before, at, made = _content(path), case.now(), list[Decision]()
    try:
        with case.store.writer("reviewed", said.by, at, case.tool(file=path.name)) as batch:
            yield made
            after = _content(path)
            if after == before:
                return
            hashes = {"before": before and sha256(before), "after": after and sha256(after)}
            for content in filter(None, (before, after)):
                batch.put_object(content)
            made.append(_decision(_key(case, path), CHANGE, {**about, **hashes}, said, at))
            batch.put(made[0])
    except BaseException:
        _restore(path, before)
        raise


def undo_change(case: Case, name: str, said: Said) -> Decision:
    """Put a file back to what it was before a change, and return the decision that does so.

    Raises `NotFoundError` where there is no such change, and `UsageError` where the file was changed since.
    """
    change = next((one for one in changes(case) if one.id == name), None)
    if change is None:
        raise NotFoundError(f"there is no change {name} of a file in {case.folder} that stands")
    path, patch = file_of(case, change), change.patch or {}
    content = _content(path)
    if (content and sha256(content)) != patch["after"]:
        raise UsageError(f"{path.name} was changed since; take back what came later first, or mend it anew")
    at = case.now()
    undone = _decision(change.id, "undo", None, said, at)
    try:
        with case.store.writer("reviewed", said.by, at, case.tool(file=path.name)) as batch:
            batch.put(undone)
            _restore(path, case.store.object(patch["before"]) if patch["before"] else None)
    except BaseException:
        _restore(path, content)
        raise
    return undone


def changes(case: Case, what: str | None = None) -> tuple[Decision, ...]:
    """Return the changes of files that stand, in the order in which they were made; ``what``: only those about that."""
    found = (one for one in standing(case.store.decisions()) if one.verdict == CHANGE)
    return tuple(one for one in found if what is None or (one.patch or {}).get("what") == what)


def is_last(case: Case, change: Decision) -> bool:
    """Tell whether a file is still as a change left it, so that the change can be taken back."""
    content = _content(file_of(case, change))
    return bool((content and sha256(content)) == (change.patch or {})["after"])


def file_of(case: Case, change: Decision) -> Path:
    """Return the file that a change is on."""
    return case.folder / change.target.key.removeprefix(_FILE)


def reopened(case: Case) -> Case:
    """Return the case with its settings and reference data read anew from the files. Raises `ConfigError`."""
    dossier = open_dossier(case.folder)
    return Case(dossier, case.store, Reference(dossier.reference_config()), case.now, case.withheld, case.supposed)


def _key(case: Case, path: Path) -> str:
    return _FILE + path.resolve().relative_to(case.folder.resolve()).as_posix()


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif _content(path) != content:
        draft = path.with_name(f".{path.name}.tmp")
        draft.write_bytes(content)
        draft.replace(path)


def _decision(key: str, verdict: str, patch: Mapping[str, Any] | None, said: Said, at: str) -> Decision:
    made = Decision(
        id="", target=DecisionTarget(key=key), verdict=verdict, patch=dict(patch) if patch else None, by=said.by,  # type: ignore[arg-type]
        because=said.because, at=at,
    )  # fmt: skip
    return with_id("dec", made)
