"""``servanda store copy`` between a dossier's file and a server, and the verbs that look things up on both."""

import json

import pytest
from typer.testing import CliRunner

from servanda.cli.app import app

pytestmark = pytest.mark.postgresql
REPORTS = [
    {"id": "a", "published_on": "2031-05-06", "language": "en", "text": "Shells hit the market of Kutum on Monday, killing three traders, the mayor said."},
    {"id": "b", "published_on": "2031-05-07", "language": "en", "text": "Rockets struck a school in Nyala on 6 May 2031, residents said."},
]  # fmt: skip


def _servanda(*words: object, status: int = 0) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done.output


@pytest.fixture
def case(tmp_path):
    reports, folder = tmp_path / "reports.jsonl", tmp_path / "case"
    reports.write_text("".join(json.dumps(row) + "\n" for row in REPORTS), encoding="utf-8")
    _servanda("init", folder)
    settings = folder / "dossier.toml"
    settings.write_text(
        'countries = ["SD"]\n' + settings.read_text(encoding="utf-8").replace("countries =", "# countries ="),
        encoding="utf-8",
    )
    _servanda("add", "--public", folder, reports)
    _servanda("run", folder)
    return folder


def _seen(folder) -> list[str]:
    looks = [
        ("claims", folder, "--format", "jsonl"),
        ("claims", folder, "--place", "Kutum", "--format", "csv"),
        ("incidents", folder, "--format", "csv"),
        ("statements", folder, "--format", "csv"),
        ("search", folder, "rockets", "--format", "jsonl"),
        ("search", folder, "Niyala", "--format", "jsonl"),
        ("head", folder),
    ]
    return [_servanda(*look) for look in looks]


def test_the_copy_on_a_server_takes_the_place_of_the_file_and_shows_the_same(case, server, tmp_path):
    before, url = _seen(case), server.database()
    said = _servanda("store", "copy", case, url)
    assert "rows copied and compared" in said
    assert "servanda verify DIR" in said
    (case / "records.sqlite").unlink()
    for made in ("search.sqlite", "ready/records.sqlite", "ready/documents.sqlite"):
        (case / made).unlink(missing_ok=True)
    settings = case / "dossier.toml"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text(f'store = "{url}"\n{kept}', encoding="utf-8")
    assert _seen(case) == before
    assert "is as it was written" in _servanda("verify", case)
    assert "2 documents" in _servanda("run", case)
    further = tmp_path / "c.jsonl"
    further.write_text(
        json.dumps(REPORTS[0] | {"id": "c", "text": "Gunmen burned a clinic in Kutum on Sunday."}) + "\n",
        encoding="utf-8",
    )
    _servanda("add", "--public", case, further)
    _servanda("run", case)
    after = _seen(case)
    assert "clinic" in after[0]
    _servanda("store", "copy", url, f"sqlite:///{case / 'records.sqlite'}")
    settings.write_text(kept, encoding="utf-8")
    assert _seen(case) == after
    assert "is as it was written" in _servanda("verify", case)


def test_what_is_expunged_on_a_server_is_found_no_more_and_stands_in_no_byte_of_the_index(case, server):
    url, index = server.database(), case / "search.sqlite"
    _servanda("store", "copy", case, url)
    (case / "records.sqlite").unlink()
    settings = case / "dossier.toml"
    settings.write_text(f'store = "{url}"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")
    _servanda("run", case)
    assert b"traders" in index.read_bytes()
    found, *_ = _servanda("search", case, "traders", "--in", "document", "--format", "jsonl").splitlines()
    document = json.loads(found)["document_id"]
    _servanda("expunge", case, document, "--by", "ana", "--because", "the family asked for it")
    assert "traders" not in _servanda("search", case, "traders")
    assert "rockets" in _servanda("search", case, "rockets", "--format", "jsonl").casefold()
    assert not [word for word in (b"traders", b"mayor", b"trader") if word in index.read_bytes()]
    assert "is as it was written" in _servanda("verify", case)


def test_what_cannot_be_copied_is_said_with_what_to_do(case, server):
    for words, said in (
        ((case, case), "exists"),
        ((case, "north-west"), "no URL of a database"),
        (("nowhere", server.database()), "no URL of a database"),
    ):
        done = CliRunner().invoke(app, ["store", "copy", *map(str, words)])
        assert said in str(done.exception), words
