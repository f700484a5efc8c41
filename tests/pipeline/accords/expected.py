"""Reports of one or two sentences each, and the findings that a careful reader draws from them; written before any run."""

from typing import NamedTuple

RSF, SAF = "rapid-support-forces", "sudanese-armed-forces"


class Wanted(NamedTuple):
    """One finding that must come out of a report: provision, party, status, what is missing, words of the trace."""

    report: str
    agreement: str
    provision: str
    party: str | None
    status: str
    missing: tuple[str, ...] = ()
    says: str = ""


REPORTS = {
    "before-the-hour": ("2031-05-01", "Artillery fire by the Rapid Support Forces killed six people in Nyala at 04:30 on 1 May 2031, residents said."),
    "after-the-hour": ("2031-05-02", "The Rapid Support Forces shelled Nyala at 17:30 on 1 May 2031, wounding eleven civilians."),
    "spared": ("2031-05-04", "On 3 May 2031 the Sudanese army bombed positions of the Marra Band near El Daein."),
    "unknown-target": ("2031-05-05", "Rapid Support Forces fired rockets at El Fasher on 4 May 2031."),
    "on-the-line": ("2031-05-13", "On 12 May 2031 the Rapid Support Forces shelled the town of Kass and killed two villagers."),
    "truce-by-word": ("2031-05-07", "The Rapid Support Forces attacked Nyala on 6 May 2031 in breach of the Market truce."),
    "guns-south": ("2031-05-10", "On 9 May 2031 monitors saw four howitzers of the Rapid Support Forces in Nyala."),
    "guns-north": ("2031-05-11", "On 10 May 2031 monitors saw three tanks of the Rapid Support Forces in El Fasher."),
    "tanks-uncounted": ("2031-05-18", "Tanks of the Rapid Support Forces were seen in Nyala on 17 May 2031."),
    "vehicles": ("2031-05-22", "Monitors saw vehicles of the Rapid Support Forces in Nyala on 21 May 2031."),
    "mortars": ("2031-05-25", "Monitors saw two mortars of the Rapid Support Forces in Nyala on 24 May 2031."),
    "flight": ("2031-05-15", "Monitors observed a drone of the Sudanese army over Nyala on 14 May 2031."),
    "no-access": ("2031-05-17", "On 16 May 2031 the Rapid Support Forces denied the monitors access to Nyala."),
    "early-attack": ("2031-05-11", "The Sudanese army shelled El Fasher on 11 May 2031, killing a civilian."),
    "late-attack": ("2031-05-29", "The Sudanese army shelled El Fasher on 28 May 2031, killing two farmers."),
    "suspended": ("2031-06-12", "The Rapid Support Forces shelled Nyala on 11 June 2031, wounding three civilians."),
    "prolonged": ("2031-06-21", "The Rapid Support Forces shelled Nyala on 20 June 2031, wounding four civilians."),
    "superseded": ("2031-07-06", "The Rapid Support Forces shelled Nyala on 5 July 2031, wounding five civilians."),
    "withdrawn": ("2031-05-19", "The Rapid Support Forces withdrew all their heavy weapons on 18 May 2031, the mission said."),
    "half-withdrawn": ("2031-05-20", "The Sudanese army withdrew some of its heavy weapons on 19 May 2031, the mission said."),
    "road": ("2031-05-23", "The Sudanese army reopened the road to Nyala on 22 May 2031."),
    "road-fully": ("2031-05-25", "The Sudanese army fully reopened the road to Nyala on 24 May 2031."),
    "prisoners": ("2031-05-27", "The Rapid Support Forces refused to release the prisoners, the mission said on 26 May 2031."),
    "committee": ("2031-06-02", "The Constitutional Committee consists of 150 members: 50 of the government, 50 of the opposition and 50 of civil society."),
    "commission": ("2031-06-03", "The Border Commission has ten members: six of the government and four of the opposition."),
    "pledge": ("2031-06-17", "The Rapid Support Forces pledged to clear all mines under the Spring accord."),
    "hope": ("2031-06-18", "The mission hopes that the Sudanese army will withdraw its heavy weapons under the Spring accord."),
    "demand": ("2031-06-19", "Egypt demanded that the Rapid Support Forces stop the shelling of El Daein."),
}  # fmt: skip

