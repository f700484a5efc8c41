"""Reading other people's gazetteers: GeoNames dumps, OCHA COD tables with P-codes (CSV, XLSX, GeoJSON), own tables.

The format is told by the columns, not by the name of the file. P-codes and GeoNames ids stay as the ids of the places.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from servanda.errors import ConfigError
from servanda.model.places import PlacePrecision
from servanda.reference.gazetteer import tables
from servanda.reference.gazetteer.divisions import divisions
from servanda.reference.gazetteer.place_tables import NamedPlace, read_places
from servanda.reference.gazetteer.places import Place, great_circle_km
from servanda.text.folds import plain

Row = dict[str, Any]

_GEONAMES_COLUMNS: Final = 19
_GEONAMES_FEATURES: Final = {
    "P": ("town", 3.0),
    "ADM1": ("governorate", 50.0),
    "ADM2": ("district", 25.0),
    "ADM3": ("subdistrict", 15.0),
}
_LEVELS: Final[tuple[PlacePrecision, ...]] = ("country", "governorate", "district", "subdistrict", "town")
_LEVEL_KM: Final = (300.0, 50.0, 25.0, 15.0, 3.0)
_PCODE = re.compile(r"^(?:adm|admin)(\d)_?p_?code$|^(p_?code)$")
_NAME = re.compile(
    r"^(?:adm|admin)(\d)_?(?:name)?_?([a-z]{2})?\d?$|^(?:location|place|settlement|feature)?_?name_?([a-z]{2})?$"
)
_LATITUDE = re.compile(r"^(?:lat|latitude|y|point_y|latitude_y|center_lat|y_coord)$")
_LONGITUDE = re.compile(r"^(?:lon|long|lng|longitude|x|point_x|longitude_x|center_lon|x_coord)$")


class Imported(NamedTuple):
    """What a file gave: its places, and for each row that could not be used where it stands and why."""

    places: tuple[NamedPlace, ...]
    refused: tuple[str, ...]


def read_foreign(path: Path, country: str | None = None, source: str | None = None) -> Imported:
    """Return the places of a file; ``country`` (ISO code) for tables that do not say it, ``source`` for the credit.

    Raises `ConfigError` where the file cannot be read or is in none of the known forms.
    """
    credit = source or path.name
    if path.suffix.lower() == ".zip" or (path.suffix.lower() == ".txt"):
        return _geonames(path, credit)
    rows = list(_rows(path))
    if rows and {"name", "country", "latitude", "longitude"} <= {str(key).lower() for key in rows[0]}:
        return Imported(tuple(read_places(path.read_text(encoding="utf-8-sig"), str(path), "dossier")), ())
    return _with_pcodes(path, rows, country, credit)


def _geonames(path: Path, credit: str) -> Imported:
    """Read a dump of GeoNames (19 columns without header): populated places and divisions."""
    places, refused = [], []
    for number, line in enumerate(_lines(path), start=1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != _GEONAMES_COLUMNS:
            refused.append(f"{path.name}, line {number}: {len(fields)} columns instead of {_GEONAMES_COLUMNS}")
            continue
        feature = _GEONAMES_FEATURES.get(fields[7]) or _GEONAMES_FEATURES.get(fields[6])
        if feature is None:
            continue
        try:
            places.append(_from_geonames(fields, feature, credit))
        except ValueError as error:
            refused.append(f"{path.name}, line {number}: {error}")
    if refused and not places:
        raise ConfigError(f"{path}: no dump of GeoNames ({refused[0]}); take the file of a country, such as SY.txt")
    return Imported(tuple(places), tuple(refused))


def _lines(path: Path) -> list[str]:
    try:
        if path.suffix.lower() != ".zip":
            return path.read_text(encoding="utf-8").splitlines()
        with zipfile.ZipFile(path) as archive:
            inner = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
            return [line for name in inner for line in archive.read(name).decode("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise ConfigError(f"{path}: cannot be read as a dump of GeoNames ({error})") from error


def _from_geonames(fields: list[str], feature: tuple[str, float], credit: str) -> NamedPlace:
    country, kind = fields[8], feature[0]
    place = Place(
        place_id=f"geonames:{int(fields[0])}",
        name=fields[1],
        country=country,
        admin1=_admin1_names(country).get(fields[10]),
        feature=kind,
        population=int(fields[14] or 0),
        latitude=float(fields[4]),
        longitude=float(fields[5]),
        precision=kind,  # type: ignore[arg-type]
        radius_km=feature[1],
        source=f"GeoNames ({credit})",
    )
    return NamedPlace(place, (fields[1], *filter(tables.is_name, fields[3].split(","))))


@lru_cache(maxsize=64)
def _admin1_names(country: str) -> dict[str, str]:
    ours = {item.code: item.names[0] for item in tables.governorates(country)}
    return {item.admin1: ours.get(item.admin1, item.names[0]) for item in divisions(country) if item.level == 1}


def _rows(path: Path) -> Iterator[Row]:
    try:
        match path.suffix.lower():
            case ".csv" | ".tsv":
                text = path.read_text(encoding="utf-8-sig")
                yield from csv.DictReader(io.StringIO(text), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
            case ".xlsx":
                yield from _sheet_rows(path)
            case ".geojson" | ".json":
                yield from map(_feature_row, json.loads(path.read_text(encoding="utf-8"))["features"])
            case other:
                raise ConfigError(f"{path}: {other or 'no ending'} is none of .txt .zip .csv .tsv .xlsx .geojson .json")
    except (OSError, UnicodeDecodeError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ConfigError(f"{path}: cannot be read as a table of places ({error})") from error


def _sheet_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of all sheets whose first row names columns with P-codes or places."""
    from openpyxl import load_workbook

    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        for sheet in book.worksheets:
            lines: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
            header = [str(cell or "") for cell in next(lines, ())]
            yield from ({key: cell for key, cell in zip(header, line, strict=False) if key} for line in lines)


