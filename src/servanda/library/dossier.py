"""`open`: a dossier, its records, and what can be done with it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property, partial
from os import PathLike
from pathlib import Path
from typing import Any, Self, TypeVar, Unpack

from servanda.errors import UsageError
from servanda.library.asking import PeriodOptions, request_of
from servanda.library.records import Records
from servanda.model.claims import Claim
from servanda.model.documents import Document, DocumentText
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.pipeline import (
    AddSummary,
    Again,
    Case,
    RunSummary,
    Step,
    Written,
    add_sources,
    build_view,
    countries_wanted,
    init_dossier,
    left_out,
    list_records,
    open_case,
    open_dossier,
    run_case,
    write_report,
)
from servanda.report import ROWS, ReportView

R = TypeVar("R")
_READ = ("_view", "documents", "texts", "claims", "incidents", "statements", "findings", "warnings")
"""What is read once, and anew after the dossier was changed through this object."""


class OpenDossier:
    """A dossier, made by `servanda.open`. Its records are read when they are first asked for, and once.

    Nothing is held open or locked between two calls, so the commands of the program can be used beside it; what they
    change is seen by a dossier that is opened after them.

    Attributes:
        folder: Its folder.
        warnings: What was not understood in its settings, what they lack, and how many sealed documents are left out.
        documents: The documents as they were collected; their words stand in ``texts``.
        texts: The text layers; all spans of claims count their characters.
        claims: The claims, with actors, places and agreements and people's decisions joined in.
        incidents: The incidents that count as acts, each once and with its handle.
        statements: The statements and meetings that no provision speaks of: accusations, demands, threats, talks, denials of what nobody tells.
        findings: The findings on acts, of which one may have several, and on duties. Everything is alleged until a person decides.

    Example:
        >>> with servanda.open("demo-idlib-2019") as dossier:
        ...     print(dossier.documents, dossier.incidents)
        <35 documents> <40 incidents>
    """

    def __init__(self, folder: Path, passphrase: str | None, progress: Callable[[str, int, int], None] | None) -> None:
        open_dossier(folder)
        self.folder = folder
        self._passphrase = passphrase
        self._step: Step = progress or (lambda *_: None)
        self._is_closed = False

    @cached_property
    def warnings(self) -> tuple[str, ...]:  # noqa: D102 - the class describes what it holds
        return self._read(lambda case: (*case.warnings, *countries_wanted(case), *filter(None, [left_out(case)])))

    @cached_property
    def documents(self) -> Records[Document]:  # noqa: D102
        return Records(
            "documents", tuple(zip(*self._read(partial(list_records, what="documents", wanted={})), strict=True))
        )

    @cached_property
    def texts(self) -> Records[DocumentText]:  # noqa: D102
        return Records("texts", tuple((text, _text_row(text)) for text in self._view.texts))

    @cached_property
    def claims(self) -> Records[Claim]:  # noqa: D102
        return self._rows("claims")

    @cached_property
    def incidents(self) -> Records[Incident]:  # noqa: D102
        return self._rows("incidents")

    @cached_property
    def statements(self) -> Records[Incident]:  # noqa: D102
        return self._rows("statements")

    @cached_property
    def findings(self) -> Records[Finding]:  # noqa: D102
        return self._rows("findings")

    def add(self, *sources: str | PathLike[str], public: bool = False) -> AddSummary:
        """Collect reports: keep their bytes under their SHA-256 and enter them in the custody log.

        Args:
            sources: Files, folders, tables (.jsonl, .csv, .xlsx), mail, web archives, web addresses.
            public: These were published, so reports for others may show them. Without it they are internal.

        Returns:
            An `AddSummary`: ``n_new``, ``n_known``, ``quarantined``, ``warnings``, ``visits``, ``missing``.

        Raises:
            NotFoundError: None of the sources exists.
            StoreError: The dossier cannot be written now.

        Example:
            >>> dossier = servanda.open("my-case", create=True)
            >>> dossier.add("reports").n_new
            1
        """
        with self._case(create=True) as case:
            summary = add_sources(case, [str(source) for source in sources], self._step, public=public)
        self._forget()
        return summary

    def run(self, *, workers: int = 1, retry: bool = False, reparse: bool = False) -> RunSummary:
        """Parse, extract, resolve, corroborate and assess what is new or changed. Safe to stop and run again.

        Args:
            workers: Processes that read texts; a text that kills or holds one up is set aside. A script needs no
                ``if __name__ == "__main__":`` for them.
            retry: Try again what was set aside.
            reparse: Read every document anew, with the present parser and settings; decisions are carried over.

        Returns:
            A `RunSummary`; ``lines()`` says it in words, ``quarantined`` names what could not be read.

        Raises:
            MachineError: No process can be started.
            StoreError: The dossier cannot be written now.

        Example:
            >>> servanda.open("my-case").run().n_documents
            1
        """
        if workers < 1:
            raise UsageError(f"workers={workers}: at least one process reads texts")
        with self._case() as case:
            summary = run_case(case, "local", workers, self._step, Again(retry, reparse))
        self._forget()
        return summary

    def report(
        self, output: str | PathLike[str], audience: str = "internal", **period: Unpack[PeriodOptions]
    ) -> Written:
        """Write a report; every number in it links to the characters it rests on. The custody log knows it first.

        Args:
            output: File to write; its ending says the form, as for ``servanda report --output``.
            audience: Who will see it (internal, partner, public, court): it says what is left out.
            period: For the report of a period: ``since``, its first day ("2019-02-01"), and ``until``, the first day after it; also
                ``compare="previous"`` (beside the period of the same length before it), ``language`` ("en", "ar") and ``annex=True``
                (every act of the period, for print). It counts by the rule in the dossier's ``counting.yaml``.

        Returns:
            A `Written`: ``left_out``, ``withheld``, ``telling``.

        Raises:
            UsageError: There is no such audience, form, period or folder, or nothing is left to show.
            ConfigError: The rule of counting is wrong; the message names file, line or field.
            StoreError: The custody log cannot be written now.

        Example:
            >>> dossier = servanda.open("demo-idlib-2019")
            >>> dossier.report("idlib.html", audience="court").withheld
            {}
            >>> written = dossier.report("february.xlsx", since="2019-02-01", until="2019-03-01", compare="previous")
        """
        request = request_of(audience, period)
        with self._case() as case:
            return write_report(case, Path(output), request)

    def close(self) -> None:
        """Forget what was read; the object cannot be used any more, records taken from it can."""
        self._forget()
        self._is_closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<OpenDossier {str(self.folder)!r}>"

    @cached_property
    def _view(self) -> ReportView:
        return self._read(build_view)

    def _read(self, look: Callable[[Case], R]) -> R:
        with self._case() as case:
            return look(case)

    def _rows(self, what: str) -> Records[Any]:
        return Records(what, tuple(ROWS[what](self._view)))

    def _case(self, *, create: bool = False) -> AbstractContextManager[Case]:
        if self._is_closed:
            raise UsageError(f"{self.folder} was closed; open it again with: servanda.open({str(self.folder)!r})")
        return open_case(self.folder, create=create, passphrase=self._passphrase)

    def _forget(self) -> None:
        for name in _READ:
            self.__dict__.pop(name, None)


def open(  # noqa: A001 - called as servanda.open, as tarfile.open is
    folder: str | PathLike[str],
    *,
    create: bool = False,
    passphrase: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> OpenDossier:
    """Open a dossier, with ``with`` or without.

    Args:
        folder: The folder of the dossier, or one to be made.
        create: Make a dossier where there is none; its settings, the countries first, stand in its ``dossier.toml``.
        passphrase: Opens the signing key and the vault where they are protected.
        progress: Called on long work with what is done, how many so far, and of how many (0: unknown).

    Returns:
        An `OpenDossier`.

    Raises:
        NotFoundError: There is no dossier.
        ConfigError: Its settings are wrong; the message names file, line or field.

    Example:
        >>> dossier = servanda.open("demo-idlib-2019")
        >>> [finding.party for finding in dossier.findings if finding.status == "fulfilled"]
        [None]
    """
    path = Path(folder)
    if create and not (path / "dossier.toml").exists():
        init_dossier(path, passphrase=passphrase)
    return OpenDossier(path, passphrase, progress)


def _text_row(text: DocumentText) -> dict[str, Any]:
    names = ("id", "document_id", "published_on", "publisher", "title", "author", "language", "url", "text")
    return {name: getattr(text, name) for name in names}
