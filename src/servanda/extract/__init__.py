"""Room 3: text to attributed claims with exact spans."""

from servanda.extract.config import ExtractConfig
from servanda.extract.explaining import explain
from servanda.extract.extraction import Extraction
from servanda.extract.names import known_types
from servanda.extract.orchestrate import extract

__all__ = ["ExtractConfig", "Extraction", "explain", "extract", "known_types"]
