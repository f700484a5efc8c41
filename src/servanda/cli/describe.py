"""``servanda describe``: what is known of a document and whence; a person's word on it."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import Format, print_lines, print_rows, say
from servanda.cli.passphrase import passphrase
from servanda.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("describe")(describe)


def describe(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    document: Annotated[
        str | None, typer.Argument(metavar="DOC", help="Id, its beginning, or file name; without it all are listed.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Title; for this and the next five 'unknown' takes a value away.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of publication, such as 2023-06-04.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Language code, such as en or ar.")] = None,
    url: Annotated[str | None, typer.Option(help="Address at which it was published.")] = None,
    sensitivity: Annotated[str | None, typer.Option(help="public, internal, confidential or protected.")] = None,
    retain_until: Annotated[str | None, typer.Option(metavar="DAY", help="Until when it may be kept.")] = None,
    consent_withdrawn: Annotated[str | None, typer.Option(metavar="DAY", help="When consent was withdrawn.")] = None,
    because: Annotated[str, typer.Option(help="The reason, for those who read it years later.")] = "",
    by: Annotated[str | None, typer.Option(help="Your pseudonym; without it the desk's collector.")] = None,
    role: Annotated[str | None, typer.Option(help="In which role you loosen what protects it, such as lead.")] = None,
    form: Annotated[Format, typer.Option("--format", help="table or jsonl; csv for the list.")] = Format.table,
) -> None:
    """Show what is known of a document and where each value came from; with options, say what holds instead.

    What you say is a decision: appended, in the log, and taken back with: servanda review DIR DECISION undo. Times that hang on
    the day of publication are read anew at the next run; keys of claims, and what was decided on them, stay.

    Example: servanda describe north-west doc_12ab

    Example: servanda describe north-west doc_12ab --published 2023-06-04 --publisher "Lake Radio" --because "printed on its page 2"

    Example: servanda describe north-west doc_12ab --sensitivity public --role lead --because "published since by its author"
    """
    from servanda.pipeline import Description, describe_document, known_of, list_documents, open_case

    values = {
        "title": title, "publisher": publisher, "author": author, "published_on": published, "language": language, "url": url,
        "sensitivity": sensitivity, "retain_until": retain_until, "consent.withdrawn_at": consent_withdrawn,
    }  # fmt: skip
    said = {name: value for name, value in values.items() if value is not None}
    if document is None:
        if said:
            raise UsageError(
                f"say of which document: servanda describe {folder} DOC ...; list them: servanda describe {folder}"
            )
        with open_case(folder) as case:
            documents, rows = list_documents(case)
        print_rows(documents, rows, form)
        return
    with open_case(folder, passphrase=passphrase(folder) if said else None) as case:
        if not said:
            details, lines = known_of(case, document)
            print_lines(details) if form is Format.jsonl else print("\n".join(lines))
            return
        decision, told = describe_document(case, Description(document, said, because, by, role))
    print(decision.id)
    for line in told:
        say(line)
    say(f"take it back with: servanda review {folder} {decision.id} undo --by {decision.by} --because TEXT")
