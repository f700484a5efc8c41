"""Cue lists are read strictly, and the precision of rules comes with its test set."""

import shutil
from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.reference.cues import Cues
from servanda.reference.lexicon import load_lexicon
from servanda.reference.lexicon_files import CUES, DATA, ENTRIES, WORDS


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lexicon" / "en").mkdir(parents=True)
    for name in (*CUES, *WORDS, *ENTRIES):
        shutil.copy(DATA / f"{name}.yaml", tmp_path / f"{name}.yaml")
    return tmp_path


def load_cues(folder: Path = DATA) -> Cues:
    return load_lexicon(folder).cues


def test_a_new_word_changes_the_digest(folder):
    before = load_cues(folder).digest
    path = folder / "cues.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nspeech: []", "\nspeech: [holler]"), encoding="utf-8")
    after = load_cues(folder)
    assert "holler" in after.speech
    assert after.digest != before


def test_a_broken_file_is_named(folder):
    (folder / "cues.yaml").write_text("speech: [say", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"cues\.yaml"):
        load_cues(folder)


def test_a_missing_list_is_named(folder):
    path = folder / "cues.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nplain: []", "\n"), encoding="utf-8")
    with pytest.raises(ConfigError, match="plain"):
        load_cues(folder)


def test_confidence_is_a_measured_share_or_nothing():
    cues = load_cues()
    assert 0 < (cues.confidence_of("quotation.clause") or 0) <= 1
    assert cues.confidence_of("no.such.rule") is None
