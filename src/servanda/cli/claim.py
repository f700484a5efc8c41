"""``servanda claim add``: what was missed is entered by hand."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say
from servanda.cli.passphrase import passphrase
from servanda.errors import UsageError

_Words = Annotated[
    list[str], typer.Option(metavar="WORDS", help="Who, in words of the text, or WORDS=TYPE; repeatable.")
]
_ASKED = {
    "event": ("type", "trigger", "mode", "place", "start", "actor", "target", "speaker"),
    "observation": ("object", "place", "start", "speaker"),
    "performance": ("object", "place", "start", "speaker"),
    "quotation": ("speaker",),
    "stance": ("attitude", "speaker"),
    "assertion": ("speaker",),
}
"""What the form asks for, by kind; an empty answer leaves a field unknown."""


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    group = typer.Typer(help="Claims that a person enters.", no_args_is_help=True, rich_markup_mode=None)
    group.command("add")(add)
    app.add_typer(group, name="claim")


def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    document: Annotated[str, typer.Argument(metavar="DOC", help="Id or name of the document in which it stands.")],
    quote: Annotated[str | None, typer.Option(help="The words of the text that state it.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="event, observation, performance, quotation, stance or assertion.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Your pseudonym.")] = None,
    because: Annotated[str | None, typer.Option(help="The reason, for those who read it years later.")] = None,
    occurrence: Annotated[
        int | None, typer.Option(help="Which one, from 1, where the words stand several times.")
    ] = None,
    trigger: Annotated[str | None, typer.Option(help="event: the word that tells it; without it the quote.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="event: PLOVER type, such as ASSAULT.")] = None,
    mode: Annotated[
        str | None, typer.Option(help="event: mode, such as aerial. observation: means. performance: extent.")
    ] = None,
    object_: Annotated[
        str | None, typer.Option("--object", help="observation, performance: what was seen, or what the duty is about.")
    ] = None,
    attitude: Annotated[str | None, typer.Option(help="stance: supports, demands, denies ...")] = None,
    place: Annotated[str | None, typer.Option(help="Where, in words of the text.")] = None,
    start: Annotated[str | None, typer.Option(help="Day (2019-03-14: that one day) or instant with offset.")] = None,
    end: Annotated[str | None, typer.Option(help="Day or instant after the last, exclusive.")] = None,
    actor: _Words = [],  # noqa: B006 - typer copies defaults
    target: _Words = [],  # noqa: B006
    participant: _Words = [],  # noqa: B006
    toll: Annotated[
        list[str],
        typer.Option(metavar="EFFECT=COUNT", help='killed=3, killed=3-5, injured="at least six"; repeatable.'),
    ] = [],  # noqa: B006
    speaker: Annotated[str | None, typer.Option(help="Whose word it is, in words of the text.")] = None,
    modality: Annotated[str, typer.Option(help="asserted, possible, demanded ...")] = "asserted",
    denied: Annotated[bool, typer.Option("--denied", help="The text says that it did not happen.")] = False,
) -> None:
    """Enter a claim that the program missed. It rests on exact characters of the text and passes all later rooms.

    What is not given is asked for on a terminal. Names are words of the text; the next run finds out what they mean. The
    claim counts as accepted by you, and `servanda review` takes that back.

    Example: servanda claim add north-west doc_12ab

    Example: servanda claim add north-west doc_12ab --kind event --quote "the mill was set alight" --trigger "set alight"
    --type ASSAULT --place Orlova --start 2019-03-14 --by ana --because "the passive was not read"
    """
    from servanda.pipeline import Entry, add_claim, open_case

    given = {
        "quote": quote, "kind": kind, "trigger": trigger, "type": type_, "mode": mode, "object": object_, "attitude": attitude,
        "place": place, "start": start, "speaker": speaker, "actor": "; ".join(actor), "target": "; ".join(target),
        "by": by, "because": because,
    }  # fmt: skip
    said = _asked(given)
    named = [
        (role, words.strip())
        for role in ("actor", "target")
        for words in (said[role] or "").split(";")
        if words.strip()
    ]
    entry = Entry(
        quote=said["quote"] or "", kind=said["kind"] or "", occurrence=occurrence, trigger=said["trigger"], type=said["type"],
        mode=said["mode"], object=said["object"], attitude=said["attitude"], place=said["place"], start=said["start"], end=end,
        named=(*named, *(("participant", words) for words in participant)), tolls=tuple(_toll(one) for one in toll),
        speaker=said["speaker"], modality=modality, polarity="denied" if denied else "affirmed",
    )  # fmt: skip
    with open_case(folder, passphrase=passphrase(folder)) as case:
        claim, decision = add_claim(case, document, entry, said["by"] or "", said["because"] or "")
    print(claim.id)
    say(f"entered and accepted by {decision.by} ({decision.id}); apply it with: servanda run {folder}")


def _asked(given: dict[str, str | None]) -> dict[str, str | None]:
    """Return what was given, on a terminal with what else a person was asked for. Raises `UsageError` naming what is missing."""
    needed = [name for name in ("quote", "kind", "by", "because") if not given[name]]
    if not needed:
        return given
    if not sys.stdin.isatty():
        raise UsageError(f"give {', '.join(f'--{name}' for name in needed)}; on a terminal they are asked for")
    said = dict(given)
    for name in ("quote", "kind"):
        said[name] = said[name] or str(typer.prompt(name))
    for name in _ASKED.get(said["kind"] or "", ()):
        said[name] = said[name] or str(typer.prompt(f"{name} (empty: unknown)", default="", show_default=False)) or None
    for name in ("by", "because"):
        said[name] = said[name] or str(typer.prompt(name))
    return said


def _toll(words: str) -> tuple[str, str]:
    effect, equals, count = words.partition("=")
    if not equals:
        raise UsageError(f"--toll {words!r}: write it as EFFECT=COUNT, for example killed=3")
    return effect.strip(), count.strip()
