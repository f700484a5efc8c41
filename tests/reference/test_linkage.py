"""The weights of linkage carry the state of all shipped words that decide over incidents."""

import shutil

import pytest

from servanda.reference import linkage


@pytest.mark.parametrize("name", ["corroborate.yaml", "word_rarity.tsv.gz", "persons.yaml", "grammar.yaml"])
def test_another_state_of_the_words_has_another_digest(name, tmp_path, monkeypatch):
    for one in ("corroborate.yaml", "word_rarity.tsv.gz", "persons.yaml", "grammar.yaml"):
        shutil.copy(linkage._FILE.parent / one, tmp_path / one)
    monkeypatch.setattr(linkage, "_FILE", tmp_path / "corroborate.yaml")
    read = linkage.load_linkage.__wrapped__
    before = read(tmp_path / "corroborate.yaml")
    assert before.digest == read(tmp_path / "corroborate.yaml").digest
    with (tmp_path / name).open("ab") as file:
        file.write(b"\n")
    assert before.digest != read(tmp_path / "corroborate.yaml").digest
