"""Words by entry: each name leads somewhere, mistakes are told with file and word, and the how-to page is true."""

import re
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from servanda.errors import ConfigError
from servanda.model.codec import from_plain
from servanda.reference.grammar import GrammarWords
from servanda.reference.lexicon import Lexicon, load_lexicon
from servanda.reference.lexicon_entries import FRAMES, with_entries
from servanda.reference.lexicon_files import CUES, DATA, ENTRIES, WORDS, read_lexicon_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lexicon" / "en").mkdir(parents=True)
    for name in (*CUES, *WORDS, *ENTRIES):
        shutil.copy(DATA / f"{name}.yaml", tmp_path / f"{name}.yaml")
    return tmp_path


def teach(folder: Path, part: str, *lines: str) -> Lexicon:
    path = folder / "lexicon" / "en" / f"{part}.yaml"
    path.write_text("\n".join([path.read_text(encoding="utf-8"), *lines, ""]), encoding="utf-8")
    return load_lexicon(folder)


def test_an_entry_says_all_that_a_verb_does(folder: Path) -> None:
    line = "zorp: {triggers: [shell, accuse], attitudes: [condemn], duties: [release], blame: [accuse, attribute], cues: [speech, object_preposition.of, {idioms: [toll]}], modality: [governors.planned], casualties: [verbs.killed]}"
    words = teach(folder, "verbs", line)
    assert [frame.type for frame in words.verb_frames["zorp"]] == ["ASSAULT", "ACCUSE"]
    assert [frame.attitude for frame in words.verb_stances["zorp"]] == ["condemns"]
    assert [duty.act for duty in words.performance.duties if "zorp" in duty.verbs] == ["release"]
    assert [sorted(frame.slots) for frame in words.blame["zorp"]] == [["accused", "blamer", "deed"]] * 2
    assert "zorp" in words.cues.speech
    assert "zorp" in words.cues.object_preposition["of"]
    assert words.cues.idioms["zorp"] == {"toll"}
    assert words.modality_of["zorp"] == "planned"
    assert words.casualties.effect_of_verb("zorp") == "killed"


def test_nouns_and_adjectives_have_frames_of_their_own(folder: Path) -> None:
    path = folder / "lexicon" / "en" / "nouns.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "zorping: {triggers: [shelling]}\n", encoding="utf-8")
    words = teach(folder, "adjectives", "zorpy: {attitudes: [hopeful]}")
    assert [frame.type for frame in words.noun_frames["zorping"]] == ["ASSAULT"]
    assert [frame.attitude for frame in words.adjective_stances["zorpy"]] == ["hopes"]


