# What type checkers and editors see of `servanda.parse`: its parts are imported when they are asked for (decision 0152).
from servanda.parse.config import ParseConfig
from servanda.parse.edges import edges
from servanda.parse.facsimile import Leaf, leaves, page_picture, picture_leaf
from servanda.parse.harmless import Passage, harmless_page
from servanda.parse.ocr import Scanner
from servanda.parse.parsing import parse, read_as
from servanda.parse.sheet_rows import DESCRIBED_VERSION, CellIn, RowIn, sheet_layer
from servanda.parse.sheet_rows import VERSION as SHEET_VERSION

__all__ = [
    "DESCRIBED_VERSION",
    "SHEET_VERSION",
    "CellIn",
    "Leaf",
    "ParseConfig",
    "Passage",
    "RowIn",
    "Scanner",
    "edges",
    "harmless_page",
    "leaves",
    "page_picture",
    "parse",
    "picture_leaf",
    "read_as",
    "sheet_layer",
]
