"""What was found in texts, put together in one reading: of what mentions mean only what a dossier goes on asking for is kept.

Identifications are more than all other records together. Joined into their claims they have done their work, but for those that found nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple

from servanda.model.claims import BaseClaim, Claim
from servanda.model.documents import PassedOver, Quarantine
from servanda.model.identification import GUESSES, Identification, has_point
from servanda.model.joining import index_identifications, join
from servanda.text.suggesting import may_be_name

_OPEN_QUESTIONS: Final = ("place", "agreement")
_N_NAMES: Final = 20_000


class Extracted(NamedTuple):
    """Claims as read or entered, and with what they name joined in; mentions that wait for somebody, and how many places have been found or not.

    ``places`` counts ``resolved`` and ``refused`` ones. What was passed over and set aside is beside it.
    """

    claims: tuple[Claim, ...]
    joined: tuple[Claim, ...]
    undecided: tuple[Identification, ...]
    places: Mapping[str, int]
    passed_over: tuple[PassedOver, ...]
    quarantined: tuple[Quarantine, ...]


class _Notes:
    """What is kept of all that is no claim, as it comes."""

    def __init__(self) -> None:
        self.undecided: list[Identification] = []
        self.places: Counter[str] = Counter()
        self.passed_over: list[PassedOver] = []
        self.quarantined: list[Quarantine] = []

    def take(self, item: Any) -> None:
        """Note one record."""
        if isinstance(item, Identification):
            if item.what == "place":
                self.places["resolved" if item.value or has_point(item) else "refused"] += 1
            if _is_undecided(item):
                self.undecided.append(item)
        elif isinstance(item, PassedOver):
            self.passed_over.append(item)
        elif isinstance(item, Quarantine):
            self.quarantined.append(item)


def put_together(read: Iterable[Any], further: Iterable[Any], entered: str) -> Extracted:
    """Return what rules ``read``, one text after the other, with what people entered and imported ``further``.

    Claims that a person made, by the rule ``entered``, stand for what the program reads under the same key. Mentions are spans of one text, whose
    claims are joined together.
    """
    notes, late = _Notes(), list(further)
    late_claims = [item for item in late if isinstance(item, BaseClaim)]
    keys = {claim.key for claim in late_claims if claim.made_by.rule == entered}
    beside: dict[str, list[Any]] = {}
    for item in late:
        beside.setdefault(_text_of(item), []).append(item)
    claims: list[Claim] = []
    joined: dict[str, list[Claim]] = {}
    for name, found in groupby(_noted(read, notes), _text_of):
        items = [item for item in found if not isinstance(item, BaseClaim) or item.key not in keys]
        own: list[Any] = [item for item in items if isinstance(item, BaseClaim)]
        claims += own
        if own or name in beside:
            joined[name] = _joined([*items, *beside.get(name, ())])
    claims += late_claims  # type: ignore[arg-type]
    order = dict.fromkeys(claim.text_id for claim in claims)
    for item in late:
        notes.take(item)
    return Extracted(
        tuple(claims), tuple(one for name in order for one in joined.get(name) or _joined(beside[name])),
        tuple(notes.undecided), dict(notes.places), tuple(notes.passed_over), tuple(notes.quarantined),
    )  # fmt: skip


def _noted(read: Iterable[Any], notes: _Notes) -> Iterator[Any]:
    for item in read:
        notes.take(item)
        yield item


def _text_of(item: Any) -> str:
    return getattr(item, "text_id", "")


def _joined(items: Iterable[Any]) -> list[Claim]:
    """Return the claims among what belongs to one text, with what it says that their mentions mean."""
    listed = list(items)
    index = index_identifications(item for item in listed if isinstance(item, Identification))
    return [join(item, index) for item in listed if isinstance(item, BaseClaim)]  # type: ignore[arg-type]


@lru_cache(maxsize=_N_NAMES)
def _may_be_name(name: str) -> bool:
    return may_be_name(name)


def _is_undecided(item: Identification) -> bool:
    """Tell whether a place or agreement has no match; people whom the registry does not know are no open question.

    Neither is whoever has no name, and only a likeness to one ("the fighters").
    """
    if item.value is not None or has_point(item):
        return False
    named = _may_be_name(item.name)
    return item.what in _OPEN_QUESTIONS or any(named or not one.reason.startswith(GUESSES) for one in item.candidates)
