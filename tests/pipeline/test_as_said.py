"""A count reads everywhere as it was said: a table of phrasings goes the whole way, and every output is searched for its bounds.

The bounds of the phrasings are numbers that stand nowhere else: wherever one is found outside the fields named minimum and
maximum, somebody has told a number that nobody said.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.truce import AGREEMENT

from servanda.cli.output import Format, print_rows
from servanda.pipeline import (
    add_sources,
    build_view,
    init_dossier,
    list_records,
    open_case,
    run_case,
    series_rows,
    trace,
    without_bounds,
    write_report,
)
from servanda.report import ROWS
from servanda.text.numbers import LEAST

SHELLED = "Shelling by the Rapid Support Forces killed {} in Nyala on {} May 2031."
# What is said, in which words it is shown, and the number that must stand nowhere but among the bounds.
ENGLISH = [
    ("more than 4711 people", "more than 4711", 4712),
    ("over 4721 civilians", "over 4721", 4722),
    ("fewer than 4731 civilians", "fewer than 4731", 4730),
    ("dozens of people", "dozens", None),
    ("hundreds of civilians", "hundreds", None),
    ("several people", "several", None),
    ("scores of people", "scores", None),
    ("several hundred people", "several hundred", None),
    ("a handful of civilians", "a handful", None),
    ("nearly 4741 people", "nearly 4741", None),
    ("at least 4751 people", "at least 4751", None),
    ("up to 4761 people", "up to 4761", None),
]
FOREIGN = [
    (
        "ar",
        "قصف قوات الدعم السريع على مدينة نيالا في 26 مايو 2031 أسفر عن مقتل أكثر من 4771 شخص",
        "more than 4771",
        4772,
    ),
    ("fr", "Un bombardement à Nyala a fait plus de 4781 morts.", "more than 4781", 4782),
    ("ru", "При обстреле города погибли более 4791 человек, ранены десятки.", "more than 4791", 4792),
]
SERIES = [
    "The mission counted over 4801 violations.",
    "It counted 5901 violations, compared with more than 4811 in the previous period.",
]
TOGETHER = ["Shelling by the Rapid Support Forces killed 19 people in Zalingei on 28 May 2031.",
            "Shelling by the Rapid Support Forces killed at least 4821 people in Zalingei on 28 May 2031."]  # fmt: skip
WORDS = [words for _, words, _ in ENGLISH] + [words for *_, words, _ in FOREIGN] + ["19 to at least 4821"]
HARDENED = [str(bound) for *_, bound in [*ENGLISH, *FOREIGN] if bound] + ["4802", "4812", "4820"]
INDEFINITE = [str(LEAST[words]) for words in ("dozens", "scores", "hundreds", "several hundred")]
BARE = re.compile(
    rf"(?<!\w)(?:{'|'.join(HARDENED)})(?!\w)"
    rf"|(?:at least|over|more than|or) (?:{'|'.join(INDEFINITE)})(?!\w)"
    rf"|(?<!\w)(?:{'|'.join(INDEFINITE)})(?: killed| injured| victims| to )"
    rf"|<td>(?:{'|'.join(INDEFINITE)})</td>|^(?:{'|'.join(INDEFINITE)})$",
    re.MULTILINE,
)
NAMED_BOUND = re.compile(r'\\*"(?:minimum|maximum)\\*"\s*:\s*\d+')


def reports() -> list[dict[str, str]]:
    rows = [SHELLED.format(said, day) for day, (said, *_) in enumerate(ENGLISH, start=2)]
    told = [("en", text, "2031-05-30") for text in (*rows, *TOGETHER)]
    told += [("en", text, f"2031-06-{day:02}") for day, text in enumerate(SERIES, start=10)]
    told += [(language, text, "2031-05-30") for language, text, *_ in FOREIGN]
    return [
        {"id": f"r{n}", "publisher": "Mission" if text in SERIES else f"Outlet {n}", "language": language, "text": text, "published_on": day}
        for n, (language, text, day) in enumerate(told)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every output of a dossier whose reports count in all phrasings, by name."""
    folder = tmp_path_factory.mktemp("said") / "case"
    init_dossier(folder)
    (folder / "dossier.toml").write_text('title = "Nyala"\ncountries = ["SD"]\n', encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    table = folder.parent / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in reports()), encoding="utf-8")
    with open_case(folder, create=True, now=lambda: "2031-06-30T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        return dict(_outputs(case, folder.parent))


def _outputs(case, folder: Path) -> Iterator[tuple[str, str]]:
    for what in ROWS:
        records, rows = list_records(case, what, {})
        for form in Format:
            yield (
                f"{what}.{form.value}",
                _printed(records, without_bounds(rows) if form is Format.table else rows, form),
            )
    rows = list(series_rows(case))
    yield from ((f"series.{form.value}", _printed(rows, rows, form)) for form in Format)
    view = build_view(case)
    for record in (*view.incidents, *view.findings, *view.claims):
        yield f"show {record.id}", "\n".join(trace(case, record.id)[1])
    for ending in (".html", ".jsonl", ".geojson", ".ftm.json", ".zip"):
        path = folder / f"report{ending}"
        write_report(case, path)
        yield from _texts(path)


def _printed(records, rows, form: Format) -> str:
    import contextlib
    import io

    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "1000")  # a cell that is folded would have other cells between its words
        print_rows(records, rows, form)
    return raw.getvalue().decode("utf-8")


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix != ".zip":
        yield path.name, path.read_text(encoding="utf-8")
        return
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield f"{path.name}/{name}", packed.read(name).decode("utf-8", errors="replace")


