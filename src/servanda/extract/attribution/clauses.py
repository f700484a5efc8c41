"""Verbs with a clause: what follows "said that", "vowed to", "urged X to", "called on X to"."""

from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import GOING_ON, child, goes_on, is_finite, is_infinitive, is_marked_passive
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

# First and last token of what is said, and the word that belongs to the cue beside the verb, if any.
Content = tuple["Token", "Token", "Token | None"]
_SHORTEST: Final = 3
_ALWAYS: Final = frozenset({"say", "think"})
_QUESTIONS: Final = frozenset({"WP", "WRB", "WDT"})
_NEAR: Final = 14
_CONCESSIONS: Final = frozenset({"though", "although"})
_SPEAKER_AGAIN: Final = frozenset({"he", "she", "it", "they"})
_ROUGHLY: Final = frozenset({"about", "around", "over", "under"})
_CLEAR: Final = frozenset({"clear", "plain", "known", "sure", "certain"})


def finite_clause(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb and finite clause: "said that ...", "made clear that ..."."""
    listed = lemma in cues.speech or lemma in cues.thought
    clauses = [
        item
        for item in verb.children
        if (item.dep_ == "ccomp" and _is_said(item, listed=listed)) or (listed and _counts(item, verb))
    ]
    clause = next((item for item in clauses if item.i > verb.i), clauses[0] if clauses else None)
    if clause is None or (is_marked_passive(verb) and lemma not in cues.speech):
        return None
    if lemma in cues.stop:
        adjective = child(verb, "acomp", "oprd", "ccomp")
        return (
            None
            if adjective is None or lemma != "make" or adjective.lower_ not in _CLEAR
            else whole_clause(clause, verb)
        )
    if clause.i < verb.i and not (lemma in cues.speech | cues.thought and _is_set_off(verb)):
        return None
    return whole_clause(clause, verb)


def _is_set_off(verb: "Token") -> bool:
    """Tell whether a comma or mark stands between what was said and the words that say who said it."""
    own = child(verb, "nsubj")
    first = min(verb.i, own.left_edge.i) if own is not None else verb.i
    return first > 0 and verb.doc[first - 1].text in {",", '"', "-", "--", "—", "–", "'"}


def stray_that(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb of saying whose "that" the parser hung elsewhere: "tweeted in the early hours that ..."."""
    if lemma not in cues.speech or not is_finite(verb) or is_marked_passive(verb):
        return None
    for token in verb.doc[verb.i + 1 : min(verb.i + _NEAR, verb.sent.end)]:
        if token.pos_ == "VERB" or token.text in {",", '"'}:
            return None
        if token.lower_ == "that" and token.dep_ == "mark" and token.i > verb.i + 1:
            return token, token.head.right_edge, None
    return None


def rest_of_sentence(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb of saying whose clause the parser missed: the rest of the sentence."""
    own = child(verb, "nsubj")
    if lemma not in cues.plain or not is_finite(verb) or own is None or own.i > verb.i or verb.i + 2 >= verb.sent.end:
        return None
    if child(verb, "dobj") is not None and lemma not in _ALWAYS:
        return None
    following, last = verb.nbor(), verb.doc[verb.sent.end - 1]
    if following.is_punct or following.pos_ == "ADP" or last.i - following.i < _SHORTEST:
        return None
    finite = any(is_finite(token) for token in verb.doc[following.i : last.i + 1] if token.pos_ in {"VERB", "AUX"})
    return (following, last, None) if finite else None


def as_clause(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb of saying in a clause with "as" at the head of its sentence: "As the committee noted, shells fell"."""
    mark, main = child(verb, "mark"), verb.head
    if verb.dep_ != "advcl" or mark is None or mark.lower_ != "as" or verb.left_edge.i != verb.sent.start:
        return None
    if lemma not in cues.speech or child(verb, "dobj", "ccomp", "prep") is not None or not is_finite(main):
        return None
    first = verb.doc[verb.right_edge.i + 1]
    return (first.nbor() if first.is_punct else first), verb.doc[verb.sent.end - 1], None


def _is_said(clause: "Token", *, listed: bool) -> bool:
    """Tell whether a clause is said: of unlisted verbs only one with "that" or a question word."""
    if not listed:
        return child(clause, "mark") is not None or any(
            item.tag_ in _QUESTIONS for item in clause.subtree if item.i < clause.i
        )
    own = child(clause, "nsubj", "nsubjpass") is not None
    small = own and (clause.tag_ == "VBG" or (clause.tag_ == "VB" and not is_infinitive(clause)))
    return is_finite(clause) or small or child(clause, "mark") is not None


def _counts(clause: "Token", verb: "Token") -> bool:
    """Tell whether the parser took "about" before a number for a conjunction: "said about half of the houses were lost"."""
    mark = child(clause, "mark") if clause.dep_ == "advcl" and clause.i > verb.i else None
    return mark is not None and mark.i == verb.i + 1 and mark.lower_ in _ROUGHLY and is_finite(clause)


def whole_clause(clause: "Token", verb: "Token", cue: "Token | None" = None) -> Content:
    """Return first and last token of a clause, on its side of the verb."""
    first, last = clause.left_edge, clause.right_edge
    if clause.i > verb.i:
        while first.i <= verb.i:
            first = first.nbor()
        last = _before_concession(clause, _before_participle(clause, first, last))
        last = _before_conjunct(clause, last, verb)
    return first, last, cue


def _is_aside(token: "Token") -> bool:
    """Tell whether a participle of saying without subject of its own begins here: "..., adding that ..."."""
    if token.tag_ != "VBG" or child(token, "nsubj") is not None or child(token, "ccomp") is None:
        return False
    before = [item.text for item in token.doc[max(0, token.i - 2) : token.i]]
    set_off = token.dep_ == "advcl" and (before[-1] == "," or before == [",", '"'])
    return token.lemma_ == "add" or (set_off and token.lemma_ in GOING_ON)


def _before_conjunct(clause: "Token", last: "Token", verb: "Token") -> "Token":
    """Cut a clause before "... and warned of ...": a second verb of saying in another tense goes on with the speaker."""
    for token in clause.conjuncts:
        if clause.i < token.i <= last.i and (goes_on(token, clause, verb) or _other_voice(token, verb)):
            own = child(token, "nsubj")
            return last_before(own.left_edge if own is not None else token, clause)
    return last


def last_before(verb: "Token", floor: "Token") -> "Token":
    """Return the last token of what ends before ", and ``verb``", not before ``floor``."""
    before = verb.nbor(-1)
    while before.i > floor.i and (before.is_punct or before.dep_ in {"cc", "advmod", "neg", "aux"}):
        before = before.nbor(-1)
    return before


def _other_voice(token: "Token", verb: "Token") -> bool:
    """Tell whether somebody else begins to speak here: "X said that ..., and Y warned that ..."."""
    own = child(token, "nsubj")
    told = child(token, "ccomp")
    return (
        own is not None
        and own.pos_ in {"NOUN", "PROPN"}
        and token.tag_ == verb.tag_
        and token.lemma_ in GOING_ON
        and (told is None or told.i > token.i)
    )


def _before_participle(clause: "Token", first: "Token", last: "Token") -> "Token":
    """Cut a clause before ", adding that ...": the participle goes on with the speaker, not with what is said."""
    for token in clause.doc[first.i + 1 : last.i]:
        if token.i > clause.i and _is_aside(token):
            return token.nbor(-2) if token.nbor(-1).text == "," else token.nbor(-1)
    return last


def _before_concession(clause: "Token", last: "Token") -> "Token":
    """Cut a clause before ", though he did not say where": the writer's own remark on who speaks."""
    for token in clause.doc[clause.i + 1 : last.i - 1]:
        if token.lower_ in _CONCESSIONS and token.nbor(-1).text == "," and token.nbor().lower_ in _SPEAKER_AGAIN:
            return token.nbor(-2)
    return last


def infinitive(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb and infinitive: "wants to ...", "vowed to ..."."""
    clause = child(verb, "xcomp")
    if clause is not None and clause.tag_ == "VBG" and lemma in cues.object and clause.i > verb.i:
        return whole_clause(clause, verb)
    if lemma not in cues.infinitive or clause is None or clause.i < verb.i or is_marked_passive(verb):
        return None
    return whole_clause(clause, verb) if is_infinitive(clause) else None


def object_infinitive(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb, somebody and infinitive: "urged X to ..."."""
    if lemma not in cues.object_infinitive or is_marked_passive(verb):
        return None
    clause = next((item for item in verb.children if item.dep_ in {"ccomp", "xcomp"} and is_infinitive(item)), None)
    if clause is None or clause.i < verb.i:
        return None
    object_ = child(verb, "dobj", "dative")
    first = object_.left_edge if object_ is not None and object_.i > verb.i else clause.left_edge
    return (first, clause.right_edge, None) if first.i > verb.i else None


def appeal(verb: "Token", lemma: str, cues: Cues) -> Content | None:
    """Verb, preposition, addressee and infinitive, wherever the parser hangs it: "called on X to ..."."""
    prepositions = cues.appeal.get(lemma, frozenset())
    found = next((item for item in verb.children if item.dep_ in {"prep", "prt"} and item.lower_ in prepositions), None)
    if found is None:
        return None
    clause = next(
        (t for t in verb.doc[found.i + 1 : verb.sent.end] if t.pos_ in {"VERB", "AUX"} and is_infinitive(t)), None
    )
    if clause is None or found.i + 1 >= clause.i:
        return None
    return verb.doc[found.i + 1], clause.right_edge, found
