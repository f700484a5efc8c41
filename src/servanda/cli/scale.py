"""``servanda scale``: reading on a cluster."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import tell
from servanda.cli.program import Program
from servanda.errors import UsageError
from servanda.text.counting import counted

_Dossier = Annotated[
    Path | None, typer.Option("--for", metavar="DIR", help="Settings, registry and places of this dossier.")
]
_Country = Annotated[
    list[str], typer.Option(metavar="XX", help="Country in scope (ISO 3166 code); may be given again.")
]
_Python = Annotated[
    str | None, typer.Option(metavar="PATH", help="Python on the executors (default: the path of this one).")
]
_Conf = Annotated[list[str], typer.Option(metavar="NAME=VALUE", help="Setting of Spark; may be given again.")]
_Together = Annotated[
    int, typer.Option(min=1, help="Documents read in one job: what is read again at most after a kill.")
]
_Source = Annotated[
    str, typer.Option("--in", metavar="FILE|FOLDER", help="Rows (.jsonl, .parquet) or web archives (.warc.gz).")
]
_Master = Annotated[str, typer.Option(help="The cluster, such as spark://HOST:7077, yarn, or local[2].")]


def register(app: typer.Typer) -> None:
    """Add the group ``scale`` to the program."""
    words = "Millions of texts, read on an Apache Spark cluster into Parquet files."
    group = Program(help=words)
    group.command("run")(run)
    group.callback()(_group)
    app.add_typer(group, name="scale")


def _group() -> None:
    """Millions of texts, read on an Apache Spark cluster into Parquet files."""


def run(  # noqa: PLR0913, PLR0917 - one parameter an option
    source: _Source,
    output: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Where the tables are written.")],
    master: _Master = "local[2]",
    dossier: _Dossier = None,
    country: _Country = [],  # noqa: B006 - typer copies defaults
    python: _Python = None,
    conf: _Conf = [],  # noqa: B006 - as above
    together: _Together = 50_000,
    a_task: Annotated[int, typer.Option(min=1, help="Documents read in one task.")] = 500,
) -> None:
    """Read texts into Parquet tables of claims, a day of publication at a time; the same command goes on where it was stopped.

    A row is a document as for servanda add: text, and published_on, title, publisher, language, url where known. Days that are done are
    left alone until they get a document more, or the program, its words or places change. Confidential rows are set aside.

    Example: servanda scale run --in texts.parquet --out claims --master spark://node1:7077 --country SY

    Example: servanda scale run --in archives/ --out claims --for north-west --python ./environment/bin/python --conf spark.archives=packages.tar.gz#environment
    """
    from servanda.cli.progress import progress
    from servanda.pipeline import ScaleRequest, scale_run

    if dossier and country:
        raise UsageError("--for takes the countries of the dossier: leave out --country")
    request = ScaleRequest(
        source=source, output=output, master=master, countries=tuple(country), dossier=dossier, python=python,
        further=_settings(conf), n_together=together, n_a_task=a_task,
    )  # fmt: skip
    with progress("reading") as step:
        done = scale_run(request, step)
    days, documents = counted(done.n_days, "day"), counted(done.n_documents, "document")
    tell([f"{documents} of {days} read, {done.n_done} done before: {output}/records"])


def _settings(conf: Sequence[str]) -> dict[str, str]:
    """Return the settings that are written as NAME=VALUE. Raises `UsageError`."""
    pairs = [one.partition("=") for one in conf]
    if wrong := next((name for name, equals, _ in pairs if not equals), None):
        raise UsageError(f"--conf {wrong!r}: write NAME=VALUE, such as spark.executor.memory=4g")
    return {name: value for name, _, value in pairs}
