"""Sources at the end of a sentence without a comma: "shells fell on the town a monitor said on Friday", "... : monitor"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.attribution.candidate import Candidate
from servanda.extract.grammar import is_finite, trim
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_DETERMINERS: Final = frozenset({"the", "a", "an"})
_LONGEST_NAME: Final = 8
_LONGEST_TAIL: Final = 6
_DAYS: Final = frozenset({"DATE", "TIME"})
# Words before a source after which its clause is a part of the sentence, not its source.
_LINKS: Final = frozenset(
    {"as", "that", "what", "which", "who", "whom", "how", "than", "if", "because", "and", "but", "or", "when", "while", "of"}
)  # fmt: skip
_JOINING: Final = frozenset({"of", "for"})
_SAID: Final = frozenset({"say", "report", "announce", "state", "confirm"})


def tails(segment: Segment, sentence: range, cues: Cues) -> Iterator[Candidate]:
    """Yield what a whole sentence says where its source hangs on at the end."""
    tokens = segment.doc[sentence.start : sentence.stop]
    candidate = _said(segment, tokens) or _colon(segment, tokens, cues)
    if candidate is not None:
        yield candidate


def _said(segment: Segment, sentence: "Tokens") -> Candidate | None:
    end = sentence.doc[max(sentence.start, sentence.end - _LONGEST_TAIL) : sentence.end]
    verb = next((item for item in reversed(end) if item.lemma_ in _SAID and is_finite(item)), None)
    if verb is None or not _only_a_day(sentence, verb):
        return None
    source, first = _before(verb, sentence) or _behind(verb, sentence) or (None, verb)
    if source is None or first.i <= sentence.start or first.nbor(-1).lower_ in _LINKS or first.nbor(-1).is_punct:
        return None
    if not any(is_finite(item) and item.pos_ in {"VERB", "AUX"} for item in sentence.doc[sentence.start : first.i]):
        return None
    return _candidate(segment, "quotation.tail", verb, source, (sentence[0], first.nbor(-1)))


def _before(verb: "Token", sentence: "Tokens") -> "tuple[Token, Token] | None":
    """Return head and first word of a source right before its verb: "... a monitor said"."""
    source = verb.nbor(-1) if verb.i > sentence.start else None
    if source is None or source.pos_ not in {"NOUN", "PROPN"} or source.ent_type_ in _DAYS:
        return None
    for first in reversed(sentence.doc[max(sentence.start, verb.i - _LONGEST_NAME) : verb.i]):
        if first.ent_type_ in _DAYS:
            return source, first.nbor()  # "... in the last two days | military sources said"
        if first.lower_ in _DETERMINERS:
            return source, first
        if first.is_punct or first.pos_ in {"VERB", "AUX"} or (first.pos_ == "ADP" and first.lower_ not in _JOINING):
            return None
    return None


def _behind(verb: "Token", sentence: "Tokens") -> "tuple[Token, Token] | None":
    """Return head and first word of a source behind its verb: "... said a monitoring group"."""
    after = sentence.doc[verb.i + 1 : sentence.end]
    if verb.lemma_ != "say" or not len(after) or after[0].lower_ not in _DETERMINERS:
        return None
    source = after[0].head
    return (source, verb) if source.pos_ in {"NOUN", "PROPN"} and source.i > verb.i else None


def _only_a_day(sentence: "Tokens", verb: "Token") -> bool:
    """Tell whether nothing but a day, or the source itself, stands behind the verb."""
    after = [item for item in sentence.doc[verb.i + 1 : sentence.end] if not item.is_punct]
    dated = all(item.ent_type_ in _DAYS or item.lower_ == "on" for item in after)
    behind = bool(after) and after[0].lower_ in _DETERMINERS and all(item.pos_ not in {"VERB", "AUX"} for item in after)
    return dated or behind


def _colon(segment: Segment, sentence: "Tokens", cues: Cues) -> Candidate | None:
    """Read a headline with its source behind a colon: "Strike kills twelve in Olm: monitor"."""
    if segment.paragraph or sentence.start:
        return None
    words = [item for item in sentence if item.text not in {".", '"'}]
    for size in (1, 2, 3):
        colon = words[-size - 1] if len(words) > size + 3 else None
        if colon is not None and colon.text == ":":
            last, described = words[-1], {word for kind in cues.described.values() for word in kind}
            known = last.lower_ in cues.groups | cues.organisations | described
            if known and last.pos_ in {"NOUN", "PROPN"} and not last.text.isupper():
                return _candidate(segment, "quotation.layout.tail", colon, last, (sentence[0], colon.nbor(-1)))
    return None


def _candidate(
    segment: Segment, rule: str, cue: "Token", source: "Token", edges: "tuple[Token, Token]"
) -> Candidate | None:
    start, end = trim(segment.text, edges[0].idx, edges[1].idx + len(edges[1].text))
    content = ((segment.start + start, segment.start + end),)
    lemma = cue.lemma_.lower()
    return (
        Candidate(rule, segment, cue.i, segment.bounds(cue), lemma, source.i, content, "speech")
        if start < end
        else None
    )
