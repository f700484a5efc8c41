"""What a program may call: `servanda` offers these names, and promises nothing else (docs/reference/library.md)."""

from servanda.library.dossier import OpenDossier, open  # noqa: A004 - called as servanda.open
from servanda.library.reading import Reading, read
from servanda.library.records import Records
from servanda.pipeline import AddSummary, RunSummary, Written

__all__ = ["AddSummary", "OpenDossier", "Reading", "Records", "RunSummary", "Written", "open", "read"]
