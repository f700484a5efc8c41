"""The registry of agreements: resolutions by grammar, names exact or inside a longer one, generic names stay candidates."""

from pathlib import Path

import pytest

from servanda.errors import ConfigError
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


def test_the_shipped_registry_loads() -> None:
    assert load_agreements().warnings == ()


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
