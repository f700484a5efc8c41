"""What a verb that reads a stream puts aside, row by row, while it goes on with the rest."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from servanda.errors import InputError, RecordError, ServandaError, is_machine_fault
from servanda.model.documents import PassedOver

T = TypeVar("T")
Row = dict[str, Any]
_N_SHOWN = 160


class Line(NamedTuple):
    """A row of a stream, and where it stands."""

    where: str
    row: Row


class Aside(NamedTuple):
    """What was put aside: where it stands, and why."""

    where: str
    reason: str


class Note(NamedTuple):
    """Something to tell a person; nothing was put aside."""

    words: str


def each(lines: Iterable[Line | Aside], do: Callable[[Line], Iterable[T]]) -> Iterator[T | Aside]:
    """Yield what ``do`` gives for each row; a row that does not fit, or over which the program fails, is put aside."""
    for line in lines:
        if isinstance(line, Aside):
            yield line
        else:
            yield from attempt(line.where, lambda line=line: do(line))  # type: ignore[misc]


def attempt(where: str, do: Callable[[], Iterable[T]]) -> Iterator[T | Aside]:
    """Yield what ``do`` gives; where it fails over its input, why. The machine's faults and wrong calls go on upwards."""
    try:
        yield from do()
    except (InputError, RecordError) as error:
        yield Aside(where, str(error).removeprefix(f"{where}: "))
    except Exception as error:
        if is_machine_fault(error) or isinstance(error, ServandaError):
            raise
        yield Aside(where, f"fault of the program while it read this ({type(error).__name__}); please report it")


def told(item: PassedOver) -> str:
    """Return in one line which characters a rule left unread, why, and how they begin."""
    words = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in " ".join(item.span.quote.split())
    )
    quote = words if len(words) <= _N_SHOWN else f"{words[:_N_SHOWN]} ..."
    return (
        f"{item.document_id}, characters {item.span.start}-{item.span.end}, rule {item.rule}: {item.reason}: “{quote}”"
    )
