"""What coded rows name: places by the coder's own coordinates, where he gives them; all else as in any text, a row at a time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from servanda.model.claims import Claim, EventClaim, MadeBy
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.identification import Identification
from servanda.model.making import replace, with_id
from servanda.model.parties import Participant
from servanda.model.places import PlaceMention, PlacePrecision
from servanda.model.spans import Span
from servanda.reference import Reference
from servanda.reference.gazetteer import Place, PlaceHit, distance_km
from servanda.resolve.config import VERSION, ResolveConfig
from servanda.resolve.resolving import resolve

CODER: Final = "coder.coordinates"
"""The method under which coordinates stand that a table brought: nobody here looked the place up."""
RADIUS_KM: Final[dict[PlacePrecision, float]] = {
    "point": 1.0, "town": 5.0, "subdistrict": 15.0, "district": 30.0, "governorate": 60.0, "area": 100.0, "country": 500.0,
}  # fmt: skip
_SAME_KM: Final = 10.0
_SURE: Final = frozenset({"dossier", "exact", "article"})


class Point(NamedTuple):
    """Where the coder puts a row (WGS 84 degrees), how well he knows it, and who he is."""

    latitude: float
    longitude: float
    precision: PlacePrecision
    radius_km: float | None
    coder: str


class NamedRow(NamedTuple):
    """A row of a layer: its paragraph, its event, and the coder's point where the row gives one."""

    span: Span
    claims: tuple[Claim, ...]
    point: Point | None = None


def resolve_rows(
    layer: DocumentText, rows: Iterable[NamedRow], config: ResolveConfig, reference: Reference
) -> Iterator[Identification]:
    """Yield an identification for everything that the claims of coded rows name.

    A name is looked up in the words of its own row; an actor's that was looked up before means the same again.
    """
    known: dict[str, Identification] = {}
    for row in rows:
        names = list(dict.fromkeys(_named(row.claims)))
        if any(_is_asked(what, name, row, known) for _, what, name in names):
            found = _looked_up(layer, row, config, reference)
            known |= {_place_of(item.what, item.name, row): item for item in found}
        for mention, what, name in names:
            if what == "place" and row.point:
                yield _of_coder(layer, mention, name, (row.point, reference))
            elif (item := known.get(_place_of(what, name, row))) is not None:
                yield _moved(item, mention)


def _place_of(what: str, name: str, row: NamedRow) -> str:
    """Return under what a name is kept: a place means what it means in its own row, an actor the same in all."""
    return f"{row.span.start}:{name}" if what == "place" else name


def _is_asked(what: str, name: str, row: NamedRow, known: Mapping[str, Identification]) -> bool:
    return row.point is None if what == "place" else name not in known


def _moved(item: Identification, mention: Span | None) -> Identification:
    place = replace(item.place, mention=mention) if item.place else None
    return with_id("idn", replace(item, id="", mention=mention, place=place))


def _named(claims: Iterable[Claim]) -> Iterator[tuple[Span | None, str, str]]:
    for claim in claims:
        for level in claim.attribution:
            if level.name:
                yield level.mention, "actor", level.name
        if isinstance(claim, EventClaim):
            yield from ((one.mention, "actor", one.name) for one in claim.participants)
            yield from ((one.mention, "place", one.name) for one in claim.places)
        elif (provenance := getattr(claim, "provenance", None)) is not None:
            yield provenance.who.mention, "actor", provenance.who.name


def _looked_up(
    layer: DocumentText, row: NamedRow, config: ResolveConfig, reference: Reference
) -> tuple[Identification, ...]:
    """Return what the row's names mean in the row alone."""
    text = row.span.quote
    alone = replace(
        layer,
        text=text,
        paragraphs=(Paragraph(start=0, end=len(text)),),
        sheet=None,
        regions=(),
        edited_by=None,
        disclaimer=None,
        details=(),
    )
    by = row.span.start
    return tuple(resolve(alone, [_shifted(claim, text, by) for claim in row.claims], config, reference))


def _shifted(claim: Claim, text: str, by: int) -> Claim:
    """Return a claim with the mentions of those it names counted from the beginning of its row."""
    levels = tuple(replace(level, mention=_span(level.mention, text, by)) for level in claim.attribution)
    moved: Claim = replace(claim, attribution=levels)
    if isinstance(moved, EventClaim):
        people = tuple(replace(one, mention=_span(one.mention, text, by)) for one in moved.participants)
        places = tuple(replace(one, mention=_span(one.mention, text, by)) for one in moved.places)
        return replace(moved, participants=people, places=places)
    if (provenance := getattr(moved, "provenance", None)) is not None:
        who: Participant = provenance.who
        return replace(moved, provenance=replace(provenance, who=replace(who, mention=_span(who.mention, text, by))))
    return moved


def _span(span: Span | None, text: str, by: int) -> Span | None:
    return Span.of(text, span.start - by, span.end - by) if span else None


def _of_coder(layer: DocumentText, mention: Span | None, name: str, how: tuple[Point, Reference]) -> Identification:
    """Return the coder's point under the name that he gives it; with the id of a known place of this name that lies there."""
    point, reference = how
    radius = point.radius_km if point.radius_km is not None else RADIUS_KM.get(point.precision)
    there = _known_there(name, point, reference)
    where_from = f"coordinates of {point.coder}"
    place = PlaceMention(
        name=name,
        mention=mention,
        place_id=there.place_id if there else None,
        latitude=point.latitude,
        longitude=point.longitude,
        precision=point.precision,
        radius_km=radius,
        country=there.country if there else None,
    )
    record = Identification(
        id="",
        document_id=layer.document_id,
        text_id=layer.id,
        what="place",
        name=name,
        mention=mention,
        value=place.place_id,
        place=place,
        why=f"{where_from}; {'a known place of this name lies there' if there else 'no known place of this name lies there'}",
        made_by=MadeBy(rule=CODER, version=VERSION),
    )
    return with_id("idn", record)


def _known_there(name: str, point: Point, reference: Reference) -> Place | None:
    """Return the one place of this name within 10 km of a point that is known to a town; ``None`` for wider ones and for several."""
    if point.precision not in {"point", "town"}:
        return None
    hits: tuple[PlaceHit, ...] = reference.gazetteer.candidates(name)
    found = {hit.place.place_id: hit.place for hit in hits if hit.stage in _SURE and _near(hit.place, point)}
    return next(iter(found.values())) if len(found) == 1 else None


def _near(place: Place, point: Point) -> bool:
    return distance_km(place, place._replace(latitude=point.latitude, longitude=point.longitude)) <= _SAME_KM
