"""A condition that has been looked at: one line of the trace."""

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.assess.kleene import Truth, all_of
from servanda.model.findings import TraceStep
from servanda.model.spans import Span


@dataclass(frozen=True)
class Condition:
    """``result`` of the condition ``name``, the ``value`` seen in words, the ``claims`` behind it, what was ``missing``."""

    name: str
    result: Truth
    value: str
    claims: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    text: Span | None = None

    def step(self) -> TraceStep:
        """Return this as a line of the trace."""
        return TraceStep(
            name=self.name, result=self.result, value=self.value, claims=self.claims, provision_text=self.text
        )


def overall(conditions: Iterable[Condition]) -> Truth:
    """Return whether all conditions hold."""
    return all_of(condition.result for condition in conditions)


def missing(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the facts that nobody stated and that an unknown condition waits for, in alphabetical order."""
    return tuple(
        sorted({fact for condition in conditions if condition.result == "unknown" for fact in condition.missing})
    )
