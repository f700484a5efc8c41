"""Small questions to the parse that every rule of attribution asks: who is the subject, is it finite, what belongs to it."""

from typing import TYPE_CHECKING, Final

from servanda.extract.clauses import Phrase, clauses_in
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "csubj", "expl"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_TRIMMED: Final = " ,.;:–—-\n\t"
_ASKING: Final = frozenset({"ask", "tell", "question", "press", "quiz"})
GOING_ON: Final = frozenset(
    {
        "accuse", "acknowledge", "add", "allege", "announce", "argue", "assert", "call", "claim", "condemn", "contend",
        "declare", "demand", "deny", "describe", "explain", "insist", "note", "pledge", "point", "promise", "reject",
        "remark", "say", "state", "stress", "suggest", "tell", "urge", "vow", "warn", "write",
    }
)  # fmt: skip
_PASSED_ON: Final = frozenset({"shared", "controlled"})
_ADDING: Final = frozenset({"add", "say", "stress", "note", "assert", "claim", "explain", "warn"})
_REPORTING: Final = frozenset(
    {"say", "tell", "report", "claim", "announce", "state", "declare", "confirm", "warn", "explain"}
)
_ISSUING: Final = frozenset(
    {"issue", "release", "publish", "post", "send", "put", "write", "tweet", "file", "circulate"}
)
_SPEAKING: Final = frozenset({"PERSON", "ORG", "NORP"})


def child(token: "Token", *deps: str) -> "Token | None":
    """Return the first child of ``token`` with one of the dependency labels."""
    return next((item for item in token.children if item.dep_ in deps), None)


def is_finite(verb: "Token") -> bool:
    """Tell whether a clause headed by ``verb`` is finite."""
    return verb.tag_ in _FINITE or any(
        item.tag_ in _FINITE for item in verb.children if item.dep_ in {"aux", "auxpass", "cop"}
    )


def is_infinitive(verb: "Token") -> bool:
    """Tell whether ``verb`` stands with "to"."""
    return any(item.dep_ == "aux" and item.lower_ == "to" for item in verb.children)


def subject(verb: "Token") -> "Token | None":
    """Return the head of who says what ``verb`` says, also where it is shared with another verb; ``None`` if unsaid.

    A relative pronoun stays one (see `antecedent`). Of a passive it is the agent.
    """
    own = _nearest_subject(verb)
    if own is not None:
        return own
    clause = clauses_in(verb.doc).clause(verb.i)
    if clause.subject_origin == "own" and clause.voice == "active":
        return _last(verb, clause.subjects)
    outer = _outer_speaker(verb) if verb.tag_ == "VBG" and verb.lemma_ in _ADDING else _first_speaker(verb)
    if outer is not None:
        return outer
    if clause.voice == "passive" or _is_asked(verb):
        return _last(verb, clause.agents)
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _described(verb) if verb.tag_ in {"VBG", "VBD", "VBZ", "VBP"} else None
    return _stranded(verb) or _last(verb, clause.subjects if clause.subject_origin in _PASSED_ON else ())


def _last(verb: "Token", phrases: "tuple[Phrase, ...]") -> "Token | None":
    nouns = [
        word for one in phrases if (word := verb.doc[one.head]).pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
    ]
    return nouns[-1] if nouns else None


def _described(verb: "Token") -> "Token":
    """Return the noun that ``verb`` describes, or who issued it: "X released a statement saying that"."""
    noun = verb.head
    issued = verb.tag_ == "VBG" and noun.dep_ == "dobj" and noun.head.lemma_ in _ISSUING
    return (subject(noun.head) if issued else None) or noun


def _stranded(verb: "Token") -> "Token | None":
    """Return the name set off before a verb of saying that lost its subject: "As part of his plea, X, 44, said that"."""
    if verb.dep_ != "ROOT" or verb.lemma_ not in _REPORTING or child(verb, "ccomp", "dobj") is None:
        return None
    before = verb.doc[verb.sent.start : verb.i]
    if any(token.pos_ in {"VERB", "AUX"} for token in before):
        return None
    return next((token for token in reversed(before) if token.dep_ == "appos" and token.ent_type_ in _SPEAKING), None)


