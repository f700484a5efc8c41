"""What `make same` compares: everything but ids and the version of the maker; its file holds names and hashes only."""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation import same

from servanda.extract import ExtractConfig, extract
from servanda.model.documents import Paragraph
from servanda.model.making import replace, sealed, text_layer
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve

TEXT = "Rebels shelled Velim on Monday."


def _claims_and_identifications():
    layer = text_layer(
        "d", TEXT, (Paragraph(start=0, end=len(TEXT)),), parser="test", parser_version="1", language="en"
    )
    reference = Reference(ReferenceConfig())
    claims = tuple(extract(layer, ExtractConfig(), reference))
    return claims, tuple(resolve(layer, claims, ResolveConfig(), reference))


def test_a_new_version_changes_nothing_and_another_answer_does() -> None:
    claims, identifications = _claims_and_identifications()
    claim = claims[0]
    newer = sealed(replace(claim, made_by=replace(claim.made_by, version="999")))
    assert newer.id != claim.id
    assert same.comparable(newer) == same.comparable(claim)
    assert same.comparable(newer)["key"] == claim.key
    assert same.comparable(sealed(replace(claim, polarity="denied"))) != same.comparable(claim)
    assert same.comparable(replace(claim, made_by=replace(claim.made_by, rule="x"))) != same.comparable(claim)
    assert all("id" not in same.comparable(one) for one in identifications)


def test_the_difference_is_shown_by_field() -> None:
    claims, _ = _claims_and_identifications()
    before = [json.dumps(same.comparable(claims[0]))]
    now = [json.dumps(same.comparable(replace(claims[0], polarity="denied")))]
    shown = "\n".join(same.differences(before, now))
    assert '"polarity": "affirmed"' in shown
    assert '"polarity": "denied"' in shown
    assert list(same.differences(before, before)) == []


def test_hashes_are_kept_of_documents_that_are_not_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "same.tsv"
    same.write_hashes({"own/a": "1", "news/b": "2"}, path)
    same.write_hashes({"own/a": "3"}, path)
    assert same.read_hashes(path) == {"own/a": "3", "news/b": "2"}


def test_the_checked_file_holds_names_and_hashes_only() -> None:
    hashes = same.read_hashes()
    assert len(hashes) > 1_500
    assert all(re.fullmatch(r"[0-9a-f]{64}", value) for value in hashes.values())
    assert all(re.fullmatch(r"(own|examples|seed|news)/[\w./-]+", name) for name in hashes)
