"""What was found in texts, put together in one reading: of what mentions mean only what a dossier goes on asking for is kept.

Identifications are more than all other records together. Joined into their claims they have done their work, but for those that found nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from servanda.model.base import Record
from servanda.model.claims import BaseClaim, Claim
from servanda.model.documents import PassedOver, Quarantine
from servanda.model.identification import GUESSES, Identification, has_point
from servanda.model.joining import index_identifications, join
from servanda.text.suggesting import may_be_name

_OPEN_QUESTIONS: Final = ("place", "agreement")
_N_NAMES: Final = 20_000
_NOWHERE: Final[Mapping[str, str]] = {}


class Found(Record, frozen=True, kw_only=True):
    """What was read in one text: its claims with what they name joined in, mentions that wait for somebody, and what was passed over or set aside.

    ``places`` counts how many were ``resolved`` and ``refused``.
    """

    joined: tuple[Claim, ...] = ()
    undecided: tuple[Identification, ...] = ()
    places: dict[str, int] = msgspec.field(default_factory=dict)
    passed_over: tuple[PassedOver, ...] = ()
    quarantined: tuple[Quarantine, ...] = ()


class Extracted(NamedTuple):
    """Claims as read or entered with what they name joined in; mentions that wait for somebody, and how many places have been found or not.

    ``places`` counts ``resolved`` and ``refused`` ones. What was passed over and set aside is beside it.
    """

    joined: tuple[Claim, ...]
    undecided: tuple[Identification, ...]
    places: Mapping[str, int]
    passed_over: tuple[PassedOver, ...]
    quarantined: tuple[Quarantine, ...]


def found_in(items: Sequence[Any], beside: Sequence[Any] = ()) -> Found:
    """Return what rules read in one text; ``beside`` are claims that a person made there, and mentions in them, to be joined with those."""
    return Found(
        joined=tuple(_joined([*items, *beside])),
        undecided=_undecided(items),
        places=dict(_places(items)),
        passed_over=tuple(item for item in items if isinstance(item, PassedOver)),
        quarantined=tuple(item for item in items if isinstance(item, Quarantine)),
    )


def by_text(items: Iterable[Any], homes: Mapping[str, str] = _NOWHERE) -> dict[str, list[Any]]:
    """Return what belongs to texts by the ids of these; ``homes`` are the texts of documents, of which alone a quarantine tells."""
    found: dict[str, list[Any]] = {}
    for item in items:
        name = homes.get(item.document_id or "", "") if isinstance(item, Quarantine) else item.text_id
        found.setdefault(name, []).append(item)
    return found


def put_together(
    found: Mapping[str, Found], read: Mapping[str, Sequence[Any]], further: Iterable[Any], entered: str
) -> Extracted:
    """Return what was ``found`` in texts, by their ids, with what people entered and imported ``further``, of whose texts all is given that rules ``read``.

    Claims that a person made, by the rule ``entered``, stand for what the program reads under the same key. Mentions are spans of one text, whose
    claims are joined together.
    """
    late = list(further)
    beside = by_text(late)
    keys = {item.key for item in late if isinstance(item, BaseClaim) and item.made_by.rule == entered}
    parts, with_own = dict(found), {name for name, one in found.items() if one.joined}
    for name in {*read, *beside}:
        items = [item for item in read.get(name, ()) if not isinstance(item, BaseClaim) or item.key not in keys]
        parts[name] = found_in(items, beside.get(name, ()))
        with_own |= {name} if any(isinstance(item, BaseClaim) for item in items) else set()
    order = dict.fromkeys([*sorted(with_own), *(item.text_id for item in late if isinstance(item, BaseClaim))])
    in_order = [parts[name] for name in sorted(parts)]
    places: Counter[str] = _places(late)
    for one in in_order:
        places.update(one.places)
    return Extracted(
        tuple(claim for name in order for claim in parts[name].joined),
        (*(item for one in in_order for item in one.undecided), *_undecided(late)),
        dict(places),
        tuple(item for one in in_order for item in one.passed_over),
        tuple(item for one in in_order for item in one.quarantined),
    )


def _places(items: Iterable[Any]) -> Counter[str]:
    named = (item for item in items if isinstance(item, Identification) and item.what == "place")
    return Counter("resolved" if item.value or has_point(item) else "refused" for item in named)


def _undecided(items: Iterable[Any]) -> tuple[Identification, ...]:
    return tuple(item for item in items if isinstance(item, Identification) and _is_undecided(item))


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
