"""A rule that fails costs one sentence: the sentence is passed over and recorded with the rule, and all others are read."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Final, TypeVar

from servanda.errors import ServandaError, is_machine_fault
from servanda.model.documents import DocumentText, PassedOver
from servanda.model.making import with_id
from servanda.model.spans import Span

if TYPE_CHECKING:
    from servanda.extract.reading.segments import Reading, Segment

T = TypeVar("T")
Bounds = tuple[int, int]
LIMIT: Final = "limit"
_ROOM: Final = Path(__file__).parents[1]
CAUGHT: tuple[type[Exception], ...] = (Exception,)
"""What a guard takes for a fault of its rule. The tests of this project empty it, so that no fault hides behind a guard."""


def by_sentence(
    rule: str, reading: "Reading", find: "Callable[[Segment, range], Iterable[T]]"
) -> Iterator[T | PassedOver]:
    """Yield what ``find`` finds in each sentence (a range of words) of a reading, and the sentences in which it fails."""
    for segment in reading.segments:
        for sentence in segment.sentences:
            yield from guarded(rule, reading.text, segment.bounds_of(sentence), partial(find, segment, sentence))


def guarded(rule: str, text: DocumentText, bounds: Bounds, find: Callable[[], Iterable[T]]) -> Iterator[T | PassedOver]:
    """Yield what ``find`` finds in the characters ``bounds``; where it fails, what it found so far and that it failed.

    What the machine is to blame for (no memory, no disk) is no fault of the rule and goes on upwards.
    """
    try:
        yield from find()
    except CAUGHT as error:
        if is_machine_fault(error) or isinstance(error, ServandaError):
            raise
        reason = f"fault of the program ({type(error).__name__} in {_place_of(error)}); please report it"
        yield passed_over(rule, text, bounds, reason)


def passed_over(rule: str, text: DocumentText, bounds: Bounds, reason: str) -> PassedOver:
    """Return the record of characters that a rule did not read."""
    span = Span.of(text.text, *bounds)
    record = PassedOver(id="", document_id=text.document_id, text_id=text.id, rule=rule, span=span, reason=reason)
    return with_id("pas", record)


def parted(found: Iterable[T | PassedOver]) -> tuple[tuple[T, ...], tuple[PassedOver, ...]]:
    """Return what was found and what was passed over, apart."""
    kept: list[T] = []
    failed: list[PassedOver] = []
    for item in found:
        if isinstance(item, PassedOver):
            failed.append(item)
        else:
            kept.append(item)
    return tuple(kept), tuple(failed)


def _place_of(error: Exception) -> str:
    """Return the function that failed, without a word of what it was reading."""
    frames = [frame.f_code for frame, _ in walk_tb(error.__traceback__)]
    own = [code for code in frames if _ROOM in Path(code.co_filename).parents and code.co_name.isidentifier()]
    last = (own or frames)[-1]
    path = Path(last.co_filename)
    inside = path.relative_to(_ROOM) if _ROOM in path.parents else Path(path.name)
    return ".".join((*inside.with_suffix("").parts, last.co_name))
