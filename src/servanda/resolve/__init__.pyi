# What type checkers and editors see of `servanda.resolve`: its parts are imported when they are asked for (decision 0152).
from servanda.resolve.coded import CODER, NamedRow, Point, resolve_rows
from servanda.resolve.config import VERSION, ResolveConfig
from servanda.resolve.resolving import resolve

__all__ = ["CODER", "VERSION", "NamedRow", "Point", "ResolveConfig", "resolve", "resolve_rows"]
