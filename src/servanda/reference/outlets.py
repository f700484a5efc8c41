"""Names of outlets and agencies that the registry of actors knows: who may stand as publisher at the head of a text."""

from functools import cache
from importlib.resources import files

from servanda.model.codec import decode_json

_MEDIA = "media"


@cache
def outlet_names() -> frozenset[str]:
    """Return names and aliases of all media in the shipped registry, in every script."""
    text = files("servanda.reference").joinpath("data", "actors.jsonl").read_text(encoding="utf-8")
    entries = (decode_json(line) for line in text.splitlines() if f'"{_MEDIA}"' in line)
    return frozenset(
        name
        for entry in entries
        if entry.get("type") == _MEDIA
        for name in (entry["name"], *entry["aliases"], *entry["aliases_ar"], *entry["aliases_cyrl"])
    )
