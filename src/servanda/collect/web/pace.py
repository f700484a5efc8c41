"""How often a server is asked: never faster than the configuration, the site's own rules and its answers allow."""

from collections.abc import Callable

from servanda.errors import BrokenInput


class Pace:
    """The pause between two requests to one origin. ``monotonic`` tells seconds, ``sleep`` waits them."""

    def __init__(
        self, seconds: float, max_wait: float, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._seconds, self._max_wait = seconds, max_wait
        self._monotonic, self._sleep = monotonic, sleep
        self._next: dict[str, float] = {}

    def wait(self, origin: str, own_seconds: float | None = None) -> None:
        """Wait until ``origin`` may be asked again; ``own_seconds`` is the pause that its robots rules ask for.

        Raises `BrokenInput` where that is longer than ``max_wait``.
        """
        now = self._monotonic()
        pause = self._next.get(origin, now) - now
        if max(pause, own_seconds or 0.0) > self._max_wait:
            longest = max(pause, own_seconds or 0.0)
            raise BrokenInput(
                f"{origin} asks to wait {longest:.0f} s, longer than max_wait_seconds. Add it again later."
            )
        if pause > 0:
            self._sleep(pause)
        self._next[origin] = self._monotonic() + max(self._seconds, own_seconds or 0.0)

    def hold(self, origin: str, seconds: float) -> None:
        """Ask ``origin`` for nothing during ``seconds``: it said so in an answer."""
        self._next[origin] = max(self._next.get(origin, 0.0), self._monotonic() + seconds)
