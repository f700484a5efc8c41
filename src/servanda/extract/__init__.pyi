# What type checkers and editors see of `servanda.extract`: its parts are imported when they are asked for (decision 0152).
from servanda.extract.config import ExtractConfig
from servanda.extract.explaining import explain
from servanda.extract.extraction import Extraction
from servanda.extract.names import known_types
from servanda.extract.orchestrate import extract

__all__ = ["ExtractConfig", "Extraction", "explain", "extract", "known_types"]
