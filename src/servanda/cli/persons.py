"""``servanda persons``: who is named as killed, injured, detained ..., for the desk alone."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_read, open_to_write
from servanda.cli.output import Format, print_rows, say, tell
from servanda.errors import UsageError

Same = Annotated[list[str], typer.Option("--same", metavar="ID", help="These are one person; give it at least twice.")]
Other = Annotated[
    list[str], typer.Option("--other", metavar="ID", help="These are not one person; give it at least twice.")
]
By = Annotated[str, typer.Option(help="Your pseudonym.")]
Because = Annotated[str, typer.Option(help="The reason, for those who read it years later.")]
Form = Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")]


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("persons")(persons)


def persons(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier, after a run.")],
    same: Same = [],  # noqa: B006 - typer copies defaults
    other: Other = [],  # noqa: B006
    by: By = "",
    because: Because = "",
    form: Form = Format.table,
) -> None:
    """List whom claims name in full as killed, injured, detained ...: one entry a person and incident, each from claims.

    Entries that may be one person are proposed, and counted as a range until somebody decides. The list is for the desk: no report
    for others has it.

    Example: servanda persons north-west

    Example: servanda persons north-west --same prs_12ab --same prs_34cd --by ana --because "one funeral, two spellings"
    """
    from servanda.pipeline import decide_persons, people, person_rows, range_words

    if same and other:
        raise UsageError("decide one thing at a time: --same, or --other")
    if same or other:
        verdict = "same_person" if same else "other_person"
        with open_to_write(folder) as case:
            decision = decide_persons(case, same or other, verdict, by, because)
        tell([decision.id])
        say(f"take it back with: servanda review {folder} {decision.id} undo --by {by} --because TEXT")
        return
    with open_to_read(folder) as case:
        found = people(case)
    rows = person_rows(found)
    print_rows(rows, rows, form)
    for words in range_words(found):
        say(f"  {words}")
    if found.lost:
        say(f"  decisions on persons whom no claim names now: {', '.join(found.lost)}")
