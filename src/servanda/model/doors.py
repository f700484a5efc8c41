"""Doors that open late: a package offers names, and imports the modules that define them when they are asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module


def door(package: str, offered: Mapping[str, str]) -> tuple[Callable[[str], object], list[str]]:
    """Return ``__getattr__`` (PEP 562) and ``__all__`` of a package.

    ``offered`` maps modules of Servanda (``"pipeline.actors"``) to the names that they define, as an import would list them
    (``"diff_runs, runs as case_runs"``).
    """
    places = {
        (name.partition(" as ")[2] or name): (f"servanda.{module}", name.partition(" as ")[0])
        for module, names in offered.items()
        for name in names.split(", ")
    }

    def get(name: str) -> object:
        if name not in places:
            raise AttributeError(
                f"module {package!r} has no attribute {name!r}; it offers: {', '.join(sorted(places))}"
            )
        module, original = places[name]
        return getattr(import_module(module), original)

    return get, sorted(places)
