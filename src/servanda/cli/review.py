"""``servanda review``: human judgements, appended and never edited."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say, tell
from servanda.cli.passphrase import passphrase


class Verdict(Enum):
    """What a person can decide."""

    accept = "accept"
    reject = "reject"
    amend = "amend"
    reply = "reply"
    merge = "merge"
    split = "split"
    undo = "undo"


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("review")(review)


def review(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    target: Annotated[
        str, typer.Argument(metavar="ID", help="Id, key or handle of a claim, incident, finding or (undo) decision.")
    ],
    verdict: Annotated[Verdict, typer.Argument(help="What you decide.")],
    by: Annotated[str, typer.Option(help="Your pseudonym.")],
    because: Annotated[str, typer.Option(help="The reason, for those who read it years later.")],
    changes: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=VALUE", help="amend: a field to change; may be given again.")
    ] = [],  # noqa: B006 - typer copies defaults
    other: Annotated[str | None, typer.Option("--with", metavar="ID", help="merge, split: the other claim.")] = None,
    role: Annotated[
        str | None, typer.Option(help="undo: in which role you take back what protects a document.")
    ] = None,
) -> None:
    """Accept, reject, amend or undo. Nothing is edited in place: a decision is a record of its own.

    Example: servanda review north-west clm_12ab accept --by ana --because "checked against both reports"

    Example: servanda review north-west clm_12ab amend --set modality=hoped --by ana --because "see the sentence before"

    Example: servanda review north-west dec_12ab undo --by ana --because "wrong record"
    """
    from servanda.pipeline import Judgement, decide, open_case

    judgement = Judgement(
        target=target, verdict=verdict.value, by=by, because=because, changes=tuple(changes), other=other, role=role
    )
    with open_case(folder, passphrase=passphrase(folder)) as case:
        decision = decide(case, judgement)
    tell([decision.id])
    say(
        f"{decision.verdict} of {decision.target.key} by {decision.by} is on record; apply it with: servanda run {folder}"
    )
    say(f"take it back with: servanda review {folder} {decision.id} undo --by {by} --because TEXT")
