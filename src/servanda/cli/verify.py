"""``servanda verify``: is every stored byte still what it was?"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.opening import PARTIAL
from servanda.cli.output import say, tell
from servanda.cli.passphrase import passphrase_to_read
from servanda.text.counting import counted

if TYPE_CHECKING:
    from servanda.pipeline import Witness

_Key = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Id of a signing key, told to you by another way: it must lead to the newest."),
]
_Head = Annotated[
    str | None,
    typer.Option(metavar="LINE", help="A line of `servanda head` that somebody kept: the log must begin with it."),
]
_Stamp = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", exists=True, dir_okay=False, help="A time-stamp (.tsr) that somebody kept of this log."
    ),
]
_Release = Annotated[
    Path | None,
    typer.Option(metavar="FILE", exists=True, help="A release given out before, whose rows BUNDLE.zip opens."),
]


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("verify")(verify)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR|BUNDLE.zip", help="A dossier, or an evidence bundle.")],
    key: _Key = None,
    head: _Head = None,
    stamp: _Stamp = None,
    release: _Release = None,
) -> None:
    """Check every object, text layer, span, record, log entry, signature and time-stamp; exit status 1 names what differs.

    Nothing is asked of a network. Time-stamps are checked against the root certificates that dossier.toml names. A change
    of key that the key before did not endorse differs, unless --key names the new one. Without --head or --stamp nobody
    outside vouches that the log was not cut back or written anew: a note says so, and the exit status stays 0.

    With the passphrase (asked for at a terminal, or in SERVANDA_PASSPHRASE) locked keys and the vault are opened and checked
    in substance, without it in their form; what is sealed is then not compared, which is said, and ends with status 3. Clocks that were set back, and private files that others can read, are noted.

    A bundle that is a release shows no log: it proves words, bytes, tree and signature, and a note says what only the dossier
    itself can prove. With --release a bundle with proofs is held against the release that it opens.

    Example: servanda verify north-west

    Example: servanda verify north-west --key sgk_3b57452dade33cc8d0c28067

    Example: servanda verify market.zip --head "servanda-head/1 42 2031-06-01T08:00:00Z 5f0c..."
    """
    from servanda.errors import UsageError
    from servanda.pipeline import Witness

    witness = Witness(key, head, stamp.read_bytes() if stamp else None)
    if folder.is_file() or (folder / "bundle.json").is_file():
        _verify_bundle(folder, witness, release)
    elif release:
        raise UsageError(f"--release is for a bundle that opens it: {folder} is a dossier")
    else:
        _verify_dossier(folder, witness)


def _verify_dossier(folder: Path, witness: "Witness") -> None:
    from servanda.errors import StoreError
    from servanda.pipeline import not_compared, open_case, verify_case, verify_notes

    try:
        with open_case(folder, passphrase=passphrase_to_read(folder), writes=False) as case:
            differences = [(found.where, found.what) for found in verify_case(case, witness)]
            notes = () if differences else verify_notes(case, witness)
            sealed = None if differences else not_compared(case)
    except StoreError as error:
        # A database that cannot even be opened is what this command is asked to find, not a wrong call.
        tell([f"DIFFERS: {error}"])
        raise typer.Exit(1) from error
    what = "that could be opened " if sealed else ""
    _report(
        differences,
        notes,
        f"every object, text layer, span, record, log entry and signature {what}is as it was written",
    )
    if sealed:
        raise typer.Exit(PARTIAL)


def _verify_bundle(place: Path, witness: "Witness", release: Path | None) -> None:
    """Do what the bundle's own verify.py does, with the program's copy of it."""
    from servanda.pipeline import verify_bundle

    differences, notes = verify_bundle(place, witness, release)
    _report(differences, notes, "every file, record, quotation, proof and signature of the bundle is as it was written")


def _report(differences: Iterable[tuple[str, str]], notes: Iterable[str], all_is_well: str) -> None:
    found = [f"DIFFERS: {where}: {what}" for where, what in differences]
    tell(found)
    for note in notes:
        say(f"note: {note}")
    if found:
        say(counted(len(found), "difference"))
        raise typer.Exit(1)
    say(all_is_well)
