"""Makes the kept dossier: a case in which everything was decided that can be, by the program's own verbs.

It was run once, with the program of 30 November 2026 (version 0.1.0, before keys of events were made anew), and must not be
run again over the file that is committed: what later programs have to open, verify and run is what *that* program wrote.

    python tests/kept/make.py OUTPUT.tar.gz

All texts, people and the agreement are invented; the towns are real.
"""

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from servanda.cli import main; main()"]
SETTINGS = """\
title = "Kept dossier (invented)"
countries = ["SD"]
collector = "desk"
[[sources]]
name = "Nile Dispatch"
reliability = "B"
owner_family = "nile"
"""
TRUCE = """\
schema: servanda/agreement/1
id: spring-truce-2031
title: Spring truce (invented for tests)
form: written
timezone: Africa/Khartoum
names: [Spring truce]
time: {signed: 2031-05-01, in_force: [{from: 2031-05-01, until: null, basis: day of signature}]}
bound:
  - {actor: rapid-support-forces, role: party, since: 2031-05-01, basis: signature}
definitions: {}
zones: {}
provisions:
  - {id: p1, kind: prohibition, reading: literal, binds: [rapid-support-forces], act: {plover: [ASSAULT], modes: any}, yields: alleged_violation}
composition: []
"""
NILE, DESERT = "Nile Dispatch", "Desert Wire"
REPORTS = (
    ("nyala-1", NILE, "2031-05-06", "Artillery fire by the Rapid Support Forces killed at least six civilians in Nyala on Monday, 5 May 2031, the Red Crescent said. The truce of 1 May must be kept, its spokesman Idris Osman said."),
    ("nyala-2", DESERT, "2031-05-06", "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, a doctor said."),
    ("market", DESERT, "2031-05-09", "A drone struck a market in El Obeid on 8 May 2031, killing three traders. The mayor hopes that the truce will hold."),
    ("teachers-1", NILE, "2031-05-12", "Gunmen of the Rapid Support Forces shot two teachers dead in Zalingei on 10 May 2031."),
    ("teachers-2", DESERT, "2031-05-13", "Two teachers were killed in Zalingei on 12 May 2031, residents said."),
    ("kosti-1", NILE, "2031-05-20", "The Rapid Support Forces bombarded Kosti on 18 May 2031."),
    ("kosti-2", DESERT, "2031-05-20", "The Rapid Support Forces shelled Kosti on 18 May 2031."),
    ("clinic", DESERT, "2031-05-25", "Fighters of the Rapid Support Forces looted a clinic in Geneina on 23 May 2031. The army retreated from Babanusa on 24 May 2031."),
    ("canal", NILE, "2031-05-23", "The Rapid Support Forces shelled Rabak and Sennar on 21 May 2031. A barge burned."),
)  # fmt: skip
PROTECTED = (
    {
        "id": "nurse", "text": "The Rapid Support Forces shelled Zalingei on 29 May 2031, killing two porters.",
        "witness": "Kassim Deriba", "collector": "moss", "sensitivity": "protected",
        "consent": {"basis": "spoken", "uses": ["internal", "court"]},
    },
    {
        "id": "withdrawn", "text": "Gunmen attacked a bus near Umm Ruwaba on 30 May 2031. Eleven weavers were killed.",
        "witness": "Halima Abakar", "consent": {"basis": "spoken", "uses": ["internal"]},
    },
)  # fmt: skip
PAGE = """\
<html lang="en"><head><title>Evening bulletin</title></head><body>
<h1>Evening bulletin</h1>
<p>The Rapid Support Forces attacked the village
of Tawila on 27 May 2031, killing
five farmers, the elder Adam Bashir said.</p>
<p>Another attack hit Kutum the same day.</p>
</body></html>
"""
CALL = """\
Call with a teacher, 28 May 2031

The Rapid Support Forces burned the school of Kebkabiya
on 26 May 2031. Nobody was hurt.
"""


