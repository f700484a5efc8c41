"""``servanda head``: today's line, for somebody outside to keep."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say, tell
from servanda.cli.passphrase import passphrase


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("head")(head)


def head(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]) -> None:
    """Print the newest signed state of the custody log as one line, for a notebook or an e-mail.

    Give it to somebody who cannot change the dossier: a colleague elsewhere, a lawyer, a notary, a newspaper. With the
    line they see later whether the record was cut back, set back or written anew since: servanda verify DIR --head LINE.
    The line tells nothing of what the record says.

    Example: servanda head north-west

    Example: servanda head north-west | mail -s "head of today" lawyer@example.org
    """
    from servanda.pipeline import open_case, todays_head

    with open_case(folder, passphrase=passphrase(folder)) as case:
        line = todays_head(case)
    tell([line])
    say("let somebody keep this line who cannot change the dossier; check with: servanda verify DIR --head 'LINE'")
