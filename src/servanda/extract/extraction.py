"""What extraction gives: the claims of a text, and what of it was passed over."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.model.claims import Claim
from servanda.model.documents import PassedOver


@dataclass(frozen=True)
class Extraction:
    """The claims of a text in text order; it iterates over them. ``passed_over``: which sentences which rule left unread."""

    claims: tuple[Claim, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)
