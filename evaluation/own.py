"""Measure extraction on paragraphs that we wrote ourselves (``own/gold.jsonl``): invented people, places and reports.

Each row: ``text``, ``claims`` (kind, the ``words`` it is about, and fields that must fit; ``optional`` ones are neither
asked for nor wrong), ``never`` (words that must not become an event that happened). Lists hold answers that are all right.
A claim is found when one of its kind, and type where given, overlaps the words (for a quotation: shares at least half of
the characters of both). One claim serves one row of the gold. Unless the gold names a speaker, the writer must speak.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import HAPPENED, Claim, EventClaim, QuotationClaim
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import kind_of, text_layer
from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig
from servanda.text.folds import plain

GOLD = Path(__file__).parent / "own" / "gold.jsonl"
SAME_CONTENT = 0.5
# ACLED's sub-event types under the names of its codebook, with the codes that stand for them in claims.
CODES = {
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Agreement": "AGREEMENT",
    "Air/drone strike": "AIR_STRIKE",
    "Armed clash": "ARMED_CLASH",
    "Arrests": "ARREST",
    "Attack": "ATTACK",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Chemical weapon": "CHEM_WEAP",
    "Disrupted weapons use": "DISR_WEAP",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Grenade": "GRENADE",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Mob violence": "MOB_VIOL",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Other": "OTHER",
    "Peaceful protest": "PEACE_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Sexual violence": "SEX_VIOL",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Suicide bomb": "SUIC_BOMB",
    "Violent demonstration": "VIOL_DEMONSTR",
}
# What people say, ask, refuse and threaten is coded as an event too; the gold does not list all of those.
NOT_LISTED = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"}


def measure(path: Path = GOLD) -> dict[str, float]:
    """Return recall, the precision of events and quotations, the share of right fields by field, and false events."""
    reference = Reference(ReferenceConfig())
    counts: Counter[str] = Counter()
    fields: Counter[tuple[str, bool]] = Counter()
    false_events = 0
    for row in rows(path):
        claims = tuple(extract(layer(row), ExtractConfig(), reference))
        paired = pairs(row, claims)
        for wanted, match in paired:
            if not wanted.get("optional"):
                counts["wanted"] += 1
                counts["found"] += match is not None
                fields.update(right_fields(wanted, match).items() if match else ())
                if match is None:
                    print("not found:", row["id"], wanted["kind"], wanted["words"])
        used = {id(match) for _, match in paired if match}
        listed = [claim for claim in claims if isinstance(claim, QuotationClaim) or _listed(claim)]
        counts["proposed"] += len(listed)
        counts["right"] += sum(id(claim) in used for claim in listed)
        false_events += sum(1 for words in row.get("never", ()) if happened(words, row["text"], claims))
    shares = {f"field {name}": fields[name, True] / (fields[name, True] + fields[name, False]) for name in FIELDS}
    recall, precision = counts["found"] / counts["wanted"], counts["right"] / max(1, counts["proposed"])
    return {"recall": recall, "precision": precision, **shares, "false_events": float(false_events)}


def pairs(row: dict[str, Any], claims: tuple[Claim, ...]) -> list[tuple[dict[str, Any], Claim | None]]:
    """Return each wanted claim with the one that serves it, those with most right fields first, the asked-for first."""
    served: list[tuple[dict[str, Any], Claim | None]] = []
    used: set[int] = set()
    for wanted in sorted(row["claims"], key=lambda one: bool(one.get("optional"))):
        match = next((claim for claim in matches(wanted, row["text"], claims) if id(claim) not in used), None)
        used.add(id(match))
        served.append((wanted, match))
    return served


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a gold file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def layer(row: dict[str, Any]) -> DocumentText:
    """Return the text layer of a row, a paragraph a line."""
    paragraphs, start = [], 0
    for line in row["text"].split("\n"):
        if line:
            paragraphs.append(Paragraph(start=start, end=start + len(line)))
        start += len(line) + 1
    language = row.get("language", "en")
    title = row.get("title")
    fields = {"parser": "own", "parser_version": "1", "language": language, "publisher": "Own Set", "title": title}
    return text_layer(row["id"], row["text"], tuple(paragraphs), published_on=row.get("published_on"), **fields)


def matches(wanted: dict[str, Any], text: str, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """Yield the claims that may be the wanted one, those with the more right fields first."""
    at = span_of(wanted["words"], text)
    fitting = [c for c in claims if kind_of(c) == wanted["kind"] and _at(at, c) and _typed(wanted, c)]
    yield from sorted(fitting, key=lambda claim: -sum(right_fields(wanted, claim).values()))


FIELDS = ("speaker", "modality", "polarity", "time", "places", "toll", "counting", "holder", "office")


def right_fields(wanted: dict[str, Any], claim: Claim) -> dict[str, bool]:
    """Return for each field that the gold asks for whether the claim has it right."""
    speaker = _voice(wanted.get("speaker"), claim)
    said = {toll.effect: [toll.minimum, toll.maximum] for toll in getattr(claim, "casualties", ())}
    named = [place.name for place in getattr(claim, "places", ())]
    detail = getattr(claim, kind_of(claim), None)
    checks = {
        "modality": claim.modality in wanted.get("modality", ["asserted"]),
        "polarity": claim.polarity == wanted.get("polarity", "affirmed"),
    }
    if wanted["kind"] in {"event", "quotation", "verdict"}:
        checks["speaker"] = _same_name(wanted.get("speaker"), speaker)
    if "start" in wanted:
        checks["time"] = one_of(wanted["start"], getattr(getattr(claim, "time", None), "start", None))
    if "places" in wanted:
        checks["places"] = len(named) == len(wanted["places"]) and all(map(_same_name, wanted["places"], named))
    if "toll" in wanted:
        checks["toll"] = said == wanted["toll"]
    if "counting" in wanted:
        checks["counting"] = one_of(wanted["counting"], getattr(claim, "counting", None))
    if "holder" in wanted:
        checks["holder"] = _same_name(wanted["holder"], getattr(getattr(detail, "holder", None), "name", None))
    if "office" in wanted:
        checks["office"] = _same_name(wanted["office"], getattr(detail, "office", None))
    return checks | {name: right(wanted[name], claim) for name, right in BESIDES.items() if name in wanted}


def one_of(wanted: Any, found: Any) -> bool:
    """Tell whether what was found is what is wanted, or one of a list that are all right."""
    return found in wanted if isinstance(wanted, list) else bool(found == wanted)


def actors_of(claim: Claim) -> list[str]:
    """Return the names that a claim holds to have acted, alone or with others."""
    return [one.name for one in getattr(claim, "participants", ()) if one.role in {"actor", "participant"}]


def same_body(wanted: str | list[str], found: str) -> bool:
    """Tell whether a name is one of those wanted, written longer or shorter by whole words (the determiner does not count)."""
    if isinstance(wanted, list):
        return any(same_body(one, found) for one in wanted)
    asked, given = _words(wanted), _words(found)
    return bool(asked and given) and (asked <= given or given <= asked)


def _words(name: str) -> set[str]:
    return set(plain(name).split()) - {"the", "a", "an"}


def _right_actors(wanted: list[str | list[str]], claim: Claim) -> bool:
    found = actors_of(claim)
    return all(any(same_body(one, name) for name in found) for one in wanted) and all(
        any(same_body(one, name) for one in wanted) for name in found
    )


def _right_targets(wanted: list[str | list[str]], claim: Claim) -> bool:
    """Tell whether all who are wanted are whom it was done to."""
    found = [one.name for one in getattr(claim, "participants", ()) if one.role == "target"]
    return all(any(same_body(one, name) for name in found) for one in wanted)


def _right_verification(wanted: dict[str, Any], claim: Claim) -> bool:
    """Tell whether a claim has the status that a source gave: value and what it is about, and by whom where the gold says."""
    found = getattr(claim, "verification", None)
    if found is None:
        return False
    who = getattr(found.by, "name", found.by)
    named = "by" not in wanted or _same_name(wanted["by"], who)
    return named and one_of(wanted["value"], found.value) and one_of(wanted["on"], found.on)


def _right_parties(wanted: list[str | list[str]], claim: Claim) -> bool:
    found = [one.party.name for one in _rulings(claim) if one.party is not None]
    return all(any(same_body(one, name) for name in found) for one in wanted)


def _rulings(claim: Claim) -> tuple[Any, ...]:
    return tuple(getattr(getattr(claim, "verdict", None), "by_party", ()))


def _right_count(wanted: list[Any] | None, claim: Claim) -> bool:
    """Tell whether a claim counts as wanted: ``[minimum, maximum]``, or one of a list of those; ``None``: no count."""
    quantity = getattr(claim, "quantity", None)
    found = None if quantity is None else [quantity.minimum, quantity.maximum]
    several = bool(wanted) and isinstance(wanted[0], list)
    return found in wanted if several else found == wanted


BESIDES: dict[str, Callable[[Any, Claim], bool]] = {
    "actor": _right_actors,
    "target": _right_targets,
    "acled": lambda wanted, claim: acled_of(claim) in {wanted, CODES.get(wanted)},
    "end": lambda wanted, claim: one_of(wanted, getattr(getattr(claim, "time", None), "end", None)),
    "basis": lambda wanted, claim: wanted in (getattr(getattr(claim, "time", None), "basis", None) or ""),
    "place_basis": lambda wanted, claim: all(
        getattr(place, "basis", None) == wanted for place in getattr(claim, "places", ())
    ),
    "country": lambda wanted, claim: {place.country for place in getattr(claim, "places", ())} == {wanted},
    "not_precision": lambda wanted, claim: all(
        place.precision not in wanted for place in getattr(claim, "places", ()) if place.latitude is not None
    ),
    "object": lambda wanted, claim: one_of(wanted, getattr(getattr(claim, "observation", None), "object", None)),
    "means": lambda wanted, claim: one_of(wanted, getattr(getattr(claim, "observation", None), "means", None)),
    "quantity": _right_count,
    "verification": _right_verification,
    "party": _right_parties,
    "outcome": lambda wanted, claim: any(one_of(wanted, one.outcome) for one in _rulings(claim)),
    "article": lambda wanted, claim: _same_name(wanted, getattr(getattr(claim, "verdict", None), "article", None)),
    "agreement": lambda wanted, claim: [one.agreement_id for one in claim.agreements] == [wanted],
}
"""What a row of the gold may ask for besides, by its name there. A field that claims do not have counts as empty."""


def acled_of(claim: Claim) -> str | None:
    """Return ACLED's sub-event type of an event, as code or label."""
    return getattr(getattr(claim, "event", None), "acled", None)


