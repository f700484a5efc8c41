"""Room 2: bytes to one frozen text layer with paragraphs and offsets, and what the document says about itself."""

from servanda.parse.config import ParseConfig
from servanda.parse.edges import edges
from servanda.parse.ocr import Scanner
from servanda.parse.parsing import parse, read_as

__all__ = ["ParseConfig", "Scanner", "edges", "parse", "read_as"]
