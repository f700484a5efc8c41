"""How a desk is served."""

from typing import Final

from servanda.model.base import Record, require

LANGUAGES: Final = ("en", "ar")
HOST: Final = "127.0.0.1"
"""The only address that a desk listens at: others need accounts and an encrypted line, which there are none of yet."""
_MOST_PORT: Final = 65535


class DeskConfig(Record, frozen=True, kw_only=True):
    """``by`` is the pseudonym of whoever decides (``None``: the pages can be read only), ``port`` 0 for any that is free.

    ``language`` is that of the pages at first: ``en`` or ``ar``.
    """

    by: str | None = None
    port: int = 0
    language: str = "en"

    def __post_init__(self) -> None:
        """Refuse a port that there is none of, a language without words, and a pseudonym of blanks."""
        require(0 <= self.port <= _MOST_PORT, f"there is no port {self.port}; take one from 1024 to {_MOST_PORT}")
        require(self.language in LANGUAGES, f"no words in {self.language!r}; take one of: {', '.join(LANGUAGES)}")
        require(self.by is None or bool(self.by.strip()), "a pseudonym of blanks names nobody")
