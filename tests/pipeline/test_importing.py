"""Tables become sourced claims: by map, with the coder's coordinates, updated by row id, and never as an origin."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.pipeline.sheets import (
    ACLED,
    KOBO,
    KOBO_HEADS,
    UCDP,
    UCDP_HEADS,
    as_rows,
    csv_bytes,
    write_acled,
    xlsx_bytes,
)

from servanda.errors import ServandaError, UsageError
from servanda.model.claims import EventClaim, ProvenanceClaim
from servanda.pipeline import (
    ImportRequest,
    add_sources,
    decide,
    expunge_document,
    import_table,
    open_case,
    run_case,
    trace,
    verify_case,
)
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_claims, current_texts
from servanda.pipeline.deciding import Judgement
from servanda.pipeline.joined import joined_claims
from servanda.pipeline.view import incidents_with_handles
from servanda.reference.table_maps import find_map

DATA = Path(os.environ.get("SERVANDA_DATA", "../shared/data")) / "ucdp_ukraine" / "ged_ukraine.csv"


def nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


@pytest.fixture
def importing(dossier: Path) -> Callable[..., Any]:
    """Imports a file into the dossier and returns the summary and the table as read."""

    def do(path: Path, name: str, table: str | None = None, **how: Any) -> Any:
        with open_case(dossier, create=True) as case:
            return import_table(case, ImportRequest(path, find_map(name), table), nothing, **how)

    return do


def events(case: Case) -> dict[str, EventClaim]:
    """Return the imported events, joined, by what stands first in their row."""
    return {
        c.span.quote.split("\n")[0]: c
        for c in joined_claims(case)
        if isinstance(c, EventClaim) and c.made_by.rule.startswith("table.")
    }


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_rows_become_claims_in_characters_of_their_cells(dossier, importing, tmp_path, ending):
    summary, read = importing(write_acled(tmp_path / f"download{ending}"), "acled")
    assert (summary.n_rows, summary.new, summary.changed, summary.gone) == (5, 3, 0, ())
    assert [line for line, _ in summary.skipped] == [5]
    assert [(line, "no day" in why) for line, why in summary.refused] == [(6, True)]
    with open_case(dossier) as case:
        (layer,) = current_texts(case)
        found = events(case)
        assert verify_case(case) == ()
    shelling = found["event_id_cnty: SUD1"]
    assert (shelling.event.plover, shelling.event.mode, shelling.event.acled) == (
        "ASSAULT",
        "heavy-weapons",
        "ART_MISS_ATTACK",
    )
    assert shelling.trigger.quote == "Shelling/artillery/missile attack"
    assert [(one.role, one.name, one.type) for one in shelling.participants] == [
        ("actor", "Rapid Support Forces", "group"), ("target", "Civilians (Sudan)", "civilians"),
    ]  # fmt: skip
    assert shelling.participants[0].entity_id == "rapid-support-forces"
    assert (shelling.time.start, shelling.time.end, shelling.time.precision) == ("2031-05-05", "2031-05-06", "day")
    (toll,) = shelling.casualties
    assert (toll.effect, toll.minimum, toll.maximum, toll.mention.quote) == ("killed", 11, 11, "11")
    assert layer.text[shelling.span.start : shelling.span.end] == shelling.span.quote
    cell = layer.sheet.cell_at(toll.mention.start)
    assert (cell.row, layer.sheet.columns[cell.column - 1]) == (2, "fatalities")
    assert all(layer.text[one.start : one.end].strip() for one in layer.sheet.cells)
    assert read.layer.sheet.rows == "compiled"


def test_who_fought_whom_names_nobody_as_the_one_who_acted(dossier, importing, tmp_path):
    importing(write_acled(tmp_path / "download.csv"), "acled")
    with open_case(dossier) as case:
        clash = events(case)["event_id_cnty: SUD2"]
        assert {one.role for one in clash.participants} == {"participant"}
        assert clash.casualties == ()  # nought known of is no count
        run_case(case, "local", 0, nothing)
        found = {incident.time.start: incident for incident in incidents_with_handles(case)}
        assert found["2031-05-07"].actors == ()


def test_coordinates_and_what_is_known_of_the_day_are_the_coders(dossier, importing, tmp_path):
    importing(write_acled(tmp_path / "download.csv"), "acled")
    with open_case(dossier) as case:
        found = events(case)
        methods = {item.made_by.rule for item in case.store.current("import") if getattr(item, "what", None) == "place"}
        whose = {item.why for item in case.store.current("import") if getattr(item, "what", None) == "place"}
    assert methods == {"coder.coordinates"}
    assert all("the coders of ACLED" in why for why in whose)
    (kas,) = found["event_id_cnty: SUD3"].places
    assert (kas.latitude, kas.longitude, kas.precision, kas.radius_km) == (12.5, 24.28, "subdistrict", 25)
    assert (found["event_id_cnty: SUD3"].time.start, found["event_id_cnty: SUD3"].time.end) == (
        "2031-05-04",
        "2031-05-17",
    )
    (nyala,) = found["event_id_cnty: SUD1"].places
    assert nyala.place_id is not None  # the gazetteer knows a place of this name there
    assert (nyala.latitude, nyala.longitude) == (12.05, 24.88)


def test_a_compiled_table_is_never_an_origin(dossier, importing, reports, tmp_path):
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(reports)], nothing)
        run_case(case, "local", 0, nothing)
        before = {i.time.start: i for i in incidents_with_handles(case) if i.kind == "ASSAULT"}["2031-05-05"]
    importing(write_acled(tmp_path / "download.csv"), "acled")
    importing(tmp_path_file(tmp_path, "ged.csv", csv_bytes(as_rows(UCDP_HEADS, UCDP))), "ucdp-ged")
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        after = {i.time.start: i for i in incidents_with_handles(case) if i.handle == before.handle}["2031-05-05"]
        cited = [c.provenance.who.name for c in current_claims(case) if isinstance(c, ProvenanceClaim)]
    assert len(after.members) == len(before.members) + 2
    assert (after.n_independent_origins, after.credibility, after.contradictions) == (
        before.n_independent_origins, before.credibility, before.contradictions,
    )  # fmt: skip
    told = {voice.name: voice.origin for voice in after.voices}
    assert told["ACLED"] is None
    assert told["Uppsala Conflict Data Program"] is None
    assert {"Nile Dispatch", "Desert Wire", "Harbour Radio"} <= set(cited)
    assert {item.speaker for toll in after.casualties for item in toll.by_source} >= {"ACLED"}


def tmp_path_file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_rows_of_one_compiled_table_are_never_one_incident(dossier, importing, tmp_path):
    twice = ({**ACLED[0]}, {**ACLED[0], "event_id_cnty": "SUD9"})
    importing(write_acled(tmp_path / "download.csv", twice), "acled")
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        assert len(incidents_with_handles(case)) == 2


def test_reports_of_a_form_are_origins_by_who_tells_and_stay_inside(dossier, importing, tmp_path):
    path = tmp_path_file(tmp_path, "form.xlsx", xlsx_bytes(as_rows(KOBO_HEADS, KOBO)))
    summary, read = importing(path, "kobo")
    assert summary.notes == ("column 'killed': 'many people' is no count and is left out",)
    assert "0999" not in read.layer.text  # a column that the map does not name is not read
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        (incident,) = incidents_with_handles(case)
        (document,) = case.store.records("document")
    assert document.sensitivity == "internal"
    assert incident.n_independent_origins == 2
    assert incident.casualties[0].effect == "injured"
    assert {toll.effect: toll.words for toll in incident.casualties} == {"killed": "at least 6", "injured": "20"}
    with open_case(dossier) as case, pytest.raises(UsageError, match="stay inside"):
        import_table(case, ImportRequest(path, find_map("kobo"), public=True), nothing)


def test_ucdp_ranges_are_kept_as_ranges_and_impossible_degrees_refuse_the_row(dossier, importing, tmp_path):
    summary, _ = importing(tmp_path_file(tmp_path, "ged.csv", csv_bytes(as_rows(UCDP_HEADS, UCDP))), "ucdp-ged")
    assert [(line, "exchanged" in why) for line, why in summary.refused] == [(5, True)]
    assert any("the lowest count is more than the highest" in note for note in summary.notes)
    with open_case(dossier) as case:
        found = events(case)
    tolls = {name: [(t.minimum, t.maximum) for t in claim.casualties] for name, claim in found.items()}
    assert tolls == {"id: 901": [(9, 13)], "id: 902": [(0, 4)], "id: 903": []}
    assert (found["id: 902"].time.start, found["id: 902"].time.end) == ("2031-05-07", "2031-05-10")


def test_a_changed_sheet_updates_rows_and_decisions_go_with_them(dossier, importing, tmp_path):
    path = write_acled(tmp_path / "download.csv", ACLED[:3])
    importing(path, "acled", "sudan")
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        key = next(c for c in current_claims(case) if isinstance(c, EventClaim) and "SUD1" in c.span.quote)
        handles = {incident.handle for incident in incidents_with_handles(case)}
        decide(case, Judgement(key.id, "reject", "ana", "the market is in another town"))
        run_case(case, "local", 0, nothing)
    changed = ({**ACLED[2], "event_id_cnty": "SUD0"}, {**ACLED[0], "fatalities": 13}, ACLED[1])
    summary, _ = importing(write_acled(tmp_path / "next-week.csv", changed), "acled", "sudan")
    assert (summary.new, summary.changed, summary.same, summary.gone) == (1, 1, 1, ("SUD3",))
    with open_case(dossier) as case:
        ran = run_case(case, "local", 0, nothing)
        assert ran.lost == ()
        assert len(current_texts(case)) == 1
        found = incidents_with_handles(case)
        assert not any("SUD1" in c.span.quote for c in _members(case, found))
        assert {incident.handle for incident in found} & handles  # the clash kept its name
        assert verify_case(case) == ()
        run_case(
            case,
            "local",
            0,
            nothing,
        )
    again, _ = importing(tmp_path / "next-week.csv", "acled", "sudan")
    assert again.is_known


def _members(case: Case, incidents: Any) -> list[EventClaim]:
    claims = {claim.id: claim for claim in current_claims(case)}
    return [claims[name] for incident in incidents for name in incident.members]  # type: ignore[misc]


def test_the_same_rows_under_another_name_are_refused(importing, tmp_path):
    importing(write_acled(tmp_path / "may.csv"), "acled")
    with pytest.raises(UsageError, match="--table may"):
        importing(write_acled(tmp_path / "june.csv", ACLED[:2]), "acled")


def test_two_rows_of_one_id_are_not_both_taken(importing, tmp_path):
    summary, _ = importing(
        write_acled(tmp_path / "may.csv", (ACLED[0], {**ACLED[1], "event_id_cnty": "SUD1"})), "acled"
    )
    assert summary.new == 1
    assert "same id 'SUD1'" in summary.refused[0][1]


def test_a_preview_stores_nothing(dossier, importing, tmp_path):
    summary, _ = importing(write_acled(tmp_path / "may.csv"), "acled", preview=True)
    assert summary.new == 3
    with open_case(dossier) as case:
        assert current_texts(case) == ()
        assert list(case.store.records("document")) == []


MIXED = """\
schema: servanda/map/1
name: own
rows: reports
publisher: The desk
id: nr
date: {column: day}
event:
  column: what
  words: {shelling: {type: ASSAULT, mode: heavy-weapons}}
