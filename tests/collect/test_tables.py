"""Tables of documents: each row a document, each bad row a quarantine by line and field."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.collect import CollectConfig, Collected, collect
from servanda.model.codec import decode_json
from servanda.model.documents import ROW_MEDIA_TYPE, Quarantine

CONFIG = CollectConfig()


def collected(path: Path, content: str | bytes, config: CollectConfig = CONFIG) -> list[Collected | Quarantine]:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return list(collect(path, config))


def row(path: Path, **fields: Any) -> Collected:
    (item,) = collected(path / "t.jsonl", json.dumps({"text": "Two shells fell.", **fields}))
    assert isinstance(item, Collected), item
    return item


def quarantine(path: Path, content: str | bytes, name: str = "t.jsonl") -> Quarantine:
    (item,) = collected(path / name, content)
    assert isinstance(item, Quarantine), item
    assert name in item.reason
    return item


def test_a_json_line_is_its_own_object(tmp_path: Path) -> None:
    line = '{"text":  "Two shells fell.", "id": "r-1", "title": "Shells", "published_on": "2021-05-06"}'
    (item,) = collected(tmp_path / "t.jsonl", f"\ufeff\r\n\n{line}  \r\n")
    assert isinstance(item, Collected)
    assert item.content == line.encode()
    assert item.document.media_type == ROW_MEDIA_TYPE
    assert item.document.locator.endswith("t.jsonl#3")
    assert (item.document.external_id, item.document.title) == ("r-1", "Shells")
    assert item.warnings == ()


def test_rows_with_other_ids_are_other_documents_and_equal_rows_one(tmp_path: Path) -> None:
    lines = ['{"id": "1", "text": "Same."}', '{"id": "2", "text": "Same."}', '{"id": "1", "text": "Same."}']
    ids = [
        item.document.id for item in collected(tmp_path / "t.jsonl", "\n".join(lines)) if isinstance(item, Collected)
    ]
    assert ids[0] == ids[2] != ids[1]


def test_bad_rows_are_named_by_line_and_the_good_ones_collected(tmp_path: Path) -> None:
    lines = [
        '{"text": "One."}',
        "{broken",
        '{"id": 7}',
        '{"text": 5}',
        '{"text": "  "}',
        '["text"]',
        '{"text": "Two."}',
        '{"text": "\\ud800"}',
    ]
    found = collected(tmp_path / "t.jsonl", "\n".join(lines))
    assert [type(item).__name__ for item in found] == ["Collected", *["Quarantine"] * 5, "Collected", "Quarantine"]
    bad = [item for item in found if isinstance(item, Quarantine)]
    assert [item.locator.rpartition("#")[2] for item in bad] == ["2", "3", "4", "5", "6", "8"]
    assert all(f"line {item.locator.rpartition('#')[2]}" in item.reason for item in bad)
    assert "'text' is missing (fields found: id)" in bad[1].reason
    assert bad[3].error == "EmptyInput"
    assert len({item.id for item in bad}) == len(bad)


def test_a_line_beyond_the_bound_is_passed_over_whole(tmp_path: Path) -> None:
    long = json.dumps({"text": "x" * 300})
    short = '{"text": "Short."}'
    found = collected(tmp_path / "t.jsonl", f"{long}\n{short}\n{long}", CollectConfig(max_row_bytes=100))
    assert [getattr(item, "error", None) for item in found] == ["TooLargeInput", None, "TooLargeInput"]


@pytest.mark.parametrize(("n_bytes", "fits"), [(99, True), (100, True), (101, False)])
def test_the_bound_of_a_row_is_exact_with_and_without_a_line_end(tmp_path: Path, n_bytes: int, fits: bool) -> None:
    line = json.dumps({"text": "x" * (n_bytes - len('{"text": ""}'))})
    assert len(line) == n_bytes
    for end in ("", "\n"):
        (item,) = collected(tmp_path / "t.jsonl", line + end, CollectConfig(max_row_bytes=100))
        assert isinstance(item, Collected) == fits


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.jsonl", ""), ("t.jsonl", "\n \n"), ("t.json", ""), ("t.json", "[]"), ("t.csv", "id,text\n")],
)
def test_an_empty_table_is_named(tmp_path: Path, name: str, content: str) -> None:
    assert quarantine(tmp_path, content, name).error == "EmptyInput"


def test_a_json_file_holds_one_document_or_an_array(tmp_path: Path) -> None:
    (single,) = collected(tmp_path / "one.json", '{"text": "Alone.", "id": "x"}')
    several = collected(tmp_path / "many.json", '[{"text": "A."}, 3, {"text": "B."}]')
    assert isinstance(single, Collected)
    assert single.document.locator.endswith("one.json")
    assert [type(item).__name__ for item in several] == ["Collected", "Quarantine", "Collected"]
    assert isinstance(several[1], Quarantine)
    assert "element 2" in several[1].reason
    assert quarantine(tmp_path, "{nonsense", "bad.json").error == "BrokenInput"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_rows_keep_line_ends_and_quotation_marks(tmp_path: Path, delimiter: str) -> None:
    lines = [
        ["id", "title", "text"],
        ["1", "", '"He said ""stop"".\r\n\r\nThen, it; stopped."'],
        ["2", "Zwei", "Short."],
    ]
    found = collected(tmp_path / "t.csv", "\r\n".join(delimiter.join(line) for line in lines))
    first, second = found
    assert isinstance(first, Collected)
    assert isinstance(second, Collected)
    assert decode_json(first.content)["text"] == 'He said "stop".\r\n\r\nThen, it; stopped.'
    assert first.document.title is None
    assert (first.document.locator.rpartition("#")[2], second.document.locator.rpartition("#")[2]) == ("2", "5")
    assert second.document.external_id == "2"


def test_csv_faults_are_named_by_line(tmp_path: Path) -> None:
    content = b'id,text\n1,Good one.\n2,too,many\n3,caf\xe9 in another encoding\n4,Good again.\n5,"never closed\n6,lost'
    found = collected(tmp_path / "t.csv", content)
    assert [getattr(item, "error", None) for item in found] == [
        None,
        "BrokenInput",
        "UndecodableInput",
        None,
        "BrokenInput",
    ]
    assert all(f"line {line}" in str(getattr(found[at], "reason", "")) for at, line in ((1, 3), (2, 4), (4, 6)))


def test_csv_in_other_encodings(tmp_path: Path) -> None:
    table = "id,text\n1,سقطت قذيفتان على القرية\n"
    for content, config in (
        (table.encode("utf-16"), CONFIG),
        (table.encode("cp1256"), CollectConfig(csv_encoding="cp1256")),
    ):
        (item,) = collected(tmp_path / "t.csv", content, config)
        assert isinstance(item, Collected)
        assert decode_json(item.content)["text"] == "سقطت قذيفتان على القرية"


@pytest.mark.parametrize("content", ["id,place\n1,Oberdorf\n", "text,text\na,b\n", b"\xff\xfe\x00", b"\x80\x81,\xff\n"])
def test_a_table_of_something_else_is_named(tmp_path: Path, content: str | bytes) -> None:
    assert "line 1" in quarantine(tmp_path, content, "t.csv").reason


def test_a_value_that_does_not_fit_is_left_empty_with_a_warning(tmp_path: Path) -> None:
    item = row(
        tmp_path,
        published_on="14/3/2019",
        language="the english",
        url="javascript:x",
        received_at="2019-03-14T09:00:00",
        title=3,
        place="x",
    )
    document = item.document
    assert (document.published_on, document.language, document.url, document.received_at, document.title) == (None,) * 5
    assert len(item.warnings) == 6
    assert all("t.jsonl#1" in warning for warning in item.warnings)


def test_values_are_brought_to_one_form(tmp_path: Path) -> None:
    item = row(
        tmp_path,
        id=12,
        published_on="2019-03-14T23:30:00+03:00",
        language="EN-gb",
        received_at="2019-03-14T09:00:00+02:00",
        title=" A \n b ",
    )
    document = item.document
    assert (document.external_id, document.published_on, document.language) == ("12", "2019-03-14", "en")
    assert (document.received_at, document.title) == ("2019-03-14T07:00:00Z", "A b")
    assert item.warnings == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"sensitivity": "Protected"},
        {"retain_until": "soon"},
        {"consent": {"basis": "b", "uses": ["sale"]}},
        {"consent": "yes"},
    ],
)
def test_a_row_whose_protection_cannot_be_understood_is_held_back(tmp_path: Path, fields: dict[str, Any]) -> None:
    bad = quarantine(tmp_path, json.dumps({"text": "A witness speaks.", **fields}))
    assert repr(next(iter(fields))) in bad.reason


def test_consent_is_kept(tmp_path: Path) -> None:
    item = row(
        tmp_path, consent={"basis": "signed form", "uses": ["internal"], "until": "2022-01-01"}, sensitivity="protected"
    )
    assert item.document.consent is not None
    assert item.document.consent.uses == ("internal",)
    assert item.document.sensitivity == "protected"


def test_a_table_of_something_else_is_given_up_early(tmp_path: Path) -> None:
    config = CollectConfig(max_bad_rows=3)
    found = collected(tmp_path / "t.jsonl", '{"id": 1}\n' * 50, config)
    assert len(found) == 4
    assert isinstance(found[-1], Quarantine)
    assert "the rest is not read" in found[-1].reason
    late = collected(tmp_path / "t.jsonl", '{"text": "Good."}\n' + '{"id": 1}\n' * 50, config)
    assert len(late) == 51, "a table with a good row is read to its end"


def test_a_sidecar_holds_for_every_row_that_says_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl.meta.json").write_text(
        '{"id": "no", "sensitivity": "confidential", "publisher": "Lindau Courier"}', encoding="utf-8"
    )
    found = collected(tmp_path / "t.jsonl", '{"text": "A."}\n{"text": "B.", "publisher": "Other"}')
    documents = [item.document for item in found if isinstance(item, Collected)]
    assert [document.publisher for document in documents] == ["Lindau Courier", "Other"]
    assert {document.sensitivity for document in documents} == {"confidential"}
    assert {document.external_id for document in documents} == {None}


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(
    ["id", "title", "published_on", "language", "url", "received_at", "consent", "sensitivity", "retain_until", "other"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.dictionaries(names, values, max_size=6), text=st.text(max_size=40))
def test_any_row_is_a_document_or_a_quarantine(tmp_path: Path, fields: dict[str, Any], text: str) -> None:
    (item,) = collected(tmp_path / "t.jsonl", json.dumps({**fields, "text": text}))
    if isinstance(item, Collected):
        assert decode_json(item.content)["text"] == text
        assert item.document.published_on is None or len(item.document.published_on) == 10
    else:
        assert item.reason


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300),
    ending=st.sampled_from(["jsonl", "csv", "tsv", "json", "txt", "meta.json"]),
    head=st.sampled_from([b"", b"text,id\n", b"text\n", b"\xff\xfe"]),
)
def test_any_bytes_are_collected_or_quarantined_with_a_reason(
    tmp_path: Path, content: bytes, ending: str, head: bytes
) -> None:
    for item in collected(tmp_path / f"x.{ending}", head + content):
        assert isinstance(item, Collected) or (item.reason and item.locator)


def test_column_names_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """Found by fuzzing: the other names would do, but the row could not be written down."""
    path = tmp_path / "list.csv"
    path.write_bytes(b"\xbd\xd0,text\n1,Two shells fell.\n")
    (item,) = collect(path, CollectConfig())
    assert isinstance(item, Quarantine)
    assert "line 1" in item.reason
