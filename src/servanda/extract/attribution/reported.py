"""What is said or thought by nobody in particular: "X is said to have fled", "X was accused of ...", "reportedly", "it is clear that"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.attribution.candidate import Bounds, Candidate
from servanda.extract.grammar import child, is_finite, is_infinitive, manner, trim
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "quotation.reported"
_ASKING = frozenset({"ask", "question", "press", "quiz"})


def reported(segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield what is reported without a source; who said it stays unknown."""
    for token in segment.doc[sentence.start : sentence.stop]:
        candidate = None
        if token.tag_ == "VBN" or (token.tag_ == "VBD" and token.dep_ == "advcl" and token.lemma_ in _ASKING):
            candidate = _candidate(segment, token, _passive(segment, token, cues), token.lemma_.lower(), cues)
        elif token.pos_ == "ADV" and token.lower_ in cues.reporting_adverbs:
            candidate = _candidate(segment, token, _clause_around(segment, token), token.lower_, cues)
        elif token.dep_ == "acomp" and token.lemma_.lower() in cues.impersonal_adjectives:
            candidate = _candidate(segment, token, _of_it(segment, token), token.lemma_.lower(), cues)
        if candidate is not None:
            yield candidate


def _candidate(segment: Segment, cue: "Token", content: tuple[Bounds, ...], lemma: str, cues: Cues) -> Candidate | None:
    if not content:
        return None
    said = "speech" if cue.pos_ == "ADV" else manner(lemma, cues)
    return Candidate(RULE, segment, cue.i, segment.bounds(cue), lemma, None, content, said)


def _passive(segment: Segment, verb: "Token", cues: Cues) -> tuple[Bounds, ...]:
    if child(verb, "agent") is not None:
        return ()
    if child(verb, "auxpass") is None:
        return _asked(segment, verb)
    charged = _charged(segment, verb, cues)
    return charged or (_of_subject(segment, verb) if verb.lemma_.lower() in cues.reported else ())


def _charged(segment: Segment, verb: "Token", cues: Cues) -> tuple[Bounds, ...]:
    """Read "X was accused of ...", "X has been blamed for ...": subject and charge."""
    subject = child(verb, "nsubjpass")
    for item in verb.children:
        of = item.dep_ == "prep" and item.i > verb.i and item.lower_ in {"of", "for"}
        if of and subject is not None and verb.lemma_.lower() in cues.object_preposition.get(item.lower_, frozenset()):
            below = child(item, "pobj", "pcomp")
            if below is not None:
                return _bounds(segment, subject.left_edge, subject.right_edge), _bounds(
                    segment, below.left_edge, below.right_edge
                )
    return ()


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


def _clause_around(segment: Segment, adverb: "Token") -> tuple[Bounds, ...]:
    """Read "the shells reportedly fell on ...": the clause without the adverb."""
    verb = next((item for item in adverb.ancestors if item.pos_ in {"VERB", "AUX"}), None)
    if verb is None or not is_finite(verb):
        return ()
    first, last = verb.left_edge, verb.right_edge
    before = _bounds(segment, first, adverb.nbor(-1)) if first.i < adverb.i else None
    after = _bounds(segment, adverb.nbor(), last) if adverb.i < last.i else None
    return tuple(part for part in (before, after) if part is not None and part[0] < part[1])


def _of_it(segment: Segment, adjective: "Token") -> tuple[Bounds, ...]:
    """Read "it is clear that ...", "it remains unclear whether ..."."""
    verb = adjective.head
    subject = child(verb, "nsubj")
    clause = child(verb, "ccomp") or child(adjective, "ccomp")
    if subject is None or subject.lower_ != "it" or clause is None or clause.i < adjective.i:
        return ()
    return (_bounds(segment, _from(clause, adjective), clause.right_edge),)


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
