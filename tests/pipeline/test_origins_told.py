"""Whom two reports of one act rest on, from texts to the count: the monitor quoted elsewhere in the text, the agency that was told, or nobody in common.

Seven invented cases, written before the rules. Before the rules 4 of 7 were right; all seven at the first run with them.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.pipeline import add_sources, build_view, init_dossier, open_case, run_case
from servanda.report import ReportView

SETTINGS = """\
title = "Invented"
countries = ["SD"]
timezone = "Africa/Khartoum"
as_of = "2031-06-30"
actors = "actors.yaml"
places = "places.csv"
"""
ACTORS = """\
- {id: vale-army, name: Vale Army, type: armed_group, country: SD, source: invented, checked: none}
- {id: hill-watch, name: Hill Watch, type: ngo, country: SD, source: invented, checked: none}
- {id: dara-venn, name: Dara Venn, type: person, country: SD, part_of: [{party: hill-watch, link: member}], source: invented, checked: none}
- {id: ferry-news, name: Ferry News Agency, type: media, country: SD, aliases: [FNA], source: invented, checked: none}
"""
PLACES = ("Orsel", "Ulmara", "Kalbek", "Dunmere", "Heskett", "Corriby", "Brannoch")
CASES = {
    "Orsel": (1, "The Vale Army shelled Orsel on 4 May 2031, killing nine people. Roads were closed. Hill Watch said that the shells came from the east.",
              "Nine people were killed on 4 May 2031 when the Vale Army shelled Orsel. Hill Watch, which follows the war, said that it was the worst week of the year."),
    "Ulmara": (1, "The Vale Army shelled Ulmara on 5 May 2031, killing six people. A farmer told Ferry News Agency that his barn burned.",
               "Six people were killed on 5 May 2031 when the Vale Army shelled Ulmara. Shops were shut, activists told FNA."),
    "Kalbek": (2, "The Vale Army shelled Kalbek on 6 May 2031, killing five people. Our reporter counted the graves.",
               "Five people were killed on 6 May 2031 when the Vale Army shelled Kalbek. Schools were closed."),
    "Dunmere": (1, 'The Vale Army shelled Dunmere on 7 May 2031, killing four people. "The shells fell at noon," said Dara Venn, the director of Hill Watch.',
                "Four people were killed on 7 May 2031 when the Vale Army shelled Dunmere, Hill Watch said."),
    "Heskett": (2, "The Vale Army shelled Heskett on 8 May 2031, killing seven people. Hill Watch said that the shells came from the east.",
                "Seven people were killed on 8 May 2031 when the Vale Army shelled Heskett. A teacher told our reporter that windows broke."),
    "Corriby": (1, "The Vale Army shelled Corriby on 9 May 2031, killing eight people. Ferry News Agency reported that a bridge was hit by rockets that day.",
                "Eight people were killed on 9 May 2031 when the Vale Army shelled Corriby. A driver told Ferry News Agency that he had seen smoke."),
    "Brannoch": (2, "The Vale Army shelled Brannoch on 10 May 2031, killing three people. A farmer told Ferry News Agency that his barn burned.",
                 "Three people were killed on 10 May 2031 when the Vale Army shelled Brannoch. Hill Watch said that the shells came from the east."),
}  # fmt: skip


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportView]:
    folder: Path = tmp_path_factory.mktemp("origins") / "case"
    init_dossier(folder)
    rows = "".join(
        f"{name},,SD,1{n}.1,24.8,South Darfur,village,town,2,invented,none\n" for n, name in enumerate(PLACES)
    )
    header = "name,aliases,country,latitude,longitude,admin1,feature,precision,uncertainty_km,source,checked\n"
    for name, text in (("dossier.toml", SETTINGS), ("actors.yaml", ACTORS), ("places.csv", header + rows)):
        (folder / name).write_text(text, encoding="utf-8")
    table = folder.parent / "reports.jsonl"
    with table.open("w", encoding="utf-8") as out:
        for place, (_, *texts) in CASES.items():
            for paper, text in zip(("Morning Ledger", "Evening Post"), texts, strict=True):
                out.write(json.dumps({"id": f"{place}-{paper}", "title": place, "publisher": paper, "published_on": "2031-05-20", "language": "en", "text": text}) + "\n")  # fmt: skip
    with open_case(folder, create=True, now=lambda: "2031-07-01T00:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        yield build_view(case)


@pytest.mark.parametrize("place", PLACES)
def test_accounts_that_rest_on_the_same_count_once(view: ReportView, place: str) -> None:
    found = [one for one in view.incidents if one.place.name == place and one.n_documents == len(CASES[place]) - 1]
    assert [one.n_independent_origins for one in found] == [CASES[place][0]]


def test_whoever_stands_for_an_account_is_said(view: ReportView) -> None:
    for one in view.incidents:
        counted = {voice.origin for voice in one.voices if voice.counted}
        assert len(counted) == one.n_independent_origins
