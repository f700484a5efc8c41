"""``servanda search``: words in the texts, claims and names of a dossier."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from servanda.cli import offering
from servanda.cli.listing import Actor, Folder, Kind, Place, Since, Until
from servanda.cli.offering import offer
from servanda.cli.opening import open_to_read, open_to_write
from servanda.cli.output import Format, print_lines, print_rows, say
from servanda.errors import UsageError
from servanda.model.codec import from_plain

if TYPE_CHECKING:
    from servanda.pipeline import SearchResult


class Sort(StrEnum):
    """What can be found."""

    document = "document"
    claim = "claim"
    name = "name"


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WORDS", help='Words; "several in a row", begin*, -without, one OR another.', show_default=False
    ),
]
In = Annotated[list[Sort], typer.Option("--in", help="Only these. May be given again.")]
Source = Annotated[str | None, typer.Option(help="Only from this publisher.")]
Month = Annotated[str | None, typer.Option(help="Only of this month (2019-02).")]
Status = Annotated[
    str | None,
    typer.Option(
        help="Only claims so reviewed: proposed, accepted, amended, rejected.",
        autocompletion=offer(offering.review_states),
    ),
]
For = Annotated[
    str, typer.Option("--audience", help="Find what this audience may see: internal, partner, public, court.")
]
Loose = Annotated[bool, typer.Option("--loose", help="Let short names be spelled quite otherwise, too.")]
Limit = Annotated[int, typer.Option(help="How many to show.")]
Offset = Annotated[int, typer.Option(help="How many to pass over first.")]
Counts = Annotated[
    bool, typer.Option("--counts", help="Instead in how many documents each kind, place, actor ... was found.")
]
Json = Annotated[
    bool, typer.Option("--json", help="The whole result as one JSON object: hits with marks, counts, notes.")
]
Save = Annotated[str | None, typer.Option(metavar="NAME", help="Keep this search in the dossier under a name.")]
Saved = Annotated[
    str | None, typer.Option(metavar="NAME", help="The search kept under this name; what else is given goes before it.")
]
Drop = Annotated[str | None, typer.Option(metavar="NAME", help="Keep the search of this name no more.")]
Listed = Annotated[bool, typer.Option("--list", help="List the searches that are kept.")]
Form = Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")]

_HELP: Final = """\
Find words in texts, claims and names; what is new in the dossier is found at once.

Spelling does not matter much: Idleb finds Idlib, Khan Sheikhoun finds Khan Shaykhun, سراقب finds Saraqib, shelling finds shelled. Several words must all
stand there. A document passes --place, --actor, --kind and --status where its claims name these, and lies in a period by its day of publication.

What is sealed is found where the passphrase is given, and stands in no index on the disk. A saved search stands in searches.json, in the clear.

Example: servanda search north-west shelling Saraqeb

Example: servanda search north-west '"barrel bombs" market -school' --since 2019-05-01 --in document

Example: servanda search north-west drone* --actor russia --save drones; servanda search north-west --saved drones --counts
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("search", help=_HELP)(search)


def search(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Folder, words: Words = None, sorts: In = [], place: Place = None, actor: Actor = None,  # noqa: B006 - typer takes no tuple here
    kind: Kind = None, status: Status = None, source: Source = None, month: Month = None, since: Since = None,
    until: Until = None, audience: For = "internal", loose: Loose = False, limit: Limit = 20, offset: Offset = 0,
    counts: Counts = False, json: Json = False, form: Form = Format.table, save: Save = None, saved: Saved = None,
    drop: Drop = None, listed: Listed = False,
) -> None:  # fmt: skip
    """Find words, or look after the searches that are kept."""
    given = {
        "words": " ".join(words or ()), "what": tuple(sort.value for sort in sorts), "place": place, "actor": actor, "kind": kind, "status": status,
        "source": source, "month": month, "since": since, "until": until, "audience": audience, "loose": loose,
        "limit": limit, "offset": offset,
    }  # fmt: skip
    if listed:
        _list_saved(folder, form)
    elif drop:
        _drop(folder, drop)
    else:
        _search(folder, given, (saved, save), (counts, json, form))


def _search(
    folder: Path, given: dict[str, Any], names: tuple[str | None, str | None], how: tuple[bool, bool, Format]
) -> None:
    from servanda.cli.progress import progress
    from servanda.pipeline import SearchRequest, save_search, saved_search, search_case

    saved, save = names
    usual = SearchRequest()
    before = saved_search(folder, saved) if saved else usual
    chosen = {name: value if value != getattr(usual, name) else getattr(before, name) for name, value in given.items()}
    request: SearchRequest = from_plain(chosen, SearchRequest)
    with open_to_write(folder) if save else open_to_read(folder) as case:
        with progress("searching") as step:
            result = search_case(case, request, step)
        if save:
            save_search(case, save, request)
    _show(result, how)
    if save:
        say(f"kept as {save!r}: servanda search {folder} --saved {save!r}")
    for note in result.notes:
        say(f"note: {note}")


def _show(result: "SearchResult", how: tuple[bool, bool, Format]) -> None:
    from servanda.pipeline import hit_rows

    counts, json, form = how
    if json:
        print_lines([result])
        return
    if counts:
        rows = [
            {"facet": one.facet, "value": one.value, "label": one.label, "documents": one.n_documents}
            for one in result.facets
        ]
        print_rows(result.facets, rows, form)
    else:
        print_rows(result.hits, hit_rows(result), form)
    found = ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for what, n in result.n_by_what.items())
    shown = f"; shown: {len(result.hits)}" if len(result.hits) < result.n and not counts else ""
    say(f"{found or 'nothing'} found{shown}")
    if result.n_unsure:
        say(f"{result.n_unsure} more may lie in the period, but not surely: they cross an end of it or have no date")


def _list_saved(folder: Path, form: Format) -> None:
    from servanda.pipeline import saved_searches

    if not folder.is_dir():
        raise UsageError(f"{folder} is no dossier")
    kept = saved_searches(folder)
    rows = [{"name": name, "words": one.words, "filters": _filters(one)} for name, one in kept.items()]
    print_rows([{"name": name, "request": one} for name, one in kept.items()], rows, form)


def _filters(request: Any) -> str:
    more = {name: getattr(request, name) for name in ("since", "until")}
    return ", ".join(f"{name} {value}" for name, value in {**request.filters, **more}.items() if value)


def _drop(folder: Path, name: str) -> None:
    from servanda.pipeline import drop_search

    with open_to_write(folder) as case:
        drop_search(case, name)
    say(f"the search {name!r} is kept no more")
