"""``servanda report``: the dossier as one file."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.opening import open_to_write
from servanda.cli.output import say

if TYPE_CHECKING:
    from servanda.pipeline import ReportRequest
    from servanda.pipeline.reporting import Written


class Audience(StrEnum):
    """For whom a report is."""

    internal = "internal"
    partner = "partner"
    public = "public"
    court = "court"


_Output = Annotated[
    Path,
    typer.Option(
        help="File to write; its ending says the form: .html .csv .xlsx .jsonl .geojson .sqlite .parquet .ftm.json .annotations.jsonld, .zip (evidence bundle)"
    ),
]
_For = Annotated[
    Audience, typer.Option(help="Who will see it: consent, sensitivity and retention say what is left out.")
]
_Findings = Annotated[
    list[str], typer.Option(metavar="ID", help=".zip: a finding to pack; may be given again; all without it.")
]
_Disclosed = Annotated[
    list[str],
    typer.Option(metavar="ID", help=".zip: a document whose protected fields this audience may read; needs the vault."),
]
_Named = Annotated[
    bool,
    typer.Option("--name-withheld", help="Name on standard error which documents are withheld: for the desk's eyes."),
]
_Proofs = Annotated[
    bool,
    typer.Option("--with-proofs", help=".zip: show others the rows of the log too; says what that tells."),
]
_Opens = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help=".zip: a release that went out before; its rows are opened and proven.",
    ),
]
_TOLD = (
    "the proofs tell how many entries the log has, and of what is shown where it stood, who collected it under which pseudonym, "
    "and at which minute"
)


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("report")(report)


def report(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    output: _Output,
    audience: _For = Audience.internal,
    finding: _Findings = [],  # noqa: B006 - typer copies defaults
    disclose: _Disclosed = [],  # noqa: B006 - typer copies defaults
    name_withheld: _Named = False,
    with_proofs: _Proofs = False,
    opens: _Opens = None,
) -> None:
    """Write a report; every number in it links to the characters it rests on.

    For partner, public and court linking and assessing run anew over what they may see: nothing in the file comes from the
    rest, incidents have numbers of its own, and of what is withheld it says how much and why. A finding that withheld material
    speaks against is held back. Only its owner may read the file; the custody log knows it before it appears.

    A bundle for them is a release: signed, and checked without anything else, but of the log it holds salted hashes alone. Where
    the day matters, --with-proofs shows the log's own rows, and --opens does so for a release that went out before.

    Example: servanda report north-west --output north-west.html

    Example: servanda report north-west --output north-west.xlsx --audience partner

    Example: servanda report north-west --output market.zip --finding fnd_f2e4 --audience court

    Example: servanda report north-west --output proven.zip --audience court --opens market.zip
    """
    from servanda.pipeline import ReportRequest, write_report

    request = ReportRequest(audience.value, tuple(finding), tuple(disclose), with_proofs, opens)
    with open_to_write(folder) as case:
        written = write_report(case, output, request)
    _tell(written, request, name_withheld=name_withheld)
    say(f"wrote {output}")


def _tell(written: "Written", request: "ReportRequest", *, name_withheld: bool) -> None:
    """Say what the file tells beyond its words, and what it leaves out."""
    if request.has_proofs and not request.is_inside:
        say(f"note: {_TOLD}")
    for item in written.left_out:
        say(f"left out for {request.audience}: {item.words}")
    for name in written.telling:
        say(f"warning: the words of {name} name somebody who is protected, and the report holds them")
    for name, reason in sorted(written.withheld.items()) if name_withheld else ():
        say(f"withheld, for the desk's eyes: document {name}: {reason}")
