"""``servanda shards``: what other machines have read, taken in."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_write
from servanda.cli.output import say, tell
from servanda.cli.program import Program
from servanda.text.counting import counted


def register(app: typer.Typer) -> None:
    """Add the group ``shards`` to the program."""
    words = "Parts that other machines have read with: servanda run DIR --shard 3/16."
    group = Program(help=words)
    group.command("join")(join)
    group.callback()(_group)
    app.add_typer(group, name="shards")


def _group() -> None:
    """Parts that other machines have read with: servanda run DIR --shard 3/16."""


def join(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    parts: Annotated[list[Path], typer.Argument(metavar="PART", help="Files that run --shard wrote.")],
    again: Annotated[
        int, typer.Option(min=0, help="How many documents of each part, chosen by chance, are read once more here.")
    ] = 1,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read texts.")] = 1,
) -> None:
    """Take parts in and, once no document is missing, put everything together: claims, incidents and findings are those of one run.

    A part is refused that is damaged, of another dossier, read by another version, settings or registry, or that does not fit the
    documents here; then nothing is taken in. The same part may be given again. --again 1000000 reads everything once more.

    Example: servanda shards join north-west part-*.jsonl
    """
    from servanda.cli.progress import progress
    from servanda.pipeline import join_parts

    with open_to_write(folder) as case, progress("joining") as step:
        done = join_parts(case, parts, workers, step, again)
    tell([f"{counted(done.n_taken, 'document')} taken in, {done.n_known} known"])
    if done.run is None:
        say(
            f"{counted(done.n_missing, 'document')} missing: join their parts, or read them here with: servanda run {folder}"
        )
        raise typer.Exit(3)
    tell(done.run.lines())
