"""``servanda estimate``: how many victims no list documents, by two methods side by side."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.opening import open_to_read
from servanda.cli.output import Format, print_rows, say
from servanda.errors import UsageError

if TYPE_CHECKING:
    from servanda.corroborate import Estimate


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("estimate")(estimate)


def estimate(
    place: Annotated[
        Path,
        typer.Argument(metavar="DIR|FILE", help="The dossier, or a table of documented victims (.csv, JSON Lines)."),
    ],
    family: Annotated[
        list[str] | None, typer.Option(help="Owner family of a list of FILE: LIST=FAMILY (repeatable).")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
) -> None:
    """Estimate all victims, documented or not, from three to five independent lists; never merged with what is documented.

    Of DIR the lists are those whom each independent origin names in full as killed, incident by incident; most dossiers have
    too few and are refused. FILE has a column for each list (1: has the victim, 0: has not), and optionally victim (an id) and
    count (victims with this history); its lists must be linked before.
    Sparse or dependent lists are refused with the reason. Takes seconds for thousands of victims, a minute for 90,000 on five
    lists. What the figures may not be used for: docs/explanation/what-an-estimate-may-not-be-used-for.md.

    Example: servanda estimate victims.csv --family registry=ministry --family hospitals=ministry
    """
    from servanda.pipeline import estimate_file, read_families

    found = _of_dossier(place, family) if place.is_dir() else estimate_file(place, read_families(family or []))
    say("estimates, not documented counts: they hold only if the lists are independent as modelled and rightly linked")
    rows = [asdict(row) for row in found]
    print_rows(rows, rows, form)


def _of_dossier(folder: Path, family: list[str] | None) -> "list[Estimate]":
    from servanda.pipeline import estimate_case

    if family:
        raise UsageError("--family is for the lists of a FILE; a dossier's origins have their owners in dossier.toml")
    with open_to_read(folder) as case:
        held, found = estimate_case(case)
    say(f"lists: {_sizes(held.sizes)}" + (f"; left out: {_sizes(held.left_out)}" if held.left_out else ""))
    return found


def _sizes(lists: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in lists.items())
