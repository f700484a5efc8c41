"""Notes of a document on its own origin: edited by, translated by, republished from, according to, disclaimers."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from servanda.extract.scene import Scene
from servanda.model.claims import ProvenanceClaim, ProvenanceDetail
from servanda.model.making import sealed
from servanda.model.parties import Participant, ParticipantType
from servanda.model.spans import Span

Relation = Literal["edited_by", "republished_from", "according_to", "disclaims", "translated_by"]
_SHORT: Final = 200
_THIS: Final = r"(?:this|the)\s+(?:article|report|story|piece|text|item|interview|statement|post|translation)"
_WAS: Final = r"(?:\s+(?:was|has\s+been|is|were))?(?:\s+(?:first|originally|also))?\s+"
_WHO: Final = r"(?P<who>(?:the\s+)?[^\W\d_a-z][^\n.;()]*?)"
_END: Final = r"(?=\s*(?:[.;()\n]|,\s|\s(?:and|on|in|for|from|with)\s+(?![A-Z])|$))"
_BARE: Final = rf"(?:(?i:{_THIS}{_WAS})|(?<!\w))"
_FROM: Final = (
    r"(?i:(?:re)?(?:published|printed|posted)\s+(?:by|from|with\s+permission\s+(?:of|from)|in|on)"
    r"|translated\s+from|adapted\s+from)"
)
_TRANSLATED: Final = r"(?i:translated(?:\s+(?:from\s+\w+|and\s+edited))?\s+by)"
_NOTES: Final[tuple[tuple[Relation, re.Pattern[str]], ...]] = (
    ("edited_by", re.compile(rf"{_BARE}(?i:edited\s+by)\s+{_WHO}{_END}")),
    ("translated_by", re.compile(rf"{_BARE}{_TRANSLATED}\s+{_WHO}{_END}")),
    ("republished_from", re.compile(rf"{_BARE}{_FROM}\s+{_WHO}{_END}")),
    ("according_to", re.compile(r"(?m:^)\s*(?i:source|via|credit)s?\s*:\s*(?P<who>[^\n.;]{2,60})")),
)
_CREDIT: Final = re.compile(
    r"[^\n]{0,60}?\((?P<who>AFP|AP|Reuters|REUTERS|Interfax|TASS|Xinhua|DPA|dpa|EFE|ANSA|SANA|Anadolu|UPI|PTI)\)\s*[-—–]"
)
_DISCLAIMER: Final = re.compile(
    r"(?i:(?:the\s+)?responsibility\s+for|(?:the\s+)?(?:views|opinions|information)\s+(?:and\s+\w+\s+)?(?:expressed|set\s+out|presented)"
    r"|the\s+content[s]?\s+of\s+this)[^\n.]*?"
    r"(?i:lies?|rests?|are|is|belongs?|do(?:es)?\s+not)\b[^\n.]*?(?P<who>(?i:the\s+)?(?i:authors?|writers?|contributors?))"
)


def find_provenance(scene: Scene) -> Iterator[ProvenanceClaim]:
    """Yield the notes in paragraphs that the pipeline reads; the document itself is their speaker."""
    text = scene.reading.text.text
    for number, paragraph in enumerate(scene.reading.text.paragraphs):
        if number in scene.reading.unread:
            continue
        for relation, pattern in _NOTES:
            for match in pattern.finditer(text, paragraph.start, paragraph.end):
                if _is_note(text, match, paragraph.start, paragraph.end):
                    yield _claim(scene, relation, match)
        for match in _DISCLAIMER.finditer(text, paragraph.start, paragraph.end):
            yield _claim(scene, "disclaims", match)
        credit = _CREDIT.match(text, paragraph.start, paragraph.end)
        if credit:
            yield _claim(scene, "according_to", credit)


def _is_note(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """A note names this text as its subject, or stands at the start of a paragraph or sentence of its own."""
    words = match.group().lower()
    if words.startswith(("this ", "the article", "the report", "the story", "the text", "the translation")):
        return True
    before = text[start : match.start()].rstrip()
    return (not before or before[-1] in ".(|—–-") and end - match.start() < _SHORT and match.group()[:1].isupper()


def _claim(scene: Scene, relation: Relation, match: re.Match[str]) -> ProvenanceClaim:
    start, end = match.span()
    lead = len(match.group()) - len(match.group().lstrip())
    who = _span(scene, *match.span("who"))
    name = who.quote
    span = scene.reading.at(start + lead, max(end, who.end))
    kind: ParticipantType = (
        "person"
        if name.lower().startswith(("the author", "author", "the writer", "the contributor"))
        else "organisation"
    )
    detail = ProvenanceDetail(relation=relation, who=Participant(role="who", name=name, type=kind, mention=who))
    chain = (scene.voices.document,)
    return sealed(ProvenanceClaim(**scene.common(f"provenance.{relation}", span, chain), provenance=detail))


def _span(scene: Scene, start: int, end: int) -> Span:
    text = scene.reading.text.text
    words = text[start:end]
    return scene.reading.at(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
