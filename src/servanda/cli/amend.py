"""``servanda amend``: many claims by one reversible decision, and the findings that it turns."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_read, open_to_write
from servanda.cli.output import Format, print_rows, say, tell

_MOST = 20
Where = Annotated[
    list[str],
    typer.Option(
        "--where",
        metavar="FIELD=VALUE",
        help="place, actor, kind, since, until, status, type, mode, document or words; all must hold.",
    ),
]
Changes = Annotated[
    list[str],
    typer.Option("--set", metavar="FIELD=VALUE", help="What changes, as in review amend; place=ID brings coordinates."),
]
By = Annotated[str, typer.Option(help="Your pseudonym.")]
Because = Annotated[str, typer.Option(help="The reason, for those who read it years later.")]
Preview = Annotated[bool, typer.Option("--preview", help="Say what would change; nothing is stored.")]
Form = Annotated[Format, typer.Option("--format", help="Of the findings that turn: table, csv or jsonl.")]


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("amend")(amend)


def amend(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier, after a run.")],
    where: Where = [],  # noqa: B006 - typer copies defaults
    changes: Changes = [],  # noqa: B006
    by: By = ...,  # type: ignore[assignment]
    because: Because = ...,  # type: ignore[assignment]
    preview: Preview = False,
    form: Form = Format.table,
) -> None:
    """Amend all claims that a filter finds: one decision, taken back with one undo. It lists the findings that turn.

    Example: servanda amend north-west --where place=Orlova --set place=geonames:690548 --by ana --because "the northern one" --preview

    Example: servanda amend north-west --where words=exercise --where type=ASSAULT --set counting=unknown --by ana --because "drills"
    """
    from servanda.pipeline import Amendment, amend_where, flip_rows

    with open_to_read(folder) if preview else open_to_write(folder) as case:
        amended = amend_where(case, Amendment(tuple(where), tuple(changes), by, because), preview=preview)
    rows = list(flip_rows(amended))
    if rows:
        print_rows(rows, rows, form)
    for claim in amended.claims[:_MOST]:
        say(f"  {claim.id}: “{' '.join(claim.span.quote.split())[:100]}”")
    if len(amended.claims) > _MOST:
        say(f"  and {len(amended.claims) - _MOST} more")
    for claim, why in amended.left_out[:_MOST]:
        say(f"  left out: {claim.id}: {why}")
    would = "would be amended" if preview else "are amended by one decision"
    say(f"{len(amended.claims)} claims {would}, {len(amended.left_out)} left out; findings that turn: {len(rows)}")
    if not preview:
        tell([amended.decision.id])
        say(f"apply it with: servanda run {folder}")
        say(f"take it back with: servanda review {folder} {amended.decision.id} undo --by {by} --because TEXT")
