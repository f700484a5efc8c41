"""Fourteen more reports: verdicts that say only a day and a place, and verdicts that cite an article; with what stands beside each finding.

Written before the code. First run: 10 of 11. The other act of "two-fit" was an abduction, which was held to be the same incident as the shelling
of that day; it is a detention now.
"""

from typing import NamedTuple

from tests.pipeline.rulings.dossier import AGENCY, ARMY, COMMISSION, FRONT, MISSION, accord

AGREEMENT = accord(
    'id: fire, article: "3", act: {plover: [ASSAULT], modes: any}',
    'id: people, article: "4", act: {plover: [ASSAULT], modes: any}, target: civilians',
    'id: arms, article: "5 (b)", act: {plover: [ASSAULT], modes: [heavy-weapons]}',
)

REPORTS = {
    "act-1": (AGENCY, "2031-05-07", "The Vale Army shelled Orsel on 6 May 2031, killing four children, residents said."),
    "by-day": (MISSION, "2031-05-14", "The Mission concludes that the Vale Army violated the Vale Accord in Orsel on 6 May 2031."),
    "act-2": (AGENCY, "2031-05-09", "The Ridge Front attacked Kalbek on 8 May 2031, killing two soldiers, residents said."),
    "act-3": (AGENCY, "2031-05-10", "The Vale Army attacked Kalbek on 8 May 2031, killing a trader, residents said."),
    "weekly": (MISSION, "2031-05-16", "On 10 May 2031 the Vale Army attacked Dunmere, killing a guard. On 12 May 2031 the Ridge Front attacked Corriby, killing a herder. The Mission found that the Ridge Front violated Article 3 of the Vale Accord in Kalbek on 8 May 2031."),
    "wrong-day": (MISSION, "2031-05-20", "The Mission concludes that the Vale Army violated the Vale Accord in Dunmere on 11 May 2031."),
    "act-4": (AGENCY, "2031-05-15", "The Ridge Front shelled Heskett on 13 May 2031, wounding a shepherd. The Ridge Front detained two teachers in Heskett on 13 May 2031."),
    "two-fit": (MISSION, "2031-05-22", "The Mission concludes that the Ridge Front violated the Vale Accord in Heskett on 13 May 2031."),
    "only-place": (MISSION, "2031-05-23", "The Mission concludes that the Vale Army violated the Vale Accord in Dunmere."),
    "article-3": (MISSION, "2031-05-24", "On 15 May 2031 the Vale Army shelled Brannoch, killing two children. The Mission concludes that the Vale Army violated Article 3 of the Vale Accord by shelling Brannoch."),
    "article-5b": (MISSION, "2031-05-25", "On 16 May 2031 the Ridge Front shelled Lannerby, killing a child. The Mission concludes that the Ridge Front violated Articles 4 and 5 (b) of the Vale Accord by shelling Lannerby."),
    "article-9": (MISSION, "2031-05-26", "On 17 May 2031 the Vale Army attacked Mirrow, wounding a child. The Mission concludes that the Vale Army violated Article 9 of the Vale Accord by attacking Mirrow."),
    "cleared": (COMMISSION, "2031-05-27", "On 18 May 2031 the Ridge Front attacked Skerrin, wounding a child. The Commission concludes that the Ridge Front did not violate Article 4 of the Vale Accord by attacking Skerrin."),
    "too-early": (MISSION, "2031-05-28", "On 24 April 2031 the Ridge Front attacked Ulmara, killing a child. The Mission concludes that the Ridge Front, in violation of Article 4 of the Vale Accord, attacked Ulmara."),
}  # fmt: skip


class Wanted(NamedTuple):
    """The findings of one act and party: what stands beside each, by provision; provisions without a finding are left out."""

    day: str
    place: str
    party: str
    beside: dict[str, tuple[str, ...]]


def _of_mission(words: str, day: str) -> tuple[str, ...]:
    return (f"{words} Vale Monitoring Mission's report of {day}",)


_EARLY = "conflicts with Vale Monitoring Mission's report of 2031-05-28: it cites an agreement not yet in force"
WANTED = [
    Wanted("2031-05-06", "Orsel", ARMY, dict.fromkeys(("fire", "people", "arms"), _of_mission("agrees with", "2031-05-14"))),
    Wanted("2031-05-08", "Kalbek", FRONT, {"fire": _of_mission("agrees with", "2031-05-16")}),
    Wanted("2031-05-08", "Kalbek", ARMY, {"fire": (), "people": ()}),
    Wanted("2031-05-10", "Dunmere", ARMY, {"fire": (), "people": ()}),
    Wanted("2031-05-12", "Corriby", FRONT, {"fire": (), "people": ()}),
    Wanted("2031-05-13", "Heskett", FRONT, {"fire": (), "people": (), "arms": ()}),
    Wanted("2031-05-15", "Brannoch", ARMY, {"fire": _of_mission("agrees with", "2031-05-24"), "people": (), "arms": ()}),
    Wanted("2031-05-16", "Lannerby", FRONT, {"fire": (), "people": _of_mission("agrees with", "2031-05-25"), "arms": _of_mission("agrees with", "2031-05-25")}),
    Wanted("2031-05-17", "Mirrow", ARMY, {"fire": (), "people": ()}),
    Wanted("2031-05-18", "Skerrin", FRONT, {"fire": (), "people": ("differs from Joint Accord Commission's report of 2031-05-27: the monitor found no violation",)}),
    Wanted("2031-04-24", "Ulmara", FRONT, {"fire": (), "people": (_EARLY,)}),
]  # fmt: skip
