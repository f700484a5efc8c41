"""``servanda diff``: which findings changed between two runs, and why."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_read
from servanda.cli.output import Format, print_rows, say


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("diff")(diff)


def diff(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    since: Annotated[
        str, typer.Option(help="Run to compare with: its id, the beginning of it, or previous.")
    ] = "previous",
    until: Annotated[str | None, typer.Option(help="Run to compare; without it, the dossier as it is now.")] = None,
    runs: Annotated[bool, typer.Option("--runs", help="List the runs that changed something instead.")] = False,
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
) -> None:
    """Say which findings changed since a run, and because of which claim, rule, agreement or decision.

    Example: servanda diff north-west --since run_3f2a
    """
    from servanda.pipeline import case_runs, diff_runs, short_ids

    with open_to_read(folder) as case:
        if runs:
            known = case_runs(case)
            listed = [{"run": run.id, "started": run.started_at, "servanda": run.servanda_version} for run in known]
            print_rows(known, listed, form, short_ids(case, listed))
            return
        changes = list(diff_runs(case, since, until))
        short = short_ids(case, ({"finding": change.after or change.before} for change in changes))
    rows: list[dict[str, str | None]] = [
        {
            "change": change.change,
            "finding": change.after or change.before,
            "provision": f"{change.agreement_id}/{change.provision_id}",
            "party": change.party,
            "status": f"{change.status_before or '-'} > {change.status_after or '-'}",
            "fields": ", ".join(change.fields),
            "because": "; ".join(f"{cause.kind} {cause.id or ''}: {cause.words}" for cause in change.because),
        }
        for change in changes
    ]
    if not changes and form is Format.table:
        say("no finding changed")
        return
    print_rows(changes, rows, form, short)
