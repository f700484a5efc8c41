"""Room 4: mentions of places, actors and agreements to registry entries, or an explicit "no match" with candidates.

Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.resolve",
    {
        "resolve.coded": "CODER, NamedRow, Point, resolve_rows",
        "resolve.config": "VERSION, ResolveConfig",
        "resolve.resolving": "resolve",
    },
)
