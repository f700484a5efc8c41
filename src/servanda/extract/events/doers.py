"""Who does what a verb says: its own doers, those of the passive joined to it, whom "by" names, or who is held to have done it."""

from typing import Final

from servanda.extract.clauses import Phrase, links
from servanda.extract.events.blaming import blame_of
from servanda.extract.events.fitting import verb_frame
from servanda.extract.events.joining import NEAR
from servanda.extract.events.triggers import Trigger
from servanda.reference.lexicon import Lexicon

_HARMFUL: Final = frozenset({"ASSAULT", "COERCE"})


def doers_of(trigger: Trigger, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """Return who does what a verb says, of a gerund also whom "by" names, or who is blamed: "held X responsible for killing Y"."""
    clause, nominal = trigger.clause, trigger.clauses.nominal(trigger.word)
    if clause.voice == "active" and (blame := blame_of(trigger, lexicon)) is not None:
        used = clause.doers if clause.link == "relative" else ()  # "blamed the rebels for the bomb that killed six"
        return (*(trigger.clauses.phrase(word) for word in blame.held), *used)
    gerund = trigger.clauses.words.shapes[trigger.word] == links.GERUND and clause.voice == "active"
    doers = clause.doers or _agents_of_next(trigger, lexicon)
    return (*doers, *(nominal.subjects if gerund and nominal.subject_origin == "agent" else ()))


def _agents_of_next(trigger: Trigger, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """Return who does what the next verb says, of a passive joined to it: "was shot and killed by a guard"; both are acts of one type."""
    following = next((item for item in trigger.clause.joined if item - trigger.word <= NEAR), None)
    if following is None or trigger.clause.voice != "passive" or trigger.frame.type not in _HARMFUL:
        return ()
    frame, clause = verb_frame(trigger.clauses, following, lexicon), trigger.clauses.clause(following)
    alike = frame is not None and frame.type == trigger.frame.type
    return clause.agents if alike and clause.voice == "passive" and clause.subject_origin == "shared" else ()
