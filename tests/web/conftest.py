"""A desk over a dossier of invented reports, some of whose words are an attack, and a plain client of HTTP."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.truce import AGREEMENT
from tests.web.asking import Asker

from servanda.pipeline import add_sources, init_dossier, open_case, run_case

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TOWNS = ("Nyala", "Zalingei", "Kabkabiya", "Mellit", "Kutum", "Tawila")
PLACES = ("a market", "a school", "a hospital", "homes", "a mosque", "a bakery")
SCRIPT = "<script>document.documentElement.dataset.hit = 'yes'</script>"
NAMED = (
    "The Rapid Support Forces shelled a market in Kuttum al-Jadida on 9 May 2031, a doctor said. Four people were killed. "
    "The Moonlit Brigade shelled a clinic in Nyala on 9 May 2031, a doctor said."
)
HOSTILE = {
    "id": f'"><img src=x onerror="document.documentElement.dataset.hit=1">{SCRIPT}',
    "title": f"Shelling {SCRIPT} of Nyala",
    "publisher": f"Nile {SCRIPT} Dispatch",
}


@pytest.fixture(scope="session", autouse=True)
def _extra() -> None:
    """Skip, and say so, where the extra is not installed."""
    for package in ("django", "waitress", "allauth"):
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


@pytest.fixture(scope="session")
def named(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with a place and a body that no table knows."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("named") / "dossier"))
    report = folder.parent / "names.jsonl"
    row = {
        "id": "n1",
        "publisher": "Outlet 9",
        "published_on": "2031-05-10",
        "language": "en",
        "title": "Two acts",
        "text": NAMED,
    }
    report.write_text(json.dumps(row), encoding="utf-8")
    with open_case(folder) as case:
        add_sources(case, [str(report)], lambda *_: None, public=True)
        run_case(case, "local", 0, lambda *_: None)
    return folder


class Client(Asker):
    """Somebody at the desk of one test."""

    def __init__(self, served: Any) -> None:
        super().__init__(served.port)
        self.served = served


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


@pytest.fixture
def confided(tmp_path: Path) -> Path:
    """A dossier of one report that was given for the desk alone."""
    folder = tmp_path / "confidence"
    init_dossier(folder)
    row = {
        "id": "r1", "published_on": "2031-05-06", "language": "en", "sensitivity": "public", "title": "A call",
        "text": "The army shelled Nyala on 6 May 2031, a doctor said.", "consent": {"basis": "spoken", "uses": ["internal"]},
    }  # fmt: skip
    (tmp_path / "calls.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with open_case(folder, create=True) as case:
        add_sources(case, [str(tmp_path / "calls.jsonl")], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
    return folder


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
def own(dossier: Path) -> Iterator[Any]:
    """A desk of its own, for one who looks at it with a browser."""
    with desk_over(dossier) as one:
        yield one


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A Chromium without a window."""
    api = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """The same Chromium, whose tabs are closed after a test: each asks its desk for news as long as it is open."""
    yield chromium
    for one in chromium.contexts:
        one.close()


@pytest.fixture
def reviewer(dossier: Path) -> Iterator[Client]:
    """A browser that was let into a desk of its own."""
    with desk_over(dossier) as one:
        yield let_in(one)


def let_in(served: Any) -> Client:
    one = Client(served)
    one.get(f"/?token={served.token}")
    return one
