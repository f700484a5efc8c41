"""Claims: somebody says something, in exact characters of a source. A union tagged by ``kind``."""

from typing import Final, Literal

from servanda.model.base import Record
from servanda.model.parties import Attribution, Participant, Withheld
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.model.verdicts import VerdictDetail
from servanda.model.verification import Verification

Polarity = Literal["affirmed", "denied"]
Modality = Literal[
    "asserted",
    "presupposed",
    "possible",
    "demanded",
    "hoped",
    "feared",
    "threatened",
    "planned",
    "conditional",
    "predicted",
]
HAPPENED: Final[frozenset[Modality]] = frozenset({"asserted", "presupposed"})
"""What somebody says to have happened, or takes to have; what is feared, planned or possible breaks nothing."""
Effect = Literal["killed", "injured", "missing", "detained", "displaced", "abducted"]
Attitude = Literal[
    "supports",
    "opposes",
    "demands",
    "hopes",
    "fears",
    "welcomes",
    "condemns",
    "accuses",
    "pledges",
    "threatens",
    "denies",
]


class MadeBy(Record, frozen=True, kw_only=True):
    """Which rule in which version made a claim; ``confidence`` is the measured precision of that rule, if any."""

    rule: str
    version: str
    confidence: float | None = None


class AgreementMention(Record, frozen=True, kw_only=True):
    """A mention of an agreement; several ``candidates`` and no ``agreement_id`` where the name is ambiguous."""

    mention: Span
    agreement_id: str | None = None
    candidates: tuple[str, ...] = ()


class Quantity(Record, frozen=True, kw_only=True):
    """How many of what: ``unit`` in the text's words, ``minimum`` and ``maximum`` as counts (``None`` is open)."""

    unit: str
    minimum: int | None = None
    maximum: int | None = None
    mention: Span | None = None


class Casualties(Record, frozen=True, kw_only=True):
    """A toll as one voice gives it: ``minimum`` and ``maximum`` are persons, ``None`` is open.

    ``words`` say the count in English where the mention is in another language; an English mention says it itself.
    """

    effect: Effect
    who: Participant | None = None
    minimum: int | None = None
    maximum: int | None = None
    mention: Span | None = None
    words: str | None = None


class BaseClaim(Record, frozen=True, kw_only=True):
    """What all kinds of claim share.

    ``key`` hashes text layer, kind and spans (of an event its trigger) and survives new rules and registries; ``id`` hashes the extracted content
    and its maker, without identifications. ``attribution`` runs from the document to the innermost speaker.
    """

    id: str
    key: str
    document_id: str
    text_id: str
    language: str | None
    span: Span
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    attribution: tuple[Attribution, ...]
    agreements: tuple[AgreementMention, ...] = ()
    made_by: MadeBy
    schema: int = 1


class EventType(Record, frozen=True, kw_only=True):
    """PLOVER type in capitals, mode, ACLED sub-event label and CAMEO code, each ``None`` where not known."""

    plover: str
    mode: str | None = None
    acled: str | None = None
    cameo: str | None = None


class TakesUp(Record, frozen=True, kw_only=True):
    """How an event claim goes on about an act that the same document told before it, by the words ``mention``.

    ``same``: the very act ("the attack", a heading); ``new``: another one, told apart from it ("another attack"); ``update``: later news of
    it ("has risen to"). ``antecedent_key`` is the key of the event claim meant, ``None`` where several could be.
    """

    mention: Span
    antecedent_key: str | None = None
    type: Literal["same", "new", "update"]


