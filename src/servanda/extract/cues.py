"""Small questions to the parse that every rule of attribution asks: who is the subject, is it finite, what belongs to it."""

from typing import TYPE_CHECKING, Final

from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "csubj", "expl"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_TRIMMED: Final = " ,.;:–—-\n\t"
_DEEP: Final = 6
_ADDING: Final = frozenset({"add", "say", "stress", "note", "assert", "claim", "explain", "warn"})
_REPORTING: Final = frozenset(
    {"say", "tell", "report", "claim", "announce", "state", "declare", "confirm", "warn", "explain"}
)
_SPEAKING: Final = frozenset({"PERSON", "ORG", "NORP"})


def child(token: "Token", *deps: str) -> "Token | None":
    """Return the first child of ``token`` with one of the dependency labels."""
    return next((item for item in token.children if item.dep_ in deps), None)


def is_passive(verb: "Token") -> bool:
    """Tell whether a verb is passive."""
    return child(verb, "auxpass", "nsubjpass") is not None


def is_finite(verb: "Token") -> bool:
    """Tell whether a clause headed by ``verb`` is finite."""
    return verb.tag_ in _FINITE or any(
        item.tag_ in _FINITE for item in verb.children if item.dep_ in {"aux", "auxpass", "cop"}
    )


def is_infinitive(verb: "Token") -> bool:
    """Tell whether ``verb`` stands with "to"."""
    return any(item.dep_ == "aux" and item.lower_ == "to" for item in verb.children)


def is_bare(verb: "Token") -> bool:
    """Tell whether ``verb`` is a base form without auxiliary: an imperative, or "let them know"."""
    return verb.tag_ == "VB" and child(verb, "aux") is None and verb.dep_ != "conj"


def is_purpose(verb: "Token") -> bool:
    """Tell whether ``verb`` heads a purpose clause: "met to discuss"."""
    return verb.dep_ == "advcl" and is_infinitive(verb)


def is_negated(verb: "Token") -> bool:
    """Tell whether the verb itself is negated."""
    return child(verb, "neg") is not None


def subject(verb: "Token", depth: int = 0) -> "Token | None":
    """Return the head of who does what ``verb`` says, also where it is shared with another verb; ``None`` if unsaid."""
    own = child(verb, "nsubj")
    if own is not None:
        return own
    outer = _outer_speaker(verb) if verb.tag_ == "VBG" and verb.lemma_ in _ADDING else None
    if outer is not None:
        return outer
    if depth > _DEEP or is_passive(verb):
        return _agent(verb)
    head = verb.head
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head if verb.tag_ in {"VBG", "VBD", "VBZ", "VBP"} else None
    controller = child(head, "dobj", "dative") if verb.dep_ == "xcomp" else None
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        head = head.head
    shares = verb.dep_ in {"conj", "xcomp", "advcl", "dep", "pcomp"} and head.i != verb.i
    return controller or (subject(head, depth + 1) if shares and head.pos_ in {"VERB", "AUX", "ADJ"} else None)


def _outer_speaker(verb: "Token") -> "Token | None":
    """Return who adds: "X said that shells fell, adding that ..." goes on with X, since shells add nothing."""
    inner = next((child(item, "nsubj", "nsubjpass") for item in verb.ancestors if item.pos_ in {"VERB", "AUX"}), None)
    if verb.lemma_ != "add" and (inner is None or inner.ent_type_ in _SPEAKING or inner.pos_ in {"PRON", "PROPN"}):
        return None
    for clause in verb.ancestors:
        if clause.dep_ == "ccomp" and clause.head.lemma_ in _REPORTING:
            return subject(clause.head, _DEEP)
    return None


def antecedent(word: "Token") -> "Token":
    """Return the noun to which a relative pronoun refers; any other word stands for itself."""
    if word.lower_ in RELATIVES and word.pos_ == "PRON":
        clause = next((item for item in word.ancestors if item.dep_ == "relcl"), None)
        if clause is not None and clause.head.i < word.i:
            return clause.head
    return word


def _agent(verb: "Token") -> "Token | None":
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def is_source(token: "Token | None", cues: Cues) -> bool:
    """Tell whether a subject can be a source at all."""
    return token is not None and antecedent(token).lower_ not in cues.bad_sources


def manner(lemma: str, cues: Cues) -> str:
    """Return ``speech`` for verbs of speech, else ``thought``: what is not surely uttered is not evidence of words."""
    return "speech" if lemma in cues.speech else "thought"


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds without punctuation and spaces at either end."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end
