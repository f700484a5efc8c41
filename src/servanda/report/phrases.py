"""Codes in words. Neutral ones: the software takes no side, and "alleged" stays."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from servanda.model.claims import BaseClaim, Casualties, Quantity, VerdictClaim
from servanda.model.findings import Beside, Finding
from servanda.model.incidents import Incident, IncidentPlace, IncidentToll, TollBySource
from servanda.model.period import Period
from servanda.model.time import ClockTime, TimeInterval
from servanda.model.verdicts import IncidentVerdict
from servanda.text.counting import counted
from servanda.text.counts import Said, said, together

STATUS_WORDS = {
    "alleged_violation": "alleged breach",
    "duty_engaged": "duty engaged",
    "not_fulfilled": "reported as not fulfilled",
    "partly_fulfilled": "reported as partly fulfilled",
    "fulfilled": "reported as fulfilled",
    "undetermined": "undetermined",
    "permitted": "permitted by its terms",
    "not_applicable": "not applicable",
}
STATUS_ORDER = tuple(STATUS_WORDS)
"""Statuses of findings, the gravest first."""
_BESIDE = {
    "agrees": ("agrees with", "agreed with"),
    "differs": ("differs from", "differed from"),
    "conflicts": ("conflicts with", "conflicted with"),
    "open": ("left open by", "was left open by"),
}
"""How a verdict stands to a finding, and how one that was superseded stood."""
MODE_WORDS = {
    "heavy-weapons": "heavy weapons",
    "firearms": "small arms",
    "explosives": "explosives",
    "aerial": "from the air",
}


def party_name(party: str | None, names: Mapping[str, str]) -> str:
    """Return a party by its registered name, else its id in words; never by what some report calls it."""
    if party is None:
        return ""
    words = party.replace("-", " ").replace("_", " ")
    return names.get(party) or words[:1].upper() + words[1:]


def status_words(finding: Finding) -> str:
    """Return the status of a finding in words."""
    return STATUS_WORDS[finding.status]


def when(time: TimeInterval) -> str:
    """Return a time in words; the end of a half-open interval is the last day inside it only where it is one day."""
    if time.clock is not None:
        return f"{_hours(time.clock)}, clock of the place"
    if time.start is None:
        return f"date unknown (“{time.mention.quote}”)" if time.mention else "date unknown"
    if time.end is None or time.precision == "day" or _one_day(time.start, time.end):
        return time.start
    return f"{time.start} to before {time.end} ({time.precision})"


def _hours(clock: ClockTime) -> str:
    """Return hours of the clock in words: "2031-05-01 16:00 to 17:00", the end exclusive."""
    since, until = (end.replace("T", " ") if end else None for end in (clock.start, clock.end))
    if since and until:
        same = since.partition(" ")[0] == until.partition(" ")[0]
        return f"{since} to {until.partition(' ')[2] if same else until}"
    return f"from {since}" if since else f"until {until}"


def period_words(period: Period) -> str:
    """Return a period in words: "2019-02-01 to before 2020-01-01", "from 2019-02-01 on"."""
    if period.since and period.until:
        return f"{period.since} to before {period.until}"
    return f"from {period.since} on" if period.since else f"before {period.until}" if period.until else "without bounds"


def _one_day(start: str, end: str) -> bool:
    try:
        return date.fromisoformat(end) - date.fromisoformat(start) == timedelta(days=1)
    except ValueError:  # an instant: told in full
        return False


def said_count(count: Casualties | Quantity | TollBySource | IncidentToll) -> Said:
    """Return any count as it was said, with its bounds; of an incident's toll, what all its voices say together.

    Records of earlier versions hold no words: theirs are those that the bounds allow.
    """
    match count:
        case IncidentToll(words=None, by_source=voices) if voices:
            return together([said_count(one) for one in voices])
        case IncidentToll(words=str(words)) | TollBySource(words=str(words)):
            return Said(count.minimum, count.maximum, words)
        case Casualties() | Quantity():
            return said(count)
        case _:
            return Said.of(count.minimum, count.maximum)


def told(effect: str, count: Casualties | TollBySource | IncidentToll) -> str:
    """Return a toll in words: "more than 100 killed"."""
    return f"{said_count(count).words} {effect}"


def tolls(counts: Iterable[Casualties | IncidentToll]) -> str | None:
    """Return the tolls of a claim or incident in words, ``None`` where there are none."""
    return "; ".join(told(count.effect, count) for count in counts) or None


DENIED: Final = "denied"
"""Stands in the place of a modality where nobody says that it happened."""


def what(incident: Incident) -> str:
    """Return an incident's kind and mode in words, with what was seen: "Observation, weapon (tank)"; and that it is denied, where nobody tells it."""
    mode = MODE_WORDS.get(incident.mode or "", (incident.mode or "").replace("-", " "))
    denied = f", {DENIED}" if incident.is_only_denied else ""
    return f"{incident.kind.capitalize()}{f', {mode}' if mode else ''}{incident.sights}{denied}"