def _nearest_subject(verb: "Token") -> "Token | None":
    """Return the subject nearest before the verb: in "ten dead, but the army put ..." the parser gives it two."""
    before = [item for item in verb.lefts if item.dep_ == "nsubj"]
    return before[-1] if before else child(verb, "nsubj")


def _outer_speaker(verb: "Token") -> "Token | None":
    """Return who adds: "X said that shells fell, adding that ..." goes on with X, since shells add nothing."""
    inner = next((child(item, "nsubj", "nsubjpass") for item in verb.ancestors if item.pos_ in {"VERB", "AUX"}), None)
    if verb.lemma_ != "add" and (inner is None or inner.ent_type_ in _SPEAKING or inner.pos_ in {"PRON", "PROPN"}):
        return None
    for clause in verb.ancestors:
        if clause.dep_ == "ccomp" and clause.head.lemma_ in _REPORTING:
            return subject(clause.head)
    return None


def goes_on(verb: "Token", clause: "Token", outer: "Token") -> bool:
    """Tell whether ``verb``, which the parser joins to ``clause``, goes on with who says it: "said he left and warned of ..."."""
    other = verb.tag_ == outer.tag_ and (verb.lemma_ == outer.lemma_ or clause.tag_ != verb.tag_)
    return other and verb.lemma_ in GOING_ON and child(verb, "nsubj", "nsubjpass") is None


def _first_speaker(verb: "Token") -> "Token | None":
    """Return who says the clause to which the parser joins a second verb of saying."""
    clause = verb.head
    while clause.dep_ == "conj" and clause.head.i < clause.i:
        clause = clause.head
    joined = verb.dep_ == "conj" and clause.dep_ == "ccomp" and clause.i > clause.head.i
    return subject(clause.head) if joined and goes_on(verb, clause, clause.head) else None


def antecedent(word: "Token") -> "Token":
    """Return the noun to which a relative pronoun refers; any other word stands for itself."""
    if word.lower_ in RELATIVES and word.pos_ == "PRON":
        clause = next((item for item in word.ancestors if item.dep_ == "relcl"), None)
        if clause is not None and clause.head.i < word.i:
            return clause.head
    return word


def _is_asked(verb: "Token") -> bool:
    """Tell whether a participle means that somebody was asked: "when asked whether", "told that"."""
    unsaid = verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "advcl" and child(verb, "aux", "nsubj") is None
    return unsaid and verb.lemma_ in _ASKING


def is_source(token: "Token | None", cues: Cues) -> bool:
    """Tell whether a subject can be a source at all: "it" where it plainly says, "those" who are described."""
    if token is None:
        return False
    word = antecedent(token)
    if word.tag_ == "VBN":
        return False  # "these images, if verified, suggest ..."
    if token.lower_ == "that" and word is not token and not can_speak(word, cues):
        return False  # "a moment that captured what ...": of things only a clause with "that" is said
    if word.lower_ == "it":
        return (
            word.dep_ == "nsubj"
            and word.head.lemma_ in cues.plain | _REPORTING
            and child(word.head, "ccomp") is not None
        )
    if word.lower_ in {"those", "one"}:
        denied = any(item.lower_ in {"no", "every", "any"} for item in word.lefts)
        return denied or child(word, "relcl", "acl", "prep") is not None
    return word.lower_ not in cues.bad_sources


def can_speak(noun: "Token", cues: Cues) -> bool:
    """Tell whether a noun is a name, a person, a body or a document: what else "shows" or "supports" has no voice."""
    lemma = noun.lemma_.lower()
    return noun.ent_type_ in _SPEAKING or bool(
        {lemma, noun.lower_} & (cues.groups | cues.organisations | cues.offices | cues.documents)
    )


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
