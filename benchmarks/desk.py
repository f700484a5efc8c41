"""``python -m benchmarks.desk [N [FOLDER]]``: how fast the desk answers ten users, and how much room it takes, on a seeded dossier of N claims.

Each user asks for a page every two seconds: lists, an act, a finding, a search, the map. Then claims are decided on while the others read on.
A FOLDER in which the dossier was made before is used again.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

from benchmarks.large import make
from benchmarks.starts import PROGRAM

_CLAIMS: Final = 100_000
_USERS: Final = 10
_EVERY_SECONDS: Final = 2.0
_ROUNDS: Final = 20
_LOOKS: Final = 5
_DECISIONS: Final = 5
_REFUSED: Final = "refused"
_PERCENT: Final = 0.95
_PATIENCE: Final = 1800.0
_MEGABYTE: Final = 1024


class Asked(NamedTuple):
    """What a page is called in the figures, and its address."""

    what: str
    path: str


class Client:
    """One user's browser: it was let in, and keeps its cookies."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._cookies = port, {}
        self.get(f"/?token={token}")

    def get(self, path: str) -> str:
        """Return the page at an address."""
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> None:
        """Send a form."""
        self._ask("POST", path, urlencode({"csrfmiddlewaretoken": self._form, **fields}))

    def learn(self) -> None:
        """Take what a form needs from a page that has one."""
        self._form = self.get("/documents/").split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    def _ask(self, method: str, path: str, body: str | None) -> str:
        link = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(method, path, body, sent)
        answer = link.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self._cookies[name] = value
        link.close()
        if answer.status >= 400:  # noqa: PLR2004 - what HTTP calls an error
            raise RuntimeError(f"{path} was answered with {answer.status}")
        return text


def lines(n_claims: int = _CLAIMS, folder: Path | None = None) -> Iterator[str]:
    """Yield one line a figure."""
    with tempfile.TemporaryDirectory() as spare:
        case = folder or Path(spare) / "case"
        if not (case / "dossier.toml").exists():
            start = time.perf_counter()
            make(case, n_claims)
            yield f"{n_claims:>7} claims, dossier made          {time.perf_counter() - start:8.1f} s"
        log = Path(spare) / "desk.log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [*PROGRAM, "desk", str(case), "--as", "bench", "--no-browser"], stdout=out, stderr=out
            )
        try:
            yield from _figures(n_claims, process.pid, log)
        finally:
            process.terminate()
            process.wait()


def _figures(n_claims: int, pid: int, log: Path) -> Iterator[str]:
    start = time.perf_counter()
    port, token = _opened(log)
    reader = Client(port, token)
    yield f"{n_claims:>7} claims, desk open, first page {time.perf_counter() - start:8.1f} s"
    pages = _pages(reader)
    for one in pages:
        reader.get(one.path)  # what is made at the first look
        began = _processor(pid)
        for _ in range(_LOOKS):
            reader.get(one.path)
        yield f"{n_claims:>7} claims, {one.what:<10} alone      {1000 * (_processor(pid) - began) / _LOOKS:8.0f} ms of processor time"
    users = [Client(port, token) for _ in range(_USERS)]
    yield from _told(n_claims, _walked(users, pages), "")
    yield f"{n_claims:>7} claims, memory of the desk    {_peak(pid):8.0f} MB at most (aim: 400)"
    yield from _decided(n_claims, users, pages)
    yield f"{n_claims:>7} claims, memory after deciding {_peak(pid):7.0f} MB at most (aim: 400)"


