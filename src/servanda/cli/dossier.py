"""``servanda init`` and ``servanda add``: make a dossier and put reports into it."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from servanda.cli.offering import offer, templates
from servanda.cli.output import say, say_quarantined
from servanda.cli.passphrase import VARIABLE, first_passphrase, passphrase
from servanda.errors import UsageError

if TYPE_CHECKING:
    from servanda.pipeline import AddSummary, Case


_Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE...", help="Files, folders, tables (.jsonl, .csv, .xlsx), mail, web archives, web addresses."
    ),
]
_Watch = Annotated[
    list[Path] | None,
    typer.Option(help="Folder to keep collecting from, until Ctrl-C; a file is taken when it has stopped growing."),
]
_Every = Annotated[float, typer.Option(min=0.1, help="Seconds between two looks at watched folders.")]
_Public = Annotated[
    bool,
    typer.Option(
        "--public", help="These were published: reports for others may show them. Without it they are internal."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    app.command("init", cls=TyperCommand)(init)
    app.command("add")(add)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make; it must not hold a dossier yet.")],
    template: Annotated[
        str, typer.Option(help="ceasefire or casualties.", autocompletion=offer(templates))
    ] = "ceasefire",
    ask: Annotated[
        bool, typer.Option("--passphrase", help="Insist on a passphrase for the signing key and the vault.")
    ] = False,
) -> None:
    """Make a dossier with commented defaults, and a key that signs its custody log.

    On a terminal a passphrase is asked for; it may be left empty. With one the key signs, and the vault opens, only when it is
    given: at the terminal, by --passphrase-file, or in the variable SERVANDA_PASSPHRASE. In a pipe nobody is asked.

    The texts of protected documents, and all that is made of them, are encrypted on the disk for the vault ([protection] in
    dossier.toml): without a passphrase the key to them lies beside them.

    Example: servanda init north-west

    Example: servanda init north-west --passphrase
    """
    from servanda.pipeline import init_dossier

    given = first_passphrase(asked=ask)
    dossier = init_dossier(folder, template, given)
    say(f"made the dossier {folder}; its settings stand in {dossier.folder / 'dossier.toml'}")
    if given is None:
        _say_readable(folder)
    say("the countries that it is about are proposed from the first documents that you add")
    say(f"next: servanda add {folder} REPORTS   then: servanda run {folder}")


def _say_readable(folder: Path) -> None:
    """Say what whoever holds a dossier without a passphrase can read and do."""
    say(
        f"note: without a passphrase whoever holds this folder can read all of it: the texts of protected documents, and what the "
        f"vault hides (who a witness is, where a source lives, who works under a pseudonym). They are encrypted, but the keys lie "
        f"beside them, in {folder / 'vault'}; who has those can also sign as you"
    )
    say(f"to set one later: servanda vault lock {folder}   and: servanda key rotate {folder} --passphrase")
    say(
        f"(in a pipe: --passphrase-file or {VARIABLE}); other texts are in the clear either way, unless [protection] in "
        'dossier.toml says encrypt = "internal": encrypt the disk as well'
    )


def add(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    sources: _Sources = None,
    watch: _Watch = None,
    every: _Every = 10.0,
    public: _Public = False,
) -> None:
    """Collect reports: keep their bytes under their SHA-256 and enter them in the custody log.

    A web address (page, feed, sitemap) is visited as its site's rules allow, and kept with headers, redirects and
    certificate as a WARC file. How: [collect] in dossier.toml.

    What has no declared audience is internal: no report for others shows it. --public says otherwise for these sources,
    `sensitivity = "public"` in a [[sources]] table for those of one publisher. Stamped documents ("confidential", "not for
    distribution"), posts, and what cannot be read stay internal all the same, and are named.

    Example: servanda add north-west interviews/ notes.txt

    Example: servanda add --public north-west reports/ clippings.jsonl https://news.example/feed.xml
    """
    if not sources and not watch:
        raise UsageError(f"nothing to add; name files, folders or addresses: servanda add {folder} reports/")
    n_quarantined = 0
    from servanda.pipeline import open_case

    with open_case(folder, create=True, passphrase=passphrase(folder)) as case:
        for warning in case.dossier.warnings:
            say(f"note: {warning}")
        if sources:
            n_quarantined = _collect(folder, case, sources, public=public)
        if watch:
            _watch(folder, case, watch, (every, public))
    if n_quarantined:
        raise typer.Exit(3)


def _collect(folder: Path, case: "Case", sources: list[str], *, public: bool) -> int:
    """Add sources and say what became of them; return how much was quarantined or is not there."""
    from servanda.cli.progress import progress
    from servanda.pipeline import add_sources, countries_wanted, learnt_by_sites

    learnt = learnt_by_sites(case)
    is_said = learnt is not None and any("://" in source for source in sources)
    if is_said:
        say(f"note: {learnt}")
    with progress("collecting") as step:
        summary = add_sources(case, sources, step, public=public)
    if learnt and summary.visits and not is_said:  # addresses in a table
        say(f"note: {learnt}")
    n_quarantined = _say_added(folder, summary)
    for hint in countries_wanted(case) if summary.n_new else ():
        say(f"note: {hint}")
    return n_quarantined


def _watch(folder: Path, case: "Case", watched: list[Path], how: tuple[float, bool]) -> None:
    """Say what each look brought, until somebody stops the program."""
    from servanda.pipeline import watch_folders

    seconds, public = how
    say(f"watching {', '.join(map(str, watched))} every {seconds:g} s; stop with Ctrl-C")

    def pause() -> bool:
        time.sleep(seconds)
        return True

    for summary in watch_folders(case, watched, lambda *_: None, pause, public=public):
        _say_added(folder, summary)


def _say_added(folder: Path, summary: "AddSummary") -> int:
    """Say what became of what was added; return how much of it was quarantined or is not there."""
    for line in summary.visits:
        say(line)
    for line in summary.missing:
        say(f"missing: {line}")
    for quarantine in summary.quarantined:
        say_quarantined(quarantine.locator, quarantine.reason)
    for line in _gathered(summary.warnings):
        say(f"note: {line}")
    say(f"{summary.n_new} new, {summary.n_known} known, {len(summary.quarantined)} quarantined")
    if summary.n_new:
        say(f"next: servanda run {folder}")
    return len(summary.quarantined) + len(summary.missing)


def _gathered(warnings: tuple[str, ...]) -> list[str]:
    """Say each warning once, with how often it came and where first: a table of a thousand rows repeats itself."""
    places: dict[str, list[str]] = {}
    for warning in warnings:
        where, _, what = warning.partition(": ")
        places.setdefault(what, []).append(where)
    return [
        f"{what} ({found[0]}{f' and {len(found) - 1} more' if len(found) > 1 else ''})"
        for what, found in places.items()
    ]
