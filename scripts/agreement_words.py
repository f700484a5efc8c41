"""The page of all words that an agreement file may hold, taken from the program's closed lists."""

from collections.abc import Iterator
from typing import Literal, get_args, get_origin, get_type_hints

import msgspec

from servanda.model import agreements as records
from servanda.model.base import Record
from servanda.reference.agreement_files.vocabulary import (
    DUTIES,
    OBSERVED,
    PARTICIPANT_TYPES,
    Told,
    Vocabulary,
    vocabulary,
)

Row = tuple[str, ...]
HEAD = """What may stand in an agreement file ([how to write one](../how-to/write-an-agreement.md)), with an example act for each word
and the words of reports that tell it. `servanda agreement check` names every other word, and what may have been meant.
A word that the file itself defines under `definitions` stands for those that it lists.
"""
SECTIONS = {
    "overflight": "What may fly (`overflight`)",
    "presence": "What may be present (`presence`)",
    "obstruct": "Who may be hindered (`obstruct`)",
}


def sections(words: Vocabulary | None = None) -> Iterator[tuple[str, str, Row, list[Row]]]:
    """Yield title, introduction, head and rows of every table of the page."""
    known = words or vocabulary()
    yield "Acts", "An act has exactly one of these.", ("word", "what is read for it"), list(_acts())
    head = ("word", "example act", "told by words such as")
    yield (
        "Types of events (PLOVER)",
        "For `plover` and `prevent`.",
        head,
        [_row(f"{{plover: [{one}], modes: any}}", one, told) for one, told in known.types.items()],
    )
    for one, modes in known.modes.items():
        if modes:
            rows = [_row(f"{{plover: [{one}], modes: [{mode}]}}", mode, told) for mode, told in modes.items()]
            yield f"Modes of {one}", "For `modes`; `any` asks for none.", head, rows
    for act, title in SECTIONS.items():
        yield (
            title,
            _observed(act),
            head,
            [_row(f"{{{act}: {word}}}", word, told) for word, told in known.seen[act].items()],
        )
    yield "What a duty is done to", "For `withdraw` and `perform`.", head, list(_duties(known.duties))
    intro = "For `perform`: no rule reads them, so reports are never called silent on them; a person enters what reports say."
    rows = [(f"`{word}`", f"`{{perform: {word}}}`", meaning) for word, meaning in known.by_hand.items()]
    yield "Duties entered by hand", intro, ("word", "example act", "meaning"), rows
    yield (
        "Targets",
        "For `target` and `target_not`, besides definitions, actors and their classes.",
        head,
        [(f"`{one}`", f"`{{plover: [ASSAULT], modes: any}}, target: {one}`", "") for one in sorted(PARTICIPANT_TYPES)],
    )
    yield "Other fields", "One word each.", ("field", "words"), list(_fields())


def _acts() -> Iterator[Row]:
    yield "`plover`", "events of a type (`{plover: [ASSAULT], modes: any}`)"
    yield "`prevent`", "the same events, whoever does them (`{prevent: {plover: [ASSAULT]}}`)"
    yield from ((f"`{act}`", f"observations of: {', '.join(sorted(things))}") for act, things in OBSERVED.items())
    yield from ((f"`{act}`", "reports that a duty was done, in part, or not") for act in sorted(DUTIES))


def _observed(act: str) -> str:
    single = (
        " A report that says a wider word than was asked for (`vehicle` for `tank`), or leaves open which of several things it"
        " was, gives findings that stay undetermined; another thing than was asked for gives none."
    )
    return f"Read from observations of {', '.join(sorted(OBSERVED[act])).replace('_', ' ')}.{single if act == 'presence' else ''}"


def _duties(known: Told) -> Iterator[Row]:
    for word, told in known.items():
        yield _row(f"{{withdraw: {word}}}" if word in _REMOVED else f"{{perform: {word}}}", word, told)


_REMOVED = frozenset(
    {"artillery", "camp", "checkpoint", "fighter", "force", "foreign_fighter", "heavy_weapon", "missile", "mlrs", "mortar", "position", "tank", "weapon"}
)  # fmt: skip


def _row(act: str, word: str, told: tuple[str, ...], most: int = 8) -> Row:
    return f"`{word}`", f"`{act}`", ", ".join(told[:most]) + (", ..." if told[most:] else "")


def _fields() -> Iterator[Row]:
    for record in (records.Agreement, records.Bound, records.ZoneVersion, records.Provision, records.Sourcing):
        yield from _words_of(record)


def _words_of(record: type[Record]) -> Iterator[Row]:
    hints = get_type_hints(record)
    for field in msgspec.structs.fields(record):
        parts = (hints[field.name], *get_args(hints[field.name]))
        words = [word for part in parts if get_origin(part) is Literal for word in get_args(part)]
        if words and field.name != "schema":
            yield f"`{field.encode_name}` ({record.__name__})", ", ".join(f"`{word}`" for word in dict.fromkeys(words))
