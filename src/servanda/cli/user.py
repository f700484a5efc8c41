"""``servanda user``: the accounts of a desk that several people sit at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.desk import desk_package
from servanda.cli.opening import open_to_write
from servanda.cli.output import Format, print_rows, say, tell
from servanda.cli.passphrase import typed_twice
from servanda.cli.program import Program

if TYPE_CHECKING:
    from servanda.web.accounts.register import Register

_Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
_Name = Annotated[str, typer.Argument(metavar="NAME", help="The account: a pseudonym, under which decisions stand.")]
_Group = Annotated[str, typer.Option(help="reader, analyst, reviewer, lead or administrator.")]
_Sees = Annotated[str, typer.Option(help="Documents up to: public, internal, confidential or protected.")]
_By = Annotated[str | None, typer.Option("--as", "--by", help="Your pseudonym; without it the desk's collector.")]
_Generate = Annotated[bool, typer.Option("--generate", help="Print a password of chance instead of asking for one.")]
_Form = Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    group = Program(help="Accounts of a desk that several people sit at: servanda desk DIR --accounts.")
    group.command("add")(add)
    group.command("list")(list_)
    group.command("assign")(assign)
    group.command("shut")(shut)
    group.command("open")(open_)
    group.command("reset")(reset)
    app.add_typer(group, name="user")


def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: _Folder, name: _Name, group: _Group, sees: _Sees = "internal", by: _By = None, generate: _Generate = False
) -> None:
    """Make an account. A second factor is set up at the first sign-in, and nobody comes in without one.

    Example: servanda user add north-west ana --group reviewer --sees confidential
    """
    with _accounts(folder, by) as accounts:
        accounts.add(name, group, sees, _password(generate=generate))
    say(f"{name} may sign in as {group}, and sees documents up to {sees}")


def list_(folder: _Folder, form: _Form = Format.table) -> None:
    """List the accounts.

    Example: servanda user list north-west
    """
    with _accounts(folder, None) as accounts:
        rows = [one._asdict() for one in accounts.people()]
    print_rows(rows, rows, form)


def assign(folder: _Folder, name: _Name, group: _Group, sees: _Sees = "internal", by: _By = None) -> None:
    """Give an account another group and clearance; its sessions end.

    Example: servanda user assign north-west ana --group lead --sees protected
    """
    with _accounts(folder, by) as accounts:
        accounts.assign(name, group, sees)
    say(f"{name} is {group} now, and sees documents up to {sees}")


def shut(folder: _Folder, name: _Name, by: _By = None) -> None:
    """Let an account in no more; what it decided stays.

    Example: servanda user shut north-west ana
    """
    with _accounts(folder, by) as accounts:
        accounts.shut(name)
    say(f"{name} is not let in any more; undo: servanda user open {folder} {name}")


def open_(folder: _Folder, name: _Name, by: _By = None) -> None:
    """Let an account in again.

    Example: servanda user open north-west ana
    """
    with _accounts(folder, by) as accounts:
        accounts.reopen(name)
    say(f"{name} may sign in again")


def reset(folder: _Folder, name: _Name, by: _By = None, generate: _Generate = False) -> None:
    """Give an account a new password and take its second factors away, for somebody who lost them.

    Example: servanda user reset north-west ana --generate
    """
    with _accounts(folder, by) as accounts:
        accounts.reset(name, _password(generate=generate))
    say(f"{name} sets up a second factor at the next sign-in")


@contextmanager
def _accounts(folder: Path, by: str | None) -> "Iterator[Register]":
    web = desk_package()
    with open_to_write(folder) as case:
        yield web.register_of(case, by or case.by)


def _password(*, generate: bool) -> str:
    if not generate:
        return typed_twice("password of the account: ", "--generate makes one")
    given: str = desk_package().new_password()
    tell([given])
    return given
