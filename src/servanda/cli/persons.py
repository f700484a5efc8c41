"""``servanda persons``: who is named as killed, injured, detained ..., for the desk alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from servanda.cli.opening import open_to_read, open_to_write
from servanda.cli.output import Format, print_rows, say, tell
from servanda.errors import UsageError

if TYPE_CHECKING:
    from servanda.model.decisions import Decision
    from servanda.pipeline import Case

Same = Annotated[list[str], typer.Option("--same", metavar="ID", help="These are one person; give it at least twice.")]
Other = Annotated[
    list[str], typer.Option("--other", metavar="ID", help="These are not one person; give it at least twice.")
]
Of = Annotated[
    list[str], typer.Option("--of", metavar="ID", help="The person whom --set is about; may be given again.")
]
Set = Annotated[
    list[str],
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="sex (female, male, other, unknown), status (civilian, member_of_party, unknown), age (years, unknown), protection (child, detainee, survivor, yes, no).",
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Somebody in no row, as a document writes the name; with --in and --set protection=..."
    ),
]
In = Annotated[str | None, typer.Option("--in", metavar="DOC", help="The document that names him.")]
Protected = Annotated[bool, typer.Option("--protected", help="List who never leaves named, with the reason.")]
By = Annotated[str, typer.Option(help="Your pseudonym.")]
Because = Annotated[str, typer.Option(help="The reason, for those who read it years later.")]
Role = Annotated[str | None, typer.Option(help="Your role: needed for protection=no, which lets a name leave.")]
Form = Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")]
_FIELD: Final = "protection="

_HELP: Final = """\
List whom claims name in full as killed, injured, detained ...: one entry a person and incident, each from claims.

Entries that may be one person are proposed, and counted as a range until somebody decides. The list is for the desk: no report for others has it.
servanda show DIR prs_12ab gives one person with every account.

Children, people who are held and survivors of sexual violence, or who may be, are named in nothing that is for others, whatever form it has;
--protected lists them. Say yourself who is one (--set protection=child), or who needs no protection (protection=no, with a role).

Example: servanda persons north-west

Example: servanda persons north-west --same prs_12ab --same prs_34cd --by ana --because "one funeral, two spellings"

Example: servanda persons north-west --of prs_12ab --set sex=female --set status=civilian --by ana --because "her brother, by phone"

Example: servanda persons north-west --name "Amna Salih" --in doc_12ab --set protection=child --by ana --because "seven years old"
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("persons", help=_HELP)(persons)


def persons(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier, after a run.")],
    same: Same = [],  # noqa: B006 - typer copies defaults
    other: Other = [],  # noqa: B006
    of: Of = [],  # noqa: B006
    changes: Set = [],  # noqa: B006
    name: Name = None,
    document: In = None,
    protected: Protected = False,
    by: By = "",
    because: Because = "",
    role: Role = None,
    form: Form = Format.table,
) -> None:
    """List persons, or decide on them."""
    from servanda.pipeline import Said, decide_persons, say_of_name, say_of_persons

    def decided(case: "Case") -> "Decision":
        if name is not None or document is not None:
            whom, field = _whom(name, document), _protection(changes)
            return say_of_name(case, *whom, field, Said(by, because, role))
        if of:
            return say_of_persons(case, of, changes, Said(by, because, role))
        return decide_persons(case, same or other, "same_person" if same else "other_person", by, because)

    if _asked(same, other, [*of, *filter(None, (name, document))], changes):
        with open_to_write(folder) as case:
            decision = decided(case)
        tell([decision.id])
        say(f"take it back with: servanda review {folder} {decision.id} undo --by {by} --because TEXT")
    elif protected:
        _list_protected(folder, form)
    else:
        _list(folder, form)


def _asked(same: list[str], other: list[str], whom: list[str], changes: list[str]) -> bool:
    """Tell whether a decision is asked for. Raises `UsageError` where it is more than one, or half of one."""
    if sum(map(bool, (same, other, whom))) > 1:
        raise UsageError("decide one thing at a time: --same, --other, or --set with --of or with --name and --in")
    if bool(changes) != bool(whom):
        raise UsageError(
            "--set needs a person: --of ID, or --name NAME --in DOC; and either of these needs --set FIELD=VALUE"
        )
    return bool(same or other or whom)


def _whom(name: str | None, document: str | None) -> tuple[str, str]:
    if not (name and document):
        raise UsageError("say both who and where: --name NAME --in DOC")
    return name, document


def _protection(changes: list[str]) -> str:
    """Return what is said of somebody in no row: whether he is protected, and nothing else."""
    if len(changes) != 1 or not changes[0].startswith(_FIELD):
        raise UsageError("of somebody whom no row has only --set protection=VALUE can be said")
    return changes[0].removeprefix(_FIELD)


def _list(folder: Path, form: Format) -> None:
    from servanda.pipeline import people, person_rows, range_words

    with open_to_read(folder) as case:
        found = people(case)
    rows = person_rows(found)
    print_rows(rows, rows, form)
    for words in range_words(found):
        say(f"  {words}")
    if found.lost:
        say(f"  decisions on persons whom no claim names now: {', '.join(found.lost)}")


def _list_protected(folder: Path, form: Format) -> None:
    from servanda.pipeline import shielded_rows

    with open_to_read(folder) as case:
        rows = shielded_rows(case)
    print_rows(rows, rows, form)