place: {column: where}
"""


def own(tmp_path: Path, days: list[Any], more: str = "") -> tuple[Path, str]:
    """Write a desk's own sheet with these days, and a map with ``more`` under date."""
    rows = [["nr", "day", "what", "where"], *([n, day, "shelling", "Nyala"] for n, day in enumerate(days, start=1))]
    (tmp_path / "own.yaml").write_text(MIXED.replace("{column: day}", f"{{column: day{more}}}"), encoding="utf-8")
    return tmp_path_file(tmp_path, "own.xlsx", xlsx_bytes(rows)), str(tmp_path / "own.yaml")


def test_days_in_figures_are_asked_about_and_never_guessed(dossier, importing, tmp_path):
    import datetime as dt

    with pytest.raises(UsageError, match=r"formats: D/M/YYYY") as told:
        importing(*own(tmp_path, ["05/06/2031", "13/06/2031"]))
    assert "D/M/YYYY reads 2 of 2, M/D/YYYY reads 1 of 2" in str(told.value)
    mixed = [dt.date(2031, 5, 6), "13/06/2031"]
    with pytest.raises(UsageError, match=r"typed: day_and_month_swapped"):
        importing(*own(tmp_path, mixed, ", formats: D/M/YYYY"))
    summary, _ = importing(*own(tmp_path, mixed, ", formats: D/M/YYYY, typed: day_and_month_swapped"))
    assert summary.refused == ()
    with open_case(dossier) as case:
        days = sorted(claim.time.start for claim in events(case).values())
    assert days == ["2031-06-05", "2031-06-13"]


