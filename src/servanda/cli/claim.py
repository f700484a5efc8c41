"""``servanda claim add``: what was missed is entered by hand."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from servanda.cli import offering
from servanda.cli.offering import offer
from servanda.cli.opening import open_to_write
from servanda.cli.output import say, tell
from servanda.cli.program import Program
from servanda.errors import UsageError

_Words = Annotated[
    list[str], typer.Option(metavar="WORDS", help="Who, in words of the text, or WORDS=TYPE; repeatable.")
]
_Tolls = Annotated[
    list[str], typer.Option(metavar="EFFECT=COUNT", help='killed=3, killed=3-5, injured="at least six"; repeatable.')
]
_ATTITUDES = offering.field("claims.StanceDetail", "attitude")
_MODALITIES = offering.field("claims.BaseClaim", "modality")
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
    group = Program(help="Claims that a person enters.", no_args_is_help=True, rich_markup_mode=None)
    group.command("add")(add)
    app.add_typer(group, name="claim")


def _text(words: str, name: str | None = None, known: Callable[[], Iterable[str]] | None = None) -> Any:
    return typer.Option(*([name] if name else []), help=words, autocompletion=offer(known) if known else None)


_Maybe = str | None
_FIELDS = (
    *("quote", "kind", "by", "because", "trigger", "type", "mode", "object", "attitude", "place", "start", "speaker"),
)


def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    document: Annotated[str, typer.Argument(metavar="DOC", help="Id or name of the document in which it stands.")],
    quote: Annotated[_Maybe, _text("The words of the text that state it.")] = None,
    kind: Annotated[
        _Maybe, _text("event, observation, performance, quotation, stance or assertion.", known=lambda: _ASKED)
    ] = None,
    by: Annotated[_Maybe, _text("Your pseudonym.")] = None,
    because: Annotated[_Maybe, _text("The reason, for those who read it years later.")] = None,
    occurrence: Annotated[int | None, _text("Which one, from 1, where the words stand several times.")] = None,
    trigger: Annotated[_Maybe, _text("event: the word that tells it; without it the quote.")] = None,
    type_: Annotated[_Maybe, _text("event: PLOVER type, such as ASSAULT.", "--type", offering.types)] = None,
    mode: Annotated[_Maybe, _text("event: mode, such as aerial. observation: means. performance: extent.")] = None,
    object_: Annotated[_Maybe, _text("What was seen, or what the duty is about.", "--object")] = None,
    attitude: Annotated[_Maybe, _text("stance: supports, demands, denies ...", known=_ATTITUDES)] = None,
    place: Annotated[_Maybe, _text("Where, in words of the text.")] = None,
    start: Annotated[_Maybe, _text("Day (2019-03-14: that one day) or instant with offset.")] = None,
    end: Annotated[_Maybe, _text("Day or instant after the last, exclusive.")] = None,
    actor: _Words = [],  # noqa: B006 - typer copies defaults
    target: _Words = [],  # noqa: B006
    participant: _Words = [],  # noqa: B006
    toll: _Tolls = [],  # noqa: B006
    speaker: Annotated[_Maybe, _text("Whose word it is, in words of the text.")] = None,
    modality: Annotated[str, _text("asserted, possible, demanded ...", known=_MODALITIES)] = "asserted",
    denied: Annotated[bool, _text("The text says that it did not happen.", "--denied")] = False,
) -> None:
    """Enter a claim that the program missed, in words of the text; on a terminal what is not given is asked for.

    Example: servanda claim add north-west doc_12ab --kind event --quote "the mill was set alight" --trigger "set alight"
    --type ASSAULT --place Orlova --start 2019-03-14 --by ana --because "the passive was not read"
    """
    given = (quote, kind, by, because, trigger, type_, mode, object_, attitude, place, start, speaker)
    said = _asked({**dict(zip(_FIELDS, given, strict=True)), "actor": "; ".join(actor), "target": "; ".join(target)})
    more = {"end": end, "occurrence": occurrence, "modality": modality, "polarity": "denied" if denied else "affirmed"}
    _enter(folder, document, said, {**more, "participants": participant, "tolls": tuple(map(_toll, toll))})


def _enter(folder: Path, document: str, said: dict[str, str | None], more: dict[str, Any]) -> None:
    from servanda.pipeline import Entry, add_claim

    roles = {"actor": said.pop("actor") or "", "target": said.pop("target") or ""}
    named = [(role, words.strip()) for role, names in roles.items() for words in names.split(";") if words.strip()]
    named += [("participant", words) for words in more.pop("participants")]
    by, because = said.pop("by") or "", said.pop("because") or ""
    fields = {**said, "quote": said["quote"] or "", "kind": said["kind"] or ""}
    with open_to_write(folder) as case:
        claim, decision = add_claim(case, document, Entry(named=tuple(named), **fields, **more), by, because)  # type: ignore[arg-type]
    tell([claim.id])
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
