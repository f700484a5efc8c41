"""Room 3: text to attributed claims with exact spans."""

from servanda.extract.config import ExtractConfig
from servanda.extract.explaining import explain
from servanda.extract.known import known_types
from servanda.extract.orchestrate import extract

__all__ = ["ExtractConfig", "explain", "extract", "known_types"]