def _feature_row(feature: Row) -> Row:
    """Return the properties of a GeoJSON feature with the centre and reach of its geometry."""
    from shapely.geometry import shape

    row = dict(feature["properties"])
    if feature.get("geometry"):
        outline = shape(feature["geometry"])
        centre = (outline.centroid.y, outline.centroid.x)
        corners = getattr(outline.convex_hull, "exterior", None)
        row |= {"latitude": centre[0], "longitude": centre[1]}
        if corners is not None:
            row["reach_km"] = max(great_circle_km(centre, (lat, lon)) for lon, lat in corners.coords)
    return row


def _with_pcodes(path: Path, rows: list[Row], country: str | None, credit: str) -> Imported:
    places: dict[str, NamedPlace] = {}
    refused = []
    if rows and not any(_level_of(row) for row in rows):
        raise ConfigError(
            f"{path}: no column of P-codes or places ({', '.join(map(str, rows[0]))}); needed are columns such as "
            "ADM3_EN, ADM3_AR, ADM3_PCODE with latitude and longitude, or name, country, latitude, longitude"
        )
    for number, row in enumerate(rows, start=2):
        try:
            item = _from_pcodes(row, country, credit)
        except (ValueError, KeyError) as error:
            refused.append(f"{path.name}, row {number}: {error}")
            continue
        places.setdefault(item.place.place_id, item)
    return Imported(tuple(places.values()), tuple(refused))


def _from_pcodes(row: Row, country: str | None, credit: str) -> NamedPlace:
    """Make a place of the deepest level that a row names. Raises `ValueError` saying what is missing."""
    found = _level_of(row)
    if found is None:
        raise ValueError("no name or P-code in this row")
    level, code = found
    names = _names_of(row, level)
    at = (_coordinate(row, _LATITUDE, 90.0), _coordinate(row, _LONGITUDE, 180.0))
    iso = (country or str(row.get("country") or code[:2])).upper()
    if not names or not re.fullmatch("[A-Z]{2}", iso):
        raise ValueError(f"no name for {code}" if not names else f"country {iso!r} is no ISO code; give --country")
    first = next(iter(_names_of(row, 1)), None)
    place = Place(
        place_id=f"pcode:{code}",
        name=names[0],
        country=iso,
        admin1=_usual_admin1(iso, first),
        feature=_LEVELS[level],
        population=0,
        latitude=at[0],
        longitude=at[1],
        precision=_LEVELS[level],
        radius_km=round(float(row.get("reach_km") or _LEVEL_KM[level]), 1),
        source=credit,
        admin2=next(iter(_names_of(row, 2)), None) if level > 1 else None,
    )
    return NamedPlace(place, names)


def _level_of(row: Row) -> tuple[int, str] | None:
    """Return the deepest level with a P-code in a row, and the code; a bare column ``pcode`` is that of a settlement."""
    found = []
    for key, value in row.items():
        match = _PCODE.match(str(key).lower())
        if match and value:
            found.append((min(int(match[1] or 4), 4), str(value).strip()))
    return max(found) if found else None


def _names_of(row: Row, level: int) -> tuple[str, ...]:
    """Return the names of one level in all languages, English first."""
    found: list[tuple[bool, int, str]] = []
    for key, value in row.items():
        match = _NAME.match(str(key).lower())
        if match and value and int(match[1] or 4) == level:
            language = match[2] or match[3] or "en"
            found.append((language != "en", len(found), str(value).strip()))
    return tuple(dict.fromkeys(name for _, _, name in sorted(found)))


def _usual_admin1(country: str, name: str | None) -> str | None:
    """Return our name of a division, so that places of different sources lie in the same one."""
    return None if name is None else _usual_names(country).get(plain(name), name)


@lru_cache(maxsize=64)
def _usual_names(country: str) -> dict[str, str]:
    ours = _admin1_names(country)
    found = {plain(name): ours[item.admin1] for item in divisions(country) if item.level == 1 for name in item.names}
    return found | {plain(name): item.names[0] for item in tables.governorates(country) for name in item.names}


def _coordinate(row: Row, column: re.Pattern[str], limit: float) -> float:
    value = next(
        (value for key, value in row.items() if column.match(str(key).lower()) and value not in {None, ""}), None
    )
    if value is None:
        raise ValueError("no coordinates")
    number = float(value)
    if not -limit <= number <= limit:
        raise ValueError(f"coordinate {number} is outside -{limit:g}..{limit:g}")
    return number
