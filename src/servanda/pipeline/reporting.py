"""`report`: what leaves a dossier."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path

from servanda.errors import UsageError
from servanda.model.codec import sha256
from servanda.pipeline.audience import Release, release
from servanda.pipeline.bundling import ReportRequest, make_bundle
from servanda.pipeline.case import Case
from servanda.pipeline.exports import note_export
from servanda.pipeline.implementing import passages_of
from servanda.pipeline.outside_ids import outside_ids
from servanda.pipeline.period import period_report
from servanda.pipeline.period_edits import whole_period
from servanda.pipeline.sealing import require_open
from servanda.report import (
    ENDINGS,
    PERIOD_FORMS,
    LeftOut,
    Pages,
    Renaming,
    ReportConfig,
    clear_beside,
    folder_beside,
    rendered,
    whole_file,
    write_whole,
)

BUNDLE = ".zip"
PAGE = ".html"


@dataclass(frozen=True)
class Written:
    """What a report left out, and for the desk's eyes alone: why, by document, and which documents in it name their witness."""

    left_out: tuple[LeftOut, ...]
    withheld: Mapping[str, str]
    telling: tuple[str, ...]


def write_report(case: Case, output: Path, request: ReportRequest | None = None) -> Written:
    """Write a report by the ending of ``output``, once the export stands in the custody log by its hash.

    A large page leaves its texts to files in a folder beside it; what an earlier page of that name left there is taken away. Where
    the log cannot be written no file appears. Raises `UsageError` where nothing is left to show, or the folder of ``output``
    does not exist, `VaultLocked` while sealed documents are locked, and `StoreError`.
    """
    request = request or ReportRequest()
    is_bundle = output.suffix.lower() == BUNDLE
    _require_place(output, request, is_bundle=is_bundle)
    _require_fitting(output, request)
    require_open(case, "a report")
    made = release(case, request.audience)
    ids = outside_ids(case, made)
    if made.case.withheld and not made.view.texts:
        reasons = "; ".join(item.words for item in made.left_out)
        raise UsageError(f"nothing may be shown to the audience {request.audience} ({reasons})")
    if is_bundle:
        return _write_bundle(case, (made, ids), output, request)
    content, beside = _made(case, (made, ids), output, request)
    documents = tuple(text.document_id for text in made.view.texts)
    files = {folder_beside(output) / name: part for name, part in beside.items()}
    for path, (part, told) in files.items():
        note_export(case, path, request.audience, (sha256(part), told, ""))
    note_export(case, output, request.audience, (sha256(content), documents, ""))
    clear_beside(output)
    for path, (part, _) in files.items():
        write_whole(path, part)
    write_whole(output, content)
    return Written(made.left_out, made.withheld, _telling(case, documents))


def _write_bundle(case: Case, made: tuple[Release, Renaming], output: Path, request: ReportRequest) -> Written:
    """Write an evidence bundle, which is put together on the disk: it may be larger than the memory."""
    secret = "" if request.has_proofs else case.store.vault.fresh().hex()
    with whole_file(output) as file:
        left_out, documents = make_bundle(made[0], replace(request, secret=secret), made[1], file)
        file.flush()
        with Path(file.name).open("rb") as written:
            digest = file_digest(written, "sha256").hexdigest()
        note_export(case, output, request.audience, (digest, documents, secret))
    return Written(left_out, made[0].withheld, _telling(case, documents))


def _require_fitting(output: Path, request: ReportRequest) -> None:
    """Raise `UsageError` where a form is for reports of a period alone, or options of one are given without it."""
    ending = output.suffix.lower()
    if request.is_of_period:
        whole_period(request.since, request.until)
        if ending not in PERIOD_FORMS:
            forms = ", ".join(PERIOD_FORMS)
            raise UsageError(f"{output}: no report of a period has the ending {output.suffix!r}; take one of {forms}")
    elif ending in PERIOD_FORMS and ending not in ENDINGS:
        raise UsageError(f"{output}: {ending} is for the report of a period; add --since DAY --until DAY")
    elif request.compare or request.annex or request.language != "en":
        raise UsageError(
            "--compare, --annex and --language are for the report of a period; add --since DAY --until DAY"
        )


def _require_place(output: Path, request: ReportRequest, *, is_bundle: bool) -> None:
    """Raise `UsageError` where there is no folder for the file, or what is asked for is for bundles and it is none."""
    if not output.parent.is_dir():
        raise UsageError(f"the folder {output.parent} does not exist; make it, or name a file in one that does")
    if not is_bundle and any((request.findings, request.disclose, request.with_proofs, request.opens)):
        raise UsageError(
            f"--finding, --disclose, --with-proofs and --opens are for evidence bundles: {output} does not end in {BUNDLE}"
        )


def _made(case: Case, made: tuple[Release, Renaming], output: Path, request: ReportRequest) -> Pages:
    if request.is_of_period:
        return Pages(period_report(case, made, output, request))
    view = made[1].view(made[0].view)
    if output.suffix.lower() == PAGE:  # of what the audience may see, so that no passage holds more
        view = replace(view, passages=passages_of(case, view))
    return rendered(view, output, ReportConfig())


def _telling(case: Case, documents: Collection[str]) -> tuple[str, ...]:
    """Return the documents among ``documents`` whose own words name somebody who is protected."""
    told = (item for item in case.store.records("document") if any(part.in_text for part in item.protected))
    return tuple(item.id for item in told if item.id in set(documents))
