"""`run --shard` and `shards join` as somebody at a desk meets them."""

import json
import shutil
from pathlib import Path

import pytest

from servanda.cli.app import app
from servanda.errors import UsageError
from servanda.pipeline import init_dossier

PLACES = ("Nyala", "Kosti", "Zalingei", "El Fasher", "El Obeid", "Kutum")
TEXTS = tuple(f"Gunmen shelled {place} on 6 May 2031, a doctor said." for place in PLACES)


def run(*arguments: object) -> object:
    return app([str(one) for one in arguments], standalone_mode=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder, table = tmp_path / "case", tmp_path / "a.jsonl"
    init_dossier(folder)
    (folder / "dossier.toml").write_text('title = "S"\ncountries = ["SD"]\n', encoding="utf-8")
    table.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(TEXTS)))
    run("add", folder, table)
    return folder


def test_two_machines_read_and_the_desk_joins(home, tmp_path, capsys):
    for number in (1, 2):
        copy = shutil.copytree(home, tmp_path / f"copy{number}", ignore=shutil.ignore_patterns("vault"))
        run("run", copy, "--shard", f"{number}/2", "--output", tmp_path / f"part{number}.jsonl")
        out, err = capsys.readouterr()
        assert out.strip().endswith(f"part{number}.jsonl")
        assert "SHA-256" in err
    parts = [tmp_path / "part1.jsonl", tmp_path / "part2.jsonl"]
    n_first = len(parts[0].read_bytes().splitlines()) - 2
    n_known = n_first if n_first < len(TEXTS) else 0  # which part a document is of depends on where the test runs
    if n_first < len(TEXTS):
        assert run("shards", "join", home, parts[0]) == 3
        assert "missing" in capsys.readouterr().err
    run("shards", "join", home, *parts)
    out = capsys.readouterr().out
    assert f"{len(TEXTS) - n_known} document" in out
    assert f"{n_known} known" in out
    assert "6 documents, " in out


def test_what_does_not_go_together_says_what_to_do(home, tmp_path):
    for asked, said in (
        (("--output", tmp_path / "x"), "--shard 3/16"), (("--shard", "17/16"), "such as 3/16"), (("--shard", "1/2", "--retry"), "leave out"),
        (("--shard", "1/2", "--engine", "spark"), "leave out"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=said):
            run("run", home, *asked)
