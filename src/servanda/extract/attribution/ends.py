"""Where what is said ends: the parser cuts contents short, and hangs on them what belongs to the saying."""

import itertools
from typing import TYPE_CHECKING, Final

from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_BREAKS: Final = frozenset(
    {
        "according", "after", "although", "and", "as", "because", "before", "but", "if", "or", "since", "though",
        "when", "while",
    }
)  # fmt: skip
_OCCASIONS: Final = frozenset({"in", "on", "at", "via", "through"})
_DATED: Final = frozenset({"DATE", "TIME"})
_PHRASE: Final = 7


def stretched(verb: "Token", last: "Token", cues: Cues) -> "Token":
    """Return the last token before the next punctuation, conjunct of the verb or occasion of the saying."""
    barred = {item.i for item in verb.children if item.dep_ in {"cc", "conj"}}
    for above in verb.ancestors:  # "a report blaming X | was burned"
        barred |= {above.i, *(item.i for item in above.children if item.dep_ in {"aux", "auxpass", "neg"})}
    for token in verb.doc[last.i + 1 : verb.sent.end]:
        if token.text == ":" and token.i + 1 < verb.sent.end and token.nbor().text != '"':
            return verb.doc[verb.sent.end - 1]
        if (
            (token.is_punct and not _joins(token))
            or token.i in barred
            or token.lower_ in _BREAKS
            or is_occasion(token, cues)
        ):
            break
        last = token
    return last


def _joins(mark: "Token") -> bool:
    """Tell whether a hyphen stands within a word: "a 16-point lead", "the Norburg-based group"."""
    return mark.text == "-" and not mark.whitespace_ and mark.i > 0 and not mark.nbor(-1).whitespace_


def before_occasion(verb: "Token", first: "Token", last: "Token", cues: Cues) -> "Token":
    """Return the last token of an object without the occasion behind it: "praised X | in a letter on Monday"."""
    for token in first.doc[first.i + 1 : last.i]:
        at_end = token.dep_ == "prep" and token.right_edge.i >= last.i
        if at_end and is_occasion(token, cues) and not _within_clause(token, verb):
            return token.nbor(-1)
    return last


def _within_clause(token: "Token", verb: "Token") -> bool:
    """Tell whether another verb stands between a phrase and the verb of saying: "calls that came in during the attack"."""
    between = itertools.takewhile(lambda item: item.i != verb.i, token.ancestors)
    return any(item.pos_ in {"VERB", "AUX"} for item in between)


def is_occasion(preposition: "Token", cues: Cues) -> bool:
    """Tell whether a phrase says when or in what the words were said: "on Monday", "in a letter", "by reading out"."""
    doc, word = preposition.doc, preposition.lower_
    after = doc[preposition.i + 1 : min(preposition.i + 1 + _PHRASE, preposition.sent.end)]
    if not len(after):
        return False
    if word == "by":
        return after[0].tag_ == "VBG"
    if word == "during":
        return True
    if word not in _OCCASIONS:
        return False
    noun = next((item for item in preposition.children if item.dep_ == "pobj"), None)
    return noun is not None and (noun.ent_type_ in _DATED or noun.lemma_.lower() in cues.occasions)
