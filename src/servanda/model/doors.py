"""Doors that open late: a package offers names, and imports the modules that define them when they are asked for."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType


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

    class Package(ModuleType):
        """A package in which a module does not stand in the place of what is offered under its name (``standing.standing``)."""

        def __setattr__(self, name: str, value: object) -> None:
            if name not in places or not isinstance(value, ModuleType):
                super().__setattr__(name, value)

    def get(name: str) -> object:
        if name not in places:
            raise AttributeError(
                f"module {package!r} has no attribute {name!r}; it offers: {', '.join(sorted(places))}"
            )
        module, original = places[name]
        return getattr(import_module(module), original)

    sys.modules[package].__class__ = Package
    return get, sorted(places)
