"""Which accounts of one act are independent of each other.

An account is what one text tells of an act, under all origins that it rests on: the speakers of one article count together, for who
gathered their words is one. Two accounts are independent where neither rests on an origin of the other, nor on its outlet or agency, nor on
somebody it only describes ("the ministry") by the word for what the other's is called; and where they came through no agency in common (decision 0321).
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_N_NAMES: Final = 2  # of the fields of an account: its document and text


class Account(NamedTuple):
    """What one text tells of an act: under which ``origins``, and through which outlet and agencies (``carriers``) it came.

    ``beside`` are the monitors that the text quotes on what may be the same act, ``credited`` is the agency whose text it is, and ``outlets`` are those that print it.
    ``described`` are the words for those on whom it rests without a name ("the ministry"), ``called`` those for its outlet and all whom it quotes on the act.
    """

    document: str
    text: str
    origins: frozenset[str]
    carriers: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    credited: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()

    @property
    def counted_as(self) -> str:
        """The origin that stands for all of the account."""
        return min(self.origins)


def independent(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return accounts of which none rests on what another rests on: those that share with fewest are taken first.

    The result depends on the set only, and never tells more accounts independent than there are.
    """
    left = _by_bonds(sorted(set(accounts), key=_order))
    taken: list[Account] = []
    for account in left:
        if not any(_share(account, other) for other in taken):
            taken.append(account)
    return tuple(taken)


def _by_bonds(accounts: Sequence[Account]) -> list[Account]:
    """Return accounts by how many others they share something with; of two that rest on the same the first stands for both."""
    kinds: dict[tuple[object, ...], Account] = {}
    for one in accounts:
        kinds.setdefault(one[_N_NAMES:], one)
    bonds = {one: sum(_share(one, other) for other in kinds.values()) for one in kinds.values()}
    return sorted(bonds, key=lambda one: (bonds[one], len(one.origins), _order(one)))


def _share(one: Account, other: Account) -> bool:
    resting, others = one.origins | one.beside, other.origins | other.beside
    shared = resting & (others | other.carriers) or others & one.carriers
    through = one.credited & (other.credited | other.outlets) or other.credited & one.outlets
    return bool(shared or through or one.described & other.called or other.described & one.called)


def _order(account: Account) -> tuple[str, str, list[str]]:
    return account.document, account.text, sorted(account.origins)
