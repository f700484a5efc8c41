"""The exact bytes of one exchange, taken down while they pass, and the bounds that stop them."""

import http.client
import io
import socket
from collections.abc import Callable
from typing import Any, NamedTuple

from urllib3.connection import HTTPConnection, HTTPSConnection

from servanda.collect.web.socks import ask
from servanda.errors import BrokenInput, TooLargeInput

_MAX_HEAD_BYTES = 1_000_000


class Bounds(NamedTuple):
    """How many bytes an answer may have, until when it must be there, and the clock that ``until`` is on."""

    max_bytes: int
    max_seconds: float
    until: float
    monotonic: Callable[[], float]


class Tape:
    """What was sent and received over one connection."""

    def __init__(self, bounds: Bounds) -> None:
        self.sent = bytearray()
        self.received = bytearray()
        self._bounds = bounds

    def take(self, piece: memoryview) -> None:
        """Take down what was received. Raises `TooLargeInput` or, after the time allowed, `BrokenInput`."""
        self.received += piece
        if len(self.received) > self._bounds.max_bytes + _MAX_HEAD_BYTES:
            raise TooLargeInput(f"the answer has more than {self._bounds.max_bytes} bytes (max_file_bytes).")
        if self._bounds.monotonic() > self._bounds.until:
            raise BrokenInput(
                f"the answer took longer than {self._bounds.max_seconds:g} s (max_seconds). Try again later."
            )


class _Taped(io.RawIOBase):
    """A stream that writes down all that is read through it."""

    def __init__(self, inner: io.RawIOBase, tape: Tape) -> None:
        self._inner, self._tape = inner, tape

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        n_bytes = self._inner.readinto(buffer) or 0
        if n_bytes:
            self._tape.take(memoryview(buffer)[:n_bytes])
        return n_bytes

    def close(self) -> None:
        self._inner.close()
        super().close()


class _Recording:
    """A connection that keeps what it sends and receives in its ``tape``; set it before the first request."""

    tape: Tape
    beyond: tuple[str, int] | None = None
    """Address and port that a SOCKS proxy at the other end is asked for, before anything of the site's."""

    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]
        try:
            if self.beyond:
                ask(made, *self.beyond)
        except BaseException:
            made.close()
            raise
        return made

    def send(self, data: Any) -> None:
        """Send bytes and keep them."""
        self.tape.sent += data
        super().send(data)  # type: ignore[misc]

    def response_class(self, *args: Any, **kwargs: Any) -> http.client.HTTPResponse:
        """Return an answer whose bytes go through the tape (http.client calls it as if it were a class)."""
        response = http.client.HTTPResponse(*args, **kwargs)
        response.fp = io.BufferedReader(_Taped(response.fp.detach(), self.tape))
        return response


class PlainConnection(_Recording, HTTPConnection):  # type: ignore[misc] # a function where http.client has a class
    """A recorded connection without encryption."""


class SecureConnection(_Recording, HTTPSConnection):  # type: ignore[misc] # as above
    """A recorded connection with TLS."""
