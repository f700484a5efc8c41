"""`unresolved --accept` and `--settle`: an analyst says what names mean; the dossier's own tables learn it."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from servanda.errors import UsageError
from servanda.model.codec import to_plain
from servanda.model.decisions import Decision
from servanda.model.identification import Identification
from servanda.pipeline.case import Case
from servanda.pipeline.changing import file_of
from servanda.pipeline.person_decisions import Said
from servanda.pipeline.settled_files import SETTLED_BY, Choice, write_actors, write_places_of
from servanda.pipeline.view import build_view
from servanda.reference.gazetteer import Place
from servanda.text.folds import plain

_POINT = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:\s*,\s*(\d+(?:\.\d+)?))?\s*$")
_RADIUS_KM = 3.0
_USUAL = "settled from the list of names without a match"
_HOW = "write NAME=NUMBER (of a suggestion), NAME=ID, NAME=LATITUDE,LONGITUDE[,KM] for a place, or NAME=TYPE for a new actor"


class Settled(NamedTuple):
    """What was learned: lines in words, the files that were written, and the decisions that say so."""

    lines: tuple[str, ...]
    files: tuple[Path, ...]
    decisions: tuple[Decision, ...]


def read_choices(lines: Iterable[str]) -> tuple[Choice, ...]:
    """Return choices written as ``NAME=VALUE``. Raises `UsageError` naming the one that is not."""
    found = []
    for line in lines:
        name, sign, value = line.rpartition("=")
        if not sign or not name.strip() or not value.strip():
            raise UsageError(f"{line!r} settles nothing: {_HOW}")
        found.append(Choice(name.strip(), value.strip()))
    return tuple(found)


def read_choice_table(path: Path) -> tuple[Choice, ...]:
    """Return the choices of a table as ``unresolved --format csv`` prints it, its column ``choice`` filled in where known."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a UTF-8 table ({error})") from error
    if rows and not {"name", "choice"} <= set(rows[0]):
        raise UsageError(
            f"{path}: columns name and choice are needed; take what `servanda unresolved DIR --format csv` prints"
        )
    filled = (row for row in rows if (row["choice"] or "").strip())
    return tuple(
        Choice((row["name"] or "").removeprefix("'"), row["choice"].strip().removeprefix("'")) for row in filled
    )


def settle(case: Case, choices: tuple[Choice, ...], said: Said | None = None) -> Settled:
    """Write what names mean into the dossier's places.csv and actors.yaml; the next run goes by it.

    Each file that changes is a decision on record, by ``said`` (else by the desk's collector). What was settled otherwise before is settled
    anew. Nothing is written where one choice cannot be understood. Raises `UsageError` naming it.
    """
    undecided: dict[str, Identification] = {}
    for one in build_view(case).undecided:
        undecided.setdefault(plain(one.name), one)
    by = said or Said(case.by, _USUAL)
    places: list[tuple[Choice, Place]] = []
    actors: list[tuple[Choice, dict[str, Any]]] = []
    lines = []
    for choice in choices:
        item = undecided.get(plain(choice.name))
        what = item.what if item else _kind_of(choice)
        if what == "agreement":
            raise UsageError(f"{choice.name!r} is an agreement: add the name to a file in {case.dossier.agreements}")
        if what == "place":
            place = _place(case, choice, item, by)
            places.append((choice, place))
            lines.append(f"{choice.name}: {place.name} [{place.place_id}] at {place.latitude}, {place.longitude}")
        else:
            actor = _actor(case, choice, item, by)
            actors.append((choice, actor))
            lines.append(f"{choice.name}: {actor['name']} [{actor['id']}]")
    decisions = (*write_actors(case, actors, by), *write_places_of(case, places, by))
    return Settled(tuple(lines), tuple(file_of(case, one) for one in decisions), decisions)


def _kind_of(choice: Choice) -> Literal["place", "actor"]:
    return "place" if _POINT.match(choice.value) or ":" in choice.value else "actor"


def _chosen(choice: Choice, item: Identification | None) -> str:
    """Return the id that a choice means: the number of a suggestion is that suggestion's."""
    if not choice.value.isdigit():
        return choice.value
    candidates = item.candidates if item else ()
    number = int(choice.value)
    if not 1 <= number <= len(candidates):
        raise UsageError(f"{choice.name!r} has {len(candidates)} suggestions, so not number {number}; {_HOW}")
    return candidates[number - 1].value


def _place(case: Case, choice: Choice, item: Identification | None, by: Said) -> Place:
    point = _POINT.match(choice.value)
    if point:
        at = (float(point[1]), float(point[2]), float(point[3] or _RADIUS_KM))
        return _new_place(case, choice, at, by)
    wanted = _chosen(choice, item)
    place = case.reference.gazetteer.place(wanted)
    if place is None:
        raise UsageError(f"{choice.name!r}: no place {wanted!r} in the gazetteer; {_HOW}")
    return place


def _new_place(case: Case, choice: Choice, at: tuple[float, float, float], by: Said) -> Place:
    countries = case.dossier.settings.countries
    if not countries:
        raise UsageError("dossier.toml names no countries; a new place belongs to the first of them")
    latitude, longitude, radius = at
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - degrees
        raise UsageError(f"{choice.name!r}: {choice.value} are no degrees; latitude comes first")
    return Place(
        place_id=f"dossier:{'-'.join(plain(choice.name).split())}",
        name=choice.name,
        country=countries[0],
        admin1=case.reference.gazetteer.admin1_at(latitude, longitude),
        feature="town",
        population=0,
        latitude=latitude,
        longitude=longitude,
        precision="town",
        radius_km=radius,
        source=f"{SETTLED_BY} {by.by}, {case.now()[:10]}",
    )


def _actor(case: Case, choice: Choice, item: Identification | None, by: Said) -> dict[str, Any]:
    wanted = _chosen(choice, item)
    known = case.reference.actors.actors.get(wanted)
    if known is not None:
        return {**to_plain(known), "aliases": [*known.aliases, choice.name]}
    types = sorted({actor.type for actor in case.reference.actors.actors.values()})
    if wanted not in types:
        raise UsageError(f"{choice.name!r}: {wanted!r} is no actor of the registry and no type ({', '.join(types)})")
    return {
        "aliases": [],
        "id": "-".join(plain(choice.name).split()),
        "name": choice.name,
        "type": wanted,
        "country": next(iter(case.dossier.settings.countries), None),
        "source": f"{SETTLED_BY} {by.by}, {case.now()[:10]}",
        "checked": "none",
    }
