"""`geocode`: mentions of a document to places, for pipes and measurement."""

from typing import Any

from servanda.errors import RecordError
from servanda.model.claims import EventClaim, EventType, MadeBy
from servanda.model.codec import to_plain
from servanda.model.documents import Paragraph
from servanda.model.making import sealed, text_layer
from servanda.model.parties import Attribution
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.reference import Reference
from servanda.resolve import ResolveConfig, resolve

Row = dict[str, Any]


def geocode(where: str, row: Row, reference: Reference) -> Row:
    """Return ``row`` with ``places``: one for each of its ``mentions`` ``{start, end}``, in their order.

    Raises `RecordError` naming the field that does not fit.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text:
        raise RecordError(f"{where}: field text must be a non-empty string")
    mentions = row.get("mentions") or []
    if not isinstance(mentions, list):
        raise RecordError(f"{where}: field mentions must be a list of objects with start and end")
    spans = [_span(where, text, number, mention) for number, mention in enumerate(mentions)]
    if not spans:
        return {**row, "places": []}
    layer = text_layer(
        str(row.get("id", where)), text, (Paragraph(start=0, end=len(text)),), parser="given", parser_version="1"
    )
    places = tuple(PlaceMention(name=span.quote, mention=span) for span in spans)
    carrier = EventClaim(
        id="", key="", document_id=layer.document_id, text_id=layer.id, language=None, span=spans[0], trigger=spans[0],
        attribution=(Attribution(level="document", name=None),), made_by=MadeBy(rule="geocode", version="1"),
        event=EventType(plover="CONSULT"), places=places,
    )  # fmt: skip
    found = {
        item.mention: item.place
        for item in resolve(layer, (sealed(carrier),), ResolveConfig(demonyms=True), reference)
        if item.what == "place"
    }
    return {**row, "places": [to_plain(found.get(place.mention) or place) for place in places]}


def _span(where: str, text: str, number: int, mention: Any) -> Span:
    try:
        start, end = int(mention["start"]), int(mention["end"])
        return Span.of(text, start, end)
    except (TypeError, KeyError, ValueError) as error:
        raise RecordError(f"{where}: mentions[{number}] needs start and end inside the text ({error})") from error
