"""Quotations in marks and the words beside them: who said it before, after or around the marks."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from servanda.extract.attribution.candidate import Bounds, Candidate
from servanda.extract.attribution.marks import Quoted
from servanda.extract.grammar import RELATIVES, child, is_source, subject
from servanda.extract.reading import Reading, Segment
from servanda.reference.cues import Cues
from servanda.text.patterns import regex

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER: Final = 24
_BEFORE: Final = 30
_ADJACENT: Final = 2
_QUOTING: Final = frozenset({"quote", "cite"})
# A sentence of nothing but who spoke: '"... are missing." Kor said.'
_SAID_ALONE: Final = regex(r"\s*(?:[A-Z]\S*|he|she|they)(?: [A-Z]\S*){0,3} (?:said|says|added|told [A-Z][\w ]{2,30})\.")
_SPEAKERS: Final = frozenset({"PERSON", "ORG", "NORP"})
_PERSONS: Final = frozenset({"he", "she", "they", "i", "we"})
_MAIN: Final = frozenset(
    {"ROOT", "ccomp", "parataxis"}
)  # the parser may hang the clause before the colon on the words quoted
_ENDS: Final = frozenset({".", "!", "?"})


def extend(candidate: Candidate, quoted: Quoted) -> Candidate:
    """Return the candidate with its content reaching to the marks of a quotation that it touches."""
    inner = (quoted.start, quoted.end)
    parts = [part for part in candidate.content if not _overlaps(part, inner)]
    touched = [part for part in candidate.content if _overlaps(part, inner)]
    start = min(inner[0], *(part[0] for part in touched), *inner[:1])
    end = max(inner[1], *(part[1] for part in touched), *inner[1:])
    near = start >= quoted.outer_start - 1 and end <= quoted.outer_end + 1
    if near or (candidate.cue is not None and _overlaps((start, end), candidate.cue)):
        start, end = inner
    return replace(candidate, content=tuple(sorted([*parts, (start, end)])), marked=(*candidate.marked, inner))


def touches(candidate: Candidate, quoted: Quoted) -> bool:
    """Tell whether a candidate from outside the marks says words inside them."""
    if candidate.cue is None or quoted.start <= candidate.cue[0] < quoted.end:
        return False
    return any(_overlaps(part, (quoted.start, quoted.end)) for part in candidate.content)


def _overlaps(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def beside(reading: Reading, quoted: Quoted, cues: Cues) -> Candidate | None:
    """Return the attribution of a quotation by the words behind or before it, if they are a cue."""
    place = quoted.outer_start
    while place and reading.plain[place - 1] == " ":
        place -= 1
    before = reading.plain[place - 1 : place]
    if before.isalpha() or before in {",", ":"}:
        return _ahead(reading, quoted, cues) or _behind(reading, quoted, cues)
    return _behind(reading, quoted, cues) or _ahead(reading, quoted, cues)


def _behind(reading: Reading, quoted: Quoted, cues: Cues) -> Candidate | None:
    """Read the words behind the marks: "...", she said; "..." said the minister."""
    text, (_, paragraph_end) = reading.plain, reading.paragraph_bounds(quoted.paragraph)
    if quoted.outer_end >= paragraph_end:
        return None
    apart = text[quoted.end - 1] == "." and text[quoted.outer_end] != ","
    if apart and not _SAID_ALONE.match(text, quoted.outer_end, paragraph_end):
        return None
    segment = reading.segment_at(quoted.outer_end)
    if segment is None:
        return None
    first = segment.first_from(quoted.outer_end)
    window = segment.doc[first : first + _AFTER]
    verb = next((token for token in window if _may_say(token)), None)
    if verb is None or any(token.text in _ENDS or token.text == '"' for token in segment.doc[first : verb.i]):
        return None
    return _cued(segment, verb, quoted, cues, "after")


def _may_say(token: "Token") -> bool:
    """Tell whether a verb can be the one behind marks: not one that describes the speaker ("Ana Kor, who is a medic, said")."""
    if token.dep_ in {"relcl", "acl"} or (token.dep_ == "auxpass" and token.head.lemma_ in _QUOTING):
        return False
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and token.lemma_ != "have")


def _ahead(reading: Reading, quoted: Quoted, cues: Cues) -> Candidate | None:
    """He continued, "..."; the statement read: "..."."""
    begin, _ = reading.paragraph_bounds(quoted.paragraph)
    end = reading.end_before(quoted.outer_start, begin)
    if end == begin and quoted.paragraph:
        begin, end = reading.paragraph_bounds(quoted.paragraph - 1)
        end = reading.end_before(end, begin)
        end = end if reading.plain[begin:end].endswith(":") else begin
    before = reading.plain[end - 1] if end > begin else ""
    segment = reading.segment_at(end - 1) if before else None
    if segment is None or not (before in ",:" or before.isalpha()):
        return None
    last = segment.first_from(end)
    for token in reversed(segment.doc[max(0, last - _BEFORE) : last]):
        if token.text in _ENDS or token.text == '"':
            return None
        if token.pos_ in {"VERB", "AUX"} and (
            token.lemma_.lower() in cues.speech or token.lemma_.lower() in cues.beside
        ):
            near = before in ",:" or last - token.i <= _ADJACENT
            return _cued(segment, token, quoted, cues, "before") if near else None
    if before != ":":
        return None
    return _named_before_colon(segment, last, quoted) or _led_in(segment, segment.doc[last - 1], quoted)


def _led_in(segment: Segment, colon: "Token", quoted: Quoted) -> Candidate | None:
    """Read a clause with any verb that leads in a whole sentence: 'Kor apologised for the delay: "I should have ..."'."""
    before = colon.doc[colon.sent.start : colon.i]
    verb = next((token for token in before if token.pos_ == "VERB" and token.dep_ in _MAIN), None)
    source = child(verb, "nsubj") if verb is not None and quoted.stops else None
    if verb is None or source is None or not (source.ent_type_ in _SPEAKERS or source.lower_ in _PERSONS):
        return None
    return _spoken(segment, verb, source, quoted, "before")


def _named_before_colon(segment: Segment, colon: int, quoted: Quoted) -> Candidate | None:
    """Read a name and a colon before the marks: "... - Frank Newport: "..."."""
    name = segment.doc[colon - 2] if colon > 1 else None
    if name is None or name.pos_ != "PROPN" or name.ent_type_ not in _SPEAKERS or not quoted.stops:
        return None
    while name.dep_ == "compound" and name.head.i > name.i and name.head.i < colon - 1:
        name = name.head
    bounds = (quoted.start, quoted.end)
    mark = segment.doc[colon - 1]
    return Candidate(
        "quotation.marks.colon",
        segment,
        mark.i,
        segment.bounds(mark),
        ":",
        name.i,
        (bounds,),
        "speech",
        marked=(bounds,),
    )


