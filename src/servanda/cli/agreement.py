"""``servanda agreement``: is an agreement file sound, what does it say, and which ones are shipped?"""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.agreement_new import new
from servanda.cli.offering import offer, shipped
from servanda.cli.opening import open_to_read
from servanda.cli.output import say, tell
from servanda.cli.program import Program
from servanda.text.counting import counted


def register(app: typer.Typer) -> None:
    """Add the group ``agreement`` to the program."""
    group = Program(help="Check, explain and take agreement files.")
    for command in (check, explain, take, new):
        group.command(command.__name__)(command)
    group.command("list")(list_shipped)
    group.callback()(_group)
    app.add_typer(group, name="agreement")


def _group() -> None:
    """Check, explain and take agreement files."""


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Agreement files (.yaml), or folders of them.")
    ],
    against: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A dossier: say which of its sentences each provision meets.")
    ] = None,
    most: Annotated[
        int, typer.Option(min=1, help="--against: sentences shown of either sort, for each provision.")
    ] = 5,
) -> None:
    """Report faults with file, line and path; exit status 1 where there is an error.

    All words that an agreement file may hold stand in docs/reference/agreement-words.md.

    Example: servanda agreement check agreements/*.yaml

    Example: servanda agreement check my-agreement.yaml --against north-west
    """
    from servanda.pipeline import check_agreements, probe_agreements

    problems = check_agreements(files)
    for problem in problems:
        tell([str(problem)])
    errors = [problem for problem in problems if problem.severity == "error"]
    say(f"{counted(len(errors), 'error')}, {counted(len(problems) - len(errors), 'warning')}")
    if against is not None:
        with open_to_read(against) as case:
            tell(probe_agreements(case, files, most))
    if errors:
        raise typer.Exit(1)


def explain(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Agreement files (.yaml), or ids of shipped ones.", autocompletion=offer(shipped)
        ),
    ],
) -> None:
    """Print agreements in plain words: who is bound to what, when, on whose word, and who disputes it.

    Example: servanda agreement explain sochi-mou-2018
    """
    from servanda.pipeline import explain_agreement

    for number, name in enumerate(files):
        tell([*([""] if number else []), *explain_agreement(name)])


def list_shipped() -> None:
    """List the agreements that are shipped, by id.

    Example: servanda agreement list
    """
    from servanda.pipeline import shipped_agreements

    for name, title in shipped_agreements():
        tell([f"{name}  {title}"])


def take(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    agreements: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Ids of shipped agreements (servanda agreement list).", autocompletion=offer(shipped)
        ),
    ],
) -> None:
    """Copy shipped agreements, with the maps they name, into a dossier.

    Example: servanda agreement take north-west sochi-mou-2018 unscr-2254
    """
    from servanda.pipeline import take_agreement

    for name in agreements:
        for path in take_agreement(folder, name):
            say(f"wrote {path}")
