"""`report` and `verify`: what leaves a dossier, and whether it is still what it was."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from servanda.errors import UsageError
from servanda.pipeline.audience import release
from servanda.pipeline.bundling import ReportRequest, make_bundle
from servanda.pipeline.case import Case
from servanda.pipeline.exports import note_export
from servanda.report import LeftOut, ReportConfig, examined, render, write_whole
from servanda.store import Difference, notes, verify

BUNDLE = ".zip"


@dataclass(frozen=True)
class Written:
    """What a report left out, and for the desk's eyes alone: why, by document, and which documents in it name their witness."""

    left_out: tuple[LeftOut, ...]
    withheld: Mapping[str, str]
    telling: tuple[str, ...]


def write_report(case: Case, output: Path, request: ReportRequest | None = None) -> Written:
    """Write a report by the ending of ``output``, once the export stands in the custody log by its hash.

    Where the log cannot be written no file appears. Raises `UsageError` where nothing is left to show, `StoreError`.
    """
    request = request or ReportRequest()
    is_bundle = output.suffix.lower() == BUNDLE
    if not is_bundle and (request.findings or request.disclose):
        raise UsageError(f"--finding and --disclose are for evidence bundles: {output} does not end in {BUNDLE}")
    made = release(case, request.audience)
    if made.case.withheld and not made.view.texts:
        reasons = "; ".join(item.words for item in made.left_out)
        raise UsageError(f"nothing may be shown to the audience {request.audience} ({reasons})")
    if is_bundle:
        content, left_out, documents = make_bundle(made, request)
    else:
        content, left_out = render(made.view, output, ReportConfig()), made.left_out
        documents = tuple(text.document_id for text in made.view.texts)
    note_export(case, output, request.audience, (content, documents))
    write_whole(output, content)
    return Written(left_out, made.withheld, _telling(case, documents))


def _telling(case: Case, documents: Collection[str]) -> tuple[str, ...]:
    """Return the documents among ``documents`` whose own words name somebody who is protected."""
    told = (item for item in case.store.records("document") if any(part.in_text for part in item.protected))
    return tuple(item.id for item in told if item.id in set(documents))


def verify_case(case: Case, key: str | None = None) -> tuple[Difference, ...]:
    """Return everything that is not as it was written, signed and stamped.

    ``key`` is the id of a signing key known from elsewhere: it must be among those of the log.
    """
    found = tuple(verify(case.store, _roots(case)))
    if found or key is None or key in {known.id for known in case.store.signing_keys()}:
        return found
    return (Difference(f"signing key {key}", "is none of this log's keys: another log, or exchanged keys"),)


def verify_notes(case: Case) -> tuple[str, ...]:
    """Return what is no difference, but limits what was verified: what is unsigned, unstamped or unchecked.

    For a dossier that verifies; what is damaged raises `StoreCorrupt`.
    """
    return tuple(notes(case.store, _roots(case)))


def _roots(case: Case) -> Path | None:
    roots = case.folder / case.dossier.settings.stamp_roots
    return roots if roots.is_file() else None


def verify_bundle(place: Path, key: str | None = None) -> tuple[list[tuple[str, str]], list[str]]:
    """Return every difference (where, what) in an evidence bundle, and notes: what its own ``verify.py`` checks.

    ``key`` is the id of a signing key known from elsewhere: the bundle must be signed under it.
    """
    differences, said = examined(place)
    if key is not None and not any(note.endswith(f"id {key}") for note in said):
        differences.append((f"signing key {key}", "did not sign this bundle: another log, or exchanged keys"))
    return differences, said
