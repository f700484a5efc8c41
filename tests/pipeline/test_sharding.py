"""Reading shared among machines: the parts together are one run; killed, repeated, foreign and changed ones do no harm."""

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.pipeline.conftest import write_reports

from servanda.errors import ConfigError, NotFoundError, UsageError
from servanda.model.codec import encode, sha256
from servanda.pipeline import (
    Shard,
    add_sources,
    join_parts,
    make_part,
    open_case,
    run_case,
    verify_case,
)

KINDS = ("document_text", "claim", "identification", "passed_over", "incident", "finding", "quarantine")
N = 4
PLACES = ("Nyala", "Zalingei", "El Fasher", "Kosti", "El Obeid")
DOERS = ("The Rapid Support Forces", "Gunmen", "The army", "A drone of the army")


def _silent(*_: object) -> None:
    return


@pytest.fixture
def home(dossier, tmp_path):
    """A dossier with a dozen reports, added and not read."""
    rng = random.Random(7)  # noqa: S311 - the same reports each time
    rows = [
        {
            "id": f"r{n}", "publisher": rng.choice(("Nile Dispatch", "Desert Wire")), "published_on": f"2031-05-{6 + n // 3:02}", "language": "en",
            "text": f"{rng.choice(DOERS)} shelled {rng.choice(PLACES)} on {5 + n // 3} May 2031, killing {rng.randint(2, 9)} people, a doctor said.",
        }
        for n in range(12)
    ]  # fmt: skip
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(write_reports(tmp_path / "many.jsonl", tuple(rows)))], _silent, public=True)
    return dossier


def copied(home: Path, to: Path) -> Path:
    """Return a copy as the how-to makes one: without vault and index."""
    return shutil.copytree(home, to, ignore=shutil.ignore_patterns("vault", "ready", "search.sqlite", "custody"))


def part_of(home: Path, tmp_path: Path, number: int, n: int = N) -> Path:
    """Return the part that another machine has read of a copy."""
    folder, output = copied(home, tmp_path / f"copy-{number}-{n}"), tmp_path / f"part-{number}-{n}.jsonl"
    with open_case(folder) as case:
        make_part(case, Shard(number, n), output, 0, _silent)
    return output


def current(case) -> dict[str, list[bytes]]:
    found = {
        stage: [encode(item) for item in case.store.current(stage)]
        for stage in ("parse", "extract", "corroborate", "assess")
    }
    found["handles"] = [encode(item) for item in case.store.handles()]
    return found


@pytest.fixture
def once(home, tmp_path):
    """What one run makes of the dossier."""
    folder = copied(home, tmp_path / "once")
    with open_case(folder) as case:
        run_case(case, "local", 0, _silent)
        return current(case)


def test_the_parts_together_are_one_run(home, tmp_path, once):
    parts = [part_of(home, tmp_path, number) for number in range(1, N + 1)]
    random.Random(3).shuffle(parts)  # noqa: S311 - some order
    with open_case(home) as case:
        done = join_parts(case, parts, 0, _silent)
        assert (done.n_taken, done.n_known, done.n_missing) == (12, 0, 0)
        assert done.run.n_documents == 12
        assert current(case) == once
        assert verify_case(case) == ()
        entries = case.store.size()
        again = join_parts(case, parts, 0, _silent)
        assert (again.n_taken, again.n_known) == (0, 12)
        assert case.store.size() == entries, "the same parts once more change nothing"


def test_parts_may_come_one_by_one_and_what_is_missing_is_said(home, tmp_path, once):
    parts = [part_of(home, tmp_path, number) for number in range(1, N + 1)]
    with open_case(home) as case:
        missing = [join_parts(case, [part], 0, _silent).n_missing for part in parts[:-1]]
        assert missing == sorted(missing, reverse=True)
        assert missing[-1] > 0
        assert list(case.store.current("corroborate")) == []
        run_case(case, "local", 0, _silent)
        assert current(case) == once, "what is missing is read at home"
        assert join_parts(case, parts[-1:], 0, _silent).n_taken == 0


def test_every_document_belongs_to_one_shard():
    names = [f"doc_{n:024x}" for n in range(3000)]
    for n in (1, 2, 7, 16):
        sizes = [sum(Shard(number, n).has(name) for name in names) for number in range(1, n + 1)]
        assert sum(sizes) == len(names)
        assert max(sizes) < 1.3 * len(names) / n
    for words in ("0/4", "5/4", "3", "a/b", "1/0", "-1/4"):
        with pytest.raises(UsageError, match="such as 3/16"):
            Shard.read(words)


def test_the_same_part_has_the_same_bytes_wherever_it_is_made(home, tmp_path):
    first = part_of(home, tmp_path, 2)
    other = part_of(home, tmp_path / "elsewhere", 2)
    assert first.read_bytes() == other.read_bytes()


def test_killed_while_it_reads_the_same_call_goes_on(home, tmp_path):
    folder, output = copied(home, tmp_path / "killed"), tmp_path / "killed.jsonl"
    command = [
        str(Path(sys.executable).with_name("servanda")),
        "run",
        str(folder),
        "--shard",
        "1/2",
        "--output",
        str(output),
    ]
    for wait in (1.5, 3.0):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        process.kill()
        process.wait()
        assert not output.exists() or output.read_bytes() == part_of(home, tmp_path / str(wait), 1, 2).read_bytes()
    subprocess.run(command, check=True, capture_output=True)
    assert output.read_bytes() == part_of(home, tmp_path / "undisturbed", 1, 2).read_bytes()


