"""How long and how much memory one document may take of a run: the table ``[limits]`` of ``dossier.toml``."""

from servanda.model.base import Record, require
from servanda.model.documents import Document, DocumentText
from servanda.parse import ParseConfig

# A tenth of what a slow laptop reads: text far beyond that speed does not end, or is made not to.
_CHARACTERS_A_SECOND = 2_000
_BYTES_A_SECOND = 20_000
_MEMORY_MB = 1_000


class Limits(Record, frozen=True, kw_only=True):
    """Bounds of the processes that read documents; what goes beyond them is set aside, and the rest of a run goes on.

    ``seconds`` of wall clock for one document, and one more for every 2,000 characters of text or 20,000 bytes of a file;
    ``memory_mb`` of addressed memory for one process, which needs some 400 for itself: at least 1,000 (macOS does not bound it).
    """

    seconds: float = 60.0
    memory_mb: int = 4_000

    def __post_init__(self) -> None:
        """Refuse bounds under which nothing could be read."""
        require(self.seconds > 0, "limits.seconds must be above 0")
        require(
            self.memory_mb >= _MEMORY_MB,
            f"limits.memory_mb must be at least {_MEMORY_MB}: the language model and the gazetteer alone take some 400",
        )

    def to_extract(self, text: DocumentText) -> float:
        """Return the seconds that a text may take."""
        return self.seconds + len(text.text) / _CHARACTERS_A_SECOND

    def to_split(self, n_bytes: int) -> float:
        """Return the seconds in which a file of so many bytes must give its next documents."""
        return self.seconds + n_bytes / _BYTES_A_SECOND

    def to_parse(self, document: Document, config: ParseConfig) -> float:
        """Return the seconds that a document may take to parse; every page that may be a scan has its own."""
        scans = config.max_ocr_pages * config.max_ocr_seconds if config.ocr_languages else 0.0
        return self.seconds + document.n_bytes / _BYTES_A_SECOND + scans
