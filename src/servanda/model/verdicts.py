"""What a monitor or a court finds: who broke which promise or kept it, by what standard, and whom it heard."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.parties import Participant
from servanda.model.places import PlaceMention
from servanda.model.time import TimeInterval

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
Review = Literal["upheld", "overturned", "amended", "returned"]


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


class EarlierVerdict(Record, frozen=True, kw_only=True):
    """The verdict that a later one is about: what became of it, and ``who`` gave it (``None``: the words name nobody)."""

    review: Review
    who: Participant | None = None


class Happened(Record, frozen=True, kw_only=True):
    """When and where a verdict says that what it judges was done: "violated the accord [in Olm on 6 May]"."""

    time: TimeInterval
    places: tuple[PlaceMention, ...]


class VerdictDetail(Record, frozen=True, kw_only=True):
    """A verdict: an outcome for each party, under which ``article`` as cited, by which standard.

    ``issued_as`` says of which weight it is: a draft of a team, the word of a mission, or of a body in which the parties sit. ``dissent`` is
    what members held otherwise, in the text's words. ``about`` are the ids of the event claims of the document that it judges. ``earlier`` is the
    verdict that this one upholds, overturns, amends or returns; it stays a verdict of its own. ``happened`` is the day and place of the breach, where its own words state both.
    """

    by_party: tuple[PartyOutcome, ...]
    article: str | None = None
    standard: Standard | None = None
    heard: tuple[Heard, ...] = ()
    not_heard: tuple[NotHeard, ...] = ()
    issued_as: IssuedAs | None = None
    dissent: str | None = None
    about: tuple[str, ...] = ()
    earlier: EarlierVerdict | None = None
    happened: Happened | None = None


class Ruled(Record, frozen=True, kw_only=True):
    """What a verdict finds of one party, by its name and id; both ``None`` where it names nobody."""

    name: str | None = None
    entity_id: str | None = None
    outcome: Outcome


class IncidentVerdict(Record, frozen=True, kw_only=True):
    """A verdict claim on the act of an incident.

    ``finder`` gave it in a document of ``published_on``, or ``told_by`` (another publisher) tells of it there; ``agreements`` are those it cites that are known, by the ``article`` as cited; ``joined_by`` is what ties it to the
    act: a claim that it names (``act``), the act told before that such a claim takes up (``same_act``),
    that its document tells of no other act (``only_act``), or the day and place that it states (``day_and_place``). With ``review`` it is on an earlier finding, ``of`` whom. ``superseded_by`` is the claim of the later verdict that stands instead.
    """

    claim: str
    finder: str | None
    entity_id: str | None = None
    published_on: str | None = None
    told_by: str | None = None
    outcomes: tuple[Ruled, ...]
    agreements: tuple[str, ...] = ()
    article: str | None = None
    review: Review | None = None
    of: str | None = None
    joined_by: Literal["act", "same_act", "only_act", "day_and_place"]
    superseded_by: str | None = None
