"""Searches that a desk keeps, by name, in the file ``searches.json`` of its dossier. They stand there in the clear, for people to read."""

from pathlib import Path
from typing import Final

from servanda.errors import ConfigError, NotFoundError, RecordError, UsageError
from servanda.model.codec import decode, encode, to_plain
from servanda.pipeline.case import Case
from servanda.pipeline.searching import SearchRequest

SEARCHES_FILE: Final = "searches.json"
_N_NAME: Final = 80
_NOT_KEPT: Final = frozenset({"limit", "offset"})


def saved_searches(folder: Path) -> dict[str, SearchRequest]:
    """Return the searches kept in a dossier by name. Raises `ConfigError` naming the file where it does not fit."""
    path = folder / SEARCHES_FILE
    if not path.exists():
        return {}
    try:
        found: dict[str, SearchRequest] = decode(path.read_bytes(), dict[str, SearchRequest])
    except (RecordError, OSError) as error:
        raise ConfigError(f"{path}: {error}. Mend it, or delete it: it holds nothing but saved searches.") from error
    return dict(sorted(found.items()))


def saved_search(folder: Path, name: str) -> SearchRequest:
    """Return the search of that name. Raises `NotFoundError` with the names that there are."""
    known = saved_searches(folder)
    if name not in known:
        raise NotFoundError(f"{folder} keeps no search {name!r}; it keeps: {', '.join(known) or 'none'}")
    return known[name]


def save_search(case: Case, name: str, request: SearchRequest) -> None:
    """Keep a search under a name; one that was kept under it goes. Raises `UsageError` for no name."""
    if not name.strip() or len(name) > _N_NAME or not name.isprintable():
        raise UsageError(f"--save {name!r}: give a name of 1 to {_N_NAME} characters")
    _keep(case, {name: request})


def drop_search(case: Case, name: str) -> None:
    """Keep the search of that name no more. Raises `NotFoundError`."""
    saved_search(case.folder, name)
    _keep(case, {name: None})


def _keep(case: Case, changes: dict[str, SearchRequest | None]) -> None:
    """Write the file anew with changes; one that is stopped leaves the old file as it was."""
    path = case.folder / SEARCHES_FILE
    with case.store.alone():
        kept = {name: one for name, one in ({**saved_searches(case.folder), **changes}).items() if one}
        new = path.with_name(f"{SEARCHES_FILE}.new")
        try:
            new.write_bytes(encode({name: _said(one) for name, one in kept.items()}) + b"\n")
            new.replace(path)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


def _said(request: SearchRequest) -> dict[str, object]:
    """Return what a request says beyond the usual, without which of what was found is shown."""
    usual = to_plain(SearchRequest())
    return {
        field: value for field, value in to_plain(request).items() if value != usual[field] and field not in _NOT_KEPT
    }
