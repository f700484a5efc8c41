"""A desk over a dossier of invented reports, some of whose words are an attack, and a plain client of HTTP."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from tests.truce import AGREEMENT

from servanda.pipeline import add_sources, init_dossier, open_case, run_case

TOWNS = ("Nyala", "Zalingei", "Kabkabiya", "Mellit", "Kutum", "Tawila")
PLACES = ("a market", "a school", "a hospital", "homes", "a mosque", "a bakery")
SCRIPT = "<script>document.documentElement.dataset.hit = 'yes'</script>"
HOSTILE = {
    "id": f'"><img src=x onerror="document.documentElement.dataset.hit=1">{SCRIPT}',
    "title": f"Shelling {SCRIPT} of Nyala",
    "publisher": f"Nile {SCRIPT} Dispatch",
}


@pytest.fixture(scope="session", autouse=True)
def _extra() -> None:
    """Skip, and say so, where the extra is not installed."""
    for package in ("django", "waitress"):
        pytest.importorskip(package, reason="the desk needs the extra web")


def rows() -> Iterator[dict[str, Any]]:
    """Yield reports of one day each: who shelled what where, how many were killed, and who says so."""
    for n in range(36):
        day, town, place = 1 + n % 28, TOWNS[n % 6], PLACES[n // 6]
        yield {
            "id": f"r{n}", "publisher": f"Outlet {n % 5}", "published_on": f"2031-05-{day:02}", "language": "en",
            "title": f"Report {n} from {town}", "sensitivity": "public",
            "text": f"The Rapid Support Forces shelled {place} in {town} on {day} May 2031, a doctor said. "
            f"{n + 2} people were killed, the Sudan Doctors Union said. The army demanded an inquiry.",
        }  # fmt: skip
    text = f"The Rapid Support Forces shelled Nyala {SCRIPT} on 29 May 2031, a doctor said. الجيش قصف نيالا."
    yield {**HOSTILE, "published_on": "2031-05-30", "language": "en", "sensitivity": "public", "text": text}


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that has been run, to be copied."""
    folder = tmp_path_factory.mktemp("desk") / "dossier"
    init_dossier(folder)
    settings = (folder / "dossier.toml").read_text(encoding="utf-8")
    settings = settings.replace("countries = []", 'countries = ["SD"]').replace(
        'timezone = "UTC"', 'timezone = "Africa/Khartoum"'
    )
    (folder / "dossier.toml").write_text(settings, encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    reports = folder.parent / "reports.jsonl"
    reports.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows()), encoding="utf-8")
    broken = folder.parent / f"{SCRIPT.replace('/', '')}.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    with open_case(folder, create=True) as case:
        add_sources(case, [str(reports), str(broken)], lambda *_: None, public=True)
        run_case(case, "local", 0, lambda *_: None)
    return folder


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    text: str


class Client:
    """A browser without scripts: it keeps cookies, and fills in the token of forms."""

    def __init__(self, served: Any) -> None:
        self.served, self.cookies, self.host = served, {}, f"127.0.0.1:{served.port}"

    def ask(self, method: str, path: str, fields: dict[str, Any] | None = None, **headers: str) -> Answer:
        sent = {"Host": self.host, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = urlencode(fields, doseq=True) if fields is not None else None
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        link = HTTPConnection("127.0.0.1", self.served.port, timeout=60)
        told = {**sent, **{name.replace("_", "-"): value for name, value in headers.items()}}
        with suppress(BrokenPipeError):  # refused before it was read to the end
            link.request(method, path, body, told)
        response = link.getresponse()
        text = response.read().decode("utf-8", "replace")
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        link.close()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, address: str, /, **fields: Any) -> Answer:
        token = self.get("/").text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        return self.ask("POST", address, {"csrfmiddlewaretoken": token, **fields})


@contextmanager
def desk_over(folder: Path, by: str | None = "ana", language: str = "en") -> Iterator[Any]:
    from servanda.web import DeskConfig, Served

    with open_case(folder, create=True) as case:
        served = Served(case, DeskConfig(by=by, language=language))
        thread = threading.Thread(target=served.run, daemon=True)
        thread.start()
        yield served
        served.stop()


@pytest.fixture
def dossier(seeded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seeded, tmp_path / "dossier"))


@pytest.fixture(scope="session")
def served(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A desk that all tests share which do not depend on what was decided before."""
    with desk_over(Path(shutil.copytree(seeded, tmp_path_factory.mktemp("shared") / "dossier"))) as one:
        yield one


@pytest.fixture
def client(served: Any) -> Client:
    """A browser that was let into the shared desk."""
    return let_in(served)


@pytest.fixture
def reviewer(dossier: Path) -> Iterator[Client]:
    """A browser that was let into a desk of its own."""
    with desk_over(dossier) as one:
        yield let_in(one)


def let_in(served: Any) -> Client:
    one = Client(served)
    one.get(f"/?token={served.token}")
    return one