def _changed(part: Path, change) -> Path:
    """Return a part that somebody changed with care: its end fits again."""
    *lines, _ = part.read_bytes().splitlines(keepends=True)
    rows = [json.loads(line) for line in lines]
    change(rows)
    body = b"".join(encode(row) + b"\n" for row in rows)
    made = part.with_name("changed.jsonl")
    made.write_bytes(body + encode({"n_documents": len(rows) - 1, "sha256": sha256(body)}) + b"\n")
    return made


def _refused(home: Path, part: Path, words: str, n_again: int = 0) -> None:
    with open_case(home) as case:
        before = case.store.size()
        with pytest.raises(ConfigError, match=words):
            join_parts(case, [part], 0, _silent, n_again)
        assert case.store.size() == before, "nothing was taken in"


def test_a_damaged_or_foreign_part_is_refused(home, tmp_path, dossier):
    part = part_of(home, tmp_path, 1, 1)
    for content, words in (
        (part.read_bytes()[:-30], "not whole"), (part.read_bytes().replace(b"killing", b"killinG", 1), "changed after"),
        (b"", "no part"), (b'{"a": 1}\n', "no part"), (b"\xff\xfe" * 9, "no part"),
        (part.read_bytes().replace(b"servanda/part/1", b"servanda/part/9"), "takes servanda/part/1"),
    ):  # fmt: skip
        spoilt = tmp_path / "spoilt.jsonl"
        spoilt.write_bytes(content)
        _refused(home, spoilt, words)
    with open_case(home) as case, pytest.raises(NotFoundError, match="--shard"):
        join_parts(case, [tmp_path / "nowhere"], 0, _silent)
    for field, words in (
        ("dossier", "another dossier"), ("version", "another version"), ("parse", r"\[parse\]"), ("extract", "settings of extraction"),
        ("reference", "registry"), ("gazetteer", "gazetteer"), ("scanner", "scans"),
    ):  # fmt: skip
        _refused(home, _changed(part, lambda rows, field=field: rows[0].update({field: "x"})), words)


def test_a_part_read_under_other_settings_is_refused(home, tmp_path):
    folder, output = copied(home, tmp_path / "other"), tmp_path / "other.jsonl"
    (folder / "places.csv").write_text("name,country,latitude,longitude\nKosti Camp,SD,13.1,32.6\n", encoding="utf-8")
    with open_case(folder) as case:
        make_part(case, Shard(1, 1), output, 0, _silent)
    _refused(home, output, "registry, the agreements or the places")


def _claims(rows):
    return next(row for row in rows[1:] if row["claims"])


def test_a_part_that_does_not_fit_its_documents_is_refused(home, tmp_path):
    part = part_of(home, tmp_path, 1, 1)
    for change, words in (
        (lambda rows: rows[1].update(document_id="doc_" + "0" * 24), "no document of this dossier"),
        (lambda rows: rows[1].update(object_sha256="0" * 64), "other bytes"),
        (lambda rows: rows[0].update(shard="1/3"), "does not belong to the shard"),
        (lambda rows: rows[1].update(layer=None), "not complete"),
        (lambda rows: _claims(rows).update(claims=[]), "not complete"),
        (lambda rows: rows[1]["parse"].update(version="9"), "made otherwise"),
        (lambda rows: rows[1]["extract"].update(reference_sha256="x"), "made otherwise"),
        (lambda rows: _claims(rows)["claims"][0].update(polarity="denied"), "does not fit itself"),
        (lambda rows: rows[1]["layer"].update(text=rows[1]["layer"]["text"].replace("people", "peoplE")), "does not fit itself"),
        (lambda rows: rows[1].update(more=1), "line 2"),
    ):  # fmt: skip
        _refused(home, _changed(part, change), words)


def test_what_fits_itself_and_is_not_what_is_read_here_is_refused_when_it_is_read_again(home, tmp_path):
    def forge(rows):
        """Take a claim away and name the rest as what was made."""
        for row in rows[1:]:
            if row["claims"]:
                gone = row["claims"].pop()["id"]
                row["extract"]["outputs"].remove(gone)

    forged = _changed(part_of(home, tmp_path, 1, 1), forge)
    _refused(home, forged, "reads otherwise here", n_again=12)
    with open_case(home) as case:
        run_case(case, "local", 0, _silent)
    _refused(home, forged, "otherwise than what was read here")


def test_what_is_sealed_is_in_no_part_and_taken_from_none(home, tmp_path):
    secret = {
        "id": "s1",
        "publisher": "Desk",
        "sensitivity": "protected",
        "text": "Bakri Lisow stood at the mill in Nyala.",
    }
    with open_case(home) as case:
        add_sources(case, [str(write_reports(tmp_path / "secret.jsonl", (secret,)))], _silent)
        [document] = [one for one in case.store.records("document") if one.external_id == "s1"]
        make_part(case, Shard(1, 1), tmp_path / "own.jsonl", 0, _silent)
    assert b"Lisow" not in (tmp_path / "own.jsonl").read_bytes()
    part = _changed(
        tmp_path / "own.jsonl",
        lambda rows: rows[1].update(document_id=document.id, object_sha256=document.object_sha256),
    )
    _refused(home, part, "read at home alone")