def where(incident: Incident) -> str:
    """Return where an incident is held to have happened, with precision and radius; all places of an act that is told of several."""
    return "; ".join(map(_where, incident.places))


def _where(place: IncidentPlace) -> str:
    if place.name is None:
        return "place unknown"
    if place.carried:
        return place.told or ""
    if place.latitude is None:
        return f"{place.name} (not located)"
    radius = f", radius {place.radius_km:g} km" if place.radius_km is not None else ""
    return f"{place.name} ({place.precision}{radius})"


def describe(record: object) -> str:
    """Return a claim, incident or finding in one line of words."""
    match record:
        case Finding():
            party = f" by {record.party}" if record.party else ""
            missing = f", missing {', '.join(record.missing)}" if record.missing else ""
            return f"{record.id} {status_words(record)}{party} of {record.agreement_id}/{record.provision_id} ({record.review}{missing})"
        case Incident():
            reports = counted(record.n_documents, "report")
            origins = counted(record.n_independent_origins, "independent origin")
            grounds = f"{reports}, {origins}, credibility {record.credibility}"
            toll = tolls(record.casualties) or "no toll given"
            return (
                f"{record.handle or record.id} {what(record)}, {where(record)}, {when(record.time)}: {toll}; {grounds}"
            )
        case VerdictClaim():
            return f"{record.id} verdict: {verdict_words(record)}, says {voices_of(record)}"
        case BaseClaim():
            kind = type(record).__name__.removesuffix("Claim").lower()
            return f"{record.id} {record.polarity} {record.modality} {kind}, says {voices_of(record)}"
        case _:
            return str(getattr(record, "id", record))


def beside_words(one: Beside) -> str:
    """Return how a monitor's verdict stands to a finding: "agrees with the Mission's report of 2031-05-14"."""
    now, before = _BESIDE[one.relation]
    report = _verdict_of(one)
    if one.superseded:
        return f"{before} {report}, since superseded"
    return f"{now} {report}{f': {one.reason}' if one.reason else ''}"


def ruling_words(one: IncidentVerdict) -> str:
    """Return what a monitor found on an incident: "the Mission's report of 2031-05-14: Vale Army: violation", and whether a later verdict stands instead."""
    found = "; ".join(f"{by.name or 'nobody named'}: {by.outcome.replace('_', ' ')}" for by in one.outcomes)
    review = f" ({one.review} an earlier verdict)" if one.review else ""
    since = "; superseded" if one.superseded_by else ""
    return f"{_verdict_of(one)}: {found}{review}{since}"


def _verdict_of(one: Beside | IncidentVerdict) -> str:
    """Return whose verdict it is, and of which report: "the Team's verdict, told by Ferry Courier on 2031-05-14"."""
    whose = f"{one.finder}'s" if one.finder else "a monitor's"
    if one.told_by:
        return f"{whose} verdict, told by {one.told_by} on {one.published_on or 'an unknown day'}"
    return f"{whose} report of {one.published_on or 'an unknown day'}"


def voices_of(claim: BaseClaim) -> str:
    """Return who says a claim, from the document to the innermost speaker."""
    return " > ".join(voice.name or "unknown" for voice in claim.attribution)


def verdict_words(claim: VerdictClaim) -> str:
    """Return what a monitor found of each party, under which article, by which standard."""
    found = claim.verdict
    named = ((one.party.name if one.party else "nobody named", one.outcome.replace("_", " ")) for one in found.by_party)
    parts = ["; ".join(f"{party}: {outcome}" for party, outcome in named)]
    parts += [f"under {found.article}"] if found.article else []
    parts += [f"“{found.standard.words}”"] if found.standard else []
    return ", ".join(parts)