class Desk:
    """A person at the command line, in a folder of her own, who works on the dossier ``case``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def does(self, *words: str) -> str:
        """Run a command and return what it printed. Raises `CalledProcessError`, its messages shown."""
        environment = {**os.environ, "SERVANDA_PASSPHRASE": ""}
        done = subprocess.run(
            [*PROGRAM, *words], cwd=self.folder, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout.strip()

    def lists(self, what: str) -> list[dict]:
        return [json.loads(line) for line in self.does(what, "case", "--format", "jsonl").splitlines()]

    def claim(self, quote: str, kind: str = "event") -> str:
        """Return the id of the one claim of that kind whose span holds ``quote``."""
        [found] = [item for item in self.lists("claims") if item["kind"] == kind and quote in item["span"]["quote"]]
        return found["id"]

    def incident(self, place: str, kind: str = "ASSAULT") -> str:
        [found] = [item for item in self.lists("incidents") if (item["place"]["name"], item["kind"]) == (place, kind)]
        return found["handle"]

    def finding(self, place: str) -> str:
        [incident] = [
            item["id"]
            for item in self.lists("incidents")
            if (item["place"]["name"], item["kind"]) == (place, "ASSAULT")
        ]
        [found] = [item for item in self.lists("findings") if item["incident_id"] == incident]
        return found["id"]

    def decides(self, target: str, verdict: str, *more: str, because: str = "checked against the source") -> str:
        return self.does("review", "case", target, verdict, *more, "--by", "ana", "--because", because)


def main(output: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk(folder)
        found_and_filled(desk)
        decided(desk)
        desk.does("run", "case")
        desk.does("key", "rotate", "case", "--by", "ana", "--because", "the laptop was out of our hands")
        gone_and_told(desk)
        with tarfile.open(output, "w:gz", compresslevel=9) as archive:
            archive.add(folder / "case", "case")
            archive.add(folder / "clinic.zip", "clinic.zip")


def found_and_filled(desk: Desk) -> None:
    """Make the dossier and put everything in."""
    rows = [{"id": i, "publisher": p, "published_on": d, "language": "en", "text": t} for i, p, d, t in REPORTS]
    for name, table in (("reports.jsonl", rows), ("talks.jsonl", PROTECTED)):
        lines = "".join(json.dumps(row) + "\n" for row in table)
        (desk.folder / name).write_text(lines, encoding="utf-8")
    (desk.folder / "radio.html").write_text(PAGE, encoding="utf-8")
    (desk.folder / "call.txt").write_text(CALL, encoding="utf-8")
    desk.does("init", "case")
    (desk.folder / "case/dossier.toml").write_text(SETTINGS, encoding="utf-8")
    (desk.folder / "case/agreements/spring-truce.yaml").write_text(TRUCE, encoding="utf-8")
    desk.does("add", "case", "reports.jsonl", "radio.html", "call.txt", "talks.jsonl")
    desk.does("vault", "name", "case", "moss", "Moss Winter, field office")
    desk.does("run", "case")


def decided(desk: Desk) -> None:
    """Take decisions of every sort."""
    desk.decides(desk.claim("retreated from Babanusa"), "accept")
    desk.decides(desk.claim("burned the school"), "reject", because="the caller took it back")
    desk.decides(desk.claim("hit Kutum"), "amend", "--set", "time.start=2031-05-27", because="the day of the bulletin")
    desk.decides(desk.claim("A drone struck"), "amend", "--set", "modality=possible", because="nobody saw it")
    desk.decides(desk.claim("mayor hopes", "stance"), "amend", "--set", "stance.attitude=demands", because="his words")
    desk.decides(desk.claim("truce will hold", "quotation"), "accept")
    desk.decides(desk.claim("attacked the village"), "reply", because="Adam Bashir confirms this by telephone")
    desk.decides(desk.claim("Eleven weavers"), "accept")
    both = desk.claim("shot two teachers"), desk.claim("teachers were killed")
    desk.decides(both[0], "merge", "--with", both[1], because="one shooting, reported twice")
    both = desk.claim("bombarded Kosti"), desk.claim("shelled Kosti")
    desk.decides(both[0], "split", "--with", both[1], because="morning and evening")
    undone = desk.decides(desk.claim("shelled Nyala"), "reject", because="wrong record")
    desk.decides(undone, "undo", because="it was right")
    desk.does("run", "case")
    desk.decides(desk.finding("Geneina"), "accept")
    desk.decides(desk.finding("Tawila"), "reject", because="no party to the truce was there")
    desk.decides(desk.finding("Nyala"), "amend", "--set", "status=undetermined", because="the hour is in doubt")
    desk.decides(desk.incident("Nyala"), "accept")
    desk.decides(desk.incident("Babanusa", "RETREAT"), "reject", because="a parade")


def gone_and_told(desk: Desk) -> None:
    """Take one document away for good, and pack one finding."""
    [gone] = [item["document_id"] for item in desk.lists("claims") if "Eleven weavers" in item["span"]["quote"]]
    desk.does("expunge", "case", gone, "--because", "consent was withdrawn", "--by", "ana")
    desk.does("run", "case")
    finding = desk.finding("Geneina")
    desk.does("report", "case", "--output", "clinic.zip", "--finding", finding, "--audience", "court")
    desk.does("run", "case")
    desk.does("verify", "case")
    desk.does("verify", "clinic.zip")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
