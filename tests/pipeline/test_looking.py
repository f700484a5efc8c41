"""A document that hangs, kills or fills a parser costs itself its publicity, and nobody else anything: neither `add` nor the rest."""

import os
import signal
import time
from pathlib import Path

import pytest

from servanda.errors import MachineError
from servanda.pipeline import AddSummary, add_sources, looking, open_case, watch_folders

pytestmark = pytest.mark.bounded
WORDS = "Two shells fell on Zalingei on 7 May 2031, a trader said."
HOSTILE = ("hangs", "dies", "fills", "breaks")


def read_badly(config: object, wanted: looking.Wanted) -> looking.Looked:
    """Stand in for a parser that a document gets the better of."""
    what = wanted.content.partition(b" ")[0].decode()
    if what == "hangs":
        time.sleep(3_600)
    if what == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "fills":
        raise MemoryError
    if what == "breaks":
        raise OSError(28, "No space left on device")
    return looking.Looked(wanted.document.id)


@pytest.fixture
def inbox(dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document of each kind of harm between two good ones; a document has a second to be looked at."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("a-good", *HOSTILE, "z-good"):
        (folder / f"{name}.txt").write_text(f"{name} {WORDS}", encoding="utf-8")
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as settings:
        settings.write("[limits]\nseconds = 1\n")
    monkeypatch.setattr(looking, "look", read_badly)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    return folder


def _silent(*_: object) -> None:
    return


def _found(dossier: Path, summary: AddSummary) -> tuple[dict[str, str], dict[str, str]]:
    """Return sensitivity and what was said of each document, by name."""
    with open_case(dossier) as case:
        found = {Path(item.locator).stem: item.sensitivity for item in case.store.records("document")}
    return found, {name: word for name in found for word in summary.warnings if f"{name}.txt: " in word}


def _expected(found: dict[str, str], said: dict[str, str]) -> None:
    assert found == {"a-good": "public", "z-good": "public"} | dict.fromkeys(HOSTILE, "internal")
    assert said.keys() == set(HOSTILE)
    assert all("no stamp could be looked for (" in words and "enters as internal" in words for words in said.values())


def test_what_cannot_be_looked_at_enters_as_internal_and_the_rest_goes_on(dossier: Path, inbox: Path) -> None:
    with open_case(dossier, create=True) as case:
        summary = add_sources(case, [str(inbox)], _silent, public=True)
    assert summary.n_new == 6
    found, said = _found(dossier, summary)
    _expected(found, said)
    assert "longer than 1 s" in said["hangs"]
    assert "MB of memory" in said["fills"]


def test_a_watched_folder_is_looked_at_within_the_same_bounds(dossier: Path, inbox: Path) -> None:
    looks = iter([True, False])
    with open_case(dossier, create=True) as case:
        [summary] = watch_folders(case, [inbox], _silent, lambda: next(looks), public=True)
    _expected(*_found(dossier, summary))


def test_where_no_process_starts_everything_enters_as_internal_and_says_so(
    dossier: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise MachineError("the processes cannot be started on this machine")

    monkeypatch.setattr("servanda.pipeline.workers._Crew._start", never)
    with open_case(dossier, create=True) as case:
        summary = add_sources(case, [str(inbox)], _silent, public=True)
    found, said = _found(dossier, summary)
    assert summary.n_new == len(found) == len(said) == 6
    assert set(found.values()) == {"internal"}
    assert all("cannot be started" in words for words in said.values())


def test_one_process_looks_at_a_whole_add(dossier: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from servanda.pipeline import adding, workers

    started: list[object] = []
    start = workers._Crew._start
    monkeypatch.setattr(workers._Crew, "_start", lambda crew: started.append(crew) or start(crew))
    monkeypatch.setattr(adding, "_BATCH", 2)
    for name in HOSTILE:
        (inbox / f"{name}.txt").write_text(f"good {name} {WORDS}", encoding="utf-8")
    with open_case(dossier, create=True) as case:
        assert add_sources(case, [str(inbox)], _silent, public=True).n_new == 6
    assert len(started) == 1


@pytest.mark.parametrize(
    "piece", [b"<!---->", b"<!-- -->", b"<?x?>", b"<!DOCTYPE a>", b"<!DOCTYPE a []>", b"<!DOCTYPE a ["]
)
def test_a_prologue_without_end_is_read_once(piece: bytes) -> None:
    """Comments by the dozen once took twice the time for each one more; this ends, however slow the machine."""
    from servanda.collect.sniffing import media_type

    assert media_type("page.html", piece * 4_000) == "text/html"
