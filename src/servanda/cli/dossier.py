"""``servanda init`` and ``servanda add``: make a dossier and put reports into it."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say, say_quarantined


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    app.command("init")(init)
    app.command("add")(add)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make; it must not hold a dossier yet.")],
    template: Annotated[str, typer.Option(help="ceasefire or casualties.")] = "ceasefire",
) -> None:
    """Make a dossier with commented defaults.

    Example: servanda init north-west
    """
    from servanda.pipeline import init_dossier

    dossier = init_dossier(folder, template)
    say(f"made the dossier {folder}; say in {dossier.folder / 'dossier.toml'} which countries it is about")
    say(f"next: servanda add {folder} REPORTS   then: servanda run {folder}")


def add(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="Files, folders, tables (.jsonl, .csv, .xlsx), mail, archives, web addresses."
        ),
    ],
) -> None:
    """Collect reports: keep their bytes under their SHA-256 and enter them in the custody log.

    A web address is visited as its site's rules allow, and kept with headers and redirects as a WARC file.

    Example: servanda add north-west reports/ clippings.jsonl https://news.example/feed.xml
    """
    from servanda.cli.progress import progress
    from servanda.pipeline import add_sources, open_case

    with open_case(folder, create=True) as case, progress("collecting") as step:
        summary = add_sources(case, sources, step)
    for line in summary.visits:
        say(line)
    for quarantine in summary.quarantined:
        say_quarantined(quarantine.locator, quarantine.reason)
    for line in _gathered(summary.warnings):
        say(f"note: {line}")
    say(f"{summary.n_new} new, {summary.n_known} known, {len(summary.quarantined)} quarantined")
    if summary.n_new:
        say(f"next: servanda run {folder}")
    if summary.quarantined:
        raise typer.Exit(3)


def _gathered(warnings: tuple[str, ...]) -> list[str]:
    """Say each warning once, with how often it came and where first: a table of a thousand rows repeats itself."""
    places: dict[str, list[str]] = {}
    for warning in warnings:
        where, _, what = warning.partition(": ")
        places.setdefault(what, []).append(where)
    return [
        f"{what} ({found[0]}{f' and {len(found) - 1} more' if len(found) > 1 else ''})"
        for what, found in places.items()
    ]
