"""What is said or thought by nobody in particular: "X is said to have fled", "it is believed that ...", "asked whether ..."."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.cues import child, is_infinitive, is_negated, manner, trim
from servanda.extract.quotations_candidate import Bounds, Candidate
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "quotation.reported"
_ASKING = frozenset({"ask", "question"})


def reported(segment: Segment, cues: Cues) -> Iterator[Candidate]:
    """Yield what a passive without "by X" reports; who said it stays unknown."""
    for verb in segment.doc:
        if verb.tag_ != "VBN" or verb.lemma_.lower() not in cues.reported or child(verb, "agent") is not None:
            continue
        content = _of_subject(segment, verb) if child(verb, "auxpass") is not None else _asked(segment, verb)
        if content:
            lemma = verb.lemma_.lower()
            cue = segment.bounds(verb)
            yield Candidate(
                RULE, segment, verb, cue, lemma, None, content, manner(lemma, cues), negated=is_negated(verb)
            )


def _of_subject(segment: Segment, verb: "Token") -> tuple[Bounds, ...]:
    """Read "X is said to be ...", "X is seen as ...", "it is reported that ..."."""
    subject = child(verb, "nsubjpass", "nsubj")
    rest = next((item for item in verb.children if item.i > verb.i and _tells(item)), None)
    if rest is None:
        return ()
    after = _bounds(segment, _from(rest, verb), rest.right_edge)
    if subject is None or subject.lower_ == "it":
        return (after,) if rest.dep_ == "ccomp" else ()
    return (_bounds(segment, subject.left_edge, subject.right_edge), after)


def _tells(item: "Token") -> bool:
    """Tell whether a dependent of a passive says what is told of its subject."""
    infinitive = item.dep_ in {"xcomp", "ccomp", "advcl"} and is_infinitive(item)
    return infinitive or item.dep_ == "ccomp" or (item.dep_ == "prep" and item.lower_ == "as") or item.dep_ == "oprd"


def _asked(segment: Segment, verb: "Token") -> tuple[Bounds, ...]:
    """Read "when asked whether ...", "asked about X, ...": the question of somebody who is not named."""
    if verb.lemma_ not in _ASKING or child(verb, "nsubj", "aux") is not None:
        return ()
    about = next((item for item in verb.children if item.dep_ == "prep" and item.lower_ in {"about", "on"}), None)
    asked = child(verb, "ccomp") or (child(about, "pobj", "pcomp") if about is not None else None)
    if asked is None or asked.i < verb.i:
        return ()
    return (_bounds(segment, _from(asked, about or verb), asked.right_edge),)


def _from(item: "Token", verb: "Token") -> "Token":
    first = item.left_edge
    while first.i <= verb.i:
        first = first.nbor()
    return first


def _bounds(segment: Segment, first: "Token", last: "Token") -> Bounds:
    start, end = trim(segment.doc.text, first.idx, last.idx + len(last.text))
    return segment.start + start, segment.start + end
