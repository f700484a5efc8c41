import json

import pytest
from typer.testing import CliRunner

from servanda.cli import app
from servanda.errors import BrokenInput, UsageError

TABLE = "north,south,coast,count\n1,0,0,60\n0,1,0,49\n1,1,0,24\n0,0,1,80\n1,0,1,40\n0,1,1,42\n1,1,1,12\n"


def test_a_table_of_histories_gives_estimates_as_json_lines(tmp_path):
    (tmp_path / "victims.csv").write_text(TABLE, encoding="utf-8")
    told = CliRunner().invoke(app, ["estimate", str(tmp_path / "victims.csv"), "--format", "jsonl"])
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["documented"] for row in rows} == {307}
    assert len(rows) == 4
    assert "not documented counts" in told.stderr


def test_victims_one_by_one_count_like_histories(tmp_path):
    histories = [([1, 0, 0], 30), ([0, 1, 0], 30), ([0, 0, 1], 30), ([1, 1, 0], 9), ([1, 0, 1], 8), ([0, 1, 1], 9)]
    one_by_one = [dict(zip("abc", history, strict=True)) for history, count in histories for _ in range(count)]
    lines = [json.dumps({"victim": f"v{number}", **row}) for number, row in enumerate(one_by_one)]
    (tmp_path / "one.jsonl").write_text("\n".join(lines), encoding="utf-8")
    counted = "\n".join(json.dumps({**dict(zip("abc", history, strict=True)), "count": n}) for history, n in histories)
    (tmp_path / "many.jsonl").write_text(counted, encoding="utf-8")
    told = [
        CliRunner().invoke(app, ["estimate", str(tmp_path / name), "--format", "csv"])
        for name in ("one.jsonl", "many.jsonl")
    ]
    assert told[0].stdout == told[1].stdout != ""


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("a,b,c\n1,0,2\n", "line 2, c: '2' instead of 0 or 1"),
        ("a,b,c\n1,0,1,1\n", "line 2: 4 cells under 3 columns"),
        ("1,0,1\n1,1,1\n", "line 1: each column needs a name"),
        ("a,b,c\n0,0,0\n", "line 2: on no list"),
        ("victim,a,b,c\nv1,1,0,0\nv1,0,1,0\n", "line 3: victim v1 stands there twice"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(tmp_path, table, reason):
    (tmp_path / "victims.csv").write_text(table, encoding="utf-8")
    failed = CliRunner().invoke(app, ["estimate", str(tmp_path / "victims.csv")])
    assert isinstance(failed.exception, BrokenInput)
    assert reason in str(failed.exception)


def test_a_dossier_is_refused_with_the_reason(tmp_path):
    failed = CliRunner().invoke(app, ["estimate", str(tmp_path)])
    assert isinstance(failed.exception, UsageError)
    assert "no persons linked across origins" in str(failed.exception)
