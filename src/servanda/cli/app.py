"""The commands in one place, and what an error looks like to a person."""

import os
import sys

import typer

from servanda.cli import (
    agreement,
    demo,
    describe,
    diff,
    dossier,
    estimate,
    expunge,
    filters,
    gazetteer,
    head,
    key,
    listing,
    log,
    report,
    review,
    run,
    series,
    show,
    stamp,
    unresolved,
    vault,
    verify,
)
from servanda.cli.output import say
from servanda.errors import ServandaError

app = typer.Typer(
    name="servanda",
    help="Who says what happened, where, when and to whom, held against what the parties agreed.",
    epilog="Start with: servanda demo   or   servanda init CASE; servanda add CASE REPORTS; servanda run CASE",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (
    dossier,
    run,
    listing,
    show,
    describe,
    review,
    unresolved,
    report,
    verify,
    stamp,
    head,
    key,
    agreement,
    diff,
    series,
    estimate,
    vault,
    expunge,
    filters,
    demo,
    gazetteer,
    log,
):
    module.register(app)


def main() -> None:
    """Run the program. Exit status: 0 done, 1 found wanting, 2 cannot be done as asked, 3 some input quarantined."""
    try:
        app()
    except ServandaError as error:
        say(f"servanda: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        say("servanda: stopped; what was acknowledged is kept, and the same command goes on from there")
        sys.exit(130)
    except BrokenPipeError:
        # The reader went away (for example `| head`): no fault of ours, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