def test_a_stance_names_its_complements(folder: Path) -> None:
    path = folder / "stances.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("takes: [that, about", "takes: [thatt, about"), encoding="utf-8"
    )
    with pytest.raises(
        ConfigError, match=r"adjectives have no complement 'thatt'; those of complements.adjectives are about"
    ):
        load_lexicon(folder)


@pytest.fixture(scope="module")
def lists() -> dict[str, Any]:
    """The files of lists and frames, before any entry."""
    return {
        name: YAML(typ="safe").load((DATA / f"{name}.yaml").read_text(encoding="utf-8")) for name in (*CUES, *WORDS)
    }


@pytest.mark.parametrize(
    ("part", "entry", "told"),
    [
        ("verbs", ["speech"], "fields are expected"),
        ("verbs", {"cues": "speech"}, "cues needs a list of names"),
        ("verbs", {"cue": ["speech"]}, "there is no field 'cue'; fields are .*cues"),
        ("verbs", {"cues": ["speach"]}, r"cues\.yaml has no list 'speach'"),
        ("verbs", {"cues": ["idioms"]}, r"cues\.yaml has no list 'idioms'"),
        ("verbs", {"cues": [{"speech": ["of"]}]}, r"cues\.yaml has no table 'speech'"),
        ("verbs", {"triggers": ["shelling"]}, r"events\.yaml has no entry for verbs with name: shelling"),
        ("adjectives", {"triggers": ["shell"]}, r"events\.yaml has no entry for adjectives with name: shell"),
    ],
)
def test_a_mistake_is_told_with_its_word(part: str, entry: Any, told: str, lists: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=rf"lexicon/en/{part}\.yaml, zorp: {told}"):
        with_entries(deepcopy(lists), {part: {"zorp": entry}})


def test_entries_stand_in_the_order_of_the_alphabet() -> None:
    for name in ENTRIES:
        lines = (DATA / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        words = [line.partition(": {")[0].strip('"') for line in lines if line and not line.startswith("#")]
        assert words == sorted(set(words))


CLOSED = {
    "grammar": "accompanying after_not aimed aiming amid among anybody asking before_sides beside_places choosing compass contrasting dated equating first_person future has_short he_or_she in_own_name indefinite instead_of inverted me means months negative_adverbs negative_coordinators negative_determiners negative_openers negative_prepositions negative_pronouns no_longer not_one object_prepositions of_acts only_participles others passive_agent plural pointing quantifiers reciprocals relative_pronouns setting_aside she sides singular suffered_through telling_of they things undergone_by unnamed_sides vague_subjects we wishing",
    "blame": "",
    "modality": "able ago at_places at_times causes causes_behind clause_only close_to conditional_marks definite denying enough falsely former governors.demanded "
    "governors.planned governors.possible indefinite likening memory_links modals modals_perfect nearly negation_raising possible_adverbs "
    "possible_marks settings singled_out temporal_marks too yet",
    "cues": "bad_sources bounds.always_occasions bounds.articles bounds.before_asides bounds.bodies bounds.breaks bounds.charges "
    "bounds.first_person bounds.indefinite bounds.of_writers bounds.joints bounds.no_asides bounds.occasions bounds.others bounds.persons "
    "bounds.said_alone bounds.settings bounds.told_alone bounds.topics bounds.within_names bounds.writers described.agency described.ministry "
    "described.monitor described.observatory described.radio described.television described_sources female fitting.agency "
    "fitting.ministry fitting.monitor fitting.observatory fitting.radio fitting.television frames.before_figures "
    "frames.concessions frames.empty_objects frames.holders frames.roughly frames.speaker_again male naming.around_offices "
    "naming.articles naming.behind_offices naming.clock naming.day_leads naming.determiners naming.inside_offices naming.joiners naming.nations naming.not_of_state naming.states_own not_speakers "
    "noun_cue_prepositions of_all reporting_adverbs titles",
    "stances": "anaphors complements.adjectives complements.nouns complements.verbs first_person matters_to modals vague",
    "observations": "ability denied_to directions means missed origins stand_for_visitors turned_in",
    "performance": "by_hand composition.links composition.unnamed extents.all extents.none extents.part partitives",
    "casualties": "among_them anybody before_noted behind_noted bodily each_of either fatally gravely manner no_casualties nobody not_one noted.injured noted.killed of_them one_of one_person "
    "of_modes parted_by_place parts pointing recorded_on to total_from total_to two_persons whose",
    "times": "at_times comparing comparing_alone logs meanwhile moving owing reports same_moment",
    "verdicts": "abilities articles because complying_with drafts hearing_with in_state joining joint kinds kinds_of_nations means missions other_standards outside standards.balance_of_probabilities standards.beyond_reasonable_doubt "
    "standards.clear_and_convincing standards.reasonable_grounds teams within yet",
    "places": "administrative amid apart area_compass area_nouns area_words away between_joined between_places coming definite elsewhere hitting joining locative lying not_places "
    "of_bodies of_features of_origin of_parties onto prepositions",
}  # fmt: skip
"""The lists whose words stand in the file: of closed classes, of adverbs, of forms and names as written, and the lists of what a frame asks for.
All other words stand in entries, each with all that it does."""


def with_words(content: dict[str, Any]) -> set[str]:
    """Return the dotted names of the lists of words and of the tables of values for words that are not empty."""
    found = {key for key, value in content.items() if _holds_words(value)}
    for key, value in content.items():
        if isinstance(value, dict) and all(isinstance(one, list | dict) for one in value.values()):
            found = found - {key} | {f"{key}.{name}" for name, one in value.items() if _holds_words(one)}
    return found


def _holds_words(value: Any) -> bool:
    return bool(value) and (isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], str)))


