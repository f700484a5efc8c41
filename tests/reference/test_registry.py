"""The registry of agreements: resolutions by grammar, names exact or inside a longer one, generic names stay candidates."""

from pathlib import Path

import pytest

from servanda.errors import ConfigError
from servanda.reference.actors import load_actors
from servanda.reference.agreement_names import NameIndex
from servanda.reference.agreements import (
    AgreementEntry,
    AgreementRegistry,
    GenericName,
    load_agreements,
    resolution_ids,
)

REGISTRY = AgreementRegistry(
    (
        AgreementEntry(
            id="lake-2016",
            title="Lake Accord",
            signed="2016-05-01",
            names=("Lakeside agreement",),
            generic_names=(GenericName(name="Lakeside truce", countries=("NL",)),),
        ),
        AgreementEntry(
            id="lake-2018",
            title="Second Lake Accord",
            signed="2018-05-01",
            generic_names=(GenericName(name="Lakeside truce", countries=("NL",)),),
        ),
    )
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("resolution 2046", ("unscr-2046",)),
        ("Security Council Resolution 2046 (2012)", ("unscr-2046",)),
        ("UNSCR 1559", ("unscr-1559",)),
        ("UN Security Council resolution No. 1559", ("unscr-1559",)),
        ("S/RES/2046 (2012)", ("unscr-2046",)),
        ("resolutions 2046, 2109 and 2155", ("unscr-2046", "unscr-2109", "unscr-2155")),
        ("resolutions 2046 (2012) and 2109 (2013)", ("unscr-2046", "unscr-2109")),
        ("General Assembly resolution 377", ()),
        ("resolution 67/262", ()),
        ("A/RES/67/262", ()),
        ("a resolution of 2046 words", ()),
        ("resolution 9999", ()),
    ],
)
def test_resolutions_by_grammar(name: str, expected: tuple[str, ...]) -> None:
    assert resolution_ids(name) == expected


def test_names_exact_inside_and_generic() -> None:
    assert [(hit.agreement_id, hit.stage) for hit in REGISTRY.candidates("the Lakeside Agreement")] == [
        ("lake-2016", "exact")
    ]
    assert [(hit.agreement_id, hit.stage) for hit in REGISTRY.candidates("so-called Lakeside agreement")] == [
        ("lake-2016", "inside")
    ]
    assert [hit.agreement_id for hit in REGISTRY.candidates("Lakeside truce", ("NL",))] == ["lake-2016", "lake-2018"]
    assert REGISTRY.candidates("Lakeside truce", ("BE",)) == ()
    assert REGISTRY.candidates("the agreement") == ()


def test_what_was_signed_later_or_in_another_year_is_not_meant() -> None:
    assert [hit.agreement_id for hit in REGISTRY.candidates("Lakeside truce", ("NL",), "2017-01-01")] == ["lake-2016"]
    assert [hit.agreement_id for hit in REGISTRY.candidates("Lakeside truce of 2018", ("NL",))] == ["lake-2018"]


def test_a_date_in_the_name_tells_texts_of_one_name_apart() -> None:
    registry = AgreementRegistry(
        (
            AgreementEntry(id="moor-1", title="Moor Accord (first)", signed="2016-05-01", names=("Moor Accord",)),
            AgreementEntry(id="moor-2", title="Moor Accord (second)", signed="2018-09", names=("Moor Accord",)),
        )
    )
    assert len(registry.candidates("Moor Accord")) == 2
    for name, expected in (
        ("Moor Accord of 1 May 2016", ["moor-1"]),
        ("2018 Moor Accord", ["moor-2"]),
        ("Moor Accord of September 2018", ["moor-2"]),
        ("Moor Accord of 17 September 2018", ["moor-2"]),
        ("Moor Accord of June 2018", []),
    ):
        assert [hit.agreement_id for hit in registry.candidates(name)] == expected, name
    against = [hit.against for hit in registry.passed_over("Moor Accord of June 2018")]
    assert against == [
        "signed 2016-05-01, not at the time beside the name",
        "signed 2018-09, not at the time beside the name",
    ]


def test_numerals_are_part_of_a_name() -> None:
    shipped = load_agreements()
    assert [hit.agreement_id for hit in shipped.candidates("Minsk I", ("UA",))] == ["minsk-protocol-2014"]
    assert [hit.agreement_id for hit in shipped.candidates("Minsk II", ("UA",))] == ["minsk-ii-2015"]


def test_a_name_that_means_one_text_in_reports_on_a_country() -> None:
    shipped = load_agreements()
    for country, expected in (("AF", "doha-agreement-2020"), ("YE", "doha-yemen-2008"), ("LB", "doha-lebanon-2008")):
        (hit,) = shipped.candidates("Doha Agreement", (country,))
        assert (hit.agreement_id, hit.stage) == (expected, "context")
    assert len(shipped.candidates("Doha Agreement")) > 1


@pytest.mark.parametrize(("name", "found"), [("resolution 2254 (2015)", 1), ("resolution 2254 (2011)", 0)])
def test_a_wrong_year_beside_a_number_is_noticed(name: str, found: int) -> None:
    shipped = load_agreements()
    assert len(shipped.candidates(name)) == found
    assert len(shipped.passed_over(name)) == 1 - found


def test_the_shipped_registry_is_broad_and_sourced() -> None:
    shipped, actors = load_agreements(), load_actors()
    assert shipped.warnings == ()
    accords = [entry for entry in shipped.entries.values() if entry.type != "resolution"]
    assert len(accords) >= 150
    assert len(shipped.entries) - len(accords) >= 100
    assert [entry.id for entry in shipped.entries.values() if not entry.source or not entry.signed] == []
    assert {party for entry in shipped.entries.values() for party in entry.parties} <= set(actors.actors)
    claimed = [
        one.id for one in shipped.entries.values() if one.checked != "none" and one.source == "general knowledge"
    ]
    assert claimed == []


def test_the_index_of_names_finds_the_longest_in_any_case() -> None:
    index = NameIndex(("Lake Accord", "Lake Accord of May", "NAP", "Étang Pact"))
    text = "the LAKE ACCORD OF MAY, the lake accords, NAP and étang pact"
    assert [text[start:end] for start, end in index.find(text)] == ["LAKE ACCORD OF MAY", "étang pact"]


def test_a_dossiers_agreement_file_adds_names(tmp_path: Path) -> None:
    path = tmp_path / "moor.yaml"
    path.write_text(
        "id: moor-2020\ntitle: {value: Moor Protocol, source: own copy, checked: primary}\n"
        "names: [Moor deal, {name: border deal, also: [fen-2019]}]\ntime: {signed: 2020-02-03}\n",
        encoding="utf-8",
    )
    registry = load_agreements((path,))
    assert [hit.agreement_id for hit in registry.candidates("Moor Protocol")] == ["moor-2020"]
    assert [hit.agreement_id for hit in registry.candidates("the border deal")] == ["fen-2019", "moor-2020"]
    entry = registry.entry("moor-2020")
    assert entry is not None
    assert entry.signed == "2020-02-03"


def test_an_agreement_file_without_id_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("title: x\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"bad\.yaml"):
        load_agreements((path,))
