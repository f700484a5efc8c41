"""Who is named in claims as killed, injured, detained ...: one naming a claim and name, with what the words beside the name say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from servanda.model.claims import HAPPENED, Claim, EventClaim
from servanda.model.ids import content_id
from servanda.model.incidents import Incident
from servanda.model.parties import Participant
from servanda.pipeline.victims import is_full_name
from servanda.reference.person_words import person_words
from servanda.text.folds import vowels

_FATES: Final = {"arrest": "detained", "abduct": "abducted"}
"""What befell somebody by the mode of the act, where no count says so."""
_AGE: Final = r"\b(\d{1,3})(?:-year-old|\s+years?\s+old)\s+(?:\w+\s+){0,2}"
_SAID_AGE: Final = r",?\s+(?:aged\s+|\()?(\d{1,3})\b(?!\s*(?:km|people|were|%|others))"
_BEFORE: Final = r"((?:[^\W\d_]+[\s-]+){0,4})"
_BEHIND: Final = r"(?:,\s+|\s+was\s+)(?:an?\s+|the\s+)?((?:[^\W\d_]+[\s-]*){0,4})"
_SMALL: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


class Mention(NamedTuple):
    """One naming of a person: by which claim, in which incident, as what, and on whose word; age, sex and status as said."""

    id: str
    name: str
    effect: str
    age: str | None
    claim: str
    incident: Incident
    origin: str | None
    key: str = ""
    document_id: str = ""
    sex: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


def naming_id(key: str, name: str) -> str:
    """Return the id of a naming: of the claim's key and the name, folded, so that it holds while the claim stands where it stood."""
    return content_id("prs", {"claim": key, "name": vowels(name)})


def mentions_in(incidents: Iterable[Incident], claims: Iterable[Claim]) -> Iterator[Mention]:
    """Yield whom the claims of incidents name in full, claims that deny or only fear it left out."""
    known = {claim.id: claim for claim in claims if isinstance(claim, EventClaim)}
    for incident in incidents:
        for voice in incident.voices:
            claim = known.get(voice.claim)
            if claim is None or claim.polarity == "denied" or claim.modality not in HAPPENED:
                continue
            for name, effect in _befallen(claim):
                yield Mention(
                    naming_id(claim.key, name), name, effect, age_in(claim, name), claim.id, incident, voice.origin,
                    claim.key, claim.document_id, *_said_of(claim, name),
                )  # fmt: skip


def _befallen(claim: EventClaim) -> Iterator[tuple[str, str]]:
    """Yield the persons whom a claim names in full, with what befell them."""
    named = {(who.name, effect): who for who, effect in (*_counted(claim), *_hit(claim))}
    yield from (pair for pair, who in named.items() if _is_named(who))


def _counted(claim: EventClaim) -> Iterator[tuple[Participant, str]]:
    yield from ((toll.who, str(toll.effect)) for toll in claim.casualties if toll.who)


def _hit(claim: EventClaim) -> Iterator[tuple[Participant, str]]:
    """Yield who was hit where no count says it of him: arrested, abducted, or the one of whom a description is counted."""
    fates = {*filter(None, [_FATES.get(claim.event.mode or "")]), *_fate_of_one(claim)}
    for one in claim.participants:
        if one.role == "target":
            yield from ((one, fate) for fate in sorted(fates))


def _fate_of_one(claim: EventClaim) -> Iterator[str]:
    """Yield what befell the one person hit where the count is of one who is described: "the soldier X was killed"."""
    hit = [one for one in claim.participants if one.role == "target" and one.type == "person"]
    if len(hit) == 1 and len(claim.casualties) == 1:
        toll = claim.casualties[0]
        if (toll.minimum, toll.maximum) == (1, 1) and toll.who and toll.who.type != "person":
            yield str(toll.effect)


def _is_named(who: Participant) -> bool:
    return who.type == "person" and is_full_name(who.name)


def age_in(claim: Claim, name: str) -> str | None:
    """Return the age that the claim's own words give beside a name, ``None`` where they give none or two."""
    words = claim.span.quote
    found = {*re.findall(f"{_AGE}{re.escape(name)}", words), *re.findall(f"{re.escape(name)}{_SAID_AGE}", words)}
    return found.pop() if len(found) == 1 else None


def _said_of(claim: Claim, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return sex and status as the words right before a name, or set behind it, say them: "the soldier X", "X, a girl of nine"."""
    words, known = claim.span.quote, person_words()
    beside = [*re.findall(f"{_BEFORE}{re.escape(name)}", words), *re.findall(f"{re.escape(name)}{_BEHIND}", words)]
    said = {word.casefold() for part in beside for word in _SMALL.findall(part)}
    return _values(known.sex, said), _values(known.status, said)


def _values(known: Mapping[str, Iterable[str]], said: set[str]) -> tuple[str, ...]:
    return tuple(value for value, words in known.items() if not said.isdisjoint(words))
