"""Room 4: mentions of places, actors and agreements to registry entries, or an explicit "no match" with candidates."""

from servanda.resolve.coded import CODER, NamedRow, Point, resolve_rows
from servanda.resolve.config import VERSION, ResolveConfig
from servanda.resolve.resolving import resolve

__all__ = ["CODER", "VERSION", "NamedRow", "Point", "ResolveConfig", "resolve", "resolve_rows"]
