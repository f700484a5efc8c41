"""``servanda edition``: freeze what a report of a period counts, and tell what has changed since."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_read, open_to_write
from servanda.cli.output import Format, print_rows, say
from servanda.cli.program import Program
from servanda.cli.report import Audience
from servanda.errors import UsageError
from servanda.text.counting import counted

_Dossier = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
_For = Annotated[Audience, typer.Option(help="Whose editions: each audience has its own, numbered apart.")]
_Form = Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")]


def register(app: typer.Typer) -> None:
    """Add the group ``edition`` to the program."""
    group = Program(help="Editions of the report of a period, the rule that it counts by, and its templates.")
    for command in (freeze, edit, diff, rule, templates):
        group.command(command.__name__)(command)
    group.command("list")(list_editions)
    group.callback()(_group)
    app.add_typer(group, name="edition")


def _group() -> None:
    """Editions of the report of a period, the rule that it counts by, and its templates."""


def freeze(
    folder: _Dossier,
    since: Annotated[str, typer.Option(metavar="DAY", help="First day of the period.")],
    until: Annotated[str, typer.Option(metavar="DAY", help="Its end: the first day that is not in it any more.")],
    audience: _For = Audience.internal,
) -> None:
    """Freeze what the report of a period counts now, under a number: later reports are held against it.

    Kept are acts by the keys of their claims, how each was counted, and the rule; no words of any report. Freezing the same period
    again gives a revision, and nothing where nothing has changed.

    Example: servanda edition freeze north-west --since 2023-05-22 --until 2023-05-29
    """
    from servanda.pipeline import freeze_edition

    with open_to_write(folder) as case:
        edition, is_new = freeze_edition(case, since, until, audience.value)
    revision = f", revision {edition.revision}" if edition.revision > 1 else ""
    n_acts = counted(len(edition.acts), "act")
    done = "frozen" if is_new else f"is frozen already (on {edition.frozen_at[:10]}), and nothing has changed"
    say(f"edition {edition.number}{revision} for {edition.audience} {done}: {n_acts}, counted by {edition.rule}")


def edit(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: _Dossier,
    since: Annotated[str, typer.Option(metavar="DAY", help="First day of the period.")],
    until: Annotated[str, typer.Option(metavar="DAY", help="Its end: the first day that is not in it any more.")],
    by: Annotated[str, typer.Option(help="Your pseudonym.")],
    audience: _For = Audience.internal,
    headline: Annotated[
        str | None, typer.Option(help="Line over the first sentence, in your words; '' takes it away.")
    ] = None,
    comment: Annotated[str | None, typer.Option(help="Words under the first sentence; '' takes them away.")] = None,
    hide: Annotated[
        list[str], typer.Option(metavar="CATEGORY", help="A row to leave out of the table; may be given again.")
    ] = [],  # noqa: B006 - typer copies defaults
    show: Annotated[list[str], typer.Option(metavar="CATEGORY", help="A row that was hidden, to be shown again.")] = [],  # noqa: B006 - typer copies defaults
    because: Annotated[str, typer.Option(help="Why rows are hidden or shown again; the report prints it.")] = "",
) -> None:
    """Change the report of a period by hand: headline, comment, rows of the table by category that are not shown, with the reason.

    Nothing that is counted changes: what is hidden stays in the sums, and the report says which row it is and why. Each edit is a record under
    your pseudonym; each audience has edits of its own.

    Example: servanda edition edit north-west --since 2023-05-22 --until 2023-05-29 --by ana --headline "A week of strikes"

    Example: servanda edition edit north-west --since 2023-05-22 --until 2023-05-29 --by ana --hide detention --because "told in the annex"
    """
    from servanda.pipeline import Edit, ReportRequest, edit_period

    edits = [Edit("headline", headline)] if headline is not None else []
    edits += [Edit("comment", comment)] if comment is not None else []
    edits += [*(Edit("hide", because, row) for row in hide), *(Edit("show", because, row) for row in show)]
    if not edits:
        raise UsageError("say what to change: --headline, --comment, --hide or --show")
    with open_to_write(folder) as case:
        request = ReportRequest(audience=audience.value, since=since, until=until)
        edit_period(case.worked_on_by(by), request, edits)
    say(f"{counted(len(edits), 'edit')} of the report of {since} to before {until} for {audience.value} on record")


def diff(
    folder: _Dossier,
    edition: Annotated[int | None, typer.Argument(metavar="NUMBER", help="An edition; the newest without it.")] = None,
    other: Annotated[
        int | None, typer.Argument(metavar="OTHER", help="A later edition; without it, the dossier as it is now.")
    ] = None,
    audience: _For = Audience.internal,
    form: _Form = Format.table,
) -> None:
    """Say what counts otherwise than in a frozen edition: late reports, corrections, new coverage, new events.

    A late report came in after the edition; new coverage comes from sources that had given nothing before; a correction is read,
    judged or joined otherwise, without a new report; a new event lies after the edition's period.

    Example: servanda edition diff north-west 12
    """
    from servanda.pipeline import diff_edition

    with open_to_read(folder) as case:
        frozen, changes = diff_edition(case, edition, other, audience.value)
    rows = [
        {
            "label": change.label,
            "act": change.act,
            "category": change.category,
            "change": change.what,
            "fields": "; ".join(f"{one.field}: {one.before} > {one.after}" for one in change.fields) or None,
        }
        for change in changes
    ]
    if not rows and form is Format.table:
        say(f"nothing counts otherwise than in edition {frozen.number} ({frozen.since} to before {frozen.until})")
        return
    print_rows(rows, rows, form)


def list_editions(folder: _Dossier, form: _Form = Format.table) -> None:
    """List the frozen editions.

    Example: servanda edition list north-west
    """
    from servanda.pipeline import editions

    with open_to_read(folder) as case:
        known = editions(case)
    rows = [
        {
            "number": one.number,
            "revision": one.revision,
            "audience": one.audience,
            "since": one.since,
            "until": one.until,
            "acts": len(one.acts),
            "rule": one.rule,
            "frozen": one.frozen_at,
            "id": one.id,
        }
        for one in known
    ]
    print_rows(known, rows, form)


def rule(folder: _Dossier) -> None:
    """Copy the shipped counting rule into the dossier as counting.yaml, to give it a name of its own and change it.

    Example: servanda edition rule north-west
    """
    from servanda.pipeline import take_rule

    with open_to_read(folder) as case:
        path = take_rule(case)
    say(f"wrote {path}; give it an id of its own, and see docs/reference/counting.md for its words")


def templates(folder: _Dossier) -> None:
    """Copy the templates of the report of a period into the dossier (folder templates): page, style, words in English and Arabic.

    What stands there is used in place of what is shipped; files that are there already stay as they are.

    Example: servanda edition templates north-west
    """
    from servanda.pipeline import take_templates

    with open_to_read(folder) as case:
        made = take_templates(case)
    for path in made:
        say(f"wrote {path}")
    if not made:
        say(f"all templates are in {folder / 'templates'} already")
