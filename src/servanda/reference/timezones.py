"""Time zones by country, from the time zone database (public domain) as ``tzdata`` ships it."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType


def zones_of(country: str | None) -> tuple[str, ...]:
    """Return the time zones of a country (ISO 3166 alpha-2), several where it has several; none for one that is not known."""
    return _zones().get(country or "", ())


@lru_cache(maxsize=1)
def _zones() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#") and line.strip():
            country, _, zone, *_ = line.split("\t")
            found[country] = (*found.get(country, ()), zone)
    return MappingProxyType(found)
