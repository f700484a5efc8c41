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


def _dossier(folder, rows, monkeypatch):
    """A dossier whose incidents come from rows: (incident, origin, names of those killed)."""
    from servanda.model.claims import Casualties, EventClaim, EventType, MadeBy
    from servanda.model.incidents import Incident, Voice
    from servanda.model.parties import Attribution, Participant
    from servanda.model.spans import Span
    from servanda.pipeline import init_dossier, open_case, victims

    init_dossier(folder)
    with open_case(folder, create=True):
        pass
    claims, voices = [], {}
    for number, (incident, origin, names) in enumerate(rows):
        span = Span(start=0, end=1, quote="x")
        tolls = tuple(
            Casualties(effect="killed", minimum=1, maximum=1, who=Participant(role="target", name=name, type="person"))
            for name in names
        )
        claims.append(
            EventClaim(
                id=f"clm_{number}", key=f"key_{number}", document_id="d", text_id="t", language="en", span=span,
                attribution=(Attribution(level="document", name="d"),), made_by=MadeBy(rule="test", version="1"),
                trigger=span, event=EventType(plover="ASSAULT"), casualties=tolls,
            )
        )  # fmt: skip
        voices.setdefault(incident, []).append(Voice(claim=f"clm_{number}", document_id="d", name="n", origin=origin))
    incidents = tuple(
        Incident(
            id=name, kind="ASSAULT", members=tuple(v.claim for v in told), voices=tuple(told), n_documents=1,
            n_independent_origins=1, credibility="6",
        )
        for name, told in voices.items()
    )  # fmt: skip
    view = type("View", (), {"incidents": incidents, "claims": tuple(claims)})
    monkeypatch.setattr(victims, "build_view", lambda _case: view)
    return folder


FIRST = ("Idris", "Amna", "Hamid", "Salma", "Tariq", "Nadia", "Omar", "Huda", "Bakri", "Zainab")
LAST = ("Osman", "Kodi", "Salih", "Deng", "Abbas")


def _overlapping():
    names = [f"{one} {other}" for one in FIRST for other in LAST]
    return (
        ("inc_1", "owner:wire", names[:26]),
        ("inc_1", "owner:clinic", names[14:38]),
        ("inc_1", "speaker:council", [*names[6:20], *names[34:50]]),
    )


def test_a_dossier_with_three_independent_origins_is_estimated(tmp_path, monkeypatch):
    folder = _dossier(tmp_path / "case", _overlapping(), monkeypatch)
    told = CliRunner().invoke(app, ["estimate", str(folder), "--format", "jsonl"])
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["documented"] for row in rows} == {50}
    assert "lists: speaker:council 30, owner:wire 26, owner:clinic 24" in told.stderr
    assert "not documented counts" in told.stderr


def test_a_name_in_another_incident_is_another_victim_and_a_description_is_none(tmp_path, monkeypatch):
    from servanda.pipeline import estimate_case, open_case

    rows = [
        *_overlapping(), ("inc_2", "owner:wire", ["Idris Osman"]), ("inc_1", "owner:clinic", ["a teacher", "Idris", "idris osman"]),
    ]  # fmt: skip
    with open_case(_dossier(tmp_path / "case", rows, monkeypatch)) as case:
        held, _ = estimate_case(case)
    assert held.lists.documented == 51
    assert held.sizes["owner:clinic"] == 24


def test_a_sparse_dossier_is_refused_with_its_lists_and_the_reasons(tmp_path, monkeypatch):
    rows = (("inc_1", "owner:wire", ["Idris Osman"]), ("inc_1", "owner:clinic", ["Idris Osman", "Amna Kodi"]))
    failed = CliRunner().invoke(app, ["estimate", str(_dossier(tmp_path / "case", rows, monkeypatch))])
    assert isinstance(failed.exception, UsageError)
    assert "3 to 5 independent lists are needed, here are 2" in str(failed.exception)
    assert "owner:clinic 2, owner:wire 1" in str(failed.exception)


def test_an_empty_dossier_and_owners_beside_one_are_refused(tmp_path):
    from servanda.pipeline import init_dossier, open_case

    init_dossier(tmp_path / "case")
    with open_case(tmp_path / "case", create=True):
        pass
    failed = CliRunner().invoke(app, ["estimate", str(tmp_path / "case")])
    assert "by independent origin: none" in str(failed.exception)
    failed = CliRunner().invoke(app, ["estimate", str(tmp_path / "case"), "--family", "a=b"])
    assert isinstance(failed.exception, UsageError)
