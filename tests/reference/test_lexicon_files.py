"""The compiled lexicon is that of the files, in their order, and a changed file is read instead of it."""

import json
import shutil
from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.reference import lexicon_files
from servanda.reference.lexicon import load_lexicon
from servanda.reference.lexicon_files import COMPILED, CUES, DATA, ENTRIES, WORDS, compiled_lexicon, read_lexicon_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lexicon" / "en").mkdir(parents=True)
    for name in (*CUES, *WORDS, *ENTRIES):
        shutil.copy(DATA / f"{name}.yaml", tmp_path / f"{name}.yaml")
    return tmp_path


def test_the_compiled_lexicon_is_that_of_the_files(folder: Path) -> None:
    assert (DATA / COMPILED).read_text(encoding="utf-8") == compiled_lexicon()
    # As text, so that the order of words and keys counts: the first list that has a word wins.
    assert json.dumps(read_lexicon_files(DATA)) == json.dumps(read_lexicon_files(folder))
    assert load_lexicon(DATA) == load_lexicon(folder)


def test_yaml_is_parsed_only_where_the_compiled_file_is_of_another_state(folder: Path, monkeypatch) -> None:
    parsed = []
    parse = lexicon_files._joined
    monkeypatch.setattr(lexicon_files, "_joined", lambda *given: parsed.append(given) or parse(*given))
    (folder / COMPILED).write_text(compiled_lexicon(folder), encoding="utf-8")
    parsed.clear()
    assert "atlantis" not in read_lexicon_files(folder)["places"]["not_places"]
    assert not parsed
    path = folder / "places.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("not_places: [", "not_places: [atlantis, "), encoding="utf-8")
    assert "atlantis" in read_lexicon_files(folder)["places"]["not_places"]
    assert len(parsed) == 1


def test_a_file_that_is_missing_or_no_mapping_is_named(folder: Path) -> None:
    (folder / "places.yaml").write_text("- a\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"places\.yaml: a mapping of lists is needed"):
        read_lexicon_files(folder)
    (folder / "stances.yaml").unlink()
    with pytest.raises(ConfigError, match=r"stances\.yaml: No such file or directory; restore the file"):
        read_lexicon_files(folder)
