"""How much the desk takes at once: refused by what a request says of itself, before it is taken in."""

import socket
import time
from contextlib import suppress
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
_DROPPED_SECONDS: Final = 30.0
_MOST_DROPPED: Final = 1_000_000_000
"""How long, and of how many bytes, the rest of a refused request is read; who is silent is given up with the patience of the server."""
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
    """A line to a browser that takes requests within the bounds.

    Who is refused while still sending has to be able to read why: a line that is closed over bytes that nobody has read is reset, and the answer may
    be lost with it. So after a refusal what still comes is read and dropped, for a while, until the other side ends.
    """

    parser_class = BoundedParser
    _is_refused = False
    _dropped_until: float | None = None
    _n_dropped = 0

    def service(self) -> None:
        """Answer a request, and note whether it is refused for what it says of itself: nobody has read the rest of it then."""
        self._is_refused = self.requests[0].error is not None
        super().service()

    def handle_write(self) -> None:
        """Send what waits to be sent; after the answer to a refusal end only what goes out."""
        if not (self._is_refused and self.close_when_flushed):
            super().handle_write()
            return
        self._flush_exception(self._flush_some)
        if self.will_close:
            self.handle_close()
        elif not self.total_outbufs_len:
            self._end_answers()

    def received(self, data: bytes) -> bool:
        """Take in what came, and drop what comes after a refusal."""
        if self._dropped_until is None:
            return bool(super().received(data))
        self._n_dropped += len(data)
        if self._n_dropped > _MOST_DROPPED or time.monotonic() > self._dropped_until:
            self.handle_close()
        return False

    def _end_answers(self) -> None:
        """Tell the other side that no more is answered; it ends the line when it has read that."""
        self.close_when_flushed = False
        self._dropped_until = time.monotonic() + _DROPPED_SECONDS
        with suppress(OSError):  # it may be gone
            self.socket.shutdown(socket.SHUT_WR)


def bound(server: Any) -> None:
    """Have a server of waitress, on one address or several, take requests within the bounds."""
    for one in (server, *getattr(server, "map", {}).values()):
        if hasattr(one, "channel_class"):
            one.channel_class = BoundedChannel
