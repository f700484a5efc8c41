"""What a desk changed by hand in the report of a period: a headline, a comment, and rows that are not shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from servanda.model.editions import PeriodEdit


@dataclass(frozen=True)
class Edits:
    """What holds of all edits: ``hidden`` gives for a category the reason why its row is not shown, ``ids`` are those of the edits that say so."""

    headline: str = ""
    comment: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()

    def said(self, say: Callable[[str], str]) -> "Edits":
        """Return the same with all words as ``say`` gives them."""
        hidden = {row: say(because) for row, because in self.hidden.items()}
        return Edits(say(self.headline), say(self.comment), hidden, self.ids)


def edits_of(listed: Iterable[PeriodEdit]) -> Edits:
    """Return what holds of the edits of one period for one audience, in the order in which they were made."""
    newest = {one.row or one.what: one for one in listed}
    standing = [one for one in newest.values() if one.what != "show" and one.words]
    words = {one.what: one.words for one in standing if one.row is None}
    return Edits(**words, hidden=_hidden(standing), ids=tuple(sorted(one.id for one in standing)))


def _hidden(standing: Iterable[PeriodEdit]) -> dict[str, str]:
    return {one.row: one.words for one in standing if one.row is not None}
