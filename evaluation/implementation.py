"""Measure which passages of a monitor's reports are linked to which provision, with which sign (``own/implementation*.jsonl``).

The reports lie beside the repository; the rows hold ids, a hash and our own labels, no text. ``implementation.jsonl`` are 100 passages drawn by lot before any rule was
written, 50 among those with a word of the matter and 50 among all, each with the provisions that it bears on as we read it (``wanted``; ``also`` may
be linked and need not). ``implementation_judged.jsonl`` are links of the product, drawn by lot and judged without its sign in sight; whoever
judged them had written the rules. The reports go through the program's own ``add`` and ``run``.

    python -m evaluation.implementation    # names what is missed and what is wrong, by id
"""

import calendar
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.own import rows
from servanda.model.passages import Passage
from servanda.pipeline import add_sources, implementation, open_case, run_case, take_agreement
from servanda.reference.agreement_files import library_files

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "data" / "ukraine" / "reports.jsonl"
DRAWN = Path(__file__).parent / "own" / "implementation.jsonl"
JUDGED = DRAWN.with_name("implementation_judged.jsonl")
AGREEMENTS = ("minsk-ii-2015", "minsk-memorandum-2014")
SETTINGS = """title = "Monitor's reports"
countries = ["UA"]
timezone = "Europe/Kyiv"

[[sources]]
name = "OSCE Special Monitoring Mission to Ukraine"
aliases = ["OSCE SMM", "SMM"]
kind = "monitor"
sensitivity = "public"
"""
Row = dict[str, Any]
Key = tuple[str, str]


class Segment(NamedTuple):
    """Where a segment of a report stands in the text that the program is given."""

    report: str
    id: str
    start: int
    end: int
    words: str


class Linked(NamedTuple):
    """A link of the product with the segment that holds the first words of its evidence."""

    passage: Passage
    segment: Segment


def measure() -> dict[str, float]:
    """Return recall on the drawn passages, and precision of links, signs and times on the judged ones."""
    links = links_of_product()
    by_segment: dict[Key, list[Passage]] = {}
    for link in links:
        by_segment.setdefault((link.segment.report, link.segment.id), []).append(link.passage)
    outside = sum(one.passage.on < begun(one.passage.agreement_id) for one in links)
    told = {"links": float(len(links)), "across the time in force": float(outside)}
    return recall(by_segment) | precision(by_segment) | told


def begun(agreement_id: str) -> str:
    """Return the day on which a shipped agreement comes into force, as its file says; both of these are still in force."""
    agreement = next(file.agreement for file in library_files() if file.path.stem == agreement_id)
    return min(term.since[:10] for term in agreement.time.in_force)


def links_of_product() -> list[Linked]:
    """Return every link that the product makes on the reports, in a dossier with the agreements as shipped."""
    reports = [json.loads(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        case_folder = Path(folder) / "case"
        places = written(reports, case_folder)
        return linked(case_folder, places)


def written(reports: Iterable[Row], folder: Path) -> dict[str, list[Segment]]:
    """Write a dossier with the reports, one a row of JSON Lines; return where the segments of each stand."""
    (folder / "agreements").mkdir(parents=True)
    (folder / "dossier.toml").write_text(SETTINGS, encoding="utf-8")
    places: dict[str, list[Segment]] = {}
    lines = []
    for report in reports:
        text, places[report["id"]] = laid_out(report)
        row = {
            "id": report["id"],
            "text": text,
            "language": "en",
            "publisher": "OSCE SMM",
            "published_on": last_day(report["date"]),
        }
        lines.append(json.dumps(row))
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name in AGREEMENTS:
        take_agreement(folder, name)
    return places


def last_day(date: str) -> str:
    """Return a day; of a month, as 26 of the reports have it, its last one: a report was not published before what it tells."""
    if len(date) > len("2017-01"):
        return date
    year, month = map(int, date.split("-"))
    return f"{date}-{calendar.monthrange(year, month)[1]}"


def laid_out(report: Row) -> tuple[str, list[Segment]]:
    """Return the text of a report, its segments side by side with single spaces, and where each stands."""
    text, found = "", []
    for segment in report["segments"]:
        words = " ".join(segment["text"].split())
        if words:
            text += " " if text else ""
            found.append(Segment(report["id"], str(segment["id"]), len(text), len(text) + len(words), words))
            text += words
    return text, found


def linked(folder: Path, places: Mapping[str, list[Segment]]) -> list[Linked]:
    """Return the links of the product on a dossier, each with the segment of its evidence."""
    with open_case(folder, create=True) as case:
        add_sources(case, [str(folder / "reports.jsonl")], _nothing)
        run_case(case, "local", 0, _nothing)
        found = implementation(case)
        names = {item.id: item.external_id or "" for item in case.store.records("document")}
    links = []
    for one in found:
        at = (one.evidence or (one.span,))[0].start
        segment = next(place for place in reversed(places[names[one.document_id]]) if place.start <= at)
        links.append(Linked(one, segment))
    return links


def _nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar."""


def recall(by_segment: Mapping[Key, list[Passage]]) -> dict[str, float]:
    """Return how many of the wanted provisions of drawn passages are linked, with the right sign, and how many links to drawn passages are among those that may be."""
    counts: Counter[str] = Counter()
    for row in rows(DRAWN):
        given = {
            (one.agreement_id, one.provision_id): one.sign
            for one in by_segment.get((row["report"], row["segment"]), ())
        }
        allowed = {(one["agreement"], one["provision"]) for one in (*row["wanted"], *row["also"])}
        for one in row["wanted"]:
            name = (one["agreement"], one["provision"])
            counts.update(wanted=1, found=name in given, signed=given.get(name) in one["signs"])
            counts[f"{row['drawn']} wanted"] += 1
            counts[f"{row['drawn']} found"] += name in given
            if given.get(name) not in one["signs"]:
                print("recall:", row["report"], row["segment"], name, "wanted", one["signs"], "got", given.get(name))
        if not allowed:
            counts.update(empty=1, quiet=not given)
            if given:
                print("linked though empty:", row["report"], row["segment"], given)
    return {
        "recall": counts["found"] / counts["wanted"],
        "recall topic": counts["topic found"] / counts["topic wanted"],
        "recall random": counts["random found"] / counts["random wanted"],
        "sign right drawn": counts["signed"] / max(1, counts["found"]),
        "nothing linked": counts["quiet"] / max(1, counts["empty"]),
    }


def precision(by_segment: Mapping[Key, list[Passage]]) -> dict[str, float]:
    """Return the share of judged links that are right, of right ones whose sign is, and the number across the time in force."""
    if not JUDGED.exists():
        return {}
    counts: Counter[str] = Counter()
    for row in rows(JUDGED):
        given = {
            (one.agreement_id, one.provision_id): one for one in by_segment.get((row["report"], row["segment"]), ())
        }
        one = given.get((row["agreement"], row["provision"]))
        if one is None:
            continue
        counts.update(judged=1, right=row["bears"], signed=row["bears"] and one.sign in row["signs"])
    return {
        "judged": float(counts["judged"]),
        "link right": counts["right"] / counts["judged"],
        "sign right": counts["signed"] / max(1, counts["right"]),
    }


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure:40} {value:.3f}")
