"""``servanda stamp``: let an outside authority say when the record existed."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say, tell
from servanda.cli.passphrase import passphrase


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("stamp")(stamp)


def stamp(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]) -> None:
    """Have the newest signed state of the custody log time-stamped (RFC 3161) by the authority in dossier.toml.

    Without a network the request waits in the dossier; the same command completes it later. A time-stamp shows that the
    record existed at that instant, not that what it says is true.

    Example: servanda stamp north-west
    """
    from servanda.pipeline import open_case, stamp_case

    with open_case(folder, passphrase=passphrase(folder)) as case:
        summary = stamp_case(case)
    for size, at in summary.stamped:
        tell([f"{size}  {at}"])
        say(f"stamped: the first {size} entries of the custody log existed at {at}")
    if summary.waiting:
        say(f"waiting: {len(summary.waiting)} of the log's heads ({', '.join(map(str, summary.waiting))} entries)")
        say(f"why: {summary.reason}")
        say(f"try again with: servanda stamp {folder}")
    elif not summary.stamped:
        say("nothing new since the last time-stamp")
