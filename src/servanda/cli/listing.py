"""``servanda claims | incidents | statements | findings | sources | actors``: what is current, as table, JSON Lines or CSV."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand

from servanda.cli import offering
from servanda.cli.offering import offer
from servanda.cli.opening import open_to_read, open_to_write
from servanda.cli.output import Format, print_rows, say
from servanda.cli.program import DefaultGroup, Program, usual_dossier
from servanda.errors import UsageError

_A_PAGE: Final = 200  # rows of a table: more are slow to lay out, and nobody reads them on a terminal
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
Form = Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")]
Since = Annotated[str | None, typer.Option(help="Only what lies in the period from this date on (2019-02-15).")]
Until = Annotated[str | None, typer.Option(help="Only what lies in the period until, not including, this date.")]
Publisher = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="Only what this publisher told, or helped to tell.")
]
Unsure = Annotated[
    bool,
    typer.Option(
        "--unsure",
        help="Instead what may lie in the period but not surely: it crosses an end, or its day is not known.",
    ),
]
Place = Annotated[str | None, typer.Option(help="Only where this place is named (name or place id).")]
Actor = Annotated[str | None, typer.Option(help="Only where this person or body is named (name or entity id).")]
PageOfTable = Annotated[
    int, typer.Option("--page", min=1, help="Which page of a long table; csv and jsonl have all rows.")
]
Kind = Annotated[
    str | None,
    typer.Option(
        help="Only this kind of claim, or PLOVER type of incident or event.", autocompletion=offer(offering.kinds)
    ),
]
Status = Annotated[
    str | None,
    typer.Option(help="Only this status of finding, or review state.", autocompletion=offer(offering.statuses)),
]

Grade = Annotated[
    str | None,
    typer.Option(metavar="NAME=LETTER", help="Say how far a source is trusted: A (reliable) to E, F cannot be judged."),
]
GradedBy = Annotated[str | None, typer.Option("--by", metavar="NAME", help="--grade: your pseudonym.")]
Because = Annotated[str | None, typer.Option(help="--grade: why.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    for name, function in (
        ("claims", claims),
        ("incidents", incidents),
        ("statements", statements),
        ("findings", findings),
    ):
        app.command(name)(function)
    app.command("sources")(sources)
    words = "The people and bodies that the claims name; whom a name means (without a command: list)."
    group = Program(cls=DefaultGroup, help=words, no_args_is_help=False)
    group.command("list")(actors)
    group.command("lookup", cls=TyperCommand)(lookup)
    app.add_typer(group, name="actors")


def claims(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Folder, form: Form = Format.table, since: Since = None, until: Until = None, place: Place = None,
    actor: Actor = None, kind: Kind = None, status: Status = None, source: Publisher = None, unsure: Unsure = False, page: PageOfTable = 1,
) -> None:  # fmt: skip
    """List claims: who says what, where it stands.

    Example: servanda claims north-west --kind event --place "Khan Shaykhun" --format csv
    """
    wanted = _filter(since=since, until=until, place=place, actor=actor, kind=kind, status=status, source=source)
    _list("claims", folder, form, wanted, unsure=unsure, page=page)


def incidents(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Folder, form: Form = Format.table, since: Since = None, until: Until = None, place: Place = None,
    actor: Actor = None, kind: Kind = None, status: Status = None, source: Publisher = None, unsure: Unsure = False, page: PageOfTable = 1,
) -> None:  # fmt: skip
    """List incidents: acts, each once, with tolls as ranges and the number of independent origins.

    Example: servanda incidents north-west --since 2019-02-15 --until 2019-02-22

    The next week is --since 2019-02-22: no incident stands in both. What is not surely in a period is counted apart.
    """
    wanted = _filter(since=since, until=until, place=place, actor=actor, kind=kind, status=status, source=source)
    _list("incidents", folder, form, wanted, unsure=unsure, page=page)


def statements(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Folder, form: Form = Format.table, since: Since = None, until: Until = None, place: Place = None,
    actor: Actor = None, kind: Kind = None, status: Status = None, source: Publisher = None, unsure: Unsure = False, page: PageOfTable = 1,
) -> None:  # fmt: skip
    """List statements and meetings: accusations, demands, threats, refusals, talks, agreements made, denials of what nobody tells. They are words, never acts.

    One that a provision of the dossier's agreements speaks of stands among the incidents.

    Example: servanda statements north-west --kind THREATEN
    """
    wanted = _filter(since=since, until=until, place=place, actor=actor, kind=kind, status=status, source=source)
    _list("statements", folder, form, wanted, unsure=unsure, page=page)


def findings(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Folder, form: Form = Format.table, since: Since = None, until: Until = None, place: Place = None,
    actor: Actor = None, kind: Kind = None, status: Status = None, source: Publisher = None, unsure: Unsure = False, page: PageOfTable = 1,
) -> None:  # fmt: skip
    """List findings: incidents held against provisions, act by act. Everything is alleged until a person decides.

    The acts are counted first, each once: one may stand below for several provisions, agreements and parties.

    Example: servanda findings north-west --status alleged_violation
    """
    wanted = _filter(since=since, until=until, place=place, actor=actor, kind=kind, status=status, source=source)
    _list("findings", folder, form, wanted, unsure=unsure, page=page)


def sources(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Folder, form: Form = Format.table, page: PageOfTable = 1, grade: Grade = None, by: GradedBy = None, because: Because = None,
) -> None:  # fmt: skip
    """List sources with their grade, owner family and number of documents; or grade one.

    Example: servanda sources north-west

    Example: servanda sources north-west --grade "Example Wire=B" --by ana --because "right in 11 of 12 reports that were checked"
    """
    if grade is not None:
        _grade(folder, grade, by, because)
        return
    _list("sources", folder, form, {}, page=page)


def _grade(folder: Path, grade: str, by: str | None, because: str | None) -> None:
    from servanda.pipeline import Said, grade_source

    name, equals, letter = (part.strip() for part in grade.rpartition("="))
    if not equals or not by or not because:
        raise UsageError(
            'write --grade "NAME=LETTER" with --by NAME and --because TEXT: a grade is a decision on record'
        )
    with open_to_write(folder) as case:
        changed = grade_source(case, name, letter, Said(by, because))
    say(f"{name}: graded {letter}" if changed else f"{name}: is graded {letter} already")
    say(f"next: servanda run {folder}")


def actors(folder: Folder, form: Form = Format.table, page: PageOfTable = 1) -> None:
    """List the people and bodies that the claims name, by frequency.

    Example: servanda actors north-west --format csv

    Example: servanda actors list north-west
    """
    _list("actors", folder, form, {}, page=page)


def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any script, an abbreviation, or an id.")],
    dossier: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A dossier, with its own actors (default: SERVANDA_DIR).")
    ] = None,
    form: Form = Format.table,
) -> None:
    """Show whom a name means: id, names, kind, owner, to whom they belong and since when; exit status 1 where nobody does.

    Agreement files may use any name that means one actor here.

    Example: servanda actors lookup RSF
    """
    from servanda.pipeline import look_up_actor

    usual = usual_dossier()
    records, rows = look_up_actor(name, dossier or (Path(usual) if usual else None))
    print_rows(records, rows, form)
    if not any(record["sure"] for record in records):
        say(f"nobody goes by the name {name!r}; add an entry to the dossier's actors.yaml")
        raise typer.Exit(1)


def _filter(**wanted: str | None) -> dict[str, str]:
    return {name: value for name, value in wanted.items() if value is not None}


def _list(  # noqa: PLR0913 - one parameter an option
    what: str, folder: Path, form: Format, wanted: dict[str, Any], *, unsure: bool = False, page: int = 1
) -> None:
    from servanda.pipeline import Page, acts_and_findings, list_page, period_words, short_ids, without_bounds

    if unsure and not {"since", "until"} & wanted.keys():
        raise UsageError("--unsure asks what may lie in a period: name one by --since and --until")
    is_table = form is Format.table
    shown = Page(unsure, (page - 1) * _A_PAGE, _A_PAGE) if is_table else Page(unsure, whole=form is Format.jsonl)
    with open_to_read(folder) as case:
        listed = list_page(case, what, wanted, shown)
        short = short_ids(case, listed.rows) if is_table else {}
    if listed.acts and is_table:
        say(acts_and_findings(listed.acts, listed.n_sure))
    print_rows(listed.records, without_bounds(listed.rows) if is_table else listed.rows, form, short)
    n_behind = (listed.n_unsure if unsure else listed.n_sure) - shown.first - len(listed.rows)
    if is_table and n_behind > 0:
        say(f"{n_behind} more: --page {page + 1} shows the next ones, --format csv or jsonl all")
    if listed.n_unsure and not unsure:
        say(f"{listed.words(what)}: they cross an end of the period or have no date; --unsure lists them")
    if listed.n_background:
        say(
            f"{listed.n_background} left out, on acts outside the period of the dossier ({period_words(listed.period)}); list those with: --status background"
        )
    if listed.n_rejected:
        say(f"{listed.n_rejected} left out, because people rejected them; list those with: --status rejected")