def _opened(log: Path) -> tuple[int, str]:
    """Return port and token as soon as the desk tells them."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < _PATIENCE:
        if found := re.search(r"127\.0\.0\.1:(\d+)/\?token=(\S+)", log.read_text()):
            return int(found[1]), found[2]
        time.sleep(0.05)
    raise RuntimeError(f"the desk did not open: {log.read_text()}")


def _pages(reader: Client) -> list[Asked]:
    act = re.search(r'href="(/incidents/INC-\d+)"', reader.get("/incidents/?page=2"))
    finding = re.search(r'href="(/findings/fnd_\w+)"', reader.get("/findings/?page=2"))
    town = re.search(r"place=([^\"&]+)", reader.get("/incidents/"))
    if not (act and finding and town):
        raise RuntimeError("the seeded dossier shows no act, finding or place")
    return [
        Asked("inbox", "/"), Asked("claims", "/claims/"), Asked("acts", "/incidents/"), Asked("findings", "/findings/"), Asked("documents", "/documents/"),
        Asked("of a place", f"/incidents/?place={town[1]}"), Asked("of a month", "/incidents/?since=2010-05-01&until=2010-06-01"),
        Asked("an act", act[1]), Asked("a finding", finding[1]), Asked("search", f"/explore/?words={town[1]}"),
        Asked("map", "/explore/map?since=2010-05-01&until=2010-08-01"),
    ]  # fmt: skip


def _walked(users: list[Client], pages: list[Asked], until: threading.Event | None = None) -> dict[str, list[float]]:
    """Return how long each answer took while all users look at the pages, each in an order of his own."""
    spent: dict[str, list[float]] = {what: [] for what in (*(one.what for one in pages), _REFUSED)}

    def look(number: int, user: Client) -> None:
        choose = random.Random(number)  # noqa: S311 - a seeded generator, no secret
        time.sleep(_EVERY_SECONDS * number / _USERS)
        for _ in range(_ROUNDS if until is None else sys.maxsize):
            page, began = choose.choice(pages), time.perf_counter()
            what = page.what if _is_answered(user, page.path) else _REFUSED
            took = time.perf_counter() - began
            spent[what].append(took)
            if until is not None and until.is_set():
                return
            time.sleep(max(0.0, _EVERY_SECONDS - took))

    threads = [threading.Thread(target=look, args=one) for one in enumerate(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return spent


def _is_answered(user: Client, path: str) -> bool:
    try:
        user.get(path)
    except RuntimeError:
        return False
    return True


def _told(n_claims: int, spent: dict[str, list[float]], when: str) -> Iterator[str]:
    for what, found in {**spent, "all": [one for some in spent.values() for one in some]}.items():
        if found:
            yield f"{n_claims:>7} claims, {what:<10} {when:<9}  {1000 * _percentile(found):8.0f} ms in 95 of 100 ({len(found)} asked; aim: 300)"


def _percentile(found: list[float]) -> float:
    ranked = sorted(found)
    return ranked[min(len(ranked) - 1, int(_PERCENT * len(ranked)))]


def _decided(n_claims: int, users: list[Client], pages: list[Asked]) -> Iterator[str]:
    """Decide on claims one after the other while the other users read."""
    person, done, spent = users[0], threading.Event(), {}
    person.learn()
    walk = threading.Thread(target=lambda: spent.update(_walked(users[1:], pages, done)))
    claims = re.findall(r'href="/claims/(clm_\w+)"', person.get("/claims/?page=3"))[:_DECISIONS]
    walk.start()
    answered, begun = [], time.perf_counter()
    for claim in claims:
        began = time.perf_counter()
        person.post(f"/claims/{claim}/decide", verdict="reject", because="measured")
        answered.append(time.perf_counter() - began)
        time.sleep(1)
    while '"busy": true' in person.get("/turned?since=0"):
        time.sleep(0.2)
    yield f"{n_claims:>7} claims, a decision answered   {1000 * max(answered):8.0f} ms at most of {len(claims)} (aim: 500)"
    yield f"{n_claims:>7} claims, findings followed     {time.perf_counter() - begun:8.1f} s after the first"
    done.set()
    walk.join()
    yield from _told(n_claims, spent, "meanwhile")


def _processor(pid: int) -> float:
    """Return the seconds of processor time that a process took so far; of its children only those that ended."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    """Return the most memory that a process took so far, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / _MEGABYTE if found else 0.0


if __name__ == "__main__":
    asked = sys.argv[1:]
    for line in lines(int(asked[0]) if asked else _CLAIMS, Path(asked[1]) if len(asked) > 1 else None):
        print(line, flush=True)
