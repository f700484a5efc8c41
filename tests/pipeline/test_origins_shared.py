"""Whom two reports of one act share although they name others for it: a monitor quoted beside, an agency that both credit, and credits of several agencies.

Four times twelve invented pairs, about half of them twins that stay two, written before the rules of record 0321. Right by the rules before: 11 of 12 quoted beside, 7 of
12 in wider words, 6 of 12 credited by both, 4 of 12 of several agencies; by the rules at their first run 11, 9, 12 and 12. One gold was wrong (Penhale: both quote one party on the act).
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
- {id: ridge-front, name: Ridge Front, type: armed_group, country: SD, source: invented, checked: none}
- {id: tarn-council, name: Tarn Council, type: government, country: SD, source: invented, checked: none}
- {id: hill-watch, name: Hill Watch, type: ngo, country: SD, source: invented, checked: none}
- {id: mercy-line, name: Mercy Line, type: ngo, country: SD, source: invented, checked: none}
- {id: dara-venn, name: Dara Venn, type: person, country: SD, part_of: [{party: hill-watch, link: member}], source: invented, checked: none}
- {id: ferry-news, name: Ferry News Agency, type: media, country: SD, aliases: [FNA], source: invented, checked: none}
- {id: coast-wire, name: Coast Wire, type: media, country: SD, source: invented, checked: none}
"""
BESIDE = {  # a speaker is named for the act, and a monitor is quoted on it, or on something else, in another sentence
    "Orsel": (1, "Nine people were killed on 1 May 2031 when the Vale Army shelled Orsel, the Tarn Council said. Hill Watch said that the shelling hit a bakery.",
              "Hill Watch said that the Vale Army shelled Orsel on 1 May 2031, killing nine people."),
    "Ulmara": (1, "The Vale Army shelled Ulmara on 2 May 2031, killing six people, the Ridge Front said. Dara Venn, the director of Hill Watch, said that dozens of people were wounded in the bombardment.",
               "The Vale Army shelled Ulmara on 2 May 2031, killing six people, Hill Watch said."),
    "Kalbek": (1, "Five people were killed on 3 May 2031 when the Vale Army shelled Kalbek, the Tarn Council said. Hill Watch said that shells hit two schools.",
               "Five people were killed on 3 May 2031 when the Vale Army shelled Kalbek, the Ridge Front said. Hill Watch said that the shells destroyed a clinic."),
    "Dunmere": (2, "Four people were killed on 4 May 2031 when the Vale Army shelled Dunmere, the Tarn Council said. Hill Watch said that gunmen abducted a teacher in Pallas on 20 April 2031.",
                "Hill Watch said that the Vale Army shelled Dunmere on 4 May 2031, killing four people."),
    "Heskett": (2, "Seven people were killed on 5 May 2031 when the Vale Army shelled Heskett, the Tarn Council said. Mercy Line said that the shells destroyed a clinic.",
                "Hill Watch said that the Vale Army shelled Heskett on 5 May 2031, killing seven people."),
    "Corriby": (2, "Eight people were killed on 6 May 2031 when the Vale Army shelled Corriby, the Tarn Council said. A farmer said that the shelling burned his barn.",
                "Hill Watch said that the Vale Army shelled Corriby on 6 May 2031, killing eight people."),
    "Brannoch": (1, "The Vale Army shelled Brannoch on 7 May 2031, killing three people, the Tarn Council said. The shelling lasted for an hour, Hill Watch said.",
                 "Three people were killed on 7 May 2031 when the Vale Army shelled Brannoch, Dara Venn said."),
    "Tollen": (2, "Nine people were killed on 8 May 2031 when the Vale Army shelled Tollen, the Tarn Council said. Hill Watch said that the Ridge Front shelled Varrow on 2 May 2031, killing two people.",
               "Nine people were killed on 8 May 2031 when the Vale Army shelled Tollen, Hill Watch said."),
    "Sarnath": (1, "Six people were killed on 9 May 2031 when the Vale Army shelled Sarnath, the Ridge Front said. Mercy Line said that women and children were among those killed in the shelling.",
                "The Vale Army shelled Sarnath on 9 May 2031, killing six people, Mercy Line said."),
    "Wendle": (2, "Five people were killed on 10 May 2031 when the Vale Army shelled Wendle, the Tarn Council said.",
               "The Vale Army shelled Wendle on 10 May 2031, killing five people, Hill Watch said. The Ridge Front said that the shelling hit a mill."),
    "Morvane": (2, "Four people were killed on 11 May 2031 when the Vale Army shelled Morvane, the Tarn Council said. Hill Watch said that 300 people had been detained in Dellin in April 2031.",
                "The Vale Army shelled Morvane on 11 May 2031, killing four people, Hill Watch said."),
    "Ashby": (1, "Seven people were killed on 12 May 2031 when the Vale Army shelled Ashby, the Tarn Council said. Hill Watch reported that the attack destroyed eleven homes.",
              "Seven people were killed on 12 May 2031 when the Vale Army shelled Ashby, the Ridge Front said. According to Hill Watch, the attack killed a nurse."),
}  # fmt: skip
WIDER = {  # the monitor is quoted on what goes on around the act, in words too wide to be the act, or on other days, or on somebody else
    "Elsin": (1, "Forty people were killed on 1 April 2031 when the Vale Army shelled Elsin, a leader of the Ridge Front said. Hill Watch said that army operations in the region left dozens dead.",
              "Hill Watch said that the Vale Army shelled Elsin on 1 April 2031, killing forty people."),
    "Farrow": (1, "Thirty people were killed on 2 April 2031 when the Vale Army shelled Farrow, the Ridge Front said. Fierce bombardment killed dozens of people, Hill Watch said.",
               "Thirty people were killed on 2 April 2031 when the Vale Army shelled Farrow, Hill Watch said."),
    "Garside": (1, "Twenty people were killed on 3 April 2031 when the Vale Army shelled Garside, the Tarn Council said. The army operation was aimed at the recapture of the valley, said Hill Watch.",
                "The Vale Army shelled Garside on 3 April 2031, killing twenty people, Dara Venn of Hill Watch said."),
    "Hollin": (1, "Nine people were killed on 4 April 2031 when the Vale Army shelled Hollin, the Tarn Council said. Hill Watch spoke of heavy shelling of the eastern suburbs.",
               "Nine people were killed on 4 April 2031 when the Vale Army shelled Hollin, the Ridge Front said. Mortar fire hit the eastern suburbs, Hill Watch said."),
    "Ickmere": (2, "Nine people were killed on 5 April 2031 when the Vale Army shelled Ickmere, the Tarn Council said. Hill Watch said that two aid workers had been kidnapped on 12 January 2031.",
                "Hill Watch said that the Vale Army shelled Ickmere on 5 April 2031, killing nine people."),
    "Jennet": (2, "Eight people were killed on 6 April 2031 when the Vale Army shelled Jennet, the Tarn Council said. More than 4,000 people have been killed since the war began in 2029, Hill Watch said.",
               "Eight people were killed on 6 April 2031 when the Vale Army shelled Jennet, Hill Watch said."),
    "Kelby": (2, "Seven people were killed on 7 April 2031 when the Vale Army shelled Kelby, the Tarn Council said. Hill Watch said that gunmen shot a judge in Pallas on Thursday.",
              "Hill Watch said that the Vale Army shelled Kelby on 7 April 2031, killing seven people."),
    "Lindow": (1, "Sixteen people were killed on 8 April 2031 when the Vale Army shelled Lindow, the Ridge Front said. Mercy Line said hundreds were wounded in strikes that day.",
               "The Vale Army shelled Lindow on 8 April 2031, killing sixteen people, Mercy Line said."),
    "Mossdale": (2, "Six people were killed on 9 April 2031 when the Vale Army shelled Mossdale, the Tarn Council said. Hill Watch called for the release of two teachers.",
                 "The Vale Army shelled Mossdale on 9 April 2031, killing six people, Hill Watch said."),
    "Nantle": (2, "Five people were killed on 10 April 2031 when the Vale Army shelled Nantle, the Tarn Council said. The Ridge Front shelled Varrow on 1 April 2031, Hill Watch said.",
               "Five people were killed on 10 April 2031 when the Vale Army shelled Nantle, Hill Watch said."),
    "Orrell": (1, "Four people were killed on 11 April 2031 when the Vale Army shelled Orrell, the Tarn Council said. Rockets were fired at several villages on 11 April 2031, Hill Watch said.",
               "Four people were killed on 11 April 2031 when the Vale Army shelled Orrell, the Ridge Front said. Rockets hit the area around noon, Hill Watch said."),
    "Penhale": (1, "Three people were killed on 12 April 2031 when the Vale Army shelled Penhale, the Tarn Council said. Rockets were fired at several villages, the Ridge Front said.",
                "Three people were killed on 12 April 2031 when the Vale Army shelled Penhale, Hill Watch said. The Ridge Front said that rockets hit the area."),
}  # fmt: skip
CREDITED = {  # both name a speaker of their own, and credit an agency
    "Fenwick": (1, "FENWICK, March 2 (Ferry News Agency) - Nine people were killed on 1 March 2031 when the Vale Army shelled Fenwick, the Tarn Council said.",
                "FENWICK, March 2 (Ferry News Agency) - The Vale Army shelled Fenwick on 1 March 2031, killing nine people, the Ridge Front said."),
    "Harrow": (1, "Six people were killed on 2 March 2031 when the Vale Army shelled Harrow, the Tarn Council said (FNA).",
               "The Vale Army shelled Harrow on 2 March 2031, killing six people, the Ridge Front said.\n\nSource: Ferry News Agency"),
    "Ilmen": (2, "ILMEN, March 4 (Ferry News Agency) - Five people were killed on 3 March 2031 when the Vale Army shelled Ilmen, the Tarn Council said.",
              "ILMEN, March 4 (Coast Wire) - The Vale Army shelled Ilmen on 3 March 2031, killing five people, the Ridge Front said."),
    "Jorvik": (2, "Four people were killed on 4 March 2031 when the Vale Army shelled Jorvik, the Tarn Council said.",
               "JORVIK, March 5 (Coast Wire) - The Vale Army shelled Jorvik on 4 March 2031, killing four people, the Ridge Front said."),
    "Kestrel": (1, "The Vale Army shelled Kestrel on 5 March 2031, killing seven people, the mayor Ana Kest told Ferry News Agency.",
                "KESTREL, March 6 (FNA) - Seven people were killed on 5 March 2031 when the Vale Army shelled Kestrel, the Ridge Front said."),
    "Lorne": (1, "By Tam Orrin, Coast Wire\n\nEight people were killed on 6 March 2031 when the Vale Army shelled Lorne, the Tarn Council said.",
              "LORNE, March 7 (Coast Wire) - The Vale Army shelled Lorne on 6 March 2031, killing eight people, Hill Watch said."),
    "Marsk": (2, "Three people were killed on 7 March 2031 when the Vale Army shelled Marsk, the Tarn Council said.\n\nPhoto: Coast Wire",
              "MARSK, March 8 (Coast Wire) - The Vale Army shelled Marsk on 7 March 2031, killing three people, Hill Watch said."),
    "Norvald": (1, "NORVALD, March 9 (Upland News Agency) - Nine people were killed on 8 March 2031 when the Vale Army shelled Norvald, the Tarn Council said.",
                "NORVALD, March 9 (Upland News Agency) - The Vale Army shelled Norvald on 8 March 2031, killing nine people, Hill Watch said."),
    "Osterlow": (2, "Six people were killed on 9 March 2031 when the Vale Army shelled Osterlow, the Tarn Council said. The office of Ferry News Agency was closed.",
              "OSTERLOW, March 10 (Ferry News Agency) - The Vale Army shelled Osterlow on 9 March 2031, killing six people, Hill Watch said."),
    "Perrin": (2, "OSTERLOW, March 11 (Upland News Agency) - Five people were killed on 10 March 2031 when the Vale Army shelled Perrin, the Tarn Council said.",
               "PERRIN, March 11 (Lowland News Agency) - The Vale Army shelled Perrin on 10 March 2031, killing five people, Hill Watch said."),
    "Quarle": (1, "Four people were killed on 11 March 2031 when the Vale Army shelled Quarle, the Tarn Council said.\n\nWith reporting by Coast Wire.",
               "The Vale Army shelled Quarle on 11 March 2031, killing four people, the Ridge Front said (Coast Wire)."),
    "Rusk": (2, "Seven people were killed on 12 March 2031 when the Vale Army shelled Rusk, the Tarn Council said. Coast Wire stopped its work in the town last year.",
             "Seven people were killed on 12 March 2031 when the Vale Army shelled Rusk, the Ridge Front said (Coast Wire)."),
}  # fmt: skip
SEVERAL = {  # one credit names several agencies, or says in other words that the text is theirs
    "Stavel": (1, "Nine people were killed on 1 February 2031 when the Vale Army shelled Stavel. (With Coast Wire and FNA)",
               "STAVEL, February 2 (FNA) - The Vale Army shelled Stavel on 1 February 2031, killing nine people."),
    "Tarnow": (1, "Six people were killed on 2 February 2031 when the Vale Army shelled Tarnow.\n\nCoast Wire, FNA",
               "TARNOW, February 3 (Coast Wire) - The Vale Army shelled Tarnow on 2 February 2031, killing six people."),
    "Ulverst": (1, "ULVERST, February 4 (Coast Wire/FNA) - Five people were killed on 3 February 2031 when the Vale Army shelled Ulverst.",
                "ULVERST, February 4 (FNA) - The Vale Army shelled Ulverst on 3 February 2031, killing five people."),
    "Vessel": (1, "Four people were killed on 4 February 2031 when the Vale Army shelled Vessel.\n\nContributed by Ferry News Agency.",
               "VESSEL, February 5 (FNA) - The Vale Army shelled Vessel on 4 February 2031, killing four people."),
    "Wexley": (1, "Seven people were killed on 5 February 2031 when the Vale Army shelled Wexley.\n\nAgencies: Coast Wire, FNA",
               "WEXLEY, February 6 (FNA) - The Vale Army shelled Wexley on 5 February 2031, killing seven people."),
    "Xanthe": (1, "Eight people were killed on 6 February 2031 when the Vale Army shelled Xanthe (Coast Wire, FNA).",
               "XANTHE, February 7 (FNA) - The Vale Army shelled Xanthe on 6 February 2031, killing eight people."),
    "Yarrow": (2, "Three people were killed on 7 February 2031 when the Vale Army shelled Yarrow. (With photographs of Ana Kest and Tam Orrin)",
               "YARROW, February 8 (FNA) - The Vale Army shelled Yarrow on 7 February 2031, killing three people."),
    "Zelden": (2, "Nine people were killed on 8 February 2031 when the Vale Army shelled Zelden. Reporters of Coast Wire, FNA and the Evening Post met the mayor.",
               "ZELDEN, February 9 (FNA) - The Vale Army shelled Zelden on 8 February 2031, killing nine people."),
    "Aldersby": (1, "Six people were killed on 9 February 2031 when the Vale Army shelled Aldersby.\n\nSources: Coast Wire and FNA",
               "ALDERSBY, February 10 (FNA) - The Vale Army shelled Aldersby on 9 February 2031, killing six people."),
    "Birkin": (1, "By Ana Kest and FNA\n\nFive people were killed on 10 February 2031 when the Vale Army shelled Birkin.",
               "BIRKIN, February 11 (FNA) - The Vale Army shelled Birkin on 10 February 2031, killing five people."),
    "Cromar": (2, "Four people were killed on 11 February 2031 when the Vale Army shelled Cromar.\n\nCoast Wire, Ferry News Agency and others have left the town since the war began in the spring.",
               "CROMAR, February 12 (FNA) - The Vale Army shelled Cromar on 11 February 2031, killing four people."),
    "Drumlin": (2, "Seven people were killed on 12 February 2031 when the Vale Army shelled Drumlin (Red Lions, Blue Lions).",
                "DRUMLIN, February 13 (FNA) - The Vale Army shelled Drumlin on 12 February 2031, killing seven people."),
}  # fmt: skip
CASES = BESIDE | WIDER | CREDITED | SEVERAL
UNREAD = frozenset(
    {"Sarnath", "Elsin", "Hollin"}
)  # of what the monitor says no act is read, so that nothing tells that it speaks of this one
ELSEWHERE = ("Pallas", "Varrow", "Dellin")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportView]:
    folder: Path = tmp_path_factory.mktemp("shared") / "case"
    init_dossier(folder)
    rows = "".join(
        f"{name},,SD,{10 + n / 5:.1f},24.8,South Darfur,village,town,2,invented,none\n"
        for n, name in enumerate((*CASES, *ELSEWHERE))
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


@pytest.mark.parametrize("place", CASES)
def test_accounts_that_share_whom_they_rest_on_count_once(view: ReportView, place: str) -> None:
    found = [one for one in view.incidents if one.place.name == place and one.n_documents == 2]
    assert [one.n_independent_origins for one in found] == [2 if place in UNREAD else CASES[place][0]]


def test_whoever_stands_for_an_account_is_said(view: ReportView) -> None:
    for one in view.incidents:
        counted = {voice.origin for voice in one.voices if voice.counted}
        assert len(counted) == one.n_independent_origins
