"""Shipped tables that are kept packed."""

import gzip
from importlib.resources import files


def packed_text(name: str) -> str:
    """Return what stands in a packed file of ``reference/data``."""
    packed = files("servanda.reference").joinpath("data", name).read_bytes()
    return gzip.decompress(packed).decode("utf-8")
