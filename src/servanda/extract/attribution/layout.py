"""Attribution by layout: "NAME: ..." in transcripts and headlines, and a signature behind a quotation."""

import re
from collections.abc import Iterator
from typing import Final

from servanda.extract.attribution.candidate import Candidate, trim
from servanda.extract.attribution.marks import Quoted
from servanda.extract.attribution.speaking import is_voice
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.reading import Reading, Segment
from servanda.reference.cues import Cues
from servanda.text.patterns import regex

_LINE: Final = regex(r"\s*\"?(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,4})(?P<cue>:) +(?=\S)")
_SIGNATURE: Final = regex(r"\s*(?P<cue>--|[-–—―])\s*(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,4})")
_HEADING: Final = 2
_HEADING_LENGTH: Final = 160
_TURNS: Final = 4  # paragraphs before and behind among which a speaker of a transcript speaks again


def lines(reading: Reading, number: int, cues: Cues) -> Iterator[Candidate]:
    """Yield what a paragraph says that begins with a speaker's name and a colon: in capitals anywhere, else in headings only.

    The head of a column before a cell of a table is nobody, and neither is the field of a form ("Casualties: ...") nor the place
    of a dateline ("GENEVA: ..."): words that are no name, no body and no people speak only where they take turns, as in a transcript.
    """
    match = _labelled(reading, number, cues)
    found = _word_ending(reading, match.end("name")) if match is not None else None
    if match is None or found is None or not _is_speaker(reading, number, match, found, cues):
        return
    segment, name = found
    start, end = _said(reading, match.end(), reading.text.paragraphs[number].end)
    if start < end:
        yield Candidate(
            "quotation.layout.colon",
            segment,
            min(name + 1, len(clauses_of(segment).words) - 1),
            match.span("cue"),
            ":",
            name,
            ((start, end),),
            "speech",
        )


def _labelled(reading: Reading, number: int, cues: Cues) -> re.Match[str] | None:
    """Return the match of words and a colon that begin a paragraph and may name a speaker by where they stand."""
    paragraph = reading.text.paragraphs[number]
    match = _LINE.match(reading.plain, paragraph.start, paragraph.end)
    if paragraph.kind == "row" or match is None or match["name"].lower() in cues.not_speakers:
        return None
    heading = number < _HEADING and paragraph.end - paragraph.start < _HEADING_LENGTH
    return match if heading or match["name"].isupper() else None


def _said(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of what stands behind a colon, without a mark that closes what was opened before it."""
    start, end = trim(reading.plain, start, end)
    if reading.plain.count('"', start, end) % 2:
        end -= reading.plain[end - 1] == '"'
    return start, end


def _is_speaker(reading: Reading, number: int, match: re.Match[str], found: tuple[Segment, int], cues: Cues) -> bool:
    """Tell whether the words before a colon are a speaker: by what they are, or by taking turns."""
    segment, name = found
    label = range(segment.first_from(match.start("name")), name + 1)
    return _may_speak(clauses_of(segment), label, cues) or _takes_turns(reading, number, match["name"])


def _may_speak(clauses: Clauses, label: range, cues: Cues) -> bool:
    """Tell whether the words before a colon are a speaker: a voice by their head, or a name of several words that is no field's."""
    if not label or is_voice(clauses, label[-1], cues):
        return bool(label)
    words = clauses.words
    named = len(label) > 1 and all(words.kinds[word] == links.NAME for word in label)
    placed = words.entities[label[-1]] in links.PLACES or words.shapes[label[-1]] == links.PLURAL
    return named and not placed and all(words.lowers[word] not in cues.not_speakers for word in label)


def _takes_turns(reading: Reading, number: int, name: str) -> bool:
    """Tell whether words in capitals begin another paragraph nearby in the same way, as speakers do in transcripts."""
    paragraphs = reading.text.paragraphs[max(0, number - _TURNS) : number + _TURNS + 1]
    turn = f"{name}:"
    return name.isupper() and sum(reading.plain.startswith(turn, one.start) for one in paragraphs) > 1


def signed(reading: Reading, quoted: Quoted) -> Candidate | None:
    """Return the attribution of a quotation that is followed by a dash and a name."""
    _, end = reading.paragraph_bounds(quoted.paragraph)
    match = _SIGNATURE.match(reading.plain, quoted.outer_end, end)
    found = _word_ending(reading, match.end("name")) if match is not None else None
    if match is None or found is None:
        return None
    segment, name = found
    bounds = (quoted.start, quoted.end)
    return Candidate(
        "quotation.layout.signed", segment, name, match.span("cue"), None, name, (bounds,), "speech", marked=(bounds,)
    )


def _word_ending(reading: Reading, end: int) -> tuple[Segment, int] | None:
    """Return the segment and the word that ends at an offset, marks left out."""
    segment = reading.segment_at(end - 1)
    if segment is None:
        return None
    word = max(segment.first_from(end) - 1, 0)
    while word and clauses_of(segment).words.is_mark(word):
        word -= 1
    return segment, word
