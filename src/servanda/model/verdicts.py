"""What a monitor or a court finds: who broke which promise or kept it, by what standard, and whom it heard."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.parties import Participant

Outcome = Literal[
    "violation",
    "no_violation",
    "undetermined",
    "outside_mandate",
    "pending",
    "settled_without_ruling",
    "declined_to_rule",
]
StandardOfProof = Literal[
    "reasonable_grounds", "balance_of_probabilities", "clear_and_convincing", "beyond_reasonable_doubt"
]
Source = Literal["complainant", "respondent", "witnesses", "site"]
IssuedAs = Literal["team_draft", "mission", "joint_body"]


class PartyOutcome(Record, frozen=True, kw_only=True):
    """What is found of one party (role ``who``); ``party`` is ``None`` where the words name nobody."""

    party: Participant | None
    outcome: Outcome


class Standard(Record, frozen=True, kw_only=True):
    """How sure the finder was, in its ``words``; ``mapped`` only where these words are the name of a standard of proof."""

    words: str
    mapped: StandardOfProof | None = None


class Heard(Record, frozen=True, kw_only=True):
    """Who was heard or what was visited: as which ``part`` of the case, and who (``None``: the words name only the part)."""

    part: Source
    who: Participant | None = None


class NotHeard(Record, frozen=True, kw_only=True):
    """Who could not be heard or what could not be visited, with the ``reason`` in the words of the text, if it gives one."""

    part: Source
    who: Participant | None = None
    reason: str | None = None


class VerdictDetail(Record, frozen=True, kw_only=True):
    """A verdict: an outcome for each party, under which ``article`` as cited, by which standard.

    ``issued_as`` says of which weight it is: a draft of a team, the word of a mission, or of a body in which the parties sit. ``dissent`` is
    what members held otherwise, in the text's words. ``about`` are the ids of the event claims of the document that it judges.
    """

    by_party: tuple[PartyOutcome, ...]
    article: str | None = None
    standard: Standard | None = None
    heard: tuple[Heard, ...] = ()
    not_heard: tuple[NotHeard, ...] = ()
    issued_as: IssuedAs | None = None
    dissent: str | None = None
    about: tuple[str, ...] = ()
