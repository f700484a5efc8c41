"""The program as a person meets it: every verb once, and every wrong call answered in words."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.forked import servanda
from tests.truce import AGREEMENT

pytestmark = [pytest.mark.bounded, pytest.mark.guarded]  # the program as it is shipped
PROGRAM = [sys.executable, "-c", "from servanda.cli import main; main()"]
REPORT = "Shelling by the Rapid Support Forces killed six people in Nyala on Monday, 5 May 2031, the Red Crescent said."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that has been run."""
    folder = tmp_path_factory.mktemp("cli")
    row = {"id": "r1", "publisher": "Nile Dispatch", "published_on": "2031-05-06", "language": "en", "text": REPORT}
    (folder / "reports.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    dossier = folder / "case"
    assert servanda("init", dossier).returncode == 0
    (dossier / "dossier.toml").write_text('countries = ["SD"]\n', encoding="utf-8")
    (dossier / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    assert servanda("add", dossier, folder / "reports.jsonl").returncode == 0
    done = servanda("run", dossier)
    assert done.returncode == 0, done.stderr
    return dossier


def lines(*words: object) -> list[dict[str, object]]:
    done = servanda(*words, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_lists_show_what_is_current(case: Path) -> None:
    assert {claim["document_id"] for claim in lines("claims", case)}
    [assault] = lines("incidents", case, "--kind", "ASSAULT")
    assert assault["place"]["name"] == "Nyala"
    [finding] = lines("findings", case, "--status", "alleged_violation")
    assert finding["party"] == "rapid-support-forces"
    assert not lines("incidents", case, "--until", "2031-01-01")
    assert [row["name"] for row in lines("sources", case)] == ["Nile Dispatch"]
    assert "rapid-support-forces" in {row["entity"] for row in lines("actors", case)}
    assert servanda("unresolved", case).returncode == 0
    assert "Nyala" in servanda("incidents", case).stdout
    assert servanda("incidents", case, "--format", "csv").stdout.startswith("handle,kind,")


def test_show_leads_down_to_the_characters(case: Path) -> None:
    [finding] = lines("findings", case, "--status", "alleged_violation")
    outline = servanda("show", case, finding["id"]).stdout
    assert "alleged breach" in outline
    assert "characters" in outline
    assert "SHA-256" in outline


def test_show_compares_two_incidents_and_nothing_else(case: Path) -> None:
    handle = lines("incidents", case)[0]["handle"]
    same = servanda("show", case, handle, handle)
    assert same.returncode != 0
    assert "are one incident" in same.stderr
    [finding] = lines("findings", case, "--status", "alleged_violation")
    assert "is no incident" in servanda("show", case, handle, finding["id"]).stderr


def test_a_decision_is_taken_applied_and_taken_back(case: Path) -> None:
    [finding] = lines("findings", case, "--status", "alleged_violation")
    done = servanda("review", case, finding["id"], "accept", "--by", "ana", "--because", "checked")
    assert done.returncode == 0, done.stderr
    [accepted] = lines("findings", case, "--status", "accepted")
    assert accepted["id"] == finding["id"]
    undone = servanda("review", case, done.stdout.strip(), "undo", "--by", "ana", "--because", "too early")
    assert undone.returncode == 0, undone.stderr
    assert not lines("findings", case, "--status", "accepted")


@pytest.mark.parametrize("ending", ["html", "csv", "jsonl", "geojson"])
def test_reports_are_written(case: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"report.{ending}"
    assert servanda("report", case, "--output", output).returncode == 0
    assert output.stat().st_size > 100


def test_verify_names_a_changed_byte(case: Path, tmp_path: Path) -> None:
    import shutil

    assert servanda("verify", case).returncode == 0
    copy = tmp_path / "copy"
    shutil.copytree(case, copy)
    kept = next(path for path in sorted((copy / "evidence").rglob("*")) if path.is_file())
    content = bytearray(kept.read_bytes())
    content[10] ^= 1
    kept.chmod(0o644)
    kept.write_bytes(bytes(content))
    done = servanda("verify", copy)
    assert done.returncode == 1
    assert kept.name in done.stdout or kept.parent.name + kept.name in done.stdout


def test_agreement_check_names_file_and_line(case: Path, tmp_path: Path) -> None:
    assert servanda("agreement", "check", case / "agreements" / "truce.yaml").returncode == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text(AGREEMENT.replace("binds: [rapid-support-forces]", "binds: [nobody]"), encoding="utf-8")
    done = servanda("agreement", "check", bad)
    assert done.returncode == 1
    assert "bad.yaml" in done.stdout
    assert "line" in done.stdout
    assert "nobody" in done.stdout


def test_filters_work_in_a_pipe(case: Path, tmp_path: Path) -> None:
    row = json.dumps({"id": "own-1", "text": REPORT, "language": "en", "published_on": "2031-05-06"})
    claims = servanda("extract", "--resolve", "--country", "SD", text=row + "\n")
    assert claims.returncode == 0, claims.stderr
    read = [json.loads(line) for line in claims.stdout.splitlines()]
    assert {claim["document_id"] for claim in read} == {"own-1"}
    assert all(REPORT[c["span"]["start"] : c["span"]["end"]] == c["span"]["quote"] for c in read)
    linked = servanda("link", text=claims.stdout)
    assert linked.returncode == 0, linked.stderr
    assert all(json.loads(line)["members"] for line in linked.stdout.splitlines())
    plain = tmp_path / "plain.txt"
    plain.write_text(REPORT, encoding="utf-8")
    assert servanda("extract", plain).returncode == 0
    start = REPORT.index("Nyala")
    places = servanda(
        "geocode",
        "--country",
        "SD",
        text=json.dumps({"id": "g", "text": REPORT, "mentions": [{"start": start, "end": start + 5}]}),
    )
    assert places.returncode == 0, places.stderr
    assert json.loads(places.stdout)["places"][0]["country"] == "SD"
    incidents = servanda("incidents", case, "--format", "jsonl").stdout
    found = servanda("assess", "--agreements", case / "agreements", text=incidents)
    assert found.returncode == 0, found.stderr
    assert "alleged_violation" in found.stdout


WRONG = [
    (("findings", "no-such-folder"), 2, "servanda init"),
    (("frobnicate",), 2, "No such command"),
    (("add", "CASE", "no-such-file.txt"), 2, "no-such-file"),
    (("show", "CASE", "INC-9999"), 2, "INC-9999"),
    (("claims", "CASE", "--since", "yesterday"), 2, "yesterday"),
    (("review", "CASE", "clm_0", "accept", "--by", "ana", "--because", "x"), 2, "clm_0"),
    (("review", "CASE", "INC-0001", "amend", "--set", "nonsense", "--by", "ana", "--because", "x"), 2, "FIELD=VALUE"),
    (("report", "CASE", "--output", "report.docx"), 2, ".docx"),
    (("run", "CASE", "--engine", "steam"), 2, "steam"),
    (("agreement", "check", "nowhere.yaml"), 2, "nowhere.yaml"),
    (("init", "CASE"), 2, "already"),
    (("init", "NEW", "--template", "war"), 2, "ceasefire"),
    (("assess", "--agreements", "nowhere"), 2, "nowhere"),
    (("extract", "nowhere.txt"), 2, "nowhere.txt"),
    (("extract", "--country", "Narnia", "FILE"), 2, "ISO 3166"),
    (("verify", "no-such-folder"), 2, "servanda init"),
    (("review", "CASE", "INC-0001", "merge", "--by", "ana", "--because", "x"), 2, "--with"),
    (("review", "CASE", "INC-0001", "reject", "--by", "", "--because", "x"), 2, "--by"),
    (("review", "CASE", "INC-0001", "reject", "--by", "ana"), 2, "--because"),
    (("claims", "CASE", "--format", "xml"), 2, "xml"),
    (("run", "CASE", "--workers", "0"), 2, "--workers"),
    (("assess", "--agreements", "AGREEMENTS", "--as-of", "soon"), 2, "soon"),
]


@pytest.mark.parametrize(
    ("words", "status", "says"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, tuple) else None
)
def test_a_wrong_call_is_answered_in_words(
    case: Path, tmp_path: Path, words: tuple[str, ...], status: int, says: str
) -> None:
    places = {"CASE": str(case), "NEW": str(tmp_path / "new"), "report.docx": str(tmp_path / "report.docx")}
    places |= {"FILE": str(case.parent / "reports.jsonl"), "AGREEMENTS": str(case / "agreements")}
    done = servanda(*(places.get(word, word) for word in words))
    assert done.returncode == status, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["not json\n", '{"id": "a"}\n', "[1, 2]\n", '{"id": "a", "text": 7}\n'])
def test_bad_rows_are_quarantined_or_refused_without_a_traceback(text: str) -> None:
    for verb in ("extract", "geocode", "link"):
        done = servanda(verb, "--country", "SD", text=text)
        assert done.returncode == 3, (verb, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr


def test_verify_finds_a_broken_database(case: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(case, copy)
    (copy / "records.sqlite").write_bytes(b"no database at all")
    done = servanda("verify", copy)
    assert done.returncode == 1
    assert "records.sqlite" in done.stdout
    assert "Traceback" not in done.stderr


def test_geocode_without_a_country_looks_in_all_the_world() -> None:
    row = {
        "id": "g",
        "text": "Talks went on in Vienna and Kyiv.",
        "mentions": [{"start": 17, "end": 23}, {"start": 28, "end": 32}],
    }
    done = servanda("geocode", text=json.dumps(row))
    assert [place["country"] for place in json.loads(done.stdout)["places"]] == ["AT", "UA"]
    wrong = servanda("geocode", text=json.dumps({**row, "mentions": 5}))
    assert wrong.returncode == 3
    assert "line 1: field mentions" in wrong.stderr


def test_a_quarantined_file_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = servanda("extract", tmp_path / "empty.txt")
    assert done.returncode == 3
    assert done.stderr.count("empty.txt") == 1
    assert "standard input" in servanda("extract", text="").stderr


def test_quarantine_is_told_by_the_exit_status(case: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = servanda("add", case, tmp_path / "empty.txt")
    assert done.returncode == 3
    assert "empty.txt" in done.stderr


def test_incidents_in_the_form_of_the_contract_are_taken(case: Path) -> None:
    row = {
        "id": "inc_1", "kind": "ASSAULT", "time": {"start": "2031-05-05", "end": "2031-05-06"}, "members": ["clm_1"],
        "actors": [{"entity_id": "rapid-support-forces", "stance": "alleged", "claims": ["clm_1"], "hue": "blue"}], "mood": "dark",
        "n_documents": 1, "n_independent_origins": 1, "credibility": "3",
    }  # fmt: skip
    done = servanda("assess", "--agreements", case / "agreements", text=json.dumps(row) + "\n")
    assert done.returncode == 0, done.stderr
    assert "line 1: passed over unknown fields: actors[0].hue, mood" in done.stderr
    [finding] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (finding["status"], finding["party"]) == ("alleged_violation", "rapid-support-forces")


def test_the_log_is_signed_and_keys_are_looked_after(case: Path) -> None:
    [key, *_] = lines("key", "list", case)
    assert servanda("verify", case, "--key", key["id"]).returncode == 0
    other = servanda("verify", case, "--key", "sgk_000000000000000000000000")
    assert other.returncode == 1
    assert "another log" in other.stdout
    rotated = servanda("key", "rotate", case, "--by", "ana", "--because", "a new laptop")
    assert rotated.returncode == 0, rotated.stderr
    assert [found["id"] for found in lines("key", "list", case)][-1] == rotated.stdout.strip()
    assert servanda("verify", case, "--key", key["id"]).returncode == 0
    assert servanda("key", "rotate", case, "--by", "ana", "--because", " ").returncode == 2


def test_verify_names_a_changed_signature(case: Path, tmp_path: Path) -> None:
    import shutil

    copy = Path(shutil.copytree(case, tmp_path / "copy"))
    heads = copy / "custody" / "heads.jsonl"
    content = heads.read_bytes()
    heads.write_bytes(content[:-10] + b"\xff" + content[-9:])
    done = servanda("verify", copy)
    assert done.returncode == 1
    assert f"custody/heads.jsonl, line {content.count(b'{')}: is no tree head" in done.stdout
    assert "Traceback" not in done.stderr
    assert servanda("add", copy, copy / "dossier.toml").returncode == 2  # nothing is signed over


def test_the_log_says_who_did_what_when(case: Path) -> None:
    entries = lines("log", case)
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert {"key_made", "collected", "derived", "run"} <= {entry["event"] for entry in entries}
    table = servanda("log", case, "--after", 1, "--format", "csv").stdout.splitlines()
    assert table[0] == "entry,at,event,by,what,sha256,details,taken_back,proof"
    assert len(table) == len(entries)
    assert all(row.endswith(",signed") for row in table[1:])


def test_a_locked_key_is_said_and_signs_when_it_is_open(tmp_path: Path) -> None:
    import os

    folder, given = tmp_path / "locked", {**os.environ, "SERVANDA_PASSPHRASE": "tall grass"}
    (tmp_path / "a.txt").write_text("Rain fell on the hills.", encoding="utf-8")

    def call(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*PROGRAM, *map(str, words)], capture_output=True, text=True, check=False, **options)

    assert call("init", folder, env=given).returncode == 0
    done = call("add", folder, tmp_path / "a.txt", stdin=subprocess.DEVNULL)
    assert done.returncode == 0
    assert "SERVANDA_PASSPHRASE" in done.stderr
    assert "not signed" in call("verify", folder).stderr
    assert call("add", folder, tmp_path / "a.txt", env=given).returncode == 0
    assert "not signed" not in call("verify", folder).stderr
    wrong = call("add", folder, tmp_path / "a.txt", env={**os.environ, "SERVANDA_PASSPHRASE": "short grass"})
    assert wrong.returncode == 2
    assert "does not open" in wrong.stderr


def test_a_stamp_waits_without_an_authority(case: Path) -> None:
    done = servanda("stamp", case)
    assert done.returncode == 0, done.stderr
    assert "waiting" in done.stderr
    assert "stamp_authority" in done.stderr
