"""One's way into the network during one `add`: every visit checked, paced and bounded."""

import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urljoin

from servanda.collect.config import CollectConfig
from servanda.collect.web.addresses import Resolve, checked_ips, read_address, resolve_host
from servanda.collect.web.exchange import Answer, exchange
from servanda.collect.web.pace import Pace
from servanda.collect.web.robots import Robots
from servanda.collect.web.tape import Bounds
from servanda.errors import BrokenInput, InputError, UnsupportedInput

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HOLDS = frozenset({429, 503})


class Surroundings(NamedTuple):
    """What a network has around it: names to addresses, seconds that pass, and waiting. Tests give their own."""

    resolve: Resolve = resolve_host
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Visit(NamedTuple):
    """The answers of one visit, redirects first; ``error`` says why it ended before an answer that is no redirect."""

    answers: tuple[Answer, ...]
    error: InputError | None = None


class Network:
    """The network as one `add` sees it. ``now`` gives instants in UTC, ``tool`` is the name written into captures.

    ``is_known`` tells of an address that a feed or sitemap names whether it was captured before.
    """

    def __init__(
        self,
        config: CollectConfig,
        now: Callable[[], str],
        tool: str,
        is_known: Callable[[str], bool] = lambda _url: False,
        surroundings: Surroundings | None = None,
    ) -> None:
        self.config, self.now, self.tool = config, now, tool
        self._is_known = is_known
        self._met: set[str] = set()
        self._around = surroundings or Surroundings()
        around = self._around
        self._pace = Pace(config.seconds_between_requests, config.max_wait_seconds, around.monotonic, around.sleep)
        self._robots = Robots(config.user_agent, self._rules)

    def visit(self, url: str) -> Visit:
        """Visit an address as its site's rules allow; an `InputError` ends the visit and is returned beside the answers."""
        return self._follow(url, has_rules=self.config.respect_robots)

    def knows(self, url: str) -> bool:
        """Tell whether an address was captured before or met already; from now on it counts as met."""
        is_known = url in self._met or self._is_known(url)
        self._met.add(url)
        return is_known

    def _rules(self, url: str) -> Answer:
        visit = self._follow(url, has_rules=False)
        if visit.error:
            raise visit.error
        return visit.answers[-1]

    def _follow(self, url: str, *, has_rules: bool) -> Visit:
        answers: list[Answer] = []
        try:
            while True:
                answers.append(self._ask(url, has_rules=has_rules))
                location = _location(answers[-1])
                if answers[-1].status not in _REDIRECTS or not location:
                    return Visit(tuple(answers))
                if len(answers) > self.config.max_redirects:
                    raise BrokenInput(f"{url}: more than {self.config.max_redirects} redirects (max_redirects).")
                url = urljoin(url, location)
        except InputError as error:
            return Visit(tuple(answers), error)
        except ValueError as error:  # urljoin, over an address that is none
            return Visit(tuple(answers), BrokenInput(f"{url}: its redirect leads to no address ({error})."))

    def _ask(self, url: str, *, has_rules: bool) -> Answer:
        """Return the answer of one address; a server that asks for a short pause is asked once more after it."""
        address = read_address(url)
        ips = checked_ips(address, self.config, self._around.resolve)
        if has_rules and (refusal := self._robots.refusal(address.origin, address.url)):
            raise UnsupportedInput(f"{address.url}: {refusal}. Ask the site, or set respect_robots = false.")
        pause = self._robots.pause(address.origin) if has_rules else None
        for is_last in (False, True):
            self._pace.wait(address.origin, pause)
            started_at, until = self.now(), self._around.monotonic() + self.config.max_seconds
            bounds = Bounds(self.config.max_file_bytes, self.config.max_seconds, until, self._around.monotonic)
            answer = exchange(address, ips, self.config, bounds)._replace(started_at=started_at)
            seconds = _seconds(answer)
            if seconds is None or is_last:
                break
            self._pace.hold(address.origin, seconds)
        return answer


def _location(answer: Answer) -> str:
    """Return where an answer leads. Headers are read as Latin-1; addresses in other alphabets are UTF-8 in truth."""
    value = (answer.header("location") or "").strip()
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _seconds(answer: Answer) -> float | None:
    """Return how long a server wants to be left alone (``Retry-After`` in seconds), `None` where it does not say so."""
    value = (answer.header("retry-after") or "").strip()
    return float(value) if answer.status in _HOLDS and value.isdecimal() and value.isascii() else None