def _without_bounds(name: str, text: str) -> str:
    """Leave out what stands in a field or column named minimum or maximum."""
    if name.endswith(".csv"):
        import csv

        rows = list(csv.DictReader(text.lstrip("\ufeff").splitlines()))
        kept = [
            {key: value for key, value in row.items() if not key.endswith((" minimum", " maximum"))} for row in rows
        ]
        return "\n".join(str(value) for row in kept for value in row.values())
    return NAMED_BOUND.sub("", text)


def test_no_output_tells_a_bound_as_a_number(outputs: dict[str, str]) -> None:
    assert {"incidents.csv", "incidents.table", "findings.jsonl", "report.html", "report.geojson"} <= outputs.keys()
    found = [(name, match[0], text[max(0, match.start() - 60) : match.end() + 20]) for name, raw in outputs.items()
             for text in [_without_bounds(name, raw)] for match in BARE.finditer(text)]  # fmt: skip
    assert found == []


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    "output", ["incidents.table", "incidents.csv", "incidents.jsonl", "report.html", "report.geojson", "findings.csv"]
)
def test_a_count_is_shown_in_its_words(outputs: dict[str, str], output: str, words: str) -> None:
    if words in {"more than 4781", "more than 4791"} and output in {"report.geojson", "findings.csv"}:
        pytest.skip("no actor or no place: no finding, no point")
    assert words in " ".join(outputs[output].split())


@pytest.mark.parametrize("words", [words for _, words, _ in ENGLISH])
def test_show_and_claims_say_it_too(outputs: dict[str, str], words: str) -> None:
    shown = "\n".join(text for name, text in outputs.items() if name.startswith("show inc_"))
    assert f"{words} killed says" in shown
    assert f"{words} killed" in outputs["claims.csv"]


def test_a_series_compares_counts_in_their_words(outputs: dict[str, str]) -> None:
    assert "more than 4811 is told of what was over 4801" in outputs["series.csv"]


def test_open_ends_stay_open_in_every_form(outputs: dict[str, str]) -> None:
    said = [json.loads(line) for line in outputs["incidents.jsonl"].splitlines()]
    tolls = {toll["words"]: toll for incident in said for toll in incident["casualties"]}
    for words in ("more than 4711", "dozens", "at least 4751", "19 to at least 4821"):
        assert tolls[words]["maximum"] is None
    assert [one["words"] for one in tolls["19 to at least 4821"]["by_source"]] in (
        ["19", "at least 4821"],
        ["at least 4821", "19"],
    )
    points = [point["properties"]["tolls"] for point in json.loads(outputs["report.geojson"])["features"]]
    shown = {toll["killed"]["words"]: toll["killed"]["maximum"] for toll in points if "killed" in toll}
    assert shown["dozens"] is None
    assert shown["more than 4711"] is None
