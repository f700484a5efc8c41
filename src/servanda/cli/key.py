"""``servanda key``: the keys that sign the custody log."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import Format, print_rows, say, tell
from servanda.cli.passphrase import new_passphrase, passphrase
from servanda.cli.program import Program

_Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    group = Program(help="The keys that sign the custody log.")
    group.command("list")(keys)
    group.command("rotate")(rotate)
    app.add_typer(group, name="key")


def keys(
    folder: _Folder, form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table
) -> None:
    """List the signing keys. Give their ids to whoever should be able to check the log: on paper, by telephone.

    Example: servanda key list north-west
    """
    from servanda.pipeline import open_case

    with open_case(folder) as case:
        found = case.store.signing_keys()
    rows = [
        {"id": key.id, "public_key": key.public_key, "made_at": key.made_at, "by": key.by, "replaces": key.replaces}
        for key in found
    ]
    print_rows(found, rows, form)


def rotate(
    folder: _Folder,
    by: Annotated[str, typer.Option(help="Your pseudonym.")],
    because: Annotated[str, typer.Option(help="The reason, for those who read it years later.")],
    ask: Annotated[bool, typer.Option("--passphrase", help="Ask for a passphrase that protects the new key.")] = False,
) -> None:
    """Replace the signing key by a new one, which the old one endorses; the change is part of the log.

    A key that was lost is replaced without endorsement: from then on verify names a difference, unless it is given the new
    key's id (--key), which you must have given to everybody by another way.

    Example: servanda key rotate north-west --by ana --because "the laptop was out of our hands for a week"
    """
    from servanda.pipeline import open_case, rotate_key

    with open_case(folder, passphrase=passphrase(folder)) as case:
        key = rotate_key(case, by, because, new_passphrase(asked=ask))
    tell([key.id])
    say(
        f"the new key {key.id} signs from now on{'' if key.endorsement else '; the old one was not here to endorse it'}"
    )