def _cued(segment: Segment, verb: "Token", quoted: Quoted, cues: Cues, where: str) -> Candidate | None:
    lemma = verb.lemma_.lower()
    thinks = lemma in cues.thought and quoted.stops
    if lemma not in cues.speech and lemma not in cues.beside and not thinks:
        return None
    own = child(verb, "nsubj")
    if own is not None and quoted.start <= segment.start + own.idx < quoted.end:
        own = None
    source = own or (
        _noun_near(segment, verb, quoted)
        if where == "after"
        else _noun_first(verb) or subject(verb) or _noun_before(verb)
    )
    if source is not None and quoted.start <= segment.start + source.idx < quoted.end:
        source = None
    if source is not None and not is_source(source, cues) and source.lower_ not in {"it", "one"}:
        return None
    return _spoken(segment, verb, source, quoted, where)


def _spoken(segment: Segment, verb: "Token", source: "Token | None", quoted: Quoted, where: str) -> Candidate:
    return Candidate(
        rule=f"quotation.marks.{where}",
        segment=segment,
        head=verb.i,
        cue=segment.bounds(verb),
        lemma=verb.lemma_.lower(),
        source=source.i if source is not None else None,
        content=((quoted.start, quoted.end),),
        manner="speech",
        marked=((quoted.start, quoted.end),),
    )


def _noun_near(segment: Segment, verb: "Token", quoted: Quoted) -> "Token | None":
    """Return the noun between the marks and a verb that the parser left without subject, else the one behind it."""
    first = segment.first_from(quoted.outer_end)
    between = [token for token in segment.doc[first : verb.i] if _is_noun(token)]
    if between:
        return between[0] if between[0].dep_ not in {"compound", "amod"} else between[-1]
    behind = []
    for token in verb.doc[verb.i + 1 : verb.i + 6]:
        if token.is_punct or token.pos_ in {"ADP", "VERB"}:
            break
        behind.append(token)
    return next((token for token in reversed(behind) if _is_noun(token)), None) or subject(verb)


def _noun_first(verb: "Token") -> "Token | None":
    """Return the noun behind a verb that begins the sentence: "Said X: ..."."""
    behind = verb.nbor() if verb.i == verb.sent.start and verb.i + 1 < len(verb.doc) else None
    return behind if behind is not None and _is_noun(behind) else None


def _noun_before(verb: "Token") -> "Token | None":
    near = verb.doc[max(0, verb.i - 4) : verb.i]
    return next((token for token in reversed(near) if _is_noun(token)), None)


def _is_noun(token: "Token") -> bool:
    named = token.pos_ in {"PROPN", "NOUN", "PRON"} and token.text[:1].isalnum()
    return named and token.ent_type_ not in {"DATE", "TIME"} and token.lower_ not in RELATIVES


def clip(candidate: Candidate, quoted: Quoted) -> Candidate:
    """Return a candidate whose cue stands inside marks with its content kept inside them too."""
    parts = [(max(start, quoted.start), min(end, quoted.end)) for start, end in candidate.content]
    kept = tuple(part for part in parts if part[0] < part[1])
    return replace(candidate, content=kept) if kept else candidate
