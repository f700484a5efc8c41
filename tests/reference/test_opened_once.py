"""What is shipped is opened once a process, however many dossiers are opened in it; what is a dossier's own stays its own."""

from pathlib import Path

from servanda.reference import Reference, ReferenceConfig
from servanda.reference.actors import load_actors
from servanda.reference.language import load_language
from servanda.reference.lexicon_files import lexicon_digest

TEXT = "The Orlavian envoy Tamsin Quoll said on Monday that shells hit a market in Olm, killing four people."
OTHER = "Orlavian shelling of Olm went on, Quoll said; a marketplace burned."


def _read(language, text: str) -> list[tuple[str, ...]]:
    with language.memory_zone():
        return [(one.text, one.tag_, one.dep_, one.ent_type_, one.lemma_) for one in language(text)]


def test_two_dossiers_share_what_is_shipped(tmp_path: Path) -> None:
    empty = tmp_path / "actors.yaml"
    empty.write_text("# nobody yet\n", encoding="utf-8")
    one, other = Reference(ReferenceConfig()), Reference(ReferenceConfig(countries=("SD",), actors=str(empty)))
    assert one.nlp is other.nlp
    assert one.lexicon is other.lexicon
    assert one.actors is other.actors


def test_the_state_of_shipped_words_is_told_without_opening_them(monkeypatch) -> None:
    whole = Reference(ReferenceConfig())
    assert lexicon_digest() == whole.lexicon.digest
    closed = Reference(ReferenceConfig())
    assert closed.digest == whole.digest
    assert not {"lexicon", "offices"} & vars(closed).keys()
    monkeypatch.setattr("servanda.reference.offices.offices_digest", lambda: "other words")
    assert Reference(ReferenceConfig()).digest != whole.digest


def test_actors_of_a_dossier_are_its_own(tmp_path: Path) -> None:
    own = tmp_path / "actors.yaml"
    own.write_text(
        "- {id: moonlit-brigade, name: Moonlit Brigade, type: armed_group, source: ours, checked: primary}\n"
    )
    found = load_actors(own)
    assert found.actor("moonlit-brigade") is not None
    assert load_actors().actor("moonlit-brigade") is None
    assert found.digest != load_actors().digest


def test_a_text_leaves_nothing_in_the_pipeline_that_changes_the_next() -> None:
    shared, fresh = Reference(ReferenceConfig()).nlp, load_language("en_core_web_sm")
    first = _read(shared, TEXT)
    assert _read(shared, OTHER) == _read(fresh, OTHER)
    assert _read(shared, TEXT) == first == _read(fresh, TEXT)


def test_places_of_a_file_are_held_once_and_by_countries(tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    one, again = (Reference(ReferenceConfig(countries=("LB",), cache=cache)).gazetteer for _ in range(2))
    wider = Reference(ReferenceConfig(countries=("LB", "MT"), cache=cache)).gazetteer
    assert one.knows("Tripoli")
    assert again.knows("Tripoli")
    assert one._entries[0]._packed is again._entries[0]._packed
    assert wider.knows("Valletta")
    assert not again.knows("Valletta")


def test_places_that_no_file_holds_are_held_all_the_same(tmp_path: Path) -> None:
    taken = tmp_path / "no-folder"
    taken.write_text("", encoding="utf-8")
    gazetteer = Reference(ReferenceConfig(countries=("MT",), cache=str(taken))).gazetteer
    assert gazetteer.knows("Valletta")
    assert not gazetteer.knows("Tripoli")


def test_similar_spellings_of_a_file_are_read_once_and_are_those_of_the_countries_asked_for(tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    wider = Reference(ReferenceConfig(countries=("LB", "MT"), cache=cache)).gazetteer
    one, again = (Reference(ReferenceConfig(countries=("LB",), cache=cache)).gazetteer for _ in range(2))
    assert "Valletta" in {hit.place.name for hit in wider.suggestions("Valetta")}
    assert "Valletta" not in {hit.place.name for hit in one.suggestions("Valetta")}
    every = wider._database.execute(
        "SELECT n.key, p.place_id FROM name n JOIN place p ON p.number = n.place "
        "WHERE n.stage < 3 AND p.feature != 'village' AND p.country = 'LB'"
    )
    assert {(key, place.place_id) for key, places in one._spellings.items() for place in places} == set(every)
    assert one._spellings == again._spellings
