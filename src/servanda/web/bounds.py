"""How much the desk takes at once: refused by what a request says of itself, before it is taken in."""

from copy import copy
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

MOST_BYTES: Final = 1_000_000
"""Of what is no file."""
MOST_UPLOADED: Final = 200_000_000
"""Of the files of one form; the server writes them to disk as they come."""
TAKES_FILES: Final = frozenset({"/intake/files", "/intake/sheet"})
_TOO_MUCH: Final = (
    "This is more than the desk takes at once: 200 MB of files, 1 MB of anything else. Take fewer files at a time, or add them at the terminal: "
    "servanda add DIR FILE"
)


class BoundedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress tells no types
    """Reads a request; a form with files may be large, and only where files are taken."""

    adj: Any
    error: Any

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, and bound what may follow it."""
        super().parse_header(header_plus)
        if self.path not in TAKES_FILES:
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = MOST_BYTES

    def received(self, data: bytes) -> int:
        """Take in what came; what is too much is refused in words."""
        consumed: int = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge):
            self.error = RequestEntityTooLarge(_TOO_MUCH)
        return consumed


class BoundedChannel(HTTPChannel):  # type: ignore[misc]  # waitress tells no types
    """A line to a browser that takes requests within the bounds."""

    parser_class = BoundedParser


def bound(server: Any) -> None:
    """Have a server of waitress, on one address or several, take requests within the bounds."""
    for one in (server, *getattr(server, "map", {}).values()):
        if hasattr(one, "channel_class"):
            one.channel_class = BoundedChannel
