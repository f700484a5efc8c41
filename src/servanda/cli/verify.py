"""``servanda verify``: is every stored byte still what it was?"""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("verify")(verify)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR|BUNDLE.zip", help="A dossier, or an evidence bundle.")],
    key: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Id of a signing key, told to you by another way, that must be here."),
    ] = None,
) -> None:
    """Check every object, text layer, span, record, log entry, signature and time-stamp; exit status 1 names what differs.

    Nothing is asked of a network. Time-stamps are checked against the root certificates that dossier.toml names.

    Example: servanda verify north-west

    Example: servanda verify north-west --key sgk_3b57452dade33cc8d0c28067

    Example: servanda verify market.zip
    """
    from servanda.errors import StoreError
    from servanda.pipeline import open_case, verify_case, verify_notes

    if folder.is_file() or (folder / "bundle.json").is_file():
        _verify_bundle(folder, key)
        return
    try:
        with open_case(folder) as case:
            differences = verify_case(case, key)
            notes = () if differences else verify_notes(case)
    except StoreError as error:
        # A database that cannot even be opened is what this command is asked to find, not a wrong call.
        print(error)
        raise typer.Exit(1) from error
    for difference in differences:
        print(f"{difference.where}: {difference.what.splitlines()[0]}")
    for note in notes:
        say(f"note: {note}")
    if differences:
        say(f"{len(differences)} differences")
        raise typer.Exit(1)
    say("every object, text layer, span, record, log entry and signature is as it was written")


def _verify_bundle(place: Path, key: str | None) -> None:
    """Do what the bundle's own verify.py does, with the program's copy of it."""
    from servanda.pipeline import verify_bundle

    differences, notes = verify_bundle(place, key)
    for where, what in differences:
        print(f"{where}: {what}")
    for note in notes:
        say(f"note: {note}")
    if differences:
        say(f"{len(differences)} differences")
        raise typer.Exit(1)
    say("every file, record, quotation, proof and signature of the bundle is as it was written")
