"""Names that nobody could place: how often each stands in claims, and which acts it keeps from being placed."""

from collections.abc import Iterator
from typing import NamedTuple

from servanda.model.claims import HAPPENED, EventClaim
from servanda.model.identification import Identification
from servanda.report import ReportView
from servanda.text.folds import plain


class OpenName(NamedTuple):
    """A name without a match: a ``place``, ``actor`` or ``agreement``, where it stands, and the acts that wait for it."""

    what: str
    name: str
    mentions: tuple[Identification, ...]
    incidents: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name without what spelling alone changes: one settles all that are written so."""
        return plain(self.name)

    @property
    def why(self) -> str | None:
        """Why nothing matches, in the words of the first mention; ``None`` where it does not wait."""
        return self.mentions[0].why if self.mentions else None


def open_names(view: ReportView) -> tuple[OpenName, ...]:
    """Return the names that wait, those first that keep most acts from being placed, then those that are named most."""
    mentions: dict[tuple[str, str], list[Identification]] = {}
    for item in view.undecided:
        mentions.setdefault((item.what, plain(item.name)), []).append(item)
    waiting: dict[str, set[str]] = {}
    for name, incident in _blocked(view):
        waiting.setdefault(name, set()).add(incident)
    found = (
        OpenName(what, some[0].name, tuple(some), tuple(sorted(waiting.get(key, ()))) if what == "place" else ())
        for (what, key), some in mentions.items()
    )
    return tuple(sorted(found, key=lambda one: (-len(one.incidents), -len(one.mentions), one.name)))


def _blocked(view: ReportView) -> Iterator[tuple[str, str]]:
    """Yield names of places that nobody could settle, each with an act that is told to have happened there."""
    incident_of = {name: act.id for act in view.acts for name in act.members}
    for claim in view.claims:
        if isinstance(claim, EventClaim) and claim.modality in HAPPENED and claim.id in incident_of:
            yield from ((plain(place.name), incident_of[claim.id]) for place in claim.places if place.is_open)
