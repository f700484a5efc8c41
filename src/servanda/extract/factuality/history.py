"""History: anniversaries, memorials, films and "twenty years after" recall an event, and report none that is new."""

from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import VERBAL, children, prepositions, under
from servanda.reference.lexicon_words import ModalityWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE: Final = frozenset({"relcl", "advcl", "acl"})  # clauses that say more of what is told
_N_AGO: Final = 4  # "two long decades ago"


def is_history(trigger: "Token", words: ModalityWords) -> bool:
    """Tell whether an event is only recalled: under a word of memory, as what a film shows, or years away from what is told."""
    if _years_away(trigger, words) or _compared(trigger) or _last_time(trigger, words):
        return True
    below = trigger
    for above in (trigger, *trigger.ancestors):
        if any(_behind_years(link, words) for link in children(above, "mark") if link.i < trigger.i):
            return True  # "decades after troops shot the farmers"
        if above == trigger:
            continue
        if above.lemma_.lower() in words.historical or (
            above.lower_ in words.memory_links and _behind_years(above, words)
        ):
            return True
        if above.pos_ in VERBAL:
            shown = _tells_history(above, words)
            if shown or below.dep_ not in _RELATIVE or above.dep_ not in _RELATIVE:
                return shown
        below = above
    return False


def _tells_history(verb: "Token", words: ModalityWords) -> bool:
    """Tell whether a verb tells what a film shows or people keep in memory: "in his memoirs he describes how"."""
    subjects = children(verb, "nsubj", "nsubjpass")
    named = [*subjects, *(part for one in subjects for part in (*children(one, "compound"), *under(one, "of")))]
    inside = [item for preposition, item in prepositions(verb) if preposition == "in"]
    kept = any(one.lemma_.lower() in words.historical for one in (*named, *children(verb, "dobj")))
    return kept or any(one.lemma_.lower() in words.depictions for one in (*named, *inside))


def _behind_years(link: "Token", words: ModalityWords) -> bool:
    """Tell whether "years" stand right before "after", "since"."""
    return link.lower_ in words.memory_links and link.i > 0 and link.nbor(-1).lemma_ in words.long_times


def _years_away(trigger: "Token", words: ModalityWords) -> bool:
    """Tell whether an event is told as years ago: "ten years ago, the army attacked", "the raid two decades ago"."""
    if trigger.pos_ in VERBAL:
        return any(_is_years_ago(child, words) for child in trigger.children)
    end = trigger.right_edge.i + 1
    behind = trigger.doc[end : end + _N_AGO]
    return any(
        word.lower_ == "ago" and _is_years_ago(word, words) and not word.sent[0].i > trigger.i for word in behind
    )


def _is_years_ago(word: "Token", words: ModalityWords) -> bool:
    return word.lower_ in words.ago and any(item.lemma_ in words.long_times for item in word.children)


def _last_time(trigger: "Token", words: ModalityWords) -> bool:
    """Tell whether a clause says which former time is meant: "the last time the army shelled Olm was in 2022"."""
    noun = trigger.head
    former = any(child.lower_ in words.former for child in noun.children)
    return trigger.dep_ == "relcl" and noun.lemma_ == "time" and former and noun.dep_ in {"nsubj", "npadvmod"}


def _compared(trigger: "Token") -> bool:
    """Tell whether an event is what another is measured by: "the worst attack since the massacre"."""
    link = trigger.head
    return link.lower_ == "since" and any(child.tag_ in {"JJS", "RBS"} for child in link.head.lefts)
