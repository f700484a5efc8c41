"""The table of effects as Parquet, with the schema of the codebook."""

import io
from datetime import date
from typing import Any

from servanda.errors import UsageError
from servanda.report.config import ReportConfig
from servanda.report.exchange.about import about
from servanda.report.exchange.codebook import EFFECTS, codebook
from servanda.report.exchange.incidents import effect_rows
from servanda.report.view import ReportView


def parquet(view: ReportView, _config: ReportConfig) -> bytes:
    """Return one row an incident x party x effect. Raises `UsageError` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import write_table
    except ImportError as error:
        raise UsageError(
            "Parquet needs the package pyarrow, which is not installed: pip install 'servanda[parquet]', "
            "or take the same rows as .csv, .xlsx or .sqlite"
        ) from error
    rows = [_typed(row) for row in effect_rows(view)]
    out = io.BytesIO()
    write_table(pa.Table.from_pylist(rows, schema=schema(view)), out)
    return out.getvalue()


def schema(view: ReportView) -> Any:
    """Return the Arrow schema: types and meanings of the codebook, the metadata of the file beside them."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    fields = [
        pa.field(column.name, types[column.type], metadata={"meaning": column.meaning, "unit": column.unit})
        for column in codebook()[EFFECTS].columns
    ]
    return pa.schema(fields, metadata=about(view)._asdict())


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    days = (column.name for column in codebook()[EFFECTS].columns if column.type == "date")
    return row | {name: date.fromisoformat(row[name]) for name in days if row[name]}
