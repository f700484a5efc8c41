"""``servanda describe``: what is known of a document and whence; a person's word on it."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.offering import field, offer
from servanda.cli.opening import open_to_read, open_to_write
from servanda.cli.output import Format, print_lines, print_rows, say, tell
from servanda.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("describe")(describe)


Document = Annotated[
    str | None, typer.Argument(metavar="DOC", help="Id, its beginning, or file name; without it all are listed.")
]
Title = Annotated[str | None, typer.Option(help="Title; for this and the next five 'unknown' takes a value away.")]
Publisher = Annotated[str | None, typer.Option(help="Who published it.")]
Author = Annotated[str | None, typer.Option(help="Who wrote it.")]
Published = Annotated[str | None, typer.Option(metavar="DAY", help="Day of publication, such as 2023-06-04.")]
Language = Annotated[str | None, typer.Option(help="Language code, such as en or ar.")]
Url = Annotated[str | None, typer.Option(help="Address at which it was published.")]
Sensitivity = Annotated[
    str | None,
    typer.Option(
        help="public, internal, confidential or protected.",
        autocompletion=offer(field("documents.Document", "sensitivity")),
    ),
]
RetainUntil = Annotated[str | None, typer.Option(metavar="DAY", help="Until when it may be kept.")]
Withdrawn = Annotated[str | None, typer.Option(metavar="DAY", help="When consent was withdrawn.")]
Risk = Annotated[
    str | None, typer.Option(help="Whom showing it could harm: it then stays inside, whatever anybody agreed to.")
]
Because = Annotated[str, typer.Option(help="The reason, for those who read it years later.")]
By = Annotated[str | None, typer.Option(help="Your pseudonym; without it the desk's collector.")]
Role = Annotated[str | None, typer.Option(help="In which role you loosen what protects it, such as lead.")]
Form = Annotated[Format, typer.Option("--format", help="table or jsonl; csv for the list.")]


def describe(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    document: Document = None,
    title: Title = None,
    publisher: Publisher = None,
    author: Author = None,
    published: Published = None,
    language: Language = None,
    url: Url = None,
    sensitivity: Sensitivity = None,
    retain_until: RetainUntil = None,
    consent_withdrawn: Withdrawn = None,
    risk: Risk = None,
    because: Because = "",
    by: By = None,
    role: Role = None,
    form: Form = Format.table,
) -> None:
    """Show what is known of a document and where each value came from; with options, say what holds instead.

    What you say is a decision: appended, in the log, and taken back with: servanda review DIR DECISION undo. Times that hang on
    the day of publication are read anew at the next run; keys of claims, and what was decided on them, stay.

    Example: servanda describe north-west doc_12ab

    Example: servanda describe north-west doc_12ab --published 2023-06-04 --publisher "Lake Radio" --because "see its page 2"
    """
    values = {
        "title": title, "publisher": publisher, "author": author, "published_on": published, "language": language, "url": url,
        "sensitivity": sensitivity, "retain_until": retain_until, "consent.withdrawn_at": consent_withdrawn, "risk": risk,
    }  # fmt: skip
    said = {name: value for name, value in values.items() if value is not None}
    if said:
        _say(folder, document, said, (because, by, role))
    else:
        _show(folder, document, form)


def _show(folder: Path, document: str | None, form: Format) -> None:
    from servanda.pipeline import known_of, list_page

    with open_to_read(folder) as case:
        if document is None:
            listed = list_page(case, "documents", {})
            print_rows(listed.records, listed.rows, form)
            return
        details, lines = known_of(case, document)
    if form is Format.jsonl:
        print_lines(details)
    else:
        tell(lines)


def _say(folder: Path, document: str | None, said: dict[str, str], who: tuple[str, str | None, str | None]) -> None:
    from servanda.pipeline import Description, describe_document

    if document is None:
        raise UsageError(f"say of which document: servanda describe {folder} DOC ...; list them without any option")
    with open_to_write(folder) as case:
        decision, told = describe_document(case, Description(document, said, *who))
    tell([decision.id])
    for line in told:
        say(line)
    say(f"take it back with: servanda review {folder} {decision.id} undo --by {decision.by} --because TEXT")
