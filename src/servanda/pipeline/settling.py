"""`unresolved --accept` and `--settle`: an analyst says what names mean; the dossier's own tables learn it."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from servanda.errors import UsageError
from servanda.model.codec import to_plain
from servanda.model.identification import Identification
from servanda.pipeline.case import Case
from servanda.pipeline.view import build_view
from servanda.reference.gazetteer import NamedPlace, Place, row_of, write_places
from servanda.reference.registry_files import append_entries
from servanda.text.folds import plain

_POINT = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:\s*,\s*(\d+(?:\.\d+)?))?\s*$")
_RADIUS_KM = 3.0
_HOW = "write NAME=NUMBER (of a suggestion), NAME=ID, NAME=LATITUDE,LONGITUDE[,KM] for a place, or NAME=TYPE for a new actor"


class Choice(NamedTuple):
    """What an analyst says a name means: a suggestion's number, an id, a point, or the type of a new actor."""

    name: str
    value: str


class Settled(NamedTuple):
    """What was learned: lines in words, and the files that were written."""

    lines: tuple[str, ...]
    files: tuple[Path, ...]


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


def settle(case: Case, choices: tuple[Choice, ...]) -> Settled:
    """Write what names mean into the dossier's places.csv and actors.yaml; the next run goes by it.

    Nothing is written where one choice cannot be understood. Raises `UsageError` naming it.
    """
    undecided: dict[str, Identification] = {}
    for one in build_view(case).undecided:
        undecided.setdefault(plain(one.name), one)
    places: list[NamedPlace] = []
    actors: dict[str, dict[str, Any]] = {}
    lines = []
    for choice in choices:
        item = undecided.get(plain(choice.name))
        what = item.what if item else _kind_of(choice)
        if what == "agreement":
            raise UsageError(f"{choice.name!r} is an agreement: add the name to a file in {case.dossier.agreements}")
        if what == "place":
            place = _place(case, choice, item)
            places.append(NamedPlace(place, (choice.name,)))
            lines.append(f"{choice.name}: {place.name} [{place.place_id}] at {place.latitude}, {place.longitude}")
        else:
            entry = _actor(case, choice, item)
            before = actors.get(entry["id"], {})
            entry["aliases"] = list(dict.fromkeys([*before.get("aliases", ()), *entry["aliases"]]))
            actors[entry["id"]] = entry
            lines.append(f"{choice.name}: {entry['name']} [{entry['id']}]")
    return Settled(tuple(lines), tuple(_write(case, places, list(actors.values()))))


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


def _place(case: Case, choice: Choice, item: Identification | None) -> Place:
    point = _POINT.match(choice.value)
    if point:
        return _new_place(case, choice, (float(point[1]), float(point[2]), float(point[3] or _RADIUS_KM)))
    wanted = _chosen(choice, item)
    place = case.reference.gazetteer.place(wanted)
    if place is None:
        raise UsageError(f"{choice.name!r}: no place {wanted!r} in the gazetteer; {_HOW}")
    return place


def _new_place(case: Case, choice: Choice, at: tuple[float, float, float]) -> Place:
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
        source=f"settled by {case.by}, {case.now()[:10]}",
    )


def _actor(case: Case, choice: Choice, item: Identification | None) -> dict[str, Any]:
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
        "source": f"settled by {case.by}, {case.now()[:10]}",
        "checked": "none",
    }


def _write(case: Case, places: list[NamedPlace], actors: list[dict[str, Any]]) -> Iterator[Path]:
    settings = case.dossier.settings
    if actors:
        path = case.folder / settings.actors
        append_entries(path, actors)
        yield path
    if places:
        path = case.folder / settings.places
        write_places(path, _merged(path, places))
        yield path


def _merged(path: Path, places: list[NamedPlace]) -> list[dict[str, str]]:
    """Return the rows of the dossier's table with the new ones; a place that is there learns the names."""
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    rows: list[dict[str, str]] = list(csv.DictReader(text.splitlines()))
    for place, names in places:
        same = [row for row in rows if (row.get("place_id") or "") == place.place_id]
        if same:
            known = [same[0].get("aliases") or "", *names]
            same[0]["aliases"] = ";".join(filter(None, known))
        else:
            rows.append(row_of(NamedPlace(place, (place.name, *names)), "none"))
    return rows
