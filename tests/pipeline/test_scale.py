"""`scale run`: tables that say what the records say, workers that read as a run does, and a cluster whose processes are killed."""

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from servanda.extract import ExtractConfig
from servanda.model.codec import decode, encode
from servanda.model.documents import DocumentText, Quarantine
from servanda.model.spans import Span
from servanda.parse import ParseConfig
from servanda.pipeline.limits import Limits
from servanda.reference import ReferenceConfig

pytest.importorskip("pyarrow")
import pyarrow as pa

from servanda.pipeline.scale.tables import RECORDS, SORTS, TEXTS
from servanda.pipeline.scale.tasks import Prepare, ReadDay, Settings

TYPES = {
    str: (pa.string(), False),
    str | None: (pa.string(), True),
    int: (pa.int64(), False),
    int | None: (pa.int64(), True),
}
ROWS = (
    {"id": "a", "published_on": "2031-05-06", "language": "en", "text": "Gunmen shelled Nyala on 6 May 2031, a doctor said."},
    {"id": "b", "language": "en", "text": "Two people were killed in Kosti on 7 May 2031, a doctor said."},
    {"id": "c", "published_on": "2031-05-06", "sensitivity": "protected", "text": "He was held in Kutum."},
)  # fmt: skip


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Settings:
    places = tmp_path_factory.mktemp("own") / "places.csv"
    places.write_text("name,country,latitude,longitude,type\nKafr Own,SD,12.5,24.5,village\n", encoding="utf-8")
    look_up = ReferenceConfig(countries=("SD",), places=str(places))
    return Settings.of(ParseConfig(), ExtractConfig(), Limits(), look_up)


def kinds(union) -> tuple[type, ...]:
    return getattr(union, "__args__", (union,))


def rows_of(batches) -> list[dict]:
    return [row for some in batches for row in some.to_pylist()]


def lines(*rows: bytes) -> list[pa.RecordBatch]:
    return [pa.RecordBatch.from_pylist([{"line": row, "file": "hdfs://a/rows.jsonl"} for row in rows])]


def test_each_column_has_the_type_of_the_field_that_it_holds():
    seen = set()
    for union in SORTS.values():
        for kind in kinds(union):
            fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
            fields |= {field.name: field.type for field in msgspec.structs.fields(Span)} if "span" in fields else {}
            for name in {"id", "document_id", "text_id", "key", "language", "start", "end", "quote"} & fields.keys():
                type_, may_be_null = TYPES[fields[name]]
                assert RECORDS.field(name).type == type_, (kind, name)
                assert RECORDS.field(name).nullable or not may_be_null, (kind, name)
                seen.add(name)
            assert fields["id"] is str
    assert seen | {"day", "sort", "number", "kind", "record"} == set(RECORDS.names)
    for kind in (DocumentText, Quarantine):
        fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
        assert (TYPES[fields["id"]][0], TYPES[fields["document_id"]][0]) == (
            TEXTS.field("id").type,
            TEXTS.field("document_id").type,
        )


def test_rows_become_texts_and_records_that_hold_the_whole_of_each_record(settings):
    texts = rows_of(Prepare(settings, "jsonl")(iter(lines(*map(encode, ROWS), b"{broken", b""))))
    assert sorted(row["day"] for row in texts if row["text"]) == ["2031-05-06", "unknown"]
    aside = [decode(row["aside"], Quarantine) for row in texts if row["aside"]]
    assert {one.locator for one in aside} == {"hdfs://a/rows.jsonl"}
    assert any("protected" in one.reason for one in aside)
    records = rows_of(ReadDay(settings)(iter([pa.RecordBatch.from_pylist([*texts, texts[0]], schema=TEXTS)])))
    assert len({row["id"] for row in records}) == len(records)
    assert {"claim", "identification", "quarantine"} <= {row["sort"] for row in records}
    for row in records:
        record = decode(row["record"], SORTS[row["sort"]])
        assert json.loads(encode(record)) == json.loads(row["record"])
        for name in ("id", "document_id", "text_id", "key", "language"):
            assert row[name] == getattr(record, name, None)
        span = getattr(record, "span", None)
        assert [row[name] for name in ("start", "end", "quote")] == [
            getattr(span, name, None) for name in ("start", "end", "quote")
        ]


def test_a_row_of_parquet_is_the_row_of_json_with_its_names_in_order(settings):
    columns = sorted({name for row in ROWS for name in row})
    rows = [{**dict.fromkeys(columns), **row, "file": "x.parquet"} for row in ROWS]
    from_parquet = rows_of(Prepare(settings, "parquet")(iter([pa.RecordBatch.from_pylist(rows)])))
    from_lines = rows_of(Prepare(settings, "jsonl")(iter(lines(*map(encode, ROWS)))))
    assert sorted(row["text"] for row in from_parquet if row["text"]) == sorted(
        row["text"] for row in from_lines if row["text"]
    )


def test_an_archive_becomes_texts_of_the_day_that_a_page_bears(settings, tmp_path):
    page = b"<html lang='en'><head><meta property='article:published_time' content='2031-05-07T10:00:00Z'><title>Shelling</title></head><body><article>"
    page += b"<p>Gunmen shelled Nyala on 6 May 2031, a doctor said. Two people were killed and six were hurt in the market.</p></article></body></html>"
    path = tmp_path / "pages.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            "https://example.org/a", "response", payload=BytesIO(page), http_headers=headers
        )
        writer.write_record(record)
    texts = rows_of(Prepare(settings, "warc")(iter([pa.RecordBatch.from_pylist([{"file": str(path)}])])))
    assert [row["day"] for row in texts if row["text"]] == ["2031-05-07"]
    assert "Gunmen shelled Nyala" in decode(texts[0]["text"], DocumentText).text


def test_files_of_a_dossier_travel_with_the_settings(settings, tmp_path):
    config = settings.reference_in(tmp_path)
    assert Path(config.places or "").parent.parent == tmp_path
    assert "Kafr Own" in Path(config.places or "").read_text(encoding="utf-8")
    assert (config.actors, config.agreements, config.countries) == (None, (), ("SD",))


@pytest.mark.slow
def test_a_cluster_whose_processes_are_killed_gives_the_records_of_this_machine(root):
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("pyspark or Java is not installed; .ci/run proves it with the extra spark")
    done = subprocess.run([sys.executable, root / "tests/extras/cluster.py"], check=False)
    assert done.returncode == 0
