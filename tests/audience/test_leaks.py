"""A report for those outside is that of a dossier which never had what is withheld: nothing leaks, no number differs."""

import json
import random
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.audience.leaks import AT_ONCE, ENDINGS, Secrets, bare, dossier_of, report
from tests.truce import AGREEMENT

from servanda.model.codec import sha256

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "idlib-2019"
SETTINGS = 'title = "Leaks"\ncountries = ["SD"]\ntimezone = "Africa/Khartoum"\n' + AT_ONCE
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
        with (folder / name / "dossier.toml").open("a", encoding="utf-8") as settings:
            settings.write(AT_ONCE)
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
    """Two bundles are the same, save for what cannot be: what was left out, keys and signatures, and what is random.

    Left out: numbers by reason, in the list of files and the two pages. Random: salted hashes of rows and of protected fields, and
    with them the root of the tree. Keys, signatures and the hashes of the files named here follow. None depends on what is withheld.
    """
    here, there = (_comparable(path) for path in (full, never))
    assert here.keys() == there.keys()
    for name in here:
        assert here[name] == there[name], name


def _comparable(path: Path) -> dict[str, Any]:
    """Return what a bundle holds, file by file, without what cannot be the same in two dossiers."""
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(found.pop("bundle.json"))
    public_key = json.loads(found.pop("bundle.sig"))["public_key"]
    changing = {"index.html", "report.html", "records.jsonl", "keys.jsonl"}
    manifest["files"] = {name: item for name, item in manifest["files"].items() if name not in changing}
    del manifest["left_out"], manifest["tree"]["root"]
    found["bundle.json"] = manifest
    found["keys.jsonl"] = len(found["keys.jsonl"].splitlines())
    found["records.jsonl"] = [_without_salt(json.loads(line)) for line in found["records.jsonl"].splitlines()]
    found["report.html"] = bare(found["report.html"])
    page = bare(found["index.html"]).replace(public_key, "").replace(sha256(public_key.encode()), "")
    found["index.html"] = re.sub(r"commitment [0-9a-f]{16}", "", page)
    return found


def _without_salt(line: dict[str, Any]) -> dict[str, Any]:
    body = json.loads(line["body"])
    for item in body.get("protected", ()):
        del item["commitment"]
    return {**line, "body": body, "commitment": "commitment" in line}


def test_nothing_of_withheld_documents_shows(twins, tmp_path):
    _hold(twins, tmp_path, twins.audience)


def test_nothing_of_withheld_documents_shows_in_the_example(example, tmp_path):
    _hold(example, tmp_path, example.audience)


def test_the_leak_test_would_see_a_leak(twins, tmp_path):
    report(twins.full, tmp_path / "in.html", "internal")
    given_away = twins.secrets.found_in(tmp_path / "in.html")
    assert {type(what) for _, what in given_away} == {str, tuple}
