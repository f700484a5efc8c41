"""``servanda init`` and ``servanda add``: make a dossier and put reports into it."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say, say_quarantined
from servanda.cli.passphrase import new_passphrase, passphrase


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    app.command("init")(init)
    app.command("add")(add)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make; it must not hold a dossier yet.")],
    template: Annotated[str, typer.Option(help="ceasefire or casualties.")] = "ceasefire",
    ask: Annotated[
        bool, typer.Option("--passphrase", help="Ask for a passphrase that protects the signing key.")
    ] = False,
) -> None:
    """Make a dossier with commented defaults, and a key that signs its custody log.

    With a passphrase the key signs only when that is given: at the terminal, or in the variable SERVANDA_PASSPHRASE.

    Example: servanda init north-west

    Example: servanda init north-west --passphrase
    """
    from servanda.pipeline import init_dossier

    dossier = init_dossier(folder, template, new_passphrase(asked=ask))
    say(f"made the dossier {folder}; say in {dossier.folder / 'dossier.toml'} which countries it is about")
    say(f"next: servanda add {folder} REPORTS   then: servanda run {folder}")


def add(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, or tables (.jsonl, .csv).")
    ],
) -> None:
    """Collect reports: keep their bytes under their SHA-256 and enter them in the custody log.

    Example: servanda add north-west reports/ clippings.jsonl
    """
    from servanda.cli.progress import progress
    from servanda.pipeline import add_sources, open_case

    with open_case(folder, create=True, passphrase=passphrase(folder)) as case, progress("collecting") as step:
        summary = add_sources(case, sources, step)
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
