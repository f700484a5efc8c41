"""How far a source says that something was verified: by whom, what of it, and why not."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.parties import Participant

VerifiedAspect = Literal["occurrence", "responsibility", "toll"]
VerificationValue = Literal["unverified", "pending", "not_corroborated", "partly_confirmed", "confirmed", "disproved"]
VerificationReason = Literal["no_access", "too_late", "no_witness", "conflicting"]


class Verification(Record, frozen=True, kw_only=True):
    """The status of what a claim says, as the same source gives it.

    ``by`` is who verified or tried to (role ``who``), ``None`` where nobody is named: then it is the document itself. ``on`` says of what
    the status holds: that it happened, who did it, or how many suffered. No value but ``disproved`` denies the claim.
    """

    by: Participant | None
    on: VerifiedAspect
    value: VerificationValue
    reason: VerificationReason | None = None
