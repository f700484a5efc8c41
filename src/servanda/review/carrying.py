"""Carrying decisions over: which current claim is what an earlier one was, by trigger, span, or quote and context."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from servanda.model.aliases import Basis, KeyAlias
from servanda.model.claims import Claim, EventClaim, StanceClaim
from servanda.model.ids import key_spans
from servanda.model.making import kind_of, with_id
from servanda.model.spans import Span
from servanda.text.quotes import Range, Realigned

_MOST = 0.5
_Moved = Callable[[Span, str, str], Range | None]


def carry(lost: Iterable[Claim], current: Sequence[Claim], texts: Mapping[str, str]) -> tuple[KeyAlias, ...]:
    """Return an alias for each earlier claim of which it is sure which of the ``current`` claims it became.

    ``texts`` holds the characters of all text layers, by id. An event goes by its trigger, and where that states several
    by the place; any other claim by most of its words. Where two fit, none is taken: a decision must not slip to another.
    """
    by_kind: dict[tuple[str, str], list[Claim]] = {}
    for claim in current:
        by_kind.setdefault((claim.document_id, kind_of(claim)), []).append(claim)

    @cache
    def alignment(old: str, new: str) -> Realigned | None:
        return Realigned(texts[old], texts[new]) if {old, new} <= texts.keys() else None

    @cache
    def moved(span: Span, old: str, new: str) -> Range | None:
        if old == new:
            return span.start, span.end
        both = alignment(old, new)
        return both.find(span.start, span.end) if both else None

    found = (_Search(claim, by_kind.get((claim.document_id, kind_of(claim)), ()), moved).alias() for claim in lost)
    return tuple(alias for alias in found if alias)


class _Search:
    """The search for what one earlier claim became."""

    def __init__(self, claim: Any, candidates: Sequence[Any], moved: _Moved) -> None:
        self._claim, self._candidates, self._moved = claim, candidates, moved

    def alias(self) -> KeyAlias | None:
        """Return the alias, ``None`` where nothing or more than one fits."""
        fits = list(self._events() if isinstance(self._claim, EventClaim) else self._others())
        if len({heir.key for heir in fits}) != 1:
            return None
        heir = fits[0]
        here = heir.text_id == self._claim.text_id
        basis: Basis = ("trigger" if isinstance(heir, EventClaim) else "span") if here else "quote"
        alias = KeyAlias(id="", former=self._claim.key, key=heir.key, document_id=heir.document_id, basis=basis)
        return with_id("kal", alias)

    def _events(self) -> Iterator[Any]:
        """Yield the events of the same trigger, or else of one that shares words with it and tells of the same type."""
        old = self._claim
        same = [heir for heir in self._candidates if self._share(old.trigger, heir, heir.trigger) == 1]
        near = [
            heir
            for heir in self._candidates
            if self._share(old.trigger, heir, heir.trigger) > 0 and heir.event.plover == old.event.plover
        ]
        fits = same or near
        if len(fits) > 1:
            fits = [heir for heir in fits if self._shares_a_place(heir)]
        yield from fits

    def _shares_a_place(self, heir: Any) -> bool:
        mentions = [place.mention for place in self._claim.places if place.mention]
        return any(
            place.mention and self._share(mention, heir, place.mention) > 0
            for mention in mentions
            for place in heir.places
        )

    def _others(self) -> Iterator[Any]:
        """Yield the claims that share most words; of several, those that share most."""
        shares = [(self._alike(heir), heir) for heir in self._candidates]
        best = max((share for share, _ in shares), default=0.0)
        if best >= _MOST:
            yield from (heir for share, heir in shares if share == best)

    def _alike(self, heir: Any) -> float:
        if isinstance(heir, StanceClaim) and heir.stance.attitude != self._claim.stance.attitude:
            return 0.0
        (_, *then), (_, *now) = key_spans(self._claim), key_spans(heir)
        pairs = list(zip(then or [self._claim.span], now or [heir.span], strict=False))
        return min(self._share(old, heir, new) for old, new in pairs)

    def _share(self, old: Span, heir: Any, new: Span) -> float:
        """Return which part of the characters of both spans they have in common."""
        at = self._moved(old, self._claim.text_id, heir.text_id)
        if at is None:
            return 0.0
        both = min(at[1], new.end) - max(at[0], new.start)
        return max(both, 0) / (max(at[1], new.end) - min(at[0], new.start))
