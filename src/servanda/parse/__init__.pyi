# What type checkers and editors see of `servanda.parse`: its parts are imported when they are asked for (decision 0152).
from servanda.parse.config import ParseConfig
from servanda.parse.edges import edges
from servanda.parse.ocr import Scanner
from servanda.parse.parsing import parse, read_as
from servanda.parse.sheet_rows import DESCRIBED_VERSION, CellIn, RowIn, sheet_layer
from servanda.parse.sheet_rows import VERSION as SHEET_VERSION

__all__ = [
    "DESCRIBED_VERSION",
    "SHEET_VERSION",
    "CellIn",
    "ParseConfig",
    "RowIn",
    "Scanner",
    "edges",
    "parse",
    "read_as",
    "sheet_layer",
]