WANTED = (
    # --- to the hour
    Wanted("before-the-hour", "spring-accord", "p1", RSF, "not_applicable", says="in_force false"),
    Wanted("after-the-hour", "spring-accord", "p1", RSF, "alleged_violation", says="in_force true"),
    # --- a guarantor's duty engages whoever fired; it is no breach
    Wanted("after-the-hour", "spring-accord", "p2", "egypt", "duty_engaged", says="bound true"),
    # --- the excluded group, and a target that nobody names
    Wanted("spared", "spring-accord", "p1", SAF, "permitted", says="target false"),
    Wanted("unknown-target", "spring-accord", "p1", RSF, "undetermined", ("target",)),
    # --- a place half in the zone
    Wanted("on-the-line", "spring-accord", "p1", RSF, "undetermined", ("place",), "% of the circle inside"),
    # --- presence, rival maps, overflight, obstruction
    Wanted("guns-south", "spring-accord", "p3", RSF, "alleged_violation", says="by one side"),
    Wanted("guns-north", "spring-accord", "p3", RSF, "undetermined", ("place",), "the maps differ"),
    # --- what was seen, held against what the agreement speaks of: the thing itself, a wider word, another thing
    Wanted("guns-south", "spring-accord", "p11", RSF, "alleged_violation", says="weapon (howitzer)"),
    Wanted("tanks-uncounted", "spring-accord", "p11", RSF, "alleged_violation", says="weapon (tank)"),
    Wanted("tanks-uncounted", "spring-accord", "p12", RSF, "alleged_violation"),
    Wanted("vehicles", "spring-accord", "p12", RSF, "undetermined", ("mode",), "weapon (vehicle)"),
    Wanted("mortars", "spring-accord", "p3", RSF, "alleged_violation"),
    Wanted("flight", "spring-accord", "p4", SAF, "alleged_violation"),
    Wanted("no-access", "spring-accord", "p5", RSF, "alleged_violation"),
    # --- a conditional provision, failed and met
    Wanted("late-attack", "spring-accord", "p9", SAF, "alleged_violation", says="letter of the mission"),
    # --- suspension, prolongation, supersession
    Wanted("suspended", "spring-accord", "p1", RSF, "not_applicable", says="in_force false"),
    Wanted("prolonged", "spring-accord", "p1", RSF, "alleged_violation"),
    Wanted("superseded", "spring-accord", "p1", RSF, "not_applicable", says="in_force false"),
    Wanted("superseded", "summer-accord", "s1", RSF, "alleged_violation"),
    # --- an oral and a unilateral truce of one name: one finding each
    Wanted("truce-by-word", "market-word", "o1", RSF, "alleged_violation", says="the agreement is oral"),
    Wanted("truce-by-word", "own-pause", "u1", RSF, "alleged_violation", says="the agreement is unilateral"),
    # --- milestones and composition
    Wanted("withdrawn", "spring-accord", "p6", RSF, "fulfilled"),
    Wanted("half-withdrawn", "spring-accord", "p6", SAF, "partly_fulfilled"),
    Wanted("road", "spring-accord", "p7", SAF, "fulfilled"),
    Wanted("road-fully", "spring-accord", "p7", SAF, "fulfilled"),
    Wanted("prisoners", "spring-accord", "p8", RSF, "not_fulfilled"),
    Wanted("committee", "spring-accord", "c1", None, "fulfilled", says="government 50 of 50"),
    Wanted("commission", "spring-accord", "c2", None, "not_fulfilled", says="government 6 of 5"),
)

# Not reached yet: what is missing is the reading of the text, and the finding abstains instead of accusing somebody.
NOT_YET = {
    "road": "that one road was reopened is not read as all of it",
}
