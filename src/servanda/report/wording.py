"""The words of the page for what the records hold as codes, and the list that explains them to somebody outside the field."""

from collections.abc import Mapping
from typing import Final

from servanda.report.phrases import STATUS_ORDER, STATUS_WORDS

CONDITION_WORDS: Final[Mapping[str, str]] = {
    "act": "Is it an act that the rule speaks of?",
    "modality": "Is it said to have happened?",
    "in_force": "Did the rule hold at that time?",
    "in_zone": "Did the rule hold at that place?",
    "bound": "Does the rule bind this party?",
    "attribution": "Is it said who did it?",
    "target": "Is what was hit protected by the rule?",
    "proviso": "Is it met on what the rule depends?",
    "deadline": "Is the time for it over?",
    "performance": "Is it reported whether it was done?",
    "composition": "Is it reported how the body is made up?",
    "groups": "Has each group its seats?",
    "size": "Has the body its size?",
    "quorum": "Were enough present?",
}
"""What each condition of a finding asks."""
RESULT_WORDS: Final[Mapping[str, str]] = {"true": "yes", "false": "no", "unknown": "not known"}
MISSING_WORDS: Final[Mapping[str, str]] = {
    "actor": "who did it",
    "place": "where exactly",
    "target": "what was hit",
    "date": "when",
    "zone": "the map of the zone",
    "performance": "whether it was done",
    "composition": "how the body is made up",
}
CREDIBILITY_WORDS: Final[Mapping[str, str]] = {
    "1": "confirmed by a person",
    "2": "probably so: independent origins agree",
    "3": "possibly so",
    "4": "doubtful: one origin, or contradicted",
    "5": "unlikely",
    "6": "cannot be judged yet",
}
"""The Admiralty grades of an information, in words (NATO STANAG 2511)."""
READING_WORDS: Final[Mapping[str, str]] = {
    "literal": "as the text says",
    "interpreted": "as the desk reads the text",
    "reported": "as the text is reported; the text itself is not at hand",
}
SUPPORT_WORDS: Final[Mapping[str, str]] = {
    "compiled": "only a table compiled from others' reports: no origin of its own",
    "single": "one origin",
    "corroborated": "more than one independent origin",
    "contested": "contested: somebody denies or contradicts it",
}
_STATUS_MEANS: Final[Mapping[str, str]] = {
    "alleged_violation": "reports say that a party did what an agreement forbids. It is their allegation, and no judgement.",
    "duty_engaged": "something happened that a guarantor or monitor had to prevent or answer; whether it did is another question.",
    "not_fulfilled": "reports say that a duty was not done in time.",
    "partly_fulfilled": "reports say that a part of a duty was done.",
    "fulfilled": "reports say that a duty was done.",
    "undetermined": "the reports leave something open, which is named; nothing follows for any party.",
    "permitted": "the agreement allows it in these circumstances.",
    "not_applicable": "the rule does not speak of it, for the reason named.",
}


def glossary(statuses: set[str]) -> list[tuple[str, str]]:
    """Return the words that need one, each with what it means; of statuses those that occur."""
    found = [(STATUS_WORDS[status], _STATUS_MEANS[status]) for status in STATUS_ORDER if status in statuses]
    grades = "; ".join(f"{grade}: {words}" for grade, words in CREDIBILITY_WORDS.items())
    return [
        ("[12]", "the number of a sentence in a report. It leads to that sentence, marked in its text."),
        *found,
        ("proposed", "found by the machine, and not yet looked at by a person; accepted, rejected or amended once somebody has."),
        ("incident", "all that reports say of one event, with what they say differently; it may be told by one report or by many."),
        ("thin", "of an act no two of place, day and side are told: it is listed last, for too little says that it is not another one."),
        ("independent origin", "somebody who knows by himself. Ten papers that quote one witness are one origin."),
        ("credibility", f"how far the origins of an incident bear it out. {grades}. A machine gives at best 2."),
        ("reliability", "how the desk grades a source, A (reliable) to E (unreliable), F (cannot be judged)."),
        ("radius 5 km", "the place lies within 5 km of the point on the map; (area) is a district or region alone."),
        ("silence", "reports were published, and none speaks of the rule. It is neither keeping nor breaking it."),
    ]  # fmt: skip
