"""History: anniversaries, memorials, films and "twenty years after" recall an event, and report none that is new."""

from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import VERBAL, children
from servanda.reference.lexicon_words import ModalityWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONG: Final = frozenset({"year", "decade", "century", "generation"})
_LINKS: Final = frozenset({"after", "since", "before", "on"})


def is_history(trigger: "Token", words: ModalityWords) -> bool:
    """Tell whether an event is only recalled: under a word of memory, as what a film shows, or years away from what is told."""
    if _years_away(trigger):
        return True
    if _compared(trigger):
        return True
    for above in trigger.ancestors:
        if above.lemma_.lower() in words.historical:
            return True
        if above.pos_ in VERBAL:
            shown = any(child.lemma_.lower() in words.depictions for child in children(above, "nsubj"))
            return shown or any(child.lemma_.lower() in words.historical for child in children(above, "nsubj", "dobj"))
        if above.lower_ in _LINKS and _behind_years(above):
            return True
    return False


def _behind_years(link: "Token") -> bool:
    """Tell whether "years" stand right before "after", "since"."""
    return link.i > 0 and link.nbor(-1).lemma_ in _LONG


def _years_away(trigger: "Token") -> bool:
    """Tell whether a verb's event is told as years ago: "ten years ago today, the army attacked"."""
    return trigger.pos_ in VERBAL and any(
        child.lower_ == "ago" and any(item.lemma_ in _LONG for item in child.children) for child in trigger.children
    )


def _compared(trigger: "Token") -> bool:
    """Tell whether an event is what another is measured by: "the worst attack since the massacre"."""
    link = trigger.head
    return link.lower_ == "since" and any(child.tag_ in {"JJS", "RBS"} for child in link.head.lefts)
