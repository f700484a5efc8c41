"""``servanda review``: human judgements, appended and never edited."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from servanda.cli.offering import offer
from servanda.cli.opening import open_to_write
from servanda.cli.output import say, tell
from servanda.cli.program import DossierCommand
from servanda.errors import UsageError


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
    app.command("review", cls=_WithFields)(review)


class _WithFields(DossierCommand):
    """A command whose help ends with the fields that an amendment may change."""

    def sections(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield a title, and the fields with what each takes."""
        from servanda.pipeline import AMENDABLE

        for what, paths in AMENDABLE.items():
            yield f"What --set takes for a {what} (null makes unknown, N is a position from 0)", sorted(paths.items())

    def format_epilog(self, _context: Any, formatter: Any) -> None:
        """Write the fields, with what each takes."""
        for title, rows in self.sections():
            with formatter.section(title):
                formatter.write_dl(rows)


_Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID...",
        help="Ids, keys or handles of claims, incidents, findings or (undo) decisions; or --ids FILE.",
        autocompletion=offer(lambda: [verdict.value for verdict in Verdict]),
    ),
]
_Verdict = Annotated[Verdict, typer.Argument(help="What you decide.")]
_Because = Annotated[str, typer.Option(help="The reason, for those who read it years later.")]
_Changes = Annotated[
    list[str], typer.Option("--set", metavar="FIELD=VALUE", help="amend: a field to change; may be given again.")
]
_Other = Annotated[str | None, typer.Option("--with", metavar="ID", help="merge, split: the other claim or incident.")]
_Ids = Annotated[
    Path | None, typer.Option("--ids", metavar="FILE", help="A file of ids, one on each line (a CSV list will do).")
]
_Role = Annotated[str | None, typer.Option(help="undo: in which role you take back what protects a document.")]


def review(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    targets: _Targets = None,
    verdict: _Verdict = ...,  # type: ignore[assignment]
    by: Annotated[str, typer.Option(help="Your pseudonym.")] = ...,  # type: ignore[assignment]
    because: _Because = ...,  # type: ignore[assignment]
    changes: _Changes = [],  # noqa: B006 - typer copies defaults
    other: _Other = None,
    ids: _Ids = None,
    role: _Role = None,
) -> None:
    """Accept, reject, amend or undo. Nothing is edited in place: a decision is a record of its own.

    Of several records each gets its decision, all or none; a merge of several makes one incident of them.

    Example: servanda review north-west clm_12ab accept --by ana --because "checked against both reports"

    Example: servanda review north-west clm_12ab amend --set time.start=2019-02-16 --by ana --because "the day before"

    Example: servanda review north-west INC-0003 INC-0007 reject --by ana --because "a film is described"

    Example: servanda review north-west --ids read.txt accept --by ana --because "read, with the pages beside them"

    Example: servanda review north-west dec_12ab undo --by ana --because "wrong record"
    """
    from servanda.pipeline import read_ids

    names = tuple(dict.fromkeys([*(targets or ()), *(read_ids(ids) if ids else ())]))
    if not names:
        raise UsageError("nothing to decide on; give ids, or a file of ids with --ids FILE")
    said = {"verdict": verdict.value, "by": by, "because": because, "changes": tuple(changes), "other": other}
    _decide(folder, names, {**said, "role": role})


def _decide(folder: Path, names: tuple[str, ...], said: dict[str, Any]) -> None:
    from servanda.model.decisions import JUDGING
    from servanda.pipeline import Judgement, decide_all

    if said["verdict"] == Verdict.merge.value:
        judgements = [Judgement(target=names[0], others=names[1:], **said)]
    else:
        judgements = [Judgement(target=name, **said) for name in names]
    with open_to_write(folder) as case:
        decisions = decide_all(case, judgements)
        is_for_two = case.dossier.settings.review.persons > 1
    tell(decision.id for decision in decisions)
    about = decisions[0].target.key if len(decisions) == 1 else f"{len(decisions)} records"
    say(f"{said['verdict']} of {about} by {said['by']} is on record; apply it with: servanda run {folder}")
    if is_for_two and said["verdict"] in JUDGING:
        say("this dossier asks for two persons: it counts once another one has decided the same")
    taken = " ".join(decision.id for decision in decisions)
    say(f"take it back with: servanda review {folder} {taken} undo --by {said['by']} --because TEXT")
