"""``servanda estimate``: how many victims no list documents, by two methods side by side."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import Format, print_rows, say


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("estimate")(estimate)


def estimate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Table of documented victims, .csv or JSON Lines.")],
    family: Annotated[list[str] | None, typer.Option(help="Owner family of a list: LIST=FAMILY (repeatable).")] = None,
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
) -> None:
    """Estimate all victims, documented or not, from three to five independent lists; never merged with what is documented.

    FILE has a column for each list (1: has the victim, 0: has not), and optionally victim (an id) and count (victims with
    this history). The lists must be linked before: a dossier does not link persons across origins yet, and is refused.
    Sparse or dependent lists are refused with the reason. Takes seconds for thousands of victims, a minute for 90,000 on five
    lists. What the figures may not be used for: docs/explanation/what-an-estimate-may-not-be-used-for.md.

    Example: servanda estimate victims.csv --family registry=ministry --family hospitals=ministry
    """
    from servanda.pipeline import estimate_file, read_families

    rows = [asdict(row) for row in estimate_file(file, read_families(family or []))]
    say("estimates, not documented counts: they hold only if the lists are independent as modelled and rightly linked")
    print_rows(rows, rows, form)
