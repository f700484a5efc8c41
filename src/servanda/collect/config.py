"""The bounds of collecting, and how the network may be used."""

import codecs
import re

from servanda.model.base import Record, require

_MEGABYTE = 1_000_000
_PROXY = re.compile(r"(?:http|socks5)://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})/?")
_MAX_PORT = 65_535


def _is_proxy(text: str) -> bool:
    found = _PROXY.fullmatch(text)
    return found is not None and 0 < int(found[2]) <= _MAX_PORT


class CollectConfig(Record, frozen=True, kw_only=True):
    """How much one item may hold, in bytes, how CSV tables are encoded, and how web addresses are visited.

    A table may have any number of rows: ``max_file_bytes`` bounds single files and answers, ``max_row_bytes`` each row of a
    table. A table whose first ``max_bad_rows`` rows are all unusable is given up: it is something else. ``csv_encoding`` is
    tried for CSV tables. An archive (WARC, WACZ, spreadsheet) may unpack to ``max_unpacked_bytes`` and hold ``max_members``.

    Addresses inside a private network are refused unless ``allow_private`` is set. ``user_agent`` names the program to
    sites, up to its slash also for their robots rules, which hold while ``respect_robots`` is set. One site is asked every
    ``seconds_between_requests`` at most, and given up when it asks for a pause of more than ``max_wait_seconds``.
    ``connect_seconds``, ``read_seconds`` (each silence) and ``max_seconds`` (the whole answer) end a visit, so do
    ``max_redirects``. A feed or sitemap is followed to ``max_links`` addresses. Certificates are checked against the
    authorities of this machine and those in ``ca_file`` (PEM); ``allow_unverified_tls`` takes others too and says so in the
    capture. ``proxy`` (``http://HOST:PORT`` with CONNECT, ``socks5://HOST:PORT``) is asked to connect to each address, after the
    same checks: names are still looked up by this machine. Tor offers both ports (HTTPTunnelPort, SocksPort).
    """

    max_file_bytes: int = 50 * _MEGABYTE
    max_row_bytes: int = 10 * _MEGABYTE
    max_bad_rows: int = 100
    csv_encoding: str = "utf-8-sig"
    max_unpacked_bytes: int = 5_000 * _MEGABYTE
    max_members: int = 100_000
    allow_private: bool = False
    allow_unverified_tls: bool = False
    ca_file: str | None = None
    user_agent: str = "Servanda"
    respect_robots: bool = True
    seconds_between_requests: float = 2.0
    max_wait_seconds: float = 60.0
    connect_seconds: float = 15.0
    read_seconds: float = 30.0
    max_seconds: float = 180.0
    max_redirects: int = 10
    max_links: int = 500
    proxy: str | None = None

    def __post_init__(self) -> None:
        """Refuse bounds below one, times that are none, an empty name, and encodings that Python does not know."""
        sizes = (self.max_file_bytes, self.max_row_bytes, self.max_bad_rows, self.max_unpacked_bytes, self.max_members)
        require(min(sizes) > 0, "the bounds of collecting must be above 0")
        require(min(self.connect_seconds, self.read_seconds, self.max_seconds) > 0, "times in seconds must be above 0")
        numbers = (self.max_redirects, self.max_links, self.max_wait_seconds, self.seconds_between_requests)
        require(min(numbers) >= 0, "pauses and numbers of links must not be below 0")
        is_printable = self.user_agent.isascii() and self.user_agent.isprintable()
        require(
            is_printable and self.user_agent[:1].isalpha(), "user_agent must begin with a letter and be plain ASCII"
        )
        require(
            self.proxy is None or _is_proxy(self.proxy),
            "proxy must be written as http://HOST:PORT or socks5://HOST:PORT, without a password",
        )
        try:
            codecs.lookup(self.csv_encoding)
        except LookupError as error:
            raise ValueError(f"csv_encoding: {error}; take one such as utf-8-sig or cp1256") from error

    @property
    def is_socks(self) -> bool:
        """Tell whether the proxy speaks SOCKS 5."""
        return (self.proxy or "").startswith("socks5:")

    @property
    def proxy_address(self) -> tuple[str, int] | None:
        """Host and port of the proxy, ``None`` without one."""
        found = _PROXY.fullmatch(self.proxy or "")
        return (found[1].strip("[]"), int(found[2])) if found else None
