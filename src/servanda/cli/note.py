"""``servanda note``: a call, an interview, a post: what somebody told the desk, with photos and recordings."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from servanda.cli.output import say, tell
from servanda.cli.passphrase import passphrase
from servanda.cli.questions import ask, choose
from servanda.errors import InputError, UsageError

Text = Annotated[str | None, typer.Option(help="What was told, in words.")]
ChannelOf = Annotated[str | None, typer.Option(help="phone, interview, post, letter, visit, radio or other.")]
Received = Annotated[str | None, typer.Option(metavar="INSTANT", help="When, with offset: 2031-05-04T09:30:00+02:00.")]
SourceOf = Annotated[str | None, typer.Option(help="Pseudonym of who told it: kept in the vault only.")]
Code = Annotated[
    str | None, typer.Option(help="A word for the source that tells nothing, such as S-17: stands in the open.")
]
By = Annotated[str | None, typer.Option(help="Your pseudonym; without it the desk's collector.")]
Title = Annotated[str | None, typer.Option(help="A title.")]
Language = Annotated[str | None, typer.Option(help="Language code, such as en or ar.")]
Sensitivity = Annotated[str, typer.Option(help="internal, confidential or protected.")]
ConsentOf = Annotated[str | None, typer.Option("--consent", help="What the source agreed to, and how, in words.")]
Uses = Annotated[
    list[str], typer.Option("--use", help="A use agreed to: internal, report, un, court, public; repeatable.")
]
MediaOf = Annotated[
    list[str],
    typer.Option("--media", metavar="FILE=SHOWS", help="A photo or recording, and what it shows; repeatable."),
]
From = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="Notes as JSON Lines; files of media are looked for beside it."),
]


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("note")(note)


def note(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    text: Text = None,
    channel: ChannelOf = None,
    received: Received = None,
    source: SourceOf = None,
    code: Code = None,
    by: By = None,
    title: Title = None,
    language: Language = None,
    sensitivity: Sensitivity = "internal",
    consent: ConsentOf = None,
    uses: Uses = [],  # noqa: B006 - typer copies defaults
    media: MediaOf = [],  # noqa: B006
    file: From = None,
) -> None:
    """Record what somebody told the desk: by options, on a terminal by form, or many at once from JSON Lines.

    A note is never public. Who told it goes into the vault; photos and recordings are kept under their hash with what they show.

    Example: servanda note north-west --channel phone --received 2031-05-04T09:30:00+02:00 --source "the baker" --code S-17
    --text "Two shells fell on Orlova at dawn, she said." --media photo.jpg="A crater before the mill"

    Example: servanda note north-west --from notes.jsonl
    """
    if file is not None:
        _many(folder, file)
        return
    plain: dict[str, Any] = {
        "text": text, "channel": channel, "received_at": received, "source": source, "code": code, "collector": by, "title": title,
        "language": language, "sensitivity": sensitivity, "media": [_medium(one) for one in media],
        "consent": {"basis": consent, "uses": uses} if consent else None,
    }  # fmt: skip
    if uses and not consent:
        raise UsageError("--use names what was agreed to; say with --consent how it was agreed")
    _one(folder, _asked(plain))


def _one(folder: Path, plain: dict[str, Any]) -> None:
    from servanda.pipeline import open_case, read_note, take_note

    read = read_note(plain)
    with open_case(folder, create=True, passphrase=passphrase(folder)) as case:
        noted = take_note(case, read)
    tell([noted.document_id])
    for warning in noted.warnings:
        say(f"note: {warning}")
    say(
        f"{'known already' if noted.is_known else 'kept'}, with {len(noted.media_ids)} photos or recordings; next: servanda run {folder}"
    )


def _many(folder: Path, file: Path) -> None:
    from servanda.pipeline import open_case, read_notes, take_note

    n_new = n_known = n_bad = 0
    with open_case(folder, create=True, passphrase=passphrase(folder)) as case:
        for number, read in read_notes(file):
            try:
                if isinstance(read, UsageError):
                    raise read
                noted = take_note(case, read, file.parent)
            except (UsageError, InputError) as error:
                say(f"put aside: {file}, line {number}: {error}")
                n_bad += 1
                continue
            tell([noted.document_id])
            n_known, n_new = n_known + noted.is_known, n_new + (not noted.is_known)
    say(f"{n_new} notes kept, {n_known} known already, {n_bad} put aside")
    if n_bad:
        raise typer.Exit(3)


def _medium(words: str) -> dict[str, str]:
    name, equals, shows = words.partition("=")
    if not equals:
        raise UsageError(f'--media {words!r}: write it as FILE=SHOWS, for example photo.jpg="A crater before the mill"')
    return {"file": name.strip(), "shows": shows.strip()}


def _asked(plain: dict[str, Any]) -> dict[str, Any]:
    """Return what was given, on a terminal with what else a person was asked for."""
    if all(plain[name] for name in ("text", "channel", "received_at")) or not sys.stdin.isatty():
        return plain
    from servanda.pipeline import NOTE_CHANNELS
    from servanda.pipeline.clock import utc_now

    now = utc_now()
    asking = {
        "channel": lambda: choose("how it came", NOTE_CHANNELS),
        "received_at": lambda: ask("when it was told", now),
        "text": lambda: ask("what was told, in one paragraph"),
        "source": lambda: ask("who told it, a pseudonym for the vault (empty: unknown)"),
        "code": lambda: ask("a code for the source that tells nothing (empty: none)"),
        "consent": _consent,
        "media": _media,
    }
    return {**plain, **{name: plain[name] or question() for name, question in asking.items()}}


def _consent() -> dict[str, Any] | None:
    basis = ask("what the source agreed to, and how (empty: nothing was agreed)")
    if not basis:
        return None
    uses = ask("for which uses (internal, report, un, court, public; with commas)", "internal")
    return {"basis": basis, "uses": [one.strip() for one in uses.split(",")]}


def _media() -> list[dict[str, str]]:
    found = []
    while file := ask("a photo or recording, its file (empty: no more)"):
        found.append({"file": file, "shows": ask("what it shows")})
    return found
