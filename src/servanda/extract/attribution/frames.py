"""Frames of attribution: what each verb attributes to its subject, and "according to"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.attribution.candidate import Bounds, Candidate
from servanda.extract.attribution.clauses import (
    appeal,
    as_clause,
    finite_clause,
    infinitive,
    object_infinitive,
    rest_of_sentence,
    stray_that,
)
from servanda.extract.attribution.ends import before_occasion, stretched
from servanda.extract.attribution.phrases import (
    adjective_cue,
    figure,
    naming,
    noun_cue,
    object_preposition,
    plain_object,
    prepositional,
)
from servanda.extract.clauses import clauses_in
from servanda.extract.grammar import (
    GOING_ON,
    can_speak,
    child,
    is_bare,
    is_purpose,
    is_source,
    manner,
    subject,
    trim,
)
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

# The most telling frame first: a verb attributes once.
_FRAMES: Final = (
    ("clause", finite_clause),
    ("as", as_clause),
    ("that", stray_that),
    ("rest", rest_of_sentence),
    ("figure", figure),
    ("noun", noun_cue),
    ("appeal", appeal),
    ("infinitive.object", object_infinitive),
    ("infinitive", infinitive),
    ("called", naming),
    ("object.preposition", object_preposition),
    ("object", plain_object),
    ("preposition", prepositional),
    ("adjective", adjective_cue),
)
_STRONG: Final = frozenset({"clause", "as", "that", "rest", "noun", "appeal"})
_STRETCHED: Final = frozenset({"clause", "preposition", "object", "object.preposition"})
_OBJECTS: Final = frozenset({"preposition", "object", "object.preposition", "infinitive", "called"})
_CLOSE: Final = 4
_SHORT_REST: Final = 3  # a sentence end behind the source, no clause


def frames(segment: Segment, sentence: "Tokens", cues: Cues) -> Iterator[Candidate]:
    """Yield what each verb of a sentence attributes, the most telling frame of the verb only."""
    for token in sentence:
        if token.lower_ == "according":
            candidate = _according(segment, token)
        elif token.pos_ in {"VERB", "AUX"}:
            candidate = _verb(segment, token, cues)
        else:
            candidate = None
        if candidate is not None:
            yield candidate


def _verb(segment: Segment, verb: "Token", cues: Cues) -> Candidate | None:
    lemma = verb.lemma_.lower()
    source = subject(verb)
    if is_bare(verb) or is_purpose(verb) or not is_source(source, cues) or _is_idiom(verb, lemma, cues):
        return None
    if _is_participle(verb) or _is_said_by_thing(verb, source, lemma, cues):
        return None
    weak = _is_weak(verb, cues)
    for name, frame in _FRAMES:
        content = frame(verb, lemma, cues)
        if content is not None and not (weak and (name not in _STRONG or lemma not in cues.speech)):
            first, last, cue = content
            last = _end(verb, first, last, name, cues)
            return Candidate(
                rule=f"quotation.{name}",
                segment=segment,
                head=verb.i,
                cue=_bounds(segment, *_cue_tokens(verb, cue)),
                lemma=_lemma(lemma, verb, cue),
                source=source.i if source is not None else None,
                content=(_bounds(segment, first, last),),
                manner=_manner(name, lemma, cue, cues),
            )
    return None


def _end(verb: "Token", first: "Token", last: "Token", name: str, cues: Cues) -> "Token":
    clauses, end = clauses_in(verb.doc), last.i
    end = before_occasion(clauses, verb.i, (first.i, end), cues) if name in _OBJECTS else end
    return verb.doc[stretched(clauses, verb.i, end, cues) if name in _STRETCHED else end]


def _is_participle(verb: "Token") -> bool:
    """Tell whether the parser took a participle for the verb: "jets believed to be Northern struck" has two complements."""
    infinitive = child(verb, "xcomp")
    to_be = infinitive is not None and infinitive.lemma_ == "be" and child(infinitive, "aux") is not None
    return to_be and child(verb, "ccomp") is not None


def _is_said_by_thing(verb: "Token", source: "Token | None", lemma: str, cues: Cues) -> bool:
    """Tell whether a participle of saying fell to a thing: "the blast damaged a number of cars, noting that ..."."""
    loose = verb.tag_ == "VBG" and child(verb, "nsubj") is None
    if source is None or source.pos_ not in {"NOUN", "NUM"} or (source.dep_ == "nsubj" and lemma != "add"):
        return False
    named = can_speak(source, cues) or source.lemma_.lower() in cues.occasions
    return loose and not named and lemma in GOING_ON | {"blame", "cite", "quote"}


def _is_idiom(verb: "Token", lemma: str, cues: Cues) -> bool:
    """Tell whether a verb says nothing with the noun behind it: "claimed 21 lives"."""
    nouns = cues.idioms.get(lemma)
    return nouns is not None and any(token.lemma_.lower() in nouns for token in verb.doc[verb.i + 1 : verb.i + _CLOSE])


def _is_weak(verb: "Token", cues: Cues) -> bool:
    """Tell whether an attitude only hangs on a noun or clause: "voters supporting X"; "a report blaming X" speaks itself."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in cues.documents:
        return False
    return verb.dep_ in {"acl", "ccomp", "csubj"} and child(verb, "nsubj") is None


def _according(segment: Segment, token: "Token") -> Candidate | None:
    """Read "according to X, ...": the rest of the sentence is X's."""
    to = next((item for item in token.doc[token.i + 1 : token.i + 2] if item.lower_ == "to"), None)
    source = child(to, "pobj") if to is not None else None
    if to is None or source is None:
        return None
    sentence = token.sent
    first, last = token.doc[token.i], _source_end(token, source)
    before = _bounds(segment, sentence[0], first.nbor(-1)) if first.i > sentence.start else None
    after = _bounds(segment, last.nbor(), sentence[-1]) if last.i + 1 < sentence.end else None
    content = tuple(part for part in (before, after) if part is not None and part[1] - part[0] > 1)
    if not content:
        return None
    cue = segment.start + token.idx, segment.start + to.idx + len(to.text)
    return Candidate("quotation.according", segment, token.i, cue, "according to", source.i, content, "speech")


def _source_end(token: "Token", source: "Token") -> "Token":
    """Return the last token of a source; where the parser makes the whole sentence part of it, the first comma ends it."""
    last, end = source.right_edge, token.sent.end
    if token.i > token.sent.start or end - last.i > _SHORT_REST:
        return last
    comma = next((item for item in token.doc[source.i + 1 : end] if item.text == ","), None)
    return comma.nbor(-1) if comma is not None else last


def _cue_tokens(verb: "Token", extra: "Token | None") -> tuple["Token", "Token"]:
    particle = child(verb, "prt")
    last = max((item for item in (verb, particle, extra) if item is not None), key=lambda item: item.i)
    return verb, last


def _lemma(lemma: str, verb: "Token", extra: "Token | None") -> str:
    if extra is not None:
        return f"{lemma} {extra.lemma_.lower()}"
    particle = child(verb, "prt")
    return f"{lemma} {particle.lower_}" if particle is not None else lemma


def _manner(name: str, lemma: str, cue: "Token | None", cues: Cues) -> str:
    if name == "noun" and cue is not None:
        return "speech" if cue.lemma_.lower() in cues.speech_nouns or lemma in cues.speech else "thought"
    if name in {"adjective", "figure"}:
        return "thought" if name == "adjective" else "speech"
    return manner(lemma, cues)


def _bounds(segment: Segment, first: "Token", last: "Token") -> Bounds:
    start, end = trim(segment.text, first.idx, last.idx + len(last.text))
    return segment.start + start, segment.start + end
