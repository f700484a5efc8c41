"""Event and observation claims with the status that their own source gives them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final, NamedTuple

from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment, by_sentence, parted
from servanda.extract.verification.checks import Check, checks
from servanda.extract.verification.meaning import Seeking, meant_by
from servanda.extract.verification.told import Checked, Page, Told
from servanda.model.claims import HAPPENED, Claim, EventClaim, ObservationClaim
from servanda.model.documents import PassedOver
from servanda.model.making import replace, sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.verification import Verification, VerifiedAspect

_ORDER: Final[tuple[VerifiedAspect, ...]] = ("occurrence", "responsibility", "toll")
_OPEN: Final = HAPPENED | {"possible"}


class Status(NamedTuple):
    """A status that a check gives to a claim, and the chain of a denial where it gives one."""

    verification: Verification
    denial: tuple[Attribution, ...] | None = None


def verified(analysis: DocumentAnalysis, claims: Iterable[Claim]) -> Iterator[Claim | PassedOver]:
    """Yield the claims of a document, in their order, with the status that the document gives to each event and observation.

    Polarity and voice stay what they were, unless it was disproved: then the claim is a denial, said by who disproved it. A sentence in
    which a rule fails gives no status and is told as passed over.
    """
    listed = list(claims)
    checkable = {claim.id: claim for claim in listed if isinstance(claim, EventClaim | ObservationClaim)}
    given, failed = parted(_given(Page(analysis, checkable.values()))) if checkable else ((), ())
    yield from failed
    changed = {name: _with_status(checkable[name], status) for name, status in _chosen(given).items()}
    yield from (_renamed(changed.get(claim.id, claim), changed) for claim in listed)


def _renamed(claim: Claim, changed: Mapping[str, Checked]) -> Claim:
    """Return a claim that names another by its id with that of the changed one."""
    meeting = changed.get(claim.topic_of or "") if isinstance(claim, EventClaim) else None
    return claim if meeting is None else sealed(replace(claim, topic_of=meeting.id))


def _with_status(claim: Checked, status: Status) -> Checked:
    if status.denial is None:
        return sealed(replace(claim, verification=status.verification))
    return sealed(
        replace(
            claim, verification=status.verification, polarity="denied", modality="asserted", attribution=status.denial
        )
    )


def _chosen(given: Iterable[tuple[Told, Status]]) -> dict[str, Status]:
    """Return the one status of each claim that has one, by id; of several on the same, none."""
    found: dict[str, dict[VerifiedAspect, set[Status]]] = {}
    for told, status in given:
        found.setdefault(told.claim.id, {}).setdefault(status.verification.on, set()).add(status)
    chosen = {
        name: next((by_aspect[on] for on in _ORDER if on in by_aspect), set()) for name, by_aspect in found.items()
    }
    return {name: next(iter(statuses)) for name, statuses in chosen.items() if _agree(statuses)}


def _agree(statuses: set[Status]) -> bool:
    return len({one.verification.value for one in statuses}) == 1


def _given(page: Page) -> Iterator[tuple[Told, Status] | PassedOver]:
    """Yield each status that a check gives to a claim."""
    return by_sentence("verification", page.analysis.reading, partial(_in_sentence, page))


def _in_sentence(page: Page, segment: Segment, sentence: range) -> Iterator[tuple[Told, Status]]:
    for check in checks(clauses_of(segment), sentence, page.analysis.reference.lexicon):
        meant = meant_by(Seeking(page, segment, check))
        yield from (
            (told, _status(page.analysis, segment, check, meant.on)) for told in meant.told if _fits(told, check)
        )


def _fits(told: Told, check: Check) -> bool:
    """Tell whether a claim can have a status: what is planned or denied has none; what nobody could confirm may be left open."""
    plain_fact = check.value == "pending" and not told.is_said
    if not told.is_of_the_ground or plain_fact:
        return False  # who investigates a murder does not doubt it
    wanted = HAPPENED if check.value in {"confirmed", "partly_confirmed"} else _OPEN
    denied = told.claim.polarity == "denied" and check.value != "disproved"
    return told.claim.modality in wanted and not denied


def _status(analysis: DocumentAnalysis, segment: Segment, check: Check, on: VerifiedAspect) -> Status:
    at = analysis.reading.span(segment, check.word)
    chain = analysis.attributions.chain_at(at.start, at.end)
    by = _by(analysis, segment, check, chain)
    verification = Verification(by=by, on=on, value=check.value, reason=check.reason)
    if check.value != "disproved":
        return Status(verification)
    known = by is None or any(one.mention == by.mention for one in chain)
    level = () if known or by is None else (Attribution(level="speaker", name=by.name, mention=by.mention, cue=at),)
    return Status(verification, (*chain, *level))


def _by(
    analysis: DocumentAnalysis, segment: Segment, check: Check, chain: tuple[Attribution, ...]
) -> Participant | None:
    """Return who checked; where nobody is named, or "it", "we", "they", whoever speaks.

    An unknown "she" keeps her word; else null: the document itself.
    """
    named = None
    if check.by is not None:
        named = analysis.names.name_of(segment, clauses_of(segment).antecedent(check.by), chain)
        if named.name is not None:
            return named.participant("who")
    speakers = [one for one in chain if one.level == "speaker" and one.name is not None]
    if speakers and clauses_of(segment).clause(check.word).link != "relative":
        return Participant(role="who", name=str(speakers[-1].name), type="other", mention=speakers[-1].mention)
    return named.participant("who") if named is not None and named.type == "person" else None
