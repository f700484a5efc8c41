"""``servanda report``: the dossier as one file."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

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


class Compared(StrEnum):
    """With which period a report of a period is compared."""

    previous = "previous"


class Language(StrEnum):
    """Languages of the report of a period."""

    en = "en"
    ar = "ar"


_Output = Annotated[
    Path,
    typer.Option(
        help="File to write; its ending says the form: .html .csv .xlsx .jsonl .geojson .sqlite .parquet .ftm.json .annotations.jsonld, .zip (evidence bundle); of a period .html .pdf .xlsx .docx"
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
_Since = Annotated[
    str | None, typer.Option(metavar="DAY", help="Report of a period: its first day. With it --until is needed.")
]
_Until = Annotated[str | None, typer.Option(metavar="DAY", help="Its end: the first day that is not in it any more.")]
_Compare = Annotated[
    Compared | None, typer.Option(help="Report of a period: beside the period of the same length before it.")
]
_Language = Annotated[Language, typer.Option(help="Report of a period: language of its words.")]
_Annex = Annotated[
    bool,
    typer.Option("--annex", help="Report of a period, for print: with every act of the period and who tells of it."),
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

_HELP: Final = """\
Write a report; every number in it links to the characters it rests on.

For partner, public and court linking and assessing run anew over what they may see: nothing in the file comes from the
rest, incidents have numbers of its own, and of what is withheld it says how much and why. A finding that withheld material
speaks against is held back. Only its owner may read the file; the custody log knows it before it appears.

Partners and the public are told places by district, and get a document 30 days after its publication, one that tells where
forces or weapons are after 90; dossier.toml sets the days ([release]). A page of more than 150 reports leaves its texts to
files in the folder NAME_files beside it: keep them together.

A bundle for them is a release: signed, and checked without anything else, but of the log it holds salted hashes alone. Where
the day matters, --with-proofs shows the log's own rows, and --opens does so for a release that went out before.

Example: servanda report north-west --output north-west.html

Example: servanda report north-west --output north-west.xlsx --audience partner

With --since and --until it is the report of that period, counted by the rule in counting.yaml (docs/reference/counting.md), with the
agreements' articles, who says what, and what changed since the edition before (servanda edition).

Example: servanda report north-west --since 2023-05-22 --until 2023-05-29 --compare previous --output week.pdf

Example: servanda report north-west --output market.zip --finding fnd_f2e4 --audience court

Example: servanda report north-west --output proven.zip --audience court --opens market.zip
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("report", help=_HELP)(report)


def report(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    output: _Output,
    audience: _For = Audience.internal,
    finding: _Findings = [],  # noqa: B006 - typer copies defaults
    disclose: _Disclosed = [],  # noqa: B006 - typer copies defaults
    name_withheld: _Named = False,
    since: _Since = None,
    until: _Until = None,
    compare: _Compare = None,
    language: _Language = Language.en,
    annex: _Annex = False,
    with_proofs: _Proofs = False,
    opens: _Opens = None,
) -> None:
    """Write a report by the ending of its file."""
    from servanda.pipeline import ReportRequest, write_report

    request = ReportRequest(
        audience=audience.value,
        findings=tuple(finding),
        disclose=tuple(disclose),
        since=since,
        until=until,
        compare=compare is not None,
        language=language.value,
        annex=annex,
        with_proofs=with_proofs,
        opens=opens,
    )
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
