"""What a site allows programs to visit (RFC 9309), read by Protego."""

from collections.abc import Callable

from protego import Protego

from servanda.collect.web.decoding import decoded
from servanda.collect.web.exchange import Answer
from servanda.errors import InputError

_MAX_BYTES = 500_000  # RFC 9309 asks for at least 500 KiB
_ALL, _NOTHING = "", "User-agent: *\nDisallow: /\n"
_SUCCESS, _ABSENT = range(200, 300), range(400, 500)
_TOO_MANY = 429


class Robots:
    """The rules of every origin met, each asked for once. ``visit`` fetches an address, redirects followed."""

    def __init__(self, user_agent: str, visit: Callable[[str], Answer]) -> None:
        self._name = user_agent.split("/", maxsplit=1)[0].split(maxsplit=1)[0]
        self._visit = visit
        self._rules: dict[str, Protego] = {}
        self._silent: dict[str, int] = {}
        self._failed: dict[str, InputError] = {}

    def refusal(self, origin: str, url: str) -> str | None:
        """Return why ``url`` may not be visited, `None` where it may. Raises `InputError` where the rules are out of reach.

        A site that answers the question for its rules with a fault of its own allows nothing (RFC 9309, 2.3.1.4).
        """
        if self._of(origin).can_fetch(url, self._name):
            return None
        if origin in self._silent:
            return f"{origin}/robots.txt was answered with status {self._silent[origin]}, so nothing is allowed for now"
        return f"{origin}/robots.txt does not allow it for {self._name}"

    def pause(self, origin: str) -> float | None:
        """Return the seconds between two requests that the rules ask for; `None` where they do not."""
        delay = self._of(origin).crawl_delay(self._name)
        return None if delay is None else float(delay)

    def _of(self, origin: str) -> Protego:
        if origin in self._failed:  # a host that is down is not waited for at each of its pages
            raise self._failed[origin]
        if origin not in self._rules:
            try:
                self._rules[origin] = Protego.parse(self._fetched(origin))
            except InputError as error:
                self._failed[origin] = error
                raise
        return self._rules[origin]

    def _fetched(self, origin: str) -> str:
        answer = self._visit(f"{origin}/robots.txt")
        if answer.status in _ABSENT and answer.status != _TOO_MANY:
            return _ALL
        if answer.status not in _SUCCESS:
            self._silent[origin] = answer.status
            return _NOTHING
        body = decoded(answer.body, answer.header("content-encoding"), 2 * _MAX_BYTES)
        return body[:_MAX_BYTES].decode("utf-8", errors="replace")
