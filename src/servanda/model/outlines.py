"""What a whole dossier asks of the claims in one text, told beside them: a text of which nothing changed stays closed (decision 0302).

Which keys there are, who is named, whether anything here reaches into other texts, and a hash of each claim: whoever needs more opens the claims.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final, overload

from servanda.model.base import Record
from servanda.model.claims import Claim, EventClaim, ProvenanceClaim, StanceClaim, VerdictClaim
from servanda.model.codec import decode_json, encode, sha256
from servanda.model.making import kind_of
from servanda.model.parties import Participant

_ENTITIES: Final = re.compile(rb'"(?:entity_id|body)":"((?:[^"\\]|\\.)+)"')
_N_HASH: Final = 32
_MANY: Final = 100


class Outline(Record, frozen=True, kw_only=True):
    """The claims of one text from outside: their ids, keys, kinds and hashes, in their order.

    ``parties`` are those whom claims name in a role, each with the number of these claims; ``called`` the names and ids of who takes part and who speaks;
    ``entities`` the ids of these and of those whose reports are passed on; ``named`` the ids of all who stand in a claim anywhere. ``disputes``: something here denies
    what others say; ``judges``: something here is a verdict; ``asks``: something here waits for a person by itself, or says whose report is passed on.
    """

    text_id: str
    document_id: str
    ids: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    parties: tuple[tuple[str, str | None, int], ...] = ()
    called: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    disputes: bool = False
    judges: bool = False
    asks: bool = False


class Claims(Sequence[Claim]):
    """Claims in the order of their texts, of which most stay closed: their outlines say what the whole of them has to know."""

    def __init__(
        self, outlines: Callable[[], Iterable[Outline]], opened: Callable[[Collection[str] | None], Iterable[Claim]]
    ) -> None:
        """Take what gives the outlines of all texts that have claims, and what opens those of some documents, in their order, or with ``None`` all."""
        self._outlines, self._opened = outlines, opened
        self._n_asked = 0

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> "Claims":
        """Return claims that are open already, in the order given."""
        if isinstance(claims, Claims):
            return claims
        listed = tuple(claims)
        found = cls(lambda: outlines_of(listed), lambda _: listed)
        found._all = listed
        return found

    @property
    def is_open(self) -> bool:
        """Tell whether all of them have been opened."""
        return "_all" in self.__dict__

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """The outline of each text."""
        return tuple(self._outlines())

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all claims."""
        return frozenset(key for one in self.outlines for key in one.keys)

    @cached_property
    def _all(self) -> tuple[Claim, ...]:
        return tuple(self._opened(None))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where among all of them the claims of each document stand."""
        places: dict[str, list[int]] = {}
        for place, one in enumerate(self._all):
            places.setdefault(one.document_id, []).append(place)
        return places

    def within(self, documents: Collection[str]) -> tuple[Claim, ...]:
        """Return the claims of some documents. Whoever asks for many, one after the other, has all opened at once."""
        self._n_asked += 1
        if self.is_open or self._n_asked > _MANY:
            places = sorted(place for name in documents for place in self._places.get(name, ()))
            return tuple(self._all[place] for place in places)
        return tuple(self._opened(documents)) if documents else ()

    def seen(self, how: Callable[[Iterable[Claim]], Iterable[Claim]]) -> "Claims":
        """Return the claims as something makes them that adds to a text what follows from it alone: the outlines stay."""
        return Claims(lambda: self.outlines, lambda some: how(self if some is None else self.within(some)))

    def changed(self, documents: Collection[str], claims: Iterable[Claim]) -> "Claims":
        """Return the claims with others in the place of those of some documents."""
        if not documents:
            return self
        other = Claims.of(tuple(claims))
        new = {one.text_id: one for one in other.outlines}
        mixed = [new.get(one.text_id) if one.document_id in documents else one for one in self.outlines]
        outlines = [one for one in mixed if one]

        def opened(asked: Collection[str] | None) -> Iterable[Claim]:
            there = self if asked is None else self.within(asked)
            kept = _by_text(one for one in there if one.document_id not in documents)
            told = {**kept, **_by_text(other if asked is None else other.within(asked))}
            return [one for outline in outlines for one in told.get(outline.text_id, ())]

        return Claims(lambda: outlines, opened)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all) if self.is_open else sum(len(one.ids) for one in self.outlines)

    @overload
    def __getitem__(self, place: int) -> Claim: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Claim]: ...

    def __getitem__(self, place: Any) -> Any:
        return self._all[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def outlines_of(claims: Iterable[Claim]) -> list[Outline]:
    """Return the outline of each text in which some claims stand."""
    return [outline_of(text, told) for text, told in _by_text(claims).items()]


def outline_of(text_id: str, claims: Sequence[Claim]) -> Outline:
    """Return the outline of the claims of one text."""
    lines = [encode(one) for one in claims]
    taking_part = [one for claim in claims for one in (*getattr(claim, "participants", ()), *claim.attribution)]
    passed_on = [one.provenance.who for one in claims if isinstance(one, ProvenanceClaim)]
    return Outline(
        text_id=text_id,
        document_id=claims[0].document_id if claims else "",
        ids=tuple(one.id for one in claims),
        keys=tuple(one.key for one in claims),
        kinds=tuple(map(kind_of, claims)),
        hashes=tuple(sha256(line)[:_N_HASH] for line in lines),
        parties=_counted(claims),
        called=_sorted(name for one in taking_part for name in (one.name, one.entity_id)),
        entities=_sorted(one.entity_id for one in (*taking_part, *passed_on)),
        named=_sorted(entities_in(lines)),
        disputes=any(map(_disputes, claims)),
        judges=any(isinstance(one, VerdictClaim) for one in claims),
        asks=any(map(_asks, claims)),
    )


def entities_in(lines: Iterable[bytes]) -> set[str]:
    """Return the ids of all actors that stand in records, given as JSON."""
    return {decode_json(b'"%s"' % name) for name in {name for line in lines for name in _ENTITIES.findall(line)}}


def parties(claim: Claim) -> Iterator[Participant]:
    """Yield everybody whom a claim names in a role."""
    yield from getattr(claim, "participants", ())
    if isinstance(claim, StanceClaim):
        yield from (claim.stance.holder,) if claim.stance.holder else ()
        yield from claim.stance.addressees


def is_disputed(claim: EventClaim) -> bool:
    """Tell whether two readings of a text disagree on who did it."""
    return any(one.reason == "actor_disputed" for one in claim.withheld)


def is_unnamed(claim: EventClaim) -> bool:
    """Tell whether nobody knows whose word a claim is."""
    return claim.attribution[-1].level == "speaker" and claim.attribution[-1].name is None


def asking(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Return, of claims that stay closed, those of documents in which something waits for a person by itself or says whose report is passed on; of others all."""
    if not isinstance(claims, Claims):
        return claims
    return claims.within({one.document_id for one in claims.outlines if one.asks})


def _counted(claims: Iterable[Claim]) -> tuple[tuple[str, str | None, int], ...]:
    counts: Counter[tuple[str, str | None]] = Counter()
    for claim in claims:
        counts.update({(one.name, one.entity_id) for one in parties(claim)})
    return tuple((*who, n) for who, n in sorted(counts.items(), key=lambda item: (item[0][0], item[0][1] or "")))


def _disputes(claim: Claim) -> bool:
    return claim.polarity == "denied" or (isinstance(claim, StanceClaim) and claim.stance.attitude == "denies")


def _asks(claim: Claim) -> bool:
    if not isinstance(claim, EventClaim):
        return isinstance(claim, ProvenanceClaim)
    is_open = any(place.is_open for place in claim.places)
    return is_open or is_disputed(claim) or is_unnamed(claim)


def _sorted(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))


def _by_text(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.text_id, []).append(claim)
    return found
