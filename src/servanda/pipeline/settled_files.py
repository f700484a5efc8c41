"""What names mean, in the dossier's own tables: places.csv learns names of places, actors.yaml those of persons and bodies."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from servanda.model.decisions import Decision
from servanda.pipeline.case import Case
from servanda.pipeline.changing import changing
from servanda.pipeline.person_decisions import Said
from servanda.reference.gazetteer import NamedPlace, Place, row_of, write_places
from servanda.reference.registry_files import change_entries
from servanda.text.folds import plain

NAMES: Final = "names"
"""What a change of these files is about: its field of the same name says of each name what it means."""
SETTLED_BY: Final = "settled by"
"""How the source of an entry begins that was made for a name alone."""


class Choice(NamedTuple):
    """What an analyst says a name means: a suggestion's number, an id, a point, or the type of a new actor."""

    name: str
    value: str


def write_places_of(case: Case, chosen: Sequence[tuple[Choice, Place]], said: Said) -> tuple[Decision, ...]:
    """Write names of places into the dossier's table; a place that is there learns them, every other one forgets them."""
    if not chosen:
        return ()
    path = case.folder / case.dossier.settings.places
    with changing(case, path, _about((choice.name, place.place_id) for choice, place in chosen), said) as made:
        rows = _without(_rows(path), [choice.name for choice, _ in chosen])
        for choice, place in chosen:
            _learn(rows, choice.name, place)
        write_places(path, rows)
    return tuple(made)


def write_actors(case: Case, chosen: Sequence[tuple[Choice, Mapping[str, Any]]], said: Said) -> tuple[Decision, ...]:
    """Write names of persons and bodies into the dossier's registry, in the same way."""
    if not chosen:
        return ()
    path = case.folder / case.dossier.settings.actors
    names = {plain(choice.name) for choice, _ in chosen}
    entries: dict[str, dict[str, Any]] = {}
    for _, entry in chosen:
        known = entries.get(entry["id"], {}).get("aliases", ())
        entries[entry["id"]] = {**entry, "aliases": list(dict.fromkeys([*known, *entry["aliases"]]))}

    def change(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kept = [one for one in listed if not (_is_made_for(one, names) and one.get("id") not in entries)]
        for one in kept:
            if any(plain(str(name)) in names for name in one.get("aliases", ())):
                one["aliases"] = [name for name in one["aliases"] if plain(str(name)) not in names]
        return kept

    with changing(case, path, _about((choice.name, entry["id"]) for choice, entry in chosen), said) as made:
        change_entries(path, list(entries.values()), change)
    return tuple(made)


def _about(meant: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {"what": NAMES, NAMES: dict(meant)}


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    return list(csv.DictReader(text.splitlines()))


def _without(rows: Iterable[dict[str, str]], names: Iterable[str]) -> list[dict[str, str]]:
    """Return the rows without some names; a row that was made for one of them alone is gone."""
    folded = {plain(name) for name in names}
    kept = [row for row in rows if not _is_made_for(row, folded)]
    for row in kept:
        listed = (row.get("aliases") or "").split(";")
        row["aliases"] = ";".join(name for name in listed if name.strip() and plain(name) not in folded)
    return kept


def _is_made_for(entry: Mapping[str, Any], names: set[str]) -> bool:
    return str(entry.get("source") or "").startswith(SETTLED_BY) and plain(str(entry.get("name") or "")) in names


def _learn(rows: list[dict[str, str]], name: str, place: Place) -> None:
    same = next((row for row in rows if (row.get("place_id") or "") == place.place_id), None)
    if same is None:
        rows.append(row_of(NamedPlace(place, (place.name, name)), "none"))
    elif plain(name) != plain(same.get("name") or ""):
        same["aliases"] = ";".join(filter(None, (same.get("aliases"), name)))
