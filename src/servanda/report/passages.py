"""Passages on provisions: what they say month by month, and as the page shows them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, get_args

from servanda.model.agreements import Agreement
from servanda.model.passages import Passage, Sign
from servanda.reference.agreement_files import provision_words
from servanda.report.view import ReportView

_SHOWN: Final = 5  # newest passages of a provision on the page
_MONTH: Final = len("2019-01")


class Told(NamedTuple):
    """What passages say of a provision: how many of each sign, in how many documents."""

    counts: Mapping[str, int]
    n_documents: int

    @property
    def status(self) -> str:
        """The signs that are told, in words; what reports say is no fact."""
        told = [sign for sign in ("progress", "setback") if self.counts[sign]]
        return " and ".join(told) + " told" if told else "spoken of, neither told"


def told_of(found: Iterable[Passage]) -> Told:
    """Return what passages on one provision say together."""
    listed = list(found)
    counts = Counter(one.sign for one in listed)
    return Told({sign: counts[sign] for sign in get_args(Sign)}, len({one.document_id for one in listed}))


def passages_by_month(found: Sequence[Passage]) -> dict[tuple[str, str, str], Told]:
    """Return what passages say by agreement, provision and the month in which what they tell begins."""
    grouped: dict[tuple[str, str, str], list[Passage]] = {}
    for one in found:
        grouped.setdefault((one.agreement_id, one.provision_id, one.on[:_MONTH]), []).append(one)
    return {key: told_of(some) for key, some in grouped.items()}


def passage_items(agreement: Agreement, view: ReportView) -> list[dict[str, Any]]:
    """Return for each provision of which passages speak its words, their signs by month, and the newest of them."""
    items = []
    for rule in agreement.provisions:
        found = [one for one in view.passages if (one.agreement_id, one.provision_id) == (agreement.id, rule.id)]
        if found:
            months = passages_by_month(found)
            items.append(
                {
                    "provision": rule.id,
                    "words": provision_words(rule, agreement, view.names),
                    "told": told_of(found),
                    "months": [(month, told) for (_, _, month), told in months.items()],
                    "newest": sorted(found, key=lambda one: (one.on, one.document_id, one.span), reverse=True)[:_SHOWN],
                    "n": len(found),
                }
            )
    return items
