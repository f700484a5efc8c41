"""The lexicon: what ships loads; a mistake is named with file and path."""

import shutil

import pytest

from servanda.errors import ConfigError
from servanda.reference.lexicon import load_lexicon
from servanda.reference.lexicon_files import CUES, DATA, ENTRIES, WORDS


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lexicon" / "en").mkdir(parents=True)
    for name in (*CUES, *WORDS, *ENTRIES):
        shutil.copy(DATA / f"{name}.yaml", tmp_path / f"{name}.yaml")
    return tmp_path


def test_digest_changes_with_the_words(folder):
    before = load_lexicon(folder).digest
    path = folder / "places.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("not_places: [", "not_places: [atlantis, "), encoding="utf-8"
    )
    assert load_lexicon(folder).digest != before
    assert load_lexicon(DATA).digest == before


def test_a_word_of_ones_own_is_an_event(folder):
    path = folder / "events.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("\nverbs:\n", "\nverbs:\n  - {verbs: [zap], type: ASSAULT, mode: drone}\n", 1), encoding="utf-8"
    )
    assert [frame.mode for frame in load_lexicon(folder).verb_frames["zap"]] == ["drone"]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("\nverbs:\n", "\nverbs:\n  - {verbs: [zap], type: ZAPPING}\n", "ZAPPING"),
        ("\nverbs:\n", "\nverbs:\n  - {verbs: [zap], type: ASSAULT, colour: red}\n", "colour"),
        ("\nverbs:\n", "\nverbs:\n  - {verbs: [zap], type: ASSAULT, object: ['@zaps']}\n", "@zaps"),
        ("version:", "version: [", "events.yaml"),
    ],
)
def test_a_mistake_is_named(folder, old, new, named):
    path = folder / "events.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"events\.yaml") as caught:
        load_lexicon(folder)
    assert named in str(caught.value)


def test_every_group_word_and_mode_is_plain_lower_case():
    events = load_lexicon().events
    words = {word for frame in (*events.verbs, *events.nouns) for word in (*frame.verbs, *frame.nouns)}
    assert {word for word in words if word != word.lower()} == set()
