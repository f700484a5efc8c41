"""Incidents fact by fact: what a condition looks at, once for each value that occurs however many incidents share it.

A condition depends on one fact of an incident (its time, its place, those named). So it is asked once for each distinct
value, and numbers stand for the answers of all incidents: that is what lets a large record be held against many provisions.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from servanda.assess.actors import Actors
from servanda.assess.acts import affirming
from servanda.assess.kleene import Truth
from servanda.assess.published import is_bounded
from servanda.model.incidents import Incident, IncidentActor, IncidentTarget
from servanda.reference.person_words import is_plainly

if TYPE_CHECKING:
    from numpy import int8, int32
    from numpy.typing import NDArray

ORDER: Final[tuple[Truth, ...]] = ("false", "unknown", "true")
"""The numbers of the three values: the least of several is what Kleene's conjunction gives."""
NUMBER: Final = {value: number for number, value in enumerate(ORDER)}
ABSENT: Final = -1
"""Stands where a question does not arise for an incident."""


@dataclass(frozen=True)
class Column:
    """One fact of all incidents: a code for each, and for each code an incident that shows the value."""

    codes: "NDArray[int32]"
    shown_by: tuple[Incident, ...]

    def truths(self, condition: Callable[[Incident], Truth | None]) -> "NDArray[int8]":
        """Return the number of the answer for every incident; `ABSENT` where ``condition`` gives ``None``."""
        import numpy as np

        answers = [condition(incident) for incident in self.shown_by]
        numbers = np.array([ABSENT if answer is None else NUMBER[answer] for answer in answers], dtype=np.int8)
        return numbers[self.codes]


@dataclass(frozen=True)
class Columns:
    """The facts of ``incidents`` that conditions look at, and the answers that several provisions share."""

    incidents: Sequence[Incident]
    known: Actors
    _answers: dict[tuple[object, ...], "NDArray[int8]"] = field(default_factory=dict)

    def shared(
        self, question: tuple[object, ...], column: Column, condition: Callable[[Incident], Truth | None]
    ) -> "NDArray[int8]":
        """Return the answers to a question that was perhaps asked before; ``question`` names it and all it depends on."""
        if question not in self._answers:
            self._answers[question] = column.truths(condition)
        return self._answers[question]

    @cached_property
    def kinds(self) -> Column:
        """Kind, mode, and what was seen."""
        return self._column(
            lambda one: (one.kind, one.mode, frozenset((sight.object, sight.called) for sight in one.seen))
        )

    @cached_property
    def modalities(self) -> Column:
        """How it is said, and whether anybody says it happened."""
        return self._column(lambda one: (one.modality, bool(affirming(one)) if one.denials else bool(one.members)))

    @cached_property
    def times(self) -> Column:
        """When."""
        return self._column(
            lambda one: (one.time.start, one.time.end, one.time.precision, one.aspect, is_bounded(one.time))
        )

    @cached_property
    def places(self) -> Column:
        """Where, as far as positions go, and whether a place is named at all."""
        return self._column(
            lambda one: tuple(
                (at.latitude, at.longitude, at.radius_km, at.precision, at.name is None, at.stretch, at.basis)
                for at in one.places
            )
        )

    @cached_property
    def actors(self) -> Column:
        """Who is named as having acted, and when, where it matters for what is known of them."""
        return self._column(
            lambda one: (
                tuple((by.entity_id, by.stance, by.link_to_party) for by in one.actors), self._when(one, one.actors)
            )
        )  # fmt: skip

    @cached_property
    def targets(self) -> Column:
        """What was hit, and when, where it matters for what is known of it."""
        return self._column(
            lambda one: (
                tuple(
                    (hit.entity_id, hit.type, hit.status, bool(hit.entity_id) and is_plainly(hit.name))
                    for hit in one.targets
                ),
                one.among_fighters,
                self._when(one, one.targets),
            )
        )

    def _when(self, one: Incident, who: Iterable[IncidentActor | IncidentTarget]) -> Hashable:
        """Return the time of an incident if the classes or links of somebody named in it have a time span."""
        entities = [name for by in who for name in (by.entity_id, _told_party(by))]
        return (
            (one.time.start, one.time.end, one.time.precision)
            if any(map(self.known.depends_on_time, entities))
            else None
        )

    def _column(self, value_of: Callable[[Incident], Hashable]) -> Column:
        import numpy as np

        codes: dict[Hashable, int] = {}
        shown_by: list[Incident] = []
        coded = np.empty(len(self.incidents), dtype=np.int32)
        for number, incident in enumerate(self.incidents):
            code = codes.setdefault(value_of(incident), len(shown_by))
            if code == len(shown_by):
                shown_by.append(incident)
            coded[number] = code
        return Column(coded, tuple(shown_by))


def _told_party(by: IncidentActor | IncidentTarget) -> str | None:
    return by.link_to_party.party if isinstance(by, IncidentActor) and by.link_to_party else None
