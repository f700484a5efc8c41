"""``servanda demo``: the shipped example from reports to findings."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to put the example dossier.")] = Path(
        "demo-idlib-2019"
    ),
) -> None:
    """Copy the example dossier, add its reports, run all stages, and name the report to open.

    Example: servanda demo
    """
    from servanda.cli.progress import progress
    from servanda.pipeline import run_demo

    with progress("demo") as step:
        lines = run_demo(folder, step)
    for line in lines:
        say(line)
