"""Passages: where reports speak of how a provision is carried out."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.spans import Span

Sign = Literal["progress", "setback", "neither"]


class Passage(Record, frozen=True, kw_only=True):
    """One sentence of a report that bears on a provision.

    ``sign`` is what it says of the provision: it is being carried out, it is not, or neither. ``evidence`` are the words that the link rests on, none
    where it rests on ``claims`` alone, through findings. ``on`` and ``until`` (ISO, half-open) are when, ``dated_by`` what told so: the claim, the
    sentence, or the day of publication, of which all that can be said is that it was not later.
    """

    agreement_id: str
    provision_id: str
    sign: Sign
    speaker: str
    on: str
    until: str
    dated_by: Literal["claim", "sentence", "publication"]
    document_id: str
    text_id: str
    span: Span
    evidence: tuple[Span, ...] = ()
    claims: tuple[str, ...] = ()
    subject: str | None = None
