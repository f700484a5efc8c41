"""The commands in one place, and what an error looks like to a person."""

import gc
import os
import sys
from typing import Annotated, Final

import typer

from servanda import __version__
from servanda.cli import (
    agreement,
    amend,
    claim,
    completion,
    demo,
    describe,
    desk,
    diff,
    dossier,
    edition,
    estimate,
    expunge,
    filters,
    gazetteer,
    head,
    implementation,
    key,
    listing,
    log,
    note,
    persons,
    report,
    review,
    run,
    scale,
    search,
    series,
    shards,
    show,
    stamp,
    store,
    tables,
    unresolved,
    user,
    vault,
    verify,
)
from servanda.cli.output import say, tell
from servanda.cli.program import Program
from servanda.errors import ServandaError

# New objects between two searches for circles among them: what a start loads stays, and would be walked through hundreds of times.
_N_OBJECTS: Final = 500_000

app = Program(
    name="servanda",
    help="Who says what happened, where, when and to whom, held against what the parties agreed.",
    epilog="Start with: servanda demo   or   servanda init CASE; servanda add CASE REPORTS; servanda run CASE",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(asked: bool) -> None:
    if asked:
        tell([f"servanda {__version__}"])
        raise typer.Exit


@app.callback()
def _program(
    _version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Who says what happened, where, when and to whom, held against what the parties agreed."""


for module in (
    dossier,
    note,
    tables,
    run,
    shards,
    scale,
    listing,
    search,
    persons,
    implementation,
    show,
    describe,
    desk,
    review,
    amend,
    claim,
    unresolved,
    report,
    edition,
    verify,
    stamp,
    store,
    head,
    key,
    agreement,
    diff,
    series,
    estimate,
    vault,
    user,
    expunge,
    filters,
    demo,
    gazetteer,
    log,
    completion,
):
    module.register(app)


def main() -> None:
    """Run the program. Exit status: 0 done, 1 found wanting, 2 cannot be done as asked, 3 some of it (input quarantined, sealed)."""
    gc.set_threshold(_N_OBJECTS)
    try:
        if completion.VARIABLE in os.environ:
            completion.answer_plainly()
        app(prog_name="servanda")
    except SystemExit as ended:
        if sys.argv[1:2] and sys.argv[1] in filters.FILTERS and ended.code in {0, 3}:
            _leave_at_once(int(ended.code))
        raise
    except ServandaError as error:
        say(f"servanda: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        say("servanda: stopped; what was acknowledged is kept, and the same command goes on from there")
        sys.exit(130)
    except BrokenPipeError:
        # The reader went away (for example `| head`): no fault of ours, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        gc.freeze()  # the end of a process needs no search for circles: a fifth of a second, in all that was imported


def _leave_at_once(code: int) -> None:
    """End a command that keeps nothing, and has read all: to take its objects apart one by one takes a tenth of a second."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
