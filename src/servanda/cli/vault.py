"""``servanda vault``: who stands behind a pseudonym, and what is protected; both only for the holder of the passphrase."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import Format, print_rows, say
from servanda.cli.passphrase import new_passphrase, passphrase
from servanda.cli.program import Program

_Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
_Form = Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    words = "Who stands behind a pseudonym, and the protected fields of documents: encrypted."
    group = Program(help=words)
    group.command("name")(name)
    group.command("staff")(staff)
    group.command("open")(open_)
    group.command("lock")(lock)
    group.command("seal")(seal)
    app.add_typer(group, name="vault")


def name(
    folder: _Folder,
    pseudonym: Annotated[str, typer.Argument(metavar="PSEUDONYM", help="The name under which somebody works here.")],
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Who that is.")],
) -> None:
    """Put into the vault who stands behind a pseudonym. No passphrase is needed to put something in.

    Example: servanda vault name north-west ana "Ana Lisowska, field office"
    """
    from servanda.pipeline import open_case

    with open_case(folder) as case:
        case.store.vault.name(pseudonym, person)
    say(f"the vault knows who {pseudonym} is")


def staff(folder: _Folder, form: _Form = Format.table) -> None:
    """List the pseudonyms with the persons behind them.

    Example: servanda vault staff north-west
    """
    from servanda.pipeline import open_case

    with open_case(folder, passphrase=passphrase(folder)) as case:
        found = case.store.vault.staff()
    rows = [{"pseudonym": pseudonym, "person": person} for pseudonym, person in sorted(found.items())]
    print_rows(rows, rows, form)


def open_(
    folder: _Folder,
    document: Annotated[str, typer.Argument(metavar="ID", help="Id of a document; its first characters do.")],
    by: Annotated[str, typer.Option(help="Your pseudonym; the log keeps that you looked.")],
    form: _Form = Format.table,
) -> None:
    """Show the protected fields of a document. That they were looked at is entered in the custody log.

    Example: servanda vault open north-west doc_12ab --by ana
    """
    from servanda.pipeline import open_case, protected_fields

    with open_case(folder, passphrase=passphrase(folder)) as case:
        found = protected_fields(case, document, by)
    rows = [{"field": field, "value": value} for field, value in found]
    print_rows(rows, rows, form)


def lock(folder: _Folder) -> None:
    """Protect the vault with a (new) passphrase; the present one is asked for where there is one.

    The key of the vault is encrypted anew; what is sealed for it stays as it is.

    Example: servanda vault lock north-west
    """
    from servanda.pipeline import open_case

    with open_case(folder, passphrase=passphrase(folder)) as case:
        case.store.vault.key.lock(new_passphrase(asked=True) or "")
    say("the vault is locked: collecting goes on without the passphrase, reading the vault needs it")


def seal(folder: _Folder) -> None:
    """Encrypt on the disk what [protection] in dossier.toml asks for and what lies in the clear still; needs no passphrase.

    For a dossier of an earlier version, after a change of that setting, and for documents that were declared protected later.
    New ones are sealed from their first byte on. Safe to stop and to call again. Copies, backups and freed blocks of the disk
    are out of its reach.

    Example: servanda vault seal north-west
    """
    from servanda.pipeline import open_case, seal_case
    from servanda.text.counting import counted

    with open_case(folder, passphrase=passphrase(folder)) as case:
        done = seal_case(case)
    say(f"sealed now: {counted(done.n_records, 'row')} and {counted(done.n_objects, 'object')}")
    say(f"{counted(done.n_documents, 'document')} sealed in all, with everything that was made of them")
