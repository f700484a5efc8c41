"""Twelve short reports in the manner of investigation reports and two of an agency, and what stands beside each finding; written before the code.

First run: 8 of 12. Three were wrong for their words (a name taken into another, a year read as a number of shells), one because a body's word on the
finding of another was not read. Then two places got names that are read whole, the shells became a rocket, and a verdict that a
publisher only tells of is no longer called a report of the finder. The verdicts of "disproved" and "no-act" stand beside nothing.
"""

from typing import NamedTuple

from tests.pipeline.rulings.dossier import AGENCY, ARMY, COMMISSION, FRONT, MISSION

REPORTS = {
    "agreed": (MISSION, "2031-05-14", "On 6 May 2031 the Vale Army shelled Orsel, killing four villagers. The Mission concludes that the Vale Army violated clause 3 of the Vale Accord by shelling Orsel."),
    "agreed-agency": (AGENCY, "2031-05-07", "The Vale Army shelled Orsel on 6 May 2031, killing four villagers, residents said."),
    "other-day": (AGENCY, "2031-05-20", "The Vale Army shelled Orsel on 19 May 2031, wounding a shepherd, residents said."),
    "too-early": (MISSION, "2031-05-10", "On 24 April 2031 the Ridge Front attacked Ulmara, killing two farmers. The Mission concludes that the Ridge Front violated clause 3 of the Vale Accord by attacking Ulmara."),
    "denied": (MISSION, "2031-05-16", "On 8 May 2031 the Ridge Front shelled Kalbek, killing a trader. The Ridge Front denied that it had shelled Kalbek. The Mission found that the shelling of Kalbek did not constitute a violation of the Vale Accord by the Ridge Front."),
    "disproved": (MISSION, "2031-05-17", "The Vale Army complained that the Ridge Front had burned the school in Dunmere on 9 May 2031. The Mission visited Dunmere, found the school unharmed and disproved the claim. The Mission concluded that the Ridge Front did not violate the Vale Accord."),
    "both": (MISSION, "2031-05-18", "On 11 May 2031 the Vale Army and the Ridge Front clashed in Heskett, leaving three people dead. The Mission concludes that both the Vale Army and the Ridge Front violated clause 3 of the Vale Accord by clashing in Heskett."),
    "declined": (MISSION, "2031-05-19", "On 12 May 2031 the Vale Army shelled Corriby, wounding three herders. The Mission declined to rule on the shelling of Corriby."),
    "undetermined": (MISSION, "2031-05-20", "Two women were wounded in Brannoch on 13 May 2031 when a rocket struck the market. The Mission was unable to determine who fired the rocket."),
    "draft": (MISSION, "2031-05-21", "On 15 May 2031 the Vale Army attacked Lannerby, killing a guard. In its draft report the Field Team found that the Vale Army violated clause 3 of the Vale Accord by attacking Lannerby."),
    "decision": (COMMISSION, "2031-06-12", "On 15 May 2031 the Vale Army attacked Lannerby, killing a guard. The Joint Accord Commission overturned the Field Team's finding that the Vale Army violated clause 3 of the Vale Accord by attacking Lannerby."),
    "first-word": (MISSION, "2031-05-23", "On 17 May 2031 the Ridge Front attacked Mirrow, wounding four people. The Mission was unable to determine whether the Ridge Front violated the Vale Accord by attacking Mirrow."),
    "last-word": (MISSION, "2031-06-15", "On 17 May 2031 the Ridge Front attacked Mirrow, wounding four people. The Mission now concludes that the Ridge Front violated clause 3 of the Vale Accord by attacking Mirrow."),
    "two-acts": (MISSION, "2031-05-28", "On 21 May 2031 the Vale Army shelled Skerrin, wounding a boy. On 22 May 2031 the Vale Army shelled Ulmara, wounding a girl. The Mission concludes that the Vale Army violated clause 3 of the Vale Accord."),
    "no-act": (MISSION, "2031-06-20", "The Mission concludes that the Ridge Front violated the Vale Accord."),
}  # fmt: skip


class Wanted(NamedTuple):
    """One finding: the report whose act it is of, the day and place, the party and status, and what stands beside it, each as words."""

    day: str
    place: str
    party: str | None
    status: str
    beside: tuple[str, ...] = ()


WANTED = [
    Wanted("2031-05-06", "Orsel", ARMY, "alleged_violation", ("agrees with Vale Monitoring Mission's report of 2031-05-14",)),
    Wanted("2031-05-19", "Orsel", ARMY, "alleged_violation"),
    Wanted("2031-04-24", "Ulmara", FRONT, "not_applicable", ("conflicts with Vale Monitoring Mission's report of 2031-05-10: it cites an agreement not yet in force",)),
    Wanted("2031-05-08", "Kalbek", FRONT, "alleged_violation", ("differs from Vale Monitoring Mission's report of 2031-05-16: the monitor found no violation",)),
    Wanted("2031-05-11", "Heskett", ARMY, "alleged_violation", ("agrees with Vale Monitoring Mission's report of 2031-05-18",)),
    Wanted("2031-05-11", "Heskett", FRONT, "alleged_violation", ("agrees with Vale Monitoring Mission's report of 2031-05-18",)),
    Wanted("2031-05-12", "Corriby", ARMY, "alleged_violation", ("left open by Vale Monitoring Mission's report of 2031-05-19: the monitor declined to rule",)),
    Wanted("2031-05-13", "Brannoch", None, "undetermined", ("left open by Vale Monitoring Mission's report of 2031-05-20: the monitor could not determine it",)),
    Wanted("2031-05-15", "Lannerby", ARMY, "alleged_violation", (
        "agreed with Field Team's verdict, told by Vale Monitoring Mission on 2031-05-21, since superseded",
        "left open by Joint Accord Commission's report of 2031-06-12: the monitor overturned an earlier finding",
    )),
    Wanted("2031-05-17", "Mirrow", FRONT, "alleged_violation", (
        "was left open by Vale Monitoring Mission's report of 2031-05-23, since superseded",
        "agrees with Vale Monitoring Mission's report of 2031-06-15",
    )),
    Wanted("2031-05-21", "Skerrin", ARMY, "alleged_violation"),
    Wanted("2031-05-22", "Ulmara", ARMY, "alleged_violation"),
]  # fmt: skip
