"""Nouns of saying and thinking: "X's claim that ...", and passives with "by X"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.attribution.candidate import Candidate
from servanda.extract.grammar import child, is_infinitive, is_source, trim
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


_ALLIED = frozenset({"back", "support"})
_OWNERS = frozenset({"by", "from", "among"})


def nouns(segment: Segment, sentence: "Tokens", cues: Cues) -> Iterator[Candidate]:
    """Yield what possessors say by a noun, and what agents say by a passive verb."""
    for token in sentence:
        if token.pos_ == "NOUN" and token.lemma_.lower() in cues.noun_cues:
            candidate = _possessed(segment, token, cues) or _held(segment, token, cues)
        elif token.tag_ == "VBN" and (token.lemma_.lower() in cues.object or token.lemma_.lower() in cues.speech):
            candidate = _passive(segment, token, cues)
        else:
            candidate = None
        if candidate is not None:
            yield candidate


def _possessed(segment: Segment, noun: "Token", cues: Cues) -> Candidate | None:
    owner = child(noun, "poss")
    content = _clause(noun)
    if owner is None or content is None or not is_source(owner, cues):
        return None
    manner = "speech" if noun.lemma_.lower() in cues.speech_nouns else "thought"
    return _candidate(segment, "quotation.noun.possessed", (noun, owner), content, manner)


def _held(segment: Segment, noun: "Token", cues: Cues) -> Candidate | None:
    """Read "amid fears that ...", "the claim by X that ...": a noun with a clause, of whoever stands behind "by"."""
    clause = next(
        (item for item in noun.children if item.dep_ in {"acl", "ccomp", "relcl"} and _is_told(item, noun)), None
    )
    if clause is None or child(noun, "poss") is not None or noun.lemma_.lower() not in cues.held_nouns:
        return None
    if noun.dep_ == "dobj" and noun.head.lemma_ in cues.noun_cue_verbs:
        return None  # the verb attributes it: "expressed concern that"
    by = next((item for item in noun.children if item.dep_ == "prep" and item.lower_ in _OWNERS), None)
    owner = child(by, "pobj") if by is not None else None
    manner = "speech" if noun.lemma_.lower() in cues.speech_nouns else "thought"
    edges = clause.left_edge, clause.right_edge
    start, end = trim(segment.text, edges[0].idx, edges[1].idx + len(edges[1].text))
    content = ((segment.start + start, segment.start + end),)
    return Candidate(
        "quotation.noun.held",
        segment,
        noun.i,
        segment.bounds(noun),
        noun.lemma_.lower(),
        owner.i if owner is not None else None,
        content,
        manner,
    )


def _is_told(clause: "Token", noun: "Token") -> bool:
    """Tell whether a clause behind a noun says what it holds: with "that" as a conjunction, all its places filled."""
    mark = next((item for item in clause.children if item.lower_ == "that"), None)
    return clause.i > noun.i and mark is not None and mark.dep_ == "mark"


def _clause(noun: "Token") -> "tuple[Token, Token] | None":
    clause = child(noun, "acl", "ccomp", "relcl")
    if clause is None or clause.i < noun.i or not (child(clause, "mark") is not None or is_infinitive(clause)):
        return None
    return clause.left_edge, clause.right_edge


def _passive(segment: Segment, verb: "Token", cues: Cues) -> Candidate | None:
    """Read "the plan was backed by X" and "a plan backed by X"."""
    agent, subject = child(verb, "agent"), child(verb, "nsubjpass")
    source = child(agent, "pobj") if agent is not None else None
    if source is None or not is_source(source, cues):
        return None
    manner = "speech" if verb.lemma_.lower() in cues.speech else "thought"
    if subject is None and verb.dep_ == "acl" and verb.head.i < verb.i:
        if verb.lemma_ in _ALLIED:
            return None  # "forces backed by the militia" are allied with it, and it says nothing
        edges = verb.head.left_edge, verb.nbor(-1)
        return _candidate(segment, "quotation.passive", (verb, source), edges, manner)
    if subject is None or subject.pos_ == "PRON":
        return None
    return _candidate(segment, "quotation.passive", (verb, source), (subject.left_edge, subject.right_edge), manner)


def _candidate(
    segment: Segment, rule: str, parts: "tuple[Token, Token]", edges: "tuple[Token, Token]", manner: str
) -> Candidate:
    (cue, source), (first, last) = parts, edges
    start, end = trim(segment.text, first.idx, last.idx + len(last.text))
    content = ((segment.start + start, segment.start + end),)
    return Candidate(rule, segment, cue.i, segment.bounds(cue), cue.lemma_.lower(), source.i, content, manner)
