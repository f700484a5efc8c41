"""``servanda agreement check``: is an agreement file sound?"""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say


def register(app: typer.Typer) -> None:
    """Add the group ``agreement`` to the program."""
    group = typer.Typer(help="Check agreement files.", no_args_is_help=True)
    group.command("check")(check)
    group.callback()(_group)
    app.add_typer(group, name="agreement")


def _group() -> None:
    """Check agreement files."""


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Agreement files (.yaml), or folders of them.")
    ],
) -> None:
    """Report faults with file, line and path; exit status 1 where there is an error.

    Example: servanda agreement check agreements/*.yaml
    """
    from servanda.pipeline import check_agreements

    problems = check_agreements(files)
    for problem in problems:
        print(problem)
    errors = [problem for problem in problems if problem.severity == "error"]
    say(f"{len(errors)} errors, {len(problems) - len(errors)} warnings")
    if errors:
        raise typer.Exit(1)
