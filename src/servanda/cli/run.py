"""``servanda run``: from collected reports to findings."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from servanda.cli.offering import offer
from servanda.cli.opening import open_to_write
from servanda.cli.output import say, say_quarantined, tell
from servanda.errors import UsageError

if TYPE_CHECKING:
    from servanda.pipeline import Case, RunSummary, Step

_Reparse = Annotated[
    bool,
    typer.Option(
        "--reparse", help="Read every document anew, with the present parser and settings; decisions are carried over."
    ),
]


_Shard = Annotated[
    str | None,
    typer.Option(metavar="3/16", help="Read this part of the documents alone, and write it for: servanda shards join."),
]
_Output = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Where the part is written (default: parts/ in the dossier).")
]


_HELP: Final = """\
Parse, extract, resolve, corroborate and assess what is new or changed. Safe to stop and run again.

A document that was read keeps its text, character by character, because decisions hold on to it. After a change of
[parse] in dossier.toml, or to profit from a better parser, ask for --reparse: decisions are carried over by quote and
context, and those that cannot be are named.

Each document is read in a process of its own bounds ([limits] in dossier.toml); one beyond them is set aside. Sealed ones wait
where the passphrase is not given; incidents and findings are then left as they were.

Several machines may share the reading, each with a copy of the dossier: --shard 3/16 reads the third of sixteen parts, and
servanda shards join takes the parts in at home.

Examples: servanda run north-west · servanda run north-west --workers 2 · servanda run north-west --retry

Example: servanda run copy-of-north-west --shard 3/16 --output part-3.jsonl
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("run", help=_HELP)(run)


def run(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    engine: Annotated[
        str, typer.Option(help="local or spark.", autocompletion=offer(lambda: ("local", "spark")))
    ] = "local",
    workers: Annotated[
        int, typer.Option(min=1, help="Processes that read texts; a text that kills or holds one up is set aside.")
    ] = 1,
    reparse: _Reparse = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what was set aside.")] = False,
    shard: _Shard = None,
    output: _Output = None,
) -> None:
    """Read what is new or changed, and put everything together."""
    if shard or output:
        _run_shard(folder, shard, output, (engine, workers, reparse or retry))
        return
    from servanda.cli.progress import progress
    from servanda.pipeline import countries_wanted, local_conflicts, unsealed

    with open_to_write(folder) as case, progress("running") as step:
        for warning in (*case.warnings, *countries_wanted(case)):
            say(f"note: {warning}")
        summary = _ran(case, engine, workers, (retry, reparse), step)
        clear, conflicts = unsealed(case), tuple(local_conflicts(case))
    _say_ran(summary)
    _say_after(summary, clear, conflicts)
    if summary.quarantined or summary.passed_over or summary.waiting:
        raise typer.Exit(3)


def _run_shard(folder: Path, words: str | None, output: Path | None, how: tuple[str, int, bool]) -> None:
    from servanda.cli.progress import progress
    from servanda.pipeline import Shard, make_part, part_path

    engine, workers, is_again = how
    if words is None:
        raise UsageError("--output says where a part is written: name the part, such as --shard 3/16")
    if engine != "local" or is_again:
        raise UsageError("--shard reads what is not read yet, by itself: leave out --engine, --reparse and --retry")
    shard = Shard.read(words)
    with open_to_write(folder) as case, progress("reading") as step:
        done = make_part(case, shard, output or part_path(folder, shard), workers, step)
    for locator, reason in done.waiting:
        say(f"waiting: {locator}: {reason}")
    tell([str(done.part.path)])
    say(f"{done.part.n_documents} documents of part {shard}; SHA-256 in its last line: {done.part.digest}")
    if done.waiting:
        raise typer.Exit(3)


def _ran(case: "Case", engine: str, workers: int, again: tuple[bool, bool], step: "Step") -> "RunSummary":
    """Run, or say again what the last run said: what reads is not loaded where nothing has changed."""
    from servanda.pipeline import check_engine, said_before

    check_engine(engine)
    said = None if any(again) else said_before(case)
    if said:
        case.store.sign()
        return said
    from servanda.pipeline import Again, run_case

    return run_case(case, engine, workers, step, Again(*again))


def _say_after(summary: "RunSummary", clear: str | None, conflicts: Iterable[str]) -> None:
    """Say what is to be sealed and lies in the clear, which local knowledge is at odds with itself, and what is current."""
    if clear:
        say(f"note: {clear}")
    for conflict in conflicts:
        say(f"conflict: {conflict}")
    for line in summary.lines():
        say(line)


def _say_ran(summary: "RunSummary") -> None:
    """Name what could not be read, what waits, and what was read in another encoding than UTF-8."""
    from servanda.pipeline import told

    for quarantine in summary.quarantined:
        say_quarantined(quarantine.locator, quarantine.reason)
    for line in summary.read_as:
        say(f"note: {line}")
    for item in summary.passed_over:
        say(f"passed over: {told(item)}")
    for locator, reason in summary.waiting:
        say(f"waiting: {locator}: {reason}")
