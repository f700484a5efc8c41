"""A table held against the dossier: matched, counted differently, ours only, theirs only; cited sources held or not."""

from pathlib import Path

import pytest
from tests.pipeline.conftest import write_reports
from tests.pipeline.sheets import ACLED, UCDP, UCDP_HEADS, as_rows, csv_bytes, write_acled

from servanda.model.period import Period
from servanda.pipeline import (
    ImportRequest,
    add_sources,
    compare_table,
    find_map,
    grouped,
    import_table,
    open_case,
    run_case,
)
from servanda.pipeline.comparing import _compatible
from servanda.pipeline.view import incidents_with_handles
from servanda.text.counts import Said

FEWER = ({**ACLED[0], "fatalities": 3}, *ACLED[1:])
"""The reports say at least six, and nine."""
ALWAYS = Period()


def nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


@pytest.fixture
def case(dossier: Path, reports: Path) -> Path:
    with open_case(dossier, create=True) as opened:
        add_sources(opened, [str(reports)], nothing)
        run_case(opened, "local", 0, nothing)
    return dossier


def compared(case: Path, path: Path, name: str, period: Period = ALWAYS):
    with open_case(case) as opened:
        before = opened.store.size()
        found = compare_table(opened, ImportRequest(path, find_map(name)), period, nothing)
        assert opened.store.size() == before  # nothing is stored
    return found


def test_rows_are_matched_counted_differently_or_on_one_side_only(case, tmp_path):
    found = compared(case, write_acled(tmp_path / "may.csv", FEWER), "acled")
    assert found.counts == {"matched": 0, "counted differently": 1, "ours only": 0, "theirs only": 2}
    differing, *theirs = sorted(found.rows, key=lambda row: row["stands"])
    assert (differing["stands"], differing["theirs"], differing["differs in"]) == (
        "counted differently",
        "SUD1",
        "killed",
    )
    assert differing["ours"].startswith("INC-")
    assert (differing["counted by us"], differing["counted by them"]) == ("killed at least 6 to 9", "killed 3")
    assert len(differing["cited and held"].split(", ")) == 3  # reports of both cited outlets within two weeks
    assert differing["cited, not held"] is None
    assert [(row["stands"], row["cited, not held"]) for row in theirs] == [("theirs only", "Harbour Radio")] * 2
    assert "1 rows refused and 1 left out by the map" in found.notes[0]


def test_counts_that_hold_each_other_are_matched_and_what_only_we_have_is_named(case, tmp_path):
    same = (
        {**ACLED[0], "fatalities": 11},
        {**ACLED[2], "event_date": "20 May 2031"},
        {**ACLED[2], "event_date": "01 May 2031", "event_id_cnty": "SUD8"},
    )
    found = compared(case, write_acled(tmp_path / "may.csv", same), "acled")
    assert {row["theirs"]: row["stands"] for row in found.rows} == {
        "SUD1": "matched",
        "SUD3": "theirs only",
        "SUD8": "theirs only",
    }
    elsewhere = (
        {**ACLED[2], "event_date": "02 May 2031"},
        {**ACLED[2], "event_date": "20 May 2031", "event_id_cnty": "SUD8"},
    )
    found = compared(case, write_acled(tmp_path / "else.csv", elsewhere), "acled")
    assert found.counts == {"matched": 0, "counted differently": 0, "ours only": 1, "theirs only": 2}
    later = tuple({**row, "event_date": "20 June 2031"} for row in elsewhere)
    found = compared(case, write_acled(tmp_path / "later.csv", later), "acled")
    assert found.counts["ours only"] == 0
    assert any("1 incidents of ours outside the time of the table" in note for note in found.notes)


def test_it_counts_by_place_and_month_and_within_a_period(case, tmp_path):
    path = write_acled(tmp_path / "may.csv", FEWER)
    found = compared(case, path, "acled")
    assert grouped(found.rows, ["place", "month"]) == [
        {"place": "Kas", "month": "2031-05", "matched": 0, "counted differently": 0, "ours only": 0, "theirs only": 1},
        {
            "place": "Nyala",
            "month": "2031-05",
            "matched": 0,
            "counted differently": 1,
            "ours only": 0,
            "theirs only": 1,
        },
    ]
    within = compared(case, path, "acled", Period("2031-05-05", "2031-05-07"))
    assert {row["theirs"] for row in within.rows} == {"SUD1", "SUD3"}  # the third lies somewhere from 4 to 16 May


def test_a_table_that_was_imported_is_compared_with_the_rest(case, tmp_path):
    path = write_acled(tmp_path / "may.csv", FEWER)
    with open_case(case) as opened:
        import_table(opened, ImportRequest(path, find_map("acled")), nothing)
        run_case(opened, "local", 0, nothing)
    assert compared(case, path, "acled").counts == {
        "matched": 0,
        "counted differently": 1,
        "ours only": 0,
        "theirs only": 2,
    }
    ged = tmp_path / "ged.csv"
    ged.write_bytes(csv_bytes(as_rows(UCDP_HEADS, UCDP)))
    assert compared(case, ged, "ucdp-ged").counts["ours only"] == 2  # rows of the other table, which we have now


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ((5, None), (7, 7), True),
        ((3, 5), (4, 9), False),
        ((3, 3), (3, 7), True),
        ((None, 4), (0, 4), True),
        ((6, 9), (11, 11), False),
    ],
)
def test_counts_fit_where_one_holds_the_other(one, other, fits):
    assert _compatible(Said(*one, ""), Said(*other, "")) is fits


HEADLINE = {
    "id": "h1",
    "publisher": "Harbour Radio",
    "published_on": "2031-05-13",
    "language": "en",
    "title": "Four killed as mortars hit a village",
    "text": "Four killed as mortars hit a village",
}
ROW = {
    **UCDP[1], "source_office": "Harbour Radio", "source_date": "2031-05-13", "source_headline": HEADLINE["title"],
    "date_start": "2031-05-12", "date_end": "2031-05-12", "low": 3, "high": 5, "where_coordinates": "Kas town", "latitude": 12.5, "longitude": 24.28,
}  # fmt: skip


def test_a_row_joins_the_report_that_it_cites_unless_another_row_cites_it_too(dossier, tmp_path):
    with open_case(dossier, create=True) as opened:
        add_sources(opened, [str(write_reports(tmp_path / "headlines.jsonl", (HEADLINE,)))], nothing)
        run_case(opened, "local", 0, nothing)
    ged = tmp_path / "ged.csv"
    ged.write_bytes(csv_bytes(as_rows(UCDP_HEADS, (ROW,))))
    found = compared(dossier, ged, "ucdp-ged")
    assert (found.counts["matched"], found.counts["theirs only"]) == (1, 0)
    assert found.rows[0]["cited and held"].startswith("doc_")
    with open_case(dossier) as opened:
        import_table(opened, ImportRequest(ged, find_map("ucdp-ged")), nothing)
        run_case(opened, "local", 0, nothing)
        incident = next(
            one for one in incidents_with_handles(opened) if one.time.start
        )  # the row, the shelling and its toll
    assert (len(incident.members), incident.n_independent_origins, incident.links[0].features[0].name) == (
        3,
        1,
        "cited",
    )
    ged.write_bytes(
        csv_bytes(
            as_rows(
                UCDP_HEADS,
                (ROW, {**ROW, "id": 999, "where_coordinates": "Nyala town", "latitude": 12.05, "longitude": 24.88}),
            )
        )
    )
    found = compared(dossier, ged, "ucdp-ged")
    assert (found.counts["matched"], found.counts["theirs only"]) == (0, 2)
