"""What is told by a verb of speech that nobody uses, or that somebody must use: "did not say that", "I am obliged to report that"."""

from typing import Final

from servanda.extract.clauses import links
from servanda.extract.factuality.judgement import Judgement
from servanda.extract.factuality.walk import Step
from servanda.reference.grammar import grammar_words

_BOUND: Final = frozenset({"demanded", "hoped", "planned"})


def is_untold(step: Step) -> bool:
    """Tell whether what a verb of speech governs is left open: nobody says it, or nobody says that it was said."""
    fate = step.fate if step.walk.is_verb(step.above) else Judgement()
    return fate.polarity == "denied" or fate.modality == "possible"


def untold(step: Step) -> Judgement | None:
    """As in "did not say that", "refuses to say that", "does not accept that"; "denied that" says that it is not so."""
    asked = step.clause.mood == "indirect question"  # "was not able to determine who fired": somebody did
    told = step.walk.says(step.above) or (step.walk.thinks(step.above) and not asked)
    said = step.link == links.CONTENT and told
    open_ = said and not step.walk.denies(step.above, infinitive=False) and (is_untold(step) or _is_of_nothing(step))
    return step.made("possible") if open_ else None


def declared(step: Step) -> Judgement | None:
    """As in "I must report that", "we are obliged to inform you that": who says so in his own name says it."""
    if step.link != links.CONTENT or not step.walk.says(step.above):
        return None
    lowers = step.walk.tree.words.lowers
    own = any(lowers[one.head] in grammar_words().in_own_name for one in step.walk.clauses.clause(step.above).doers)
    bound = own and step.fate.modality in _BOUND and step.fate.polarity == "affirmed"
    return step.now if bound else None


def _is_of_nothing(step: Step) -> bool:
    """As in "nothing was found to suggest that", "there is no evidence to show that": nobody says it."""
    clauses = step.walk.clauses
    telling = clauses.clause(step.above)
    if not telling.infinitive or telling.governor is None:
        return False
    over = clauses.clause(telling.governor)
    beside = (one.head for one in (*over.subjects, *over.objects))
    return any(clauses.nobody(one) is not None for one in (telling.governor, *beside))
