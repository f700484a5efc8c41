"""How a desk is served."""

from typing import Final
from urllib.parse import urlsplit

from servanda.model.base import Record, require

LANGUAGES: Final = ("en", "ar")
LANGUAGE: Final = "servanda_language"
"""The cookie that keeps which language a reader chose."""
HOST: Final = "127.0.0.1"
"""The address that a desk listens at; at others only with accounts, behind a proxy that encrypts the line."""
HERE: Final = frozenset({HOST, "localhost"})
_MOST_PORT: Final = 65535


class DeskConfig(Record, frozen=True, kw_only=True):
    """``by`` is the pseudonym of whoever decides (``None``: the pages can be read only), ``port`` 0 for any that is free.

    ``language`` is that of the pages at first: ``en`` or ``ar``. With ``accounts`` everybody signs in and decides by his own name. ``public`` is the
    https address under which a proxy serves the desk, ``proxy`` the address from which it asks; without them a desk listens at `HOST` alone.
    """

    by: str | None = None
    port: int = 0
    language: str = "en"
    accounts: bool = False
    host: str = HOST
    public: str | None = None
    proxy: str = HOST

    def __post_init__(self) -> None:
        """Refuse a port that there is none of, a language without words, a pseudonym of blanks, and an open line."""
        require(0 <= self.port <= _MOST_PORT, f"there is no port {self.port}; take one from 1024 to {_MOST_PORT}")
        require(self.language in LANGUAGES, f"no words in {self.language!r}; take one of: {', '.join(LANGUAGES)}")
        require(self.by is None or bool(self.by.strip()), "a pseudonym of blanks names nobody")
        require(
            not (self.accounts and self.by),
            "with accounts everybody decides by the name of his account, so --as names nobody",
        )
        require(self.public is None or self.accounts, "a desk that others reach needs accounts: give --accounts too")
        require(
            self.host in HERE or self.public is not None,
            f"{self.host} can be reached by others, so the line must be encrypted: put a proxy with TLS before the desk, and give its address "
            "with --public https://NAME; or listen at 127.0.0.1",
        )
        if self.public is not None:
            found = urlsplit(self.public)
            is_whole = found.scheme == "https" and bool(found.hostname) and found.path in {"", "/"} and not found.query
            require(is_whole, f"{self.public} is no address of a desk; write it as https://desk.example.org")
