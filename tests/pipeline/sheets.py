"""Invented rows in the shapes of ACLED, UCDP GED and KoBo, in words of our own, and writers of CSV and spreadsheets."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

ACLED_HEADS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "actor2", "civilian_targeting", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities",
)  # fmt: skip
_SUDAN: dict[str, Any] = {
    "country": "Sudan",
    "admin1": "South Darfur",
    "admin2": "Nyala",
    "admin3": "",
    "year": 2031,
    "time_precision": 1,
}
_NYALA: dict[str, Any] = {**_SUDAN, "location": "Nyala", "latitude": 12.05, "longitude": 24.88, "geo_precision": 1}
ACLED: tuple[dict[str, Any], ...] = (
    {**_NYALA, "event_id_cnty": "SUD1", "event_date": "05 May 2031", "sub_event_type": "Shelling/artillery/missile attack",
     "actor1": "Rapid Support Forces", "actor2": "Civilians (Sudan)", "source": "Nile Dispatch; Desert Wire",
     "notes": "Shells hit a market in the east of the town.", "fatalities": 11},
    {**_NYALA, "event_id_cnty": "SUD2", "event_date": "07 May 2031", "sub_event_type": "Armed clash",
     "actor1": "Military Forces of Sudan", "actor2": "Rapid Support Forces", "source": "Harbour Radio",
     "notes": "Both sides fought at the airport road.", "fatalities": 0},
    {**_SUDAN, "event_id_cnty": "SUD3", "event_date": "10 May 2031", "time_precision": 2, "sub_event_type": "Air/drone strike",
     "actor1": "Military Forces of Sudan", "actor2": "", "location": "Kas", "latitude": 12.5, "longitude": 24.28, "geo_precision": 2,
     "source": "Harbour Radio", "notes": "A strike on a fuel store.", "fatalities": 2},
    {**_NYALA, "event_id_cnty": "SUD4", "event_date": "11 May 2031", "sub_event_type": "Headquarters or base established",
     "actor1": "Rapid Support Forces", "source": "Harbour Radio", "notes": "A post was set up.", "fatalities": 0},
    {**_NYALA, "event_id_cnty": "SUD5", "event_date": "31 June 2031", "sub_event_type": "Attack", "actor1": "Unidentified armed group",
     "source": "Harbour Radio", "notes": "A day that no month has.", "fatalities": 1},
)  # fmt: skip
UCDP_HEADS = (
    "id", "year", "type_of_violence", "side_a", "side_b", "source_office", "source_date", "source_headline", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "country", "event_clarity", "date_prec",
    "date_start", "date_end", "best", "high", "low",
)  # fmt: skip
_UCDP: dict[str, Any] = {
    "year": 2031, "where_coordinates": "Nyala town", "where_prec": 1, "adm_1": "South Darfur", "latitude": 12.05, "longitude": 24.88,
    "country": "Sudan", "event_clarity": 1, "date_prec": 1,
}  # fmt: skip
UCDP: tuple[dict[str, Any], ...] = (
    {**_UCDP, "id": 901, "type_of_violence": 3, "side_a": "Rapid Support Forces", "side_b": "Civilians", "source_office": "Nile Dispatch;Desert Wire",
     "source_date": "2031-05-06;2031-05-06", "source_headline": "Shells on a market;Nyala hit", "date_start": "2031-05-05",
     "date_end": "2031-05-05", "best": 11, "high": 13, "low": 9},
    {**_UCDP, "id": 902, "type_of_violence": 1, "side_a": "Government of Sudan", "side_b": "RSF", "source_office": "Harbour Radio",
     "source_date": "2031-05-08", "source_headline": "Fighting at the airport road", "date_start": "2031-05-07", "date_end": "2031-05-09",
     "best": 0, "high": 4, "low": 0},
    {**_UCDP, "id": 903, "type_of_violence": 1, "side_a": "Government of Sudan", "side_b": "RSF", "source_office": "Harbour Radio",
     "source_date": "2031-05-08", "source_headline": "A count that contradicts itself", "date_start": "2031-05-12",
     "date_end": "2031-05-12", "best": 5, "high": 2, "low": 7},
    {**_UCDP, "id": 904, "type_of_violence": 1, "side_a": "Government of Sudan", "side_b": "RSF", "source_office": "Harbour Radio",
     "source_date": "2031-05-08", "source_headline": "Degrees exchanged", "date_start": "2031-05-13", "date_end": "2031-05-13",
     "latitude": 124.88, "best": 1, "high": 1, "low": 1},
)  # fmt: skip
KOBO_HEADS = (
    "incident_date", "incident_type", "place_name", "district", "subdistrict", "_place_latitude", "_place_longitude", "alleged_actor",
    "affected", "killed", "injured", "reporter", "what_happened", "phone", "_uuid", "_submission_time",
)  # fmt: skip
KOBO: tuple[dict[str, Any], ...] = (
    {"incident_date": "2031-05-05", "incident_type": "shelling", "place_name": "Nyala", "district": "Nyala", "_place_latitude": 12.051,
     "_place_longitude": 24.881, "alleged_actor": "Rapid Support Forces", "affected": "residents", "killed": "at least 6", "injured": 20,
     "reporter": "Monitor-17", "what_happened": "Shells fell near the mill.", "phone": "0999-123", "_uuid": "u-1",
     "_submission_time": "2031-05-05T18:00:00"},
    {"incident_date": "2031-05-05", "incident_type": "shelling", "place_name": "Nyala", "district": "Nyala", "_place_latitude": 12.052,
     "_place_longitude": 24.883, "alleged_actor": "", "affected": "", "killed": "many people", "injured": "", "reporter": "Monitor-04",
     "what_happened": "Heard shells and saw smoke.", "phone": "0999-456", "_uuid": "u-2", "_submission_time": "2031-05-05T19:00:00"},
)  # fmt: skip


def as_rows(heads: Sequence[str], rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """Return heads and cells, an absent field as an empty cell."""
    return [list(heads), *([row.get(head, "") for head in heads] for row in rows)]


def csv_bytes(rows: Sequence[Sequence[Any]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return cells as the bytes of a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> bytes:
    """Return cells as the bytes of a workbook; empty texts are empty cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for cells in merged:
        sheet.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_acled(path: Path, rows: Sequence[dict[str, Any]] = ACLED) -> Path:
    """Write ACLED-shaped rows in the form that the path's ending names, and return the path."""
    cells = as_rows(ACLED_HEADS, rows)
    path.write_bytes(xlsx_bytes(cells) if path.suffix == ".xlsx" else csv_bytes(cells))
    return path
