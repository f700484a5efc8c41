"""``servanda import`` and ``compare``: rows of a table become sourced claims, or are held against the dossier."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.opening import open_to_read
from servanda.cli.output import Format, print_rows, say, tell
from servanda.cli.passphrase import passphrase
from servanda.cli.progress import progress
from servanda.cli.questions import one_of
from servanda.cli.table_wizard import need_map

if TYPE_CHECKING:
    from servanda.pipeline import ImportSummary

_MOST = 20
Map = Annotated[
    str | None,
    typer.Option(
        "--map", metavar="MAP", help="A map (.yaml), or the name of a shipped one: acled, ucdp-ged, kobo, odk."
    ),
]
Name = Annotated[
    str | None,
    typer.Option("--table", metavar="NAME", help="Under which name it is updated; without it the name of the file."),
]
Preview = Annotated[bool, typer.Option("--preview", help="Show row by row what would happen; nothing is stored.")]
Public = Annotated[bool, typer.Option("--public", help="The table was published. Without it, it is internal.")]
Form = Annotated[Format, typer.Option("--format", help="Of the preview: table, csv or jsonl.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    app.command("import")(import_)
    app.command("compare")(compare)


def import_(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or Excel (.xlsx).")],
    map_: Map = None,
    table: Name = None,
    preview: Preview = False,
    public: Public = False,
    form: Form = Format.table,
) -> None:
    """Import a table of events: your desk's own, a download of ACLED or UCDP, an export of KoBo or ODK.

    The sheet is kept as it is; each row becomes a claim that rests on its cells. A compiled table raises no count of independent
    sources. Imported again under the same name, rows are updated by their ids. Without --map a terminal asks, and writes a map.

    Example: servanda import north-west 2031-05-04-Sudan.csv --map acled --table acled-sudan --preview

    Example: servanda import north-west incidents.xlsx --map north-west/maps/incidents.yaml
    """
    from servanda.pipeline import ImportRequest, find_map, import_table, open_case, preview_rows

    chosen = map_ or need_map(file, folder)
    request = ImportRequest(file, find_map(chosen), table, public)
    with (
        open_case(folder, create=True, passphrase=None if preview else passphrase(folder), writes=not preview) as case,
        progress("importing") as step,
    ):
        summary, read = import_table(case, request, step, preview=preview)
    if preview:
        rows = preview_rows(read, request.map.map)
        print_rows(rows, rows, form)
    _say(summary, preview)
    if not preview:
        tell([summary.document_id])
        say(f"look at incidents with: servanda run {folder}")


By = Annotated[str, typer.Option("--by", help="Count instead of listing: by place, month, or place,month.")]
Only = Annotated[str | None, typer.Option("--only", help="matched, counted differently, ours only or theirs only.")]
Since = Annotated[str | None, typer.Option(help="Only what may lie in the period from this day.")]
Until = Annotated[str | None, typer.Option(help="Only what may lie in the period until, not including, this day.")]
Rows = Annotated[Format, typer.Option("--format", help="table, csv or jsonl.")]


def compare(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier, after a run.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or Excel (.xlsx).")],
    map_: Map = None,
    by: By = "",
    only: Only = None,
    since: Since = None,
    until: Until = None,
    form: Rows = Format.table,
) -> None:
    """Hold a table of events against the dossier: matched, counted differently, ours only, theirs only. Nothing is stored.

    The two are joined by the same linkage that joins reports. Each row says which of the cited sources the dossier holds.

    Example: servanda compare north-west 2031-05-04-Sudan.csv --map acled --only "theirs only"

    Example: servanda compare north-west 2031-05-04-Sudan.csv --map acled --by place,month --format csv
    """
    from servanda.pipeline import STANDINGS, ImportRequest, compare_table, find_map, grouped, period_of

    wanted = one_of(only, STANDINGS) if only else None
    groups = [one_of(one.strip(), ("place", "month")) for one in by.split(",") if one.strip()]
    request = ImportRequest(file, find_map(map_ or need_map(file, folder)))
    with open_to_read(folder) as case, progress("comparing") as step:
        found = compare_table(case, request, period_of(since, until), step)
    rows = [row for row in found.rows if wanted in {None, row["stands"]}]
    shown = grouped(rows, groups) if groups else rows  # type: ignore[arg-type]
    print_rows(shown, shown, form)
    say(", ".join(f"{name} {n}" for name, n in found.counts.items()))
    for note in found.notes:
        say(f"  {note}")


def _say(summary: "ImportSummary", preview: bool) -> None:
    if summary.is_known:
        say(f"table {summary.table}: this very sheet is there already, nothing changes")
        return
    would = "would be " if preview else ""
    say(
        f"table {summary.table}: {summary.n_rows} rows, {summary.n_claims} claims; rows {would}new {summary.new}, changed {summary.changed}, "
        f"as before {summary.same}, refused {len(summary.refused)}, left out by the map {len(summary.skipped)}, "
        f"gone since the last import {len(summary.gone)}"
    )
    _say_reasons("refused", summary.refused)
    _say_reasons("left out", summary.skipped)
    if summary.gone:
        more = " ..." if len(summary.gone) > _MOST else ""
        say(f"  gone: {', '.join(name.replace(chr(31), ' ') for name in summary.gone[:_MOST])}{more}")
    for note in summary.notes:
        say(f"  note: {note}")


def _say_reasons(words: str, lines: "tuple[tuple[int, str], ...]") -> None:
    """Say each reason once, with the first line it holds for and how many more."""
    first: dict[str, int] = {}
    for number, reason in lines:
        first.setdefault(reason, number)
    for reason, n in Counter(reason for _, reason in lines).most_common(_MOST):
        say(f"  {words}: {reason} (line {first[reason]}{f' and {n - 1} more' if n > 1 else ''})")
