"""Reads documents as a user does: a dossier, `add`, `run`; what it then claims, and which incidents it makes."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import servanda
from servanda.model.claims import Claim
from servanda.model.incidents import Incident

Row = Mapping[str, Any]


class Read(NamedTuple):
    """The claims of each document by its own name, and all incidents."""

    claims: Mapping[str, Sequence[Claim]]
    incidents: Sequence[Incident]

    @property
    def home(self) -> dict[str, str]:
        """Return the name of the document of each claim, by claim id."""
        return {claim.id: name for name, claims in self.claims.items() for claim in claims}


@contextmanager
def opened(documents: Iterable[Row], countries: Sequence[str]) -> Iterator[servanda.OpenDossier]:
    """Give a dossier into which documents were added and read by a run; each has ``id`` and ``text``, and may have what CONTRACT section 2 names."""
    rows = [{"language": "en", "title": "", **row} for row in documents]
    with tempfile.TemporaryDirectory() as folder:
        dossier = servanda.open(Path(folder) / "read", create=True)
        (Path(folder) / "read" / "dossier.toml").write_text(f"countries = {json.dumps(list(countries))}\n", "utf-8")
        given = Path(folder) / "in.jsonl"
        given.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        dossier.add(given)
        dossier.run()
        yield dossier


def of_dossier(dossier: servanda.OpenDossier) -> Read:
    """Return what a dossier holds."""
    names = {document.id: document.external_id or "" for document in dossier.documents}
    claims: dict[str, list[Claim]] = {name: [] for name in names.values()}
    for claim in dossier.claims:
        claims[names[claim.document_id]].append(claim)
    return Read(claims, tuple(dossier.incidents))


def read(documents: Iterable[Row], countries: Sequence[str]) -> Read:
    """Return what the program makes of documents."""
    with opened(documents, countries) as dossier:
        return of_dossier(dossier)
