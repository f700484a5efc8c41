"""Accusations looked at again: a random tenth of what one person judged is shown to another, who is not told the first verdict.

Which tenth is told by the hash of the first decision, which nobody knows before he decides: no one can choose, and anybody can check. What the second person
says is on record and changes nothing; where it differs, the accusation waits until somebody decides on it anew.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from servanda.model.aliases import present_name
from servanda.model.codec import sha256
from servanda.model.decisions import Decision, Verdict
from servanda.model.findings import Finding
from servanda.pipeline.deciding import Judgement
from servanda.report import ReportView
from servanda.review import standing

AGAIN: Final[Verdict] = "again"
_JUDGED: Final = frozenset({"accept", "reject"})
_ONE_IN: Final = 10
_OWN_AFTER_DAYS: Final = 7
"""Days after which somebody is shown his own judgement again: by then he may have forgotten it."""


class Look(NamedTuple):
    """An accusation that was judged: the finding, the judgement that stands, and what a second person said of it since (``None``: nobody)."""

    finding: Finding
    first: Decision
    second: Decision | None

    @property
    def differs(self) -> bool:
        """Tell whether two persons judged differently, and nobody has decided since."""
        return self.second is not None and (self.second.patch or {}).get("judged") != self.first.verdict


class Agreement(NamedTuple):
    """How many judgements were made again without sight of the first, and how many of them came out alike."""

    n: int
    n_alike: int


def looks(view: ReportView) -> Iterator[Look]:
    """Yield the accusations of a view that were chosen to be looked at again."""
    taken = _on_findings(view)
    decided = ((view.findings_by_id[name], some) for name, some in taken.items() if name in view.findings_by_id)
    accusations = ((one, some) for one, some in decided if one.status == "alleged_violation")
    found = (_look(one, some) for one, some in accusations if one.review in {"accepted", "rejected"})
    yield from filter(None, found)


def _look(finding: Finding, taken: list[Decision]) -> Look | None:
    """Return the look at a finding on which decisions stand, ``None`` where the last judgement was not chosen."""
    first = next((one for one in reversed(taken) if one.verdict in _JUDGED), None)
    if first is None or not is_chosen(first):
        return None
    again = (one for one in reversed(taken) if (one.patch or {}).get("first") == first.id)
    return Look(finding, first, next(again, None))


def _on_findings(view: ReportView) -> Mapping[str, list[Decision]]:
    """Return by the present id of a finding the decisions that stand on it, in the order in which they were taken."""
    found: dict[str, list[Decision]] = {}
    for one in standing(view.decisions):
        if one.target.key.startswith("fnd_") and one.verdict in {*_JUDGED, AGAIN}:
            found.setdefault(present_name(one.target.key, view.aliases, view.findings_by_id), []).append(one)
    return found


def is_chosen(first: Decision) -> bool:
    """Tell whether a judgement is of the tenth that is looked at again."""
    return int(sha256(first.id.encode()), 16) % _ONE_IN == 0


def to_look_at(view: ReportView, by: str, today: str) -> tuple[Look, ...]:
    """Return what ``by`` is to look at again: what others judged, and after a week what he did himself; nothing that somebody has looked at."""
    return tuple(one for one in looks(view) if one.second is None and (one.first.by != by or _is_old(one.first, today)))


def agreement(view: ReportView) -> Agreement:
    """Return how often second persons judged as the first did, whatever was decided since."""
    first = {one.id: one.verdict for one in view.decisions if one.verdict in _JUDGED}
    again = [one.patch or {} for one in standing(view.decisions) if one.verdict == AGAIN]
    known = [one for one in again if one.get("first") in first]
    return Agreement(len(known), sum(one["judged"] == first[one["first"]] for one in known))


def second_judgement(look: Look, judged: str, by: str, because: str) -> Judgement:
    """Return what is put on record when somebody has looked again."""
    return Judgement(
        target=look.finding.id,
        verdict=AGAIN,
        by=by,
        because=because,
        changes=(f"judged={judged}", f"first={look.first.id}"),
    )


def _is_old(first: Decision, today: str) -> bool:
    return (date.fromisoformat(today[:10]) - date.fromisoformat(first.at[:10])).days >= _OWN_AFTER_DAYS