@pytest.mark.parametrize("field", ["attitudes", "duties", "blame"])
def test_the_words_of_a_frame_stand_in_entries(field: str, lists: dict[str, Any]) -> None:
    frames = FRAMES[field]
    for part, section in frames.sections.items():
        assert not [one for one in lists[frames.file][section] if frames.fields[part] in one]


@pytest.mark.parametrize("name", CLOSED)
def test_a_word_that_belongs_into_an_entry_stands_in_no_file_of_lists(name: str, lists: dict[str, Any]) -> None:
    assert with_words(lists[name]) == set(CLOSED[name].split())


@pytest.mark.parametrize(
    ("entry", "verbs", "control"),
    [
        ("zorp: {grammar: [subject_control]}", True, True),
        ("zorp: {grammar: [subject_control, as_tagged]}", False, True),
        ("zorp: {cues: [speech]}", True, False),
    ],
)
def test_an_entry_says_how_its_word_is_built_in(folder: Path, entry: str, verbs: bool, control: bool) -> None:
    teach(folder, "verbs", entry)
    words = from_plain(read_lexicon_files(folder)["grammar"], GrammarWords)
    assert ("zorp" in words.verbs, "zorp" in words.subject_control) == (verbs, control)


def test_lists_that_entries_fill_hold_no_word_of_their_own(lists: dict[str, Any]) -> None:
    """What a verb does is not spread over files; only words of no part of speech ("about", "whether") stand in lists of `modality.yaml`."""
    joined = read_lexicon_files(DATA)
    both = [
        f"{name}.{key}"
        for name in ("cues", "events", "stances", "grammar", "observations", "performance", "places")
        for key, words in lists[name].items()
        if words and isinstance(words, list) and isinstance(words[0], str) and len(joined[name][key]) > len(words)
    ]
    assert not both


def test_the_page_that_teaches_a_word_is_true(folder: Path, root: Path, monkeypatch) -> None:
    from servanda.extract import ExtractConfig, extract
    from servanda.model.documents import Paragraph
    from servanda.model.making import text_layer
    from servanda.reference import Reference, ReferenceConfig

    page = (root / "docs" / "how-to" / "teach-a-word.md").read_text(encoding="utf-8")
    shown = re.findall(r"^    ([a-z-]+): (\{.*\})$", page, re.MULTILINE)
    verbs = (DATA / "lexicon" / "en" / "verbs.yaml").read_text(encoding="utf-8").splitlines()
    known = [f"{word}: {entry}" for word, entry in shown if f"{word}: {entry}" in verbs]
    taught = [f"{word}: {entry}" for word, entry in shown if f"{word}: {entry}" not in verbs]
    assert (len(known), len(taught)) == (1, 2)
    reference = Reference(ReferenceConfig())
    vars(reference)["lexicon"] = teach(folder, "verbs", *taught)
    (sentence,) = re.findall(r'echo "([^"]+)"', page)
    text = text_layer(
        "doc", sentence, (Paragraph(start=0, end=len(sentence)),), parser="test", parser_version="1", language="en"
    )
    claims = list(extract(text, ExtractConfig(), reference))
    assert [claim.event.plover for claim in claims if hasattr(claim, "event")] == ["ASSAULT"]
    assert [claim.attribution[-1].mention.quote for claim in claims if hasattr(claim, "quotation")] == ["residents"]
