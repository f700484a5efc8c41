"""What was found in texts, put together in one reading: of what mentions mean only what a dossier goes on asking for is kept.

Identifications are more than all other records together. Joined into their claims they have done their work, but for those that found nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from servanda.model.base import Record
from servanda.model.claims import BaseClaim, Claim
from servanda.model.documents import PassedOver, Quarantine
from servanda.model.identification import GUESSES, Identification, has_point
from servanda.model.joining import index_identifications, join
from servanda.model.outlines import Claims, Outline, outline_of
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

    ``places`` counts ``resolved`` and ``refused`` ones. What was passed over and set aside is beside it. Claims of texts that were read before stay closed until
    somebody asks for them.
    """

    joined: Claims
    undecided: tuple[Identification, ...]
    places: Mapping[str, int]
    passed_over: tuple[PassedOver, ...]
    quarantined: tuple[Quarantine, ...]


class Known(NamedTuple):
    """What was found in texts, by their ids. Of those that have an outline the claims are not in it, but are ``opened``."""

    found: Mapping[str, Found]
    outlines: Mapping[str, Outline] = {}
    opened: Callable[[Collection[str]], Mapping[str, tuple[Claim, ...]]] = lambda _: {}

    def but(self, parts: Mapping[str, Found]) -> "Known":
        """Return the same with other texts, or the same ones put together anew."""
        closed = {name: one for name, one in self.outlines.items() if name not in parts}
        return self._replace(found={**self.found, **parts}, outlines=closed)

    def with_claims(self) -> set[str]:
        """Return the texts that have claims."""
        closed = {name for name, one in self.outlines.items() if one.ids}
        return closed | {name for name, one in self.found.items() if one.joined}

    def claims(self, order: Collection[str]) -> Claims:
        """Return the claims of some texts, each of which has some, in the order of these."""
        homes = {name: self._home(name) for name in order}

        def opened(documents: Collection[str] | None) -> Iterator[Claim]:
            names = [name for name in order if documents is None or homes[name] in documents]
            told = self.opened([name for name in names if name in self.outlines])
            return (claim for name in names for claim in (told.get(name) or self.found[name].joined))

        return Claims(lambda: map(self._outline, order), opened)

    def _home(self, name: str) -> str:
        return self.outlines[name].document_id if name in self.outlines else self.found[name].joined[0].document_id

    def _outline(self, name: str) -> Outline:
        return self.outlines.get(name) or outline_of(name, self.found[name].joined)


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


def put_together(known: Known, read: Mapping[str, Sequence[Any]], further: Iterable[Any], entered: str) -> Extracted:
    """Return what is ``known`` of texts, with what people entered and imported ``further``, of whose texts all is given that rules ``read``.

    Claims that a person made, by the rule ``entered``, stand for what the program reads under the same key. Mentions are spans of one text, whose
    claims are joined together.
    """
    late = list(further)
    beside = by_text(late)
    keys = {item.key for item in late if isinstance(item, BaseClaim) and item.made_by.rule == entered}
    parts, with_own = {}, known.with_claims()
    for name in {*read, *beside}:
        items = [item for item in read.get(name, ()) if not isinstance(item, BaseClaim) or item.key not in keys]
        parts[name] = found_in(items, beside.get(name, ()))
        with_own |= {name} if any(isinstance(item, BaseClaim) for item in items) else set()
    every = known.but(parts)
    order = dict.fromkeys([*sorted(with_own), *(item.text_id for item in late if isinstance(item, BaseClaim))])
    told = every.with_claims()
    in_order = [every.found[name] for name in sorted(every.found)]
    places: Counter[str] = _places(late)
    for one in in_order:
        places.update(one.places)
    return Extracted(
        every.claims([name for name in order if name in told]),
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