class EventClaim(BaseClaim, tag_field="kind", tag="event", frozen=True, kw_only=True):
    """Something that happened, did not happen, or is demanded, hoped, planned ... to happen, by ``modality``.

    Where the words of ``trigger`` state several events, ``apart`` holds what tells this one from the others: its own of
    several places, or a word of another voice. It is empty where they state one. ``withheld`` keeps who seemed to take part
    and may not be published as such, with the reason. ``takes_up`` is ``None`` where the words take up no act told before.
    """

    event: EventType
    trigger: Span
    apart: tuple[Span, ...] = ()
    aspect: Literal["occurrence", "situation"] = "occurrence"
    counting: Literal["incident", "period_total", "cumulative", "unknown"] = "incident"
    quantity: Quantity | None = None
    participants: tuple[Participant, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    time: TimeInterval = UNKNOWN_TIME
    casualties: tuple[Casualties, ...] = ()
    topic_of: str | None = None
    verification: Verification | None = None
    takes_up: TakesUp | None = None


class ObservationDetail(Record, frozen=True, kw_only=True):
    """What a monitor counts without an attack; ``means`` says how it was perceived."""

    object: Literal["weapon", "aircraft", "drone", "explosion", "burst", "access_denied", "position", "other"]
    means: Literal["seen", "heard", "camera", "satellite", "reported"]
    direction: str | None = None
    assessed_origin: str | None = None


class ObservationClaim(BaseClaim, tag_field="kind", tag="observation", frozen=True, kw_only=True):
    """No attack, but what monitors count."""

    observation: ObservationDetail
    quantity: Quantity | None = None
    participants: tuple[Participant, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    time: TimeInterval = UNKNOWN_TIME
    verification: Verification | None = None


class PerformanceDetail(Record, frozen=True, kw_only=True):
    """A duty done or not: its ``object`` and how much of it."""

    object: str
    extent: Literal["all", "part", "none"] | None = None


class Composition(Record, frozen=True, kw_only=True):
    """Who sits in a body: seats by group, and votes where a vote is reported."""

    body: str
    groups: dict[str, int]
    votes: int | None = None


class PerformanceClaim(BaseClaim, tag_field="kind", tag="performance", frozen=True, kw_only=True):
    """A duty done or not done, or a body composed, as somebody reports it."""

    performance: PerformanceDetail | None = None
    composition: Composition | None = None
    participants: tuple[Participant, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    time: TimeInterval = UNKNOWN_TIME


class QuotationDetail(Record, frozen=True, kw_only=True):
    """Source, cue and content of one attribution; ``inside`` is the claim in whose content it is nested."""

    type: Literal["direct", "indirect", "mixed"]
    manner: Literal["speech", "thought"]
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    inside: str | None = None
    speaker_id: str | None = None


class QuotationClaim(BaseClaim, tag_field="kind", tag="quotation", frozen=True, kw_only=True):
    """An attribution of speech or thought."""

    quotation: QuotationDetail


class StanceDetail(Record, frozen=True, kw_only=True):
    """An attitude of ``holder`` towards ``object``, addressed to ``addressees``."""

    attitude: Attitude
    holder: Participant | None
    addressees: tuple[Participant, ...] = ()
    object: Span | None = None
    about: tuple[str, ...] = ()


class StanceClaim(BaseClaim, tag_field="kind", tag="stance", frozen=True, kw_only=True):
    """What somebody supports, demands, hopes, denies ..."""

    stance: StanceDetail


class AssertionDetail(Record, frozen=True, kw_only=True):
    """The words of an opinion or legal view."""

    object: Span


class AssertionClaim(BaseClaim, tag_field="kind", tag="assertion", frozen=True, kw_only=True):
    """An opinion or legal view."""

    assertion: AssertionDetail


class RoleDetail(Record, frozen=True, kw_only=True):
    """A person's office in an organisation, with its time where stated."""

    person: Participant
    organisation: Participant | None
    office: str | None
    time: TimeInterval = UNKNOWN_TIME


class RoleClaim(BaseClaim, tag_field="kind", tag="role", frozen=True, kw_only=True):
    """Who holds which office where."""

    role: RoleDetail


class AgreementReferenceClaim(BaseClaim, tag_field="kind", tag="agreement_reference", frozen=True, kw_only=True):
    """A mention of an agreement; it stands in ``agreements``."""


class ProvenanceDetail(Record, frozen=True, kw_only=True):
    """How this text came about: edited by, republished from, according to ..."""

    relation: Literal["edited_by", "republished_from", "according_to", "disclaims", "translated_by"]
    who: Participant


class ProvenanceClaim(BaseClaim, tag_field="kind", tag="provenance", frozen=True, kw_only=True):
    """A note of the document on its own origin."""

    provenance: ProvenanceDetail


class VerdictClaim(BaseClaim, tag_field="kind", tag="verdict", frozen=True, kw_only=True):
    """What a body that monitors or judges finds; it is the innermost speaker, and the agreement stands in ``agreements``."""

    verdict: VerdictDetail


Claim = (
    EventClaim
    | ObservationClaim
    | PerformanceClaim
    | QuotationClaim
    | StanceClaim
    | AssertionClaim
    | RoleClaim
    | AgreementReferenceClaim
    | ProvenanceClaim
    | VerdictClaim
)
