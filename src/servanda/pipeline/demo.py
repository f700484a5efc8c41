"""`demo`: the shipped example from reports to findings."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import servanda
from servanda.errors import NotFoundError
from servanda.pipeline.adding import add_sources
from servanda.pipeline.case import Step, open_case
from servanda.pipeline.reporting import write_report
from servanda.pipeline.running import run_case
from servanda.text.counting import counted

EXAMPLE = "idlib-2019"


def run_demo(folder: Path, step: Step) -> Iterator[str]:
    """Copy the example into ``folder`` (an existing demo is brought up to date), run it, and yield what to look at.

    Raises `NotFoundError` where the example is not to be found.
    """
    if not (folder / "dossier.toml").exists():
        shutil.copytree(example_folder(), folder, dirs_exist_ok=True)
    with open_case(folder, create=True) as case:
        added = add_sources(case, [str(folder / "reports")], step, public=True)
        yield f"{counted(added.n_new, 'report')} added, {added.n_known} known, {len(added.quarantined)} quarantined"
        yield from run_case(case, "local", 1, step).lines()
        report = folder / "report.html"
        write_report(case, report)
    yield f"open this report in a browser: {report.resolve()}"
    yield f"then try: servanda findings {folder}   servanda show {folder} INC-0001   servanda verify {folder}"


def example_folder() -> Path:
    """Return the example dossier: beside the package in a checkout, inside it where it was installed."""
    package = Path(servanda.__file__).parent
    for folder in (package.parent.parent / "examples" / EXAMPLE, package / "examples" / EXAMPLE):
        if (folder / "dossier.toml").is_file():
            return folder
    raise NotFoundError(f"the example {EXAMPLE} is not installed; take it from the repository (folder examples)")