def happened(words: str, text: str, claims: tuple[Claim, ...]) -> bool:
    """Tell whether an event that happened was made of words that tell of none."""
    at = span_of(words, text)
    return any(
        isinstance(c, EventClaim) and c.modality in HAPPENED and c.polarity == "affirmed" and at.overlaps(c.trigger)
        for c in claims
    )


def span_of(words: str, text: str) -> Span:
    """Return the span of words that stand once in a text; an error in the gold is an error."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def _at(wanted: Span, claim: Claim) -> bool:
    """Tell whether a claim is about the wanted words: an event by its trigger, a quotation by half of its content."""
    if isinstance(claim, EventClaim):
        return wanted.overlaps(claim.trigger)
    if not isinstance(claim, QuotationClaim):
        return wanted.overlaps(claim.span)
    own = {place for span in claim.quotation.content for place in range(span.start, span.end)}
    asked = set(range(wanted.start, wanted.end))
    shared = own & asked
    # The words of a split quotation name its first part only: that part lies wholly in the content then.
    return len(shared) >= SAME_CONTENT * len(own | asked) or (len(claim.quotation.content) > 1 and asked == shared)


def _voice(wanted: Any, claim: Claim) -> str | None:
    """Return the innermost speaker; ``unnamed`` for one without a name where the gold lets or wants one be so."""
    if len(claim.attribution) == 1:
        return None
    return claim.attribution[-1].name or ("unnamed" if one_of(wanted, "unnamed") else None)


def _listed(claim: Claim) -> bool:
    return isinstance(claim, EventClaim) and claim.event.plover not in NOT_LISTED


def _typed(wanted: dict[str, Any], claim: Claim) -> bool:
    kinds = wanted.get("type")
    detail: Any = getattr(claim, kind_of(claim), None)
    own = [getattr(detail, name, None) for name in ("plover", "attitude", "type", "relation")]
    return not kinds or any(kind in own for kind in kinds)


def _same_name(wanted: str | list[str] | None, found: str | None) -> bool:
    """Tell whether a name is one of those wanted; ``None`` and ``document`` stand for the writer."""
    if isinstance(wanted, list):
        return any(_same_name(one, found) for one in wanted)
    if wanted is None or wanted == "document" or found is None:
        return wanted in {None, "document"} and found is None
    return plain(wanted) in plain(found) or plain(found) in plain(wanted)
