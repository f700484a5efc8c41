"""Taking the sourcing off the leaves: ``{value, source, checked, disputed}`` becomes its value, the rest a sidecar by path."""

from typing import Any, Final

from servanda.errors import RecordError
from servanda.model.agreements import Sourcing
from servanda.model.codec import from_plain
from servanda.reference.agreement_files.problems import Path, dotted

SOURCING: Final = frozenset({"source", "checked", "disputed"})
Sidecar = dict[str, Sourcing]
Fault = tuple[Path, str]


def strip_sourcing(value: Any, sidecar: Sidecar, faults: list[Fault], path: Path = ()) -> Any:
    """Return ``value`` without sourcing; ``sidecar`` takes the sourcing by dotted path, ``faults`` what is no sourcing."""
    match value:
        case dict() if "value" in value:
            _note(value, sidecar, faults, path)
            return strip_sourcing(value["value"], sidecar, faults, path)
        case dict():
            if value.keys() & {"source", "checked"}:
                _note(value, sidecar, faults, path)
            kept = {key: item for key, item in value.items() if key not in {"source", "checked"}}
            return {key: _stripped(key, item, sidecar, faults, path) for key, item in kept.items()}
        case list():
            return [strip_sourcing(item, sidecar, faults, (*path, index)) for index, item in enumerate(value)]
        case _:
            return value


def nearest(sidecar: Sidecar, where: str) -> Sourcing | None:
    """Return the sourcing of a place in a file: its own, or that of the nearest thing around it that has one."""
    while where not in sidecar and where:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    return sidecar.get(where)


def _stripped(
    key: str, item: Any, sidecar: Sidecar, faults: list[Fault], path: Path
) -> Any:  # one branch of the walk above
    return item if key == "disputed" else strip_sourcing(item, sidecar, faults, (*path, key))


def _note(leaf: dict[str, Any], sidecar: Sidecar, faults: list[Fault], path: Path) -> None:
    try:
        sidecar[dotted(path)] = from_plain({key: leaf[key] for key in SOURCING & leaf.keys()}, Sourcing)
    except RecordError as error:
        faults.append(
            (
                path,
                f"{error}; sourcing is {{value, source, checked: none|secondary|primary, disputed: [{{value, source}}]}}",
            )
        )
    unknown = sorted(leaf.keys() - SOURCING - {"value"}) if "value" in leaf else []
    faults.extend(((*path, name), f"unknown field {name!r} beside a value is ignored") for name in unknown)
