"""Servanda: who says what happened, where, when and to whom, held against what the parties agreed.

The rooms of the house stand in flow order in README.md beside this file; what a program may call stands in
`servanda.library`. Nothing is imported here before it is asked for, so that ``import servanda`` and ``servanda --help``
pay for nothing they do not use.
"""

from importlib import import_module

__all__ = [
    "AddSummary", "OpenDossier", "Reading", "Records", "RunSummary", "Written", "__version__", "errors", "open", "read",
]  # fmt: skip

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'servanda' has no attribute {name!r}; it offers: {', '.join(__all__)}")
    if name == "errors":
        return import_module("servanda.errors")
    return getattr(import_module("servanda.library"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
