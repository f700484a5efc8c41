"""What all commands share: which dossier is meant where none is named, and help without heavy imports."""

import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.models import ArgumentInfo

from servanda.cli.opening import opening
from servanda.errors import UsageError

VARIABLE: Final = "SERVANDA_DIR"
SETTINGS: Final = "dossier.toml"
_DIR: Final = "DIR"


class Program(typer.Typer):
    """A program or a group of it: its commands take the dossier from where it is to be found, unless they say otherwise."""

    def __init__(self, **settings: Any) -> None:
        """Take the settings of typer."""
        usual = {"no_args_is_help": True, "rich_markup_mode": None, "pretty_exceptions_enable": False}
        super().__init__(**{**usual, **settings})

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """Register a command; ``cls`` says otherwise than that its dossier may be left out.

        Where its first argument is a dossier, it also takes a file with the passphrase; ``reads=False`` says that it needs none.
        """
        reads = settings.pop("reads", True)
        register = super().command(name, **{"cls": DossierCommand, **settings})
        return lambda function: register(opening(function) if reads and takes_dossier(function) else function)


class DossierCommand(TyperCommand):
    """A command whose first argument, a dossier, may be left out."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the dossier that is meant in front, where none is named."""
        if self.takes_dossier and not ctx.resilient_parsing and not _asks_for_help(ctx, args):
            args = [*self._meant(ctx, args), *args]
        return super().parse_args(ctx, args)

    @property
    def takes_dossier(self) -> bool:
        """Whether the first argument is a dossier."""
        places = self._places()
        return bool(places) and (places[0].metavar or "").startswith(_DIR)

    def _places(self) -> list[Any]:
        return [param for param in self.params if param.param_type_name == "argument"]

    def _meant(self, ctx: Any, args: list[str]) -> list[str]:
        """Return the dossier to go by in front of ``args``, nothing where they name one."""
        places = self._places()
        values = self.make_parser(ctx).parse_args(args=list(args))[0]
        given = [text for place in places for text in _texts(values.get(place.name))]
        several = any(place.nargs == -1 for place in places)
        if given and (is_dossier(Path(given[0])) or (len(given) >= len(places) and not several)):
            return []
        folder = usual_dossier()
        if folder is None and len(given) < sum(place.required for place in places):
            raise UsageError(
                f"no dossier is named: write {ctx.command_path} DIR, set {VARIABLE}, or work in a folder that has a {SETTINGS}"
            )
        return [] if folder is None else [folder]


class DefaultGroup(TyperGroup):
    """A group that takes what names none of its commands for its command ``list``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``list`` in front where no command is named."""
        named = bool(args) and args[0] in self.commands
        return super().parse_args(ctx, args if named or _asks_for_help(ctx, args[:1]) else ["list", *args])


def takes_dossier(function: Callable[..., Any]) -> bool:
    """Tell whether the first argument of a command's function is a dossier."""
    first = next(iter(inspect.signature(function, eval_str=True).parameters.values()), None)
    known = getattr(first.annotation, "__metadata__", ()) if first else ()
    return any(isinstance(one, ArgumentInfo) and (one.metavar or "").startswith(_DIR) for one in known)


def is_dossier(folder: Path) -> bool:
    """Tell whether a folder is a dossier."""
    return (folder / SETTINGS).is_file()


def usual_dossier() -> str | None:
    """Return the dossier to go by where none is named: that of the variable SERVANDA_DIR, or the folder one works in."""
    return os.environ.get(VARIABLE) or ("." if is_dossier(Path()) else None)


def _asks_for_help(ctx: Any, args: list[str]) -> bool:
    return any(word in ctx.help_option_names for word in args)


def _texts(value: Any) -> list[str]:
    """Return what was given for one argument; nothing where the parser has no value."""
    return (
        [one for one in value if isinstance(one, str)]
        if isinstance(value, tuple | list)
        else [value]
        if isinstance(value, str)
        else []
    )
