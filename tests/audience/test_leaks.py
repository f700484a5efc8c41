"""A report for those outside is that of a dossier which never had what is withheld: nothing leaks, no number differs."""

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.audience.leaks import ENDINGS, Secrets, bare, dossier_of, parts, report
from tests.truce import AGREEMENT

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "idlib-2019"
SETTINGS = 'title = "Leaks"\ncountries = ["SD"]\ntimezone = "Africa/Khartoum"\n'
PEOPLE = (
    "Tamsin Orlevitz",
    "Bakary Umtali",
    "Yelka Drosten",
    "Quillon Abera",
    "Zuwena Hartog",
    "Ilmar Vescovi",
    "Noor Padilar",
    "Obrecht Salu",
)
PAPERS = (
    "Oryx Gazette",
    "Baobab Courier",
    "Savanna Herald",
    "Delta Observer",
    "Acacia Mirror",
    "Dune Tribune",
    "Harmattan Weekly",
    "Kudu Bulletin",
)
HIDDEN: tuple[dict[str, Any], ...] = (
    {"sensitivity": "internal"},
    {"sensitivity": "confidential"},
    {"sensitivity": "protected"},
    {"sensitivity": "public", "consent": {"basis": "spoken", "uses": ["internal"]}},
    {"sensitivity": "public", "consent": {"basis": "spoken", "uses": ["internal", "public"], "withdrawn_at": "2031-05-20T00:00:00Z"}},
    {"sensitivity": "public", "retain_until": "2031-05-25"},
)  # fmt: skip


def _row(rng: random.Random, number: int) -> dict[str, Any]:
    """Return a report by a paper and a person of its own on one of few places and days, so that reports meet."""
    person, place, day = PEOPLE[number], rng.choice(("Nyala", "Zalingei")), rng.choice((5, 7))
    toll = rng.choice(("six", "nine", "at least twelve", "more than twenty"))
    texts = (
        f"The Rapid Support Forces shelled {place} on {day} May 2031, killing {toll} civilians, {person} said.",
        f"Shelling by the Rapid Support Forces in {place} on {day} May 2031 killed {toll} civilians, {person} told reporters. The road to the market was closed.",
        f"Artillery fire hit {place} on {day} May 2031 and injured {toll} people, {person} said. Nobody said who had fired.",
        f"“We saw the gunmen leave,” said {person}, a teacher in {place}. The town was calm on {day} May 2031.",
        f"The Rapid Support Forces denied that they shelled {place} on {day} May 2031, their spokesman {person} said.",
    )
    published = f"2031-05-{rng.choice((8, 9, 10)):02d}"
    return {"id": f"r{number}", "publisher": PAPERS[number], "title": f"{place}, {PAPERS[number]}", "published_on": published, "text": rng.choice(texts)}  # fmt: skip


class Twins(NamedTuple):
    """A dossier with withheld documents and one that never had them."""

    full: Path
    bare: Path
    secrets: Secrets
    audience: str


@pytest.fixture(scope="module", params=range(6))
def twins(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    rng = random.Random(request.param)  # noqa: S311 - the same dossiers each time
    rows = [_row(rng, number) for number in range(rng.randint(5, 8))]
    rows[0]["text"] = (
        "The Rapid Support Forces shelled Nyala on 5 May 2031, killing six civilians, Tamsin Orlevitz said."
    )
    hidden = {row["id"] for row in rng.sample(rows[1:], rng.randint(1, 3))}
    marked = [row | rng.choice(HIDDEN) if row["id"] in hidden else row for row in rows]
    folder = tmp_path_factory.mktemp(f"twins{request.param}")
    full = dossier_of(folder / "full", marked, SETTINGS, AGREEMENT)
    never = dossier_of(folder / "never", [row for row in rows if row["id"] not in hidden], SETTINGS, AGREEMENT)
    yield Twins(full, never, Secrets(full, hidden), ("public", "partner", "court")[request.param % 3])
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """The shipped example with six documents withheld, and without them."""
    lines = (EXAMPLE / "reports" / "digests.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    hidden = {row["id"] for row in rows[1::5]}
    folder = tmp_path_factory.mktemp("example")
    made = []
    for name, kept in (
        ("full", [row | {"sensitivity": "internal"} if row["id"] in hidden else row for row in rows]),
        ("never", [row for row in rows if row["id"] not in hidden]),
    ):
        shutil.copytree(EXAMPLE, folder / name, ignore=shutil.ignore_patterns("reports"))
        made.append(dossier_of(folder / name, kept))
    return Twins(*made, Secrets(made[0], hidden), "public")


def _lines(path: Path, prefix: str) -> dict[str, Any]:
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {item["id"]: item for item in found if item["id"].startswith(prefix)}


def _hold(pair: Twins, folder: Path, audience: str) -> None:
    """Hold every form of report for an audience against that of the dossier which never had the rest."""
    n_held = 0
    for ending in ENDINGS:
        full, never = folder / f"full-{audience}{ending}", folder / f"never-{audience}{ending}"
        written = report(pair.full, full, audience)
        assert report(pair.bare, never, audience).left_out == ()
        assert pair.secrets.found_in(full, without=never) == []
        assert sum(item.n for item in written.left_out if item.kind == "document") == len(pair.secrets.ids)
        assert all(item.id is None for item in written.left_out)
        n_held = sum(item.n for item in written.left_out if item.kind == "finding")
        if not n_held and ending != ".zip":
            same = full.read_bytes() == never.read_bytes()
            assert same or bare(full.read_bytes()) == bare(never.read_bytes())
    full, never = folder / f"full-{audience}.jsonl", folder / f"never-{audience}.jsonl"
    for prefix in ("clm_", "inc_"):
        assert _lines(full, prefix) == _lines(never, prefix)
    shown, all_of_them = _lines(full, "fnd_"), _lines(never, "fnd_")
    assert shown.keys() <= all_of_them.keys()
    assert len(shown) + n_held == len(all_of_them)
    if not n_held:
        _hold_bundles(folder / f"full-{audience}.zip", folder / f"never-{audience}.zip")


def _hold_bundles(full: Path, never: Path) -> None:
    """What a bundle shows is the same; what proves it is the state of another log."""
    here, there = (dict(parts("", path.read_bytes())) for path in (full, never))
    assert bare(here["/report.html"].encode()) == bare(there["/report.html"].encode())
    cut = '<section id="left-out">'
    assert here["/index.html"].partition(cut)[0] == there["/index.html"].partition(cut)[0]
    exhibits = [
        {name: text for name, text in found.items() if name.startswith("/exhibits/")} for found in (here, there)
    ]
    assert exhibits[0] == exhibits[1]


def test_nothing_of_withheld_documents_shows(twins, tmp_path):
    _hold(twins, tmp_path, twins.audience)


def test_nothing_of_withheld_documents_shows_in_the_example(example, tmp_path):
    _hold(example, tmp_path, example.audience)


def test_the_leak_test_would_see_a_leak(twins, tmp_path):
    report(twins.full, tmp_path / "in.html", "internal")
    given_away = twins.secrets.found_in(tmp_path / "in.html")
    assert {type(what) for _, what in given_away} == {str, tuple}
