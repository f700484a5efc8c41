"""Stateless filters, one per stage, for pipes and measurement: JSON Lines in, JSON Lines out."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from servanda.cli.output import print_lines, say, say_quarantined

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE...]", help="Files; standard input (JSON Lines) where none is named."),
]
Country = Annotated[
    list[str],
    typer.Option(metavar="XX", help="Country in scope (ISO 3166 code), the main one first; may be given again."),
]

FILTERS: Final = frozenset({"extract", "geocode", "link", "assess"})


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    for name, function in (("extract", extract), ("geocode", geocode), ("link", link), ("assess", assess)):
        app.command(name)(function)


def extract(
    files: Files = None,
    resolve: Annotated[
        bool,
        typer.Option(
            "--resolve", help="Join actors, places and agreements into the claims (no country: all the world)."
        ),
    ] = False,
    country: Country = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Read documents (CONTRACT section 2, or plain files) and print their claims.

    Example: servanda extract --resolve --country SY report.txt > claims.jsonl
    """
    from servanda.pipeline import extract_claims, read_documents

    _print(extract_claims(read_documents(files), tuple(country), resolve))


def geocode(files: Files = None, country: Country = []) -> None:  # noqa: B006 - typer copies defaults
    """Read documents with ``mentions`` and print them with ``places``; without a country all the world is in scope.

    Example: servanda geocode --country SY < mentions.jsonl
    """
    from servanda.pipeline import geocode_rows, read_rows

    _print(geocode_rows(read_rows(files), tuple(country)))


def link(files: Files = None, country: Country = []) -> None:  # noqa: B006 - typer copies defaults
    """Read event claims, or documents, and print the incidents they form: ``{"incident_id", "members"}``.

    The places of documents are looked up in the countries, without one in all the world.

    Example: servanda extract --resolve --country SY reports.jsonl | servanda link
    """
    from servanda.pipeline import link_claims, read_rows

    _print(link_claims(read_rows(files), tuple(country)))


def assess(
    agreements: Annotated[Path, typer.Option(help="Folder of agreement files.")],
    files: Files = None,
    zones: Annotated[Path | None, typer.Option(help="Folder of zone files (default: beside the agreements).")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Date of the assessment (default: the latest in the input).")
    ] = None,
) -> None:
    """Read incidents and print the findings under the agreements.

    Example: servanda incidents north-west --format jsonl | servanda assess --agreements north-west/agreements
    """
    from servanda.pipeline import assess_rows, read_rows

    _print(assess_rows(read_rows(files), agreements, zones, as_of))


def _print(found: Iterable[Any]) -> None:
    """Print records as they come, and name on standard error what was put aside; exit with 3 where anything was."""
    from servanda.model.documents import PassedOver
    from servanda.pipeline import Aside, Note, told

    n_aside = 0
    for item in found:
        if isinstance(item, Note):
            say(item.words)
        elif isinstance(item, Aside):
            say_quarantined(item.where, item.reason)
        elif isinstance(item, PassedOver):
            say(f"passed over: {told(item)}")
        else:
            print_lines([item])
        n_aside += isinstance(item, Aside | PassedOver)
    if n_aside:
        raise typer.Exit(3)
