"""``servanda desk``: the pages on which a person reviews, in a browser on this machine."""

from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from servanda.cli.opening import open_to_write
from servanda.cli.output import say
from servanda.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("desk")(desk)


_By = Annotated[
    str | None,
    typer.Option("--as", "--by", metavar="NAME", help="Your pseudonym; without one the pages are for reading only."),
]
_Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at; 0: any that is free.")]
_Host = Annotated[str, typer.Option(help="The address to listen at; any but this machine's own only with --public.")]
_Accounts = Annotated[
    bool, typer.Option("--accounts", help="Everybody signs in with an account of his own: servanda user.")
]
_Public = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="The https address under which a proxy with TLS serves this desk to others."),
]
_Proxy = Annotated[str, typer.Option(metavar="ADDRESS", help="The address from which that proxy asks.")]
_Language = Annotated[str, typer.Option(help="The language of the pages: en or ar; each page offers the other.")]
_NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Open no browser; the address is printed.")]


def desk(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    by: _By = None,
    port: _Port = 0,
    host: _Host = "127.0.0.1",
    language: _Language = "en",
    no_browser: _NoBrowser = False,
    accounts: _Accounts = False,
    public: _Public = None,
    proxy: _Proxy = "127.0.0.1",
) -> None:
    """Open the desk: what waits for a person, documents with their claims, incidents, findings, in a browser on this machine.

    Each decision is a record by your pseudonym, as those of servanda review are, and findings follow at once. Nothing is loaded from a network, and
    no other user of this machine is let in.

    Example: servanda desk north-west --as ana

    Example: servanda desk north-west --as ana --port 8020 --language ar --no-browser

    Example: servanda desk north-west --accounts --port 8020 --public https://desk.example.org
    """
    web = desk_package()
    try:
        config = web.DeskConfig(
            by=by, port=port, language=language, host=host, accounts=accounts, public=public, proxy=proxy
        )
    except ValueError as error:
        raise UsageError(str(error)) from error
    with open_to_write(folder, create=True) as case:  # a new dossier takes its first reports here
        web.serve(case, config, say, opens_browser=not (no_browser or public))


def desk_package() -> ModuleType:
    """Return the package of the desk. Raises `UsageError` where what it needs is not installed."""
    try:
        import servanda.web
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"allauth", "django", "waitress"}:
            raise
        raise UsageError(
            "the desk needs the extra web: pip install 'servanda[web]' (in a clone: make setup)"
        ) from error
    return servanda.web