def test_a_day_that_two_stated_formats_read_differently_is_refused(importing, tmp_path):
    summary, _ = importing(*own(tmp_path, ["05/06/2031", "13/06/2031"], ", formats: [D/M/YYYY, M/D/YYYY]"))
    assert [why for _, why in summary.refused] == ["column 'day': the day '05/06/2031' may be 2031-05-06 or 2031-06-05"]


def test_a_map_that_does_not_fit_says_what_was_meant(importing, tmp_path):
    path = tmp_path_file(tmp_path, "x.csv", csv_bytes(as_rows(("event_id", "event_date"), ())))
    with pytest.raises(ServandaError, match=r"no column 'event_id_cnty' in line 1; did you mean 'event_id'"):
        importing(path, "acled")


def test_reference_data_that_change_identify_rows_anew(dossier, importing, tmp_path):
    importing(write_acled(tmp_path / "may.csv"), "acled")
    (dossier / "actors.yaml").write_text(
        "- {id: unknown-unit, name: Unknown Unit, type: armed_group, country: SD, aliases: [Military Forces of Sudan], source: invented, checked: none}\n",
        encoding="utf-8",
    )
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        named = {one.name: one.entity_id for claim in events(case).values() for one in claim.participants}
    assert named["Military Forces of Sudan"] == "unknown-unit"


@pytest.mark.skipif(not DATA.is_file(), reason="the development data are not beside the repository")
def test_the_events_of_ucdp_are_read(importing):
    summary, _ = importing(DATA, "ucdp-ged", preview=True)
    assert (summary.n_rows, summary.new, len(summary.refused)) == (3883, 3883, 0)


def test_an_imported_sheet_can_be_expunged_and_its_trace_names_the_cell(dossier, importing, tmp_path):
    summary, read = importing(write_acled(tmp_path / "may.csv"), "acled")
    claim = next(claim for row in read.rows for claim in row.claims)
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        lines = list(trace(case, claim.id)[1])
        assert any("in cell G2 (sub_event_type) of table may; its rows are compiled" in line for line in lines)
        expunge_document(case, summary.document_id, "ana", "it was the wrong dossier")
        assert verify_case(case) == ()
        assert current_texts(case) == ()
    assert b"market in the east" not in b"".join(path.read_bytes() for path in dossier.rglob("*") if path.is_file())
