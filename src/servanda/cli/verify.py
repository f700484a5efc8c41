"""``servanda verify``: is every stored byte still what it was?"""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("verify")(verify)


def verify(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]) -> None:
    """Check every object, text layer, span, record and log entry; exit status 1 names what differs.

    Example: servanda verify north-west
    """
    from servanda.errors import StoreError
    from servanda.pipeline import open_case, verify_case

    try:
        with open_case(folder) as case:
            differences = verify_case(case)
    except StoreError as error:
        # A database that cannot even be opened is what this command is asked to find, not a wrong call.
        print(error)
        raise typer.Exit(1) from error
    for difference in differences:
        print(f"{difference.where}: {difference.what.splitlines()[0]}")
    if differences:
        say(f"{len(differences)} differences")
        raise typer.Exit(1)
    say("every object, text layer, span, record and log entry is as it was written")
