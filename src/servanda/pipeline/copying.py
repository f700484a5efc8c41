"""Copying the records of a dossier from one database into another."""

from pathlib import Path

from servanda.pipeline.case import Step
from servanda.pipeline.dossier import SETTINGS_FILE, open_dossier
from servanda.store import DATABASE as RECORDS
from servanda.store import Copied, RecordsAt, copy_records, sqlite_url, url_of


def copy_store(source: str, target: str, step: Step = lambda *_: None) -> Copied:
    """Copy all records, checked; see `servanda.store.copy_records` for what is held against what, and the errors.

    ``source`` and ``target`` are URLs of databases or folders of dossiers, which stand for the database that their settings name.
    """
    return copy_records(_records_at(source), _records_at(target), step)


def _records_at(given: str) -> RecordsAt:
    folder = Path(given)
    if "://" not in given and (folder / SETTINGS_FILE).is_file():
        settings = open_dossier(folder).settings
        return RecordsAt(url_of(settings.store) if settings.store else sqlite_url(folder / RECORDS), folder / "custody")
    url = url_of(given)
    beside = Path(url.database or "").parent / "custody"
    return RecordsAt(url, beside if url.get_backend_name() == "sqlite" and beside.is_dir() else None)
