"""Which articles of the agreements speak of a category: those that the rule names, else those whose act is one of its acts."""

from collections.abc import Iterable, Mapping
from typing import Final

from servanda.model.agreements import Act as Forbidden
from servanda.model.counting import Category
from servanda.reference.agreement_files.vocabulary import ANY, OBSERVED
from servanda.reference.counting import OBSERVATION
from servanda.report.period.ground import Ground

_EVENTS: Final = frozenset({"event", "prevent"})


def articles_of(ground: Ground) -> Mapping[str, tuple[str, ...]]:
    """Return the articles by category: ``p1``, or ``agreement p1, p2`` for each agreement where there are several."""
    agreements = ground.view.book.agreements
    found: dict[str, tuple[str, ...]] = {}
    for category in ground.rule.categories:
        named = category.articles or tuple(
            f"{agreement.id}/{rule.id}"
            for agreement in agreements
            for rule in agreement.provisions
            if _speaks_of(rule.act, category)
        )
        found[category.id] = _grouped(named, is_one=len(agreements) == 1)
    return found


def _grouped(names: Iterable[str], *, is_one: bool) -> tuple[str, ...]:
    by_agreement: dict[str, list[str]] = {}
    for name in names:
        agreement, _, rule = name.partition("/")
        by_agreement.setdefault(agreement, []).append(rule)
    return tuple(", ".join(rules) if is_one else f"{one} {', '.join(rules)}" for one, rules in by_agreement.items())


def _speaks_of(act: Forbidden, category: Category) -> bool:
    if act.kind in _EVENTS:
        modes = set(act.modes) - {ANY}
        shared = not modes or not category.modes or bool(modes & set(category.modes))
        return bool(set(act.plover) & set(category.kinds)) and shared
    if act.kind in OBSERVED and OBSERVATION in category.kinds:
        return not category.modes or bool(OBSERVED[act.kind] & set(category.modes))
    return False
