"""The tables of effects, statements and verdicts as CSV, for spreadsheets."""

import csv
import io
from collections.abc import Iterable

from servanda.report.config import ReportConfig
from servanda.report.exchange.codebook import EFFECTS, STATEMENTS, VERDICTS, codebook
from servanda.report.exchange.incidents import Row, effect_rows
from servanda.report.exchange.statements import statements
from servanda.report.exchange.verdicts import verdict_rows
from servanda.report.tables import cell
from servanda.report.view import ReportView


def effects_csv(view: ReportView, _config: ReportConfig) -> bytes:
    """Return one row an incident x party x effect, UTF-8 with a byte-order mark so that spreadsheets read Arabic."""
    return _csv(EFFECTS, effect_rows(view))


def verdicts_csv(view: ReportView, _config: ReportConfig) -> bytes:
    """Return one row a verdict x party, written as `effects_csv` does."""
    return _csv(VERDICTS, verdict_rows(view))


def statements_csv(view: ReportView, _config: ReportConfig) -> bytes:
    """Return one row a statement or meeting, written as `effects_csv` does."""
    return _csv(STATEMENTS, statements(view))


def _csv(table: str, rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=codebook()[table].names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
