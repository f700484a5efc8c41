"""The table of effects as CSV, for spreadsheets."""

import csv
import io

from servanda.report.config import ReportConfig
from servanda.report.exchange.codebook import EFFECTS, codebook
from servanda.report.exchange.incidents import effect_rows
from servanda.report.tables import cell
from servanda.report.view import ReportView


def effects_csv(view: ReportView, _config: ReportConfig) -> bytes:
    """Return one row an incident x party x effect, UTF-8 with a byte-order mark so that spreadsheets read Arabic."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=codebook()[EFFECTS].names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in effect_rows(view))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
