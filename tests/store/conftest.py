"""A small invented dossier: one document, its text, and as many claims as a test asks for."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text

from servanda.model.claims import Claim, EventClaim, EventType, MadeBy
from servanda.model.documents import Document, DocumentText, Paragraph
from servanda.model.incidents import Incident
from servanda.model.making import sealed, text_layer, with_id
from servanda.model.parties import Attribution
from servanda.model.runs import Derivation
from servanda.model.spans import Span
from servanda.store import Batch, Store, open_store

AT = "2026-01-02T03:04:05Z"
TEXT = "The mill at Ostrova was shelled on Monday, the mayor of Ostrova said. Two guards were hurt. " * 12


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Take all triggers out of the way, and put them back."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield
        return
    triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        for _, sql in triggers:
            connection.exec_driver_sql(sql)


class Case:
    """Records about an invented shelling, made to measure."""

    at = AT
    text = TEXT

    def document(self, name: str = "a.txt") -> Document:
        content = (name + TEXT).encode()
        fields: dict[str, Any] = {"object_sha256": "0" * 64, "n_bytes": len(content), "media_type": "text/plain"}
        return with_id("doc", Document(id="", locator=name, **fields))

    def layer(self, document: Document, version: str = "1") -> DocumentText:
        paragraphs = (Paragraph(start=0, end=len(TEXT)),)
        return text_layer(document.id, TEXT, paragraphs, parser="plain", parser_version=version)

    def claim(self, layer: DocumentText, number: int = 0, version: str = "1") -> Claim:
        span = Span.of(TEXT, number, number + 30)
        claim: Claim = EventClaim(
            id="",
            key="",
            document_id=layer.document_id,
            text_id=layer.id,
            language="en",
            span=span,
            attribution=(Attribution(level="document", name="The Ostrova Herald"),),
            made_by=MadeBy(rule="event.assault", version=version),
            event=EventType(plover="ASSAULT"),
            trigger=Span.of(TEXT, number, number + 8),
        )
        return sealed(claim)

    def derivation(
        self, input_id: str, outputs: tuple[str, ...], stage: str = "extract", version: str = "1"
    ) -> Derivation:
        made = Derivation(
            id="",
            input_id=input_id,
            stage=stage,
            version=version,
            config_sha256="c",
            reference_sha256="r",
            outputs=outputs,
        )
        return with_id("drv", made)

    def incident(self, *claims: Claim, mode: str | None = None) -> Incident:
        keys = sorted(claim.key for claim in claims)
        identity = with_id("inc", Document(id="", object_sha256="".join(keys), n_bytes=0, media_type="", locator="")).id
        return Incident(
            id=identity,
            kind="ASSAULT",
            mode=mode,
            members=tuple(claim.id for claim in claims),
            n_documents=1,
            n_independent_origins=1,
            credibility="3",
        )

    def fill(self, store: Store, n_claims: int = 20) -> tuple[Claim, ...]:
        """Store a document with its object, text layer and claims, in two batches."""
        document = self.document()
        layer = self.layer(document)
        claims = tuple(self.claim(layer, number) for number in range(n_claims))
        with self.writer(store, "collected") as batch:
            batch.put_object(TEXT.encode())
            batch.put(document)
        with self.writer(store, "derived") as batch:
            for record in (layer, *claims):
                batch.put(record)
            batch.derive(self.derivation(document.id, (layer.id,), stage="parse"))
            batch.derive(self.derivation(layer.id, tuple(claim.id for claim in claims)))
        return claims

    @contextmanager
    def behind(self, store: Store) -> Iterator[Callable[..., Any]]:
        """Give a way to run SQL as somebody would who has the database in hand: no trigger is in the way, and all are there again after it."""
        each_at_once = {"isolation_level": None} if store.engine.dialect.name == "sqlite" else {}
        engine = create_engine(store.engine.url, connect_args=each_at_once)
        try:
            with engine.begin() as connection, unguarded(connection):
                yield lambda sql, **values: connection.execute(text(sql), values)
        finally:
            engine.dispose()

    def writer(self, store: Store, event: str = "derived") -> Any:
        return store.writer(event, "desk", AT, {"source": f"folder of {event}"})


@pytest.fixture
def case() -> Case:
    return Case()


class Databases(dict[Path, str | None]):
    """Which PostgreSQL database the records of a folder are in; ``None`` stands for its own ``records.sqlite``."""

    def __init__(self, new: Callable[[], str] | None) -> None:
        super().__init__()
        self._new = new

    def __missing__(self, folder: Path) -> str | None:
        self[folder] = self._new() if self._new else None
        return self[folder]

    def open(self, folder: Path, *given: Any, **named: Any) -> Store:
        """Do as `open_store` does, on the database of the folder."""
        return open_store(folder, *(given or (self[folder],)), **named)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test of a store is run on both databases; those about the file of SQLite on that alone."""
    if "kept_in" in metafunc.fixturenames:
        both = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
        alone = metafunc.definition.get_closest_marker("sqlite_alone")
        metafunc.parametrize("kept_in", ["sqlite"] if alone else both, indirect=True)


@pytest.fixture
def kept_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Databases:
    """Say where `open_store`, as the module of the test calls it, keeps the records."""
    new = request.getfixturevalue("server").database if request.param == "postgresql" else None
    databases = Databases(new)
    if new and hasattr(request.module, "open_store"):
        monkeypatch.setattr(request.module, "open_store", databases.open)
    return databases


@pytest.fixture
def store(tmp_path: Path, kept_in: Databases) -> Iterator[Store]:
    with kept_in.open(tmp_path, create=True) as opened:
        yield opened


_ELSEWHERE = """
import functools, servanda.store
_open = servanda.store.open_store
servanda.store.open_store = lambda folder, **named: _open(folder, {url!r}, **named)
"""


@pytest.fixture
def program() -> Callable[..., "subprocess.Popen[str]"]:
    """Start Python code in another process; its standard output and error can be read."""

    def start(code: str, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return start


@pytest.fixture
def child(kept_in: Databases, tmp_path: Path, program: Callable[..., Any]) -> Callable[..., Any]:
    """Do as ``program``; what the code calls `open_store` opens the database of this test."""
    url = kept_in[tmp_path]
    before = _ELSEWHERE.format(url=url) if url else ""
    return lambda code, *arguments: program(before + code, *arguments)


__all__ = ["Batch", "Case"]
