"""``servanda expunge``: a document goes for good, and a tombstone stays."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_write
from servanda.cli.output import say, tell


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("expunge")(expunge)


def expunge(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    document: Annotated[str, typer.Argument(metavar="ID", help="Id of a document; its first characters do.")],
    because: Annotated[str, typer.Option(help="The reason, for those who read it years later. Name nobody in it.")],
    by: Annotated[str | None, typer.Option(help="Your pseudonym; without it the desk's collector.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only say what would go.")] = False,
) -> None:
    """Take a document away for good: its bytes, text layers, claims, protected fields, and the exports that hold it.

    Nobody can bring it back. The custody log stays whole: ids and hashes remain, with a tombstone that says who did it
    and why. Incidents and findings are made anew without it. Decisions on incidents that it stood in lose their reasons.

    Example: servanda expunge north-west doc_12ab --because "consent was withdrawn" --preview

    Example: servanda expunge north-west doc_12ab --because "consent was withdrawn" --by ana
    """
    from servanda.pipeline import expunge_document, preview_expunging

    with open_to_write(folder) as case:
        if preview:
            identity, counts, holding = preview_expunging(case, document)
            tell(f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items())
            tell(f"export {export.path} ({export.audience}, {export.at})" for export in holding)
            say(f"nothing was done; this is what goes with {identity}")
            return
        done = expunge_document(case, document, by or case.by, because)
    tell([done.tombstone.id])
    for path in done.deleted:
        say(f"deleted the export {path}")
    for export in done.elsewhere:
        say(
            f"ask back and delete: export of {export.at} for {export.audience}, once {export.path}, SHA-256 {export.sha256}"
        )
    for path in done.remains:
        say(
            f"look at {path}: words of the document, or a name from its protected fields, can still be read there (another copy, or a note by hand)"
        )
    if done.locator:
        say(f"the file it came from is yours to delete, and so are copies of the dossier: {done.locator}")
    say(f"expunged {done.tombstone.target_id}; the tombstone is {done.tombstone.id}")
