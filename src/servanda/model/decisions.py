"""Decisions: human judgements, appended and never edited."""

from typing import Any, Final, Literal

from servanda.model.base import Record, require

Verdict = Literal[
    "accept", "reject", "amend", "merge", "split", "reply", "undo", "describe", "declare", "same_person", "other_person", "person", "change", "again",
]  # fmt: skip
JUDGING: Final[frozenset[Verdict]] = frozenset({"accept", "reject", "amend"})
"""The verdicts that judge a claim; an incident or finding is accepted or rejected."""


class DecisionTarget(Record, frozen=True, kw_only=True):
    """What was decided on: a claim key, incident handle, finding, decision or document id, and the record id then seen."""

    key: str
    id_seen: str | None = None


class Decision(Record, frozen=True, kw_only=True):
    """A signed-off judgement. ``patch`` holds the amended fields; ``by`` is a pseudonym; ``at`` an instant in UTC.

    ``describe`` says what holds of a document. ``declare`` notes that its bytes came again, declared as the document
    ``target.id_seen``: its metadata is taken over, its protection added to what was there. ``in_place_of`` is the decision
    that was expunged because its reason told of an expunged document: the judgement stands on where that one stood. ``also`` are the
    further keys of an amendment of many claims, which is one decision. ``same_person`` and ``other_person`` say of the namings in
    ``patch.keys`` that they are one person, or are not; ``person`` says of which sex, status and age they are and whether they are protected. Its
    target is a naming, or a document with hashes of names in ``patch.names``; ``patch.claims`` and ``patch.documents`` are those of the namings.
    ``change`` keeps what somebody made of a file of the dossier (places, actors, grades, agreements): its target is ``fil_`` and the path, and
    ``patch.before`` and ``patch.after`` are the hashes of both versions, null where there was none. ``again`` keeps what a second person said of a finding
    without seeing the first verdict (``patch.judged``), and on which decision (``patch.first``): it changes nothing.
    """

    id: str
    target: DecisionTarget
    verdict: Verdict
    patch: dict[str, Any] | None = None
    by: str
    role: str = "reviewer"
    because: str
    at: str
    supersedes: str | None = None
    signature: str | None = None
    in_place_of: str | None = None
    also: tuple[str, ...] | None = None
    schema: int = 1

    @property
    def targets(self) -> tuple[str, ...]:
        """All keys that it is on."""
        return (self.target.key, *(self.also or ()))

    def __post_init__(self) -> None:
        """Refuse a decision without a person, a reason, or an amendment without fields."""
        require(bool(self.by.strip()), "a decision needs the name of a person: --by NAME")
        require(bool(self.because.strip()), "a decision needs a reason: --because TEXT")
        require(self.verdict != "amend" or bool(self.patch), "an amendment needs at least one field: --set FIELD=VALUE")
