"""Incidents, times, places, tolls and changes in the words of the page.

Numbers stay as they were said, told in the language of the page.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar, get_args

from servanda.model.agreements import Agreement
from servanda.model.claims import Casualties, Claim, Effect
from servanda.model.incidents import Incident, IncidentPlace, IncidentToll
from servanda.model.places import PlaceMention
from servanda.model.time import TimeInterval
from servanda.pipeline.differences import FindingChange
from servanda.reference.agreement_files import Wording, criterion_words, provision_words
from servanda.report import Laid, Strand, Telling, drawn_words, said_count
from servanda.text.counts import Said
from servanda.web.addresses import href_of
from servanda.web.words import Say

_Count = TypeVar("_Count", bound=Casualties | IncidentToll)
_SURE: Final = frozenset({"point", "town"})
_NEAR: Final = frozenset({"subdistrict", "district"})
_EFFECTS: Final = get_args(Effect)
_STANCE: Final = re.compile(r" \((\w+)\)(?=; |$)")
_CARRIED: Final = re.compile(r" \(from the (\w+)\)(?=; |$)")
_COUNTED: Final = re.compile(rf"(.+) ({'|'.join(_EFFECTS)})")
_THEIR_WORDS: Final = "en"
"""The language in which counts are said in words."""


def what(incident: Incident, say: Say) -> str:
    """Return kind and means of an incident: "attack, from the air"."""
    return say.codes("kind", [incident.kind]) + (
        f"{say('comma')}{say.code('mode', incident.mode)}" if incident.mode else ""
    )


def drawn(say: Say) -> Telling:
    """Return what drawings say on a page: maps and timelines in its language."""
    return Telling(drawn_words(say.language), partial(what, say=say), partial(when, say=say))


def when(time: TimeInterval, say: Say) -> str:
    """Return a time: one day, a span whose end is not included, or that nobody says when."""
    if time.clock is not None:
        ends = (end.replace("T", " ") for end in (time.clock.start, time.clock.end) if end)
        return say("by_clock", hours=" – ".join(ends))
    if time.start is None:
        return say("date_unknown")
    if time.end is None or time.precision == "day":
        return time.start
    return say("span", start=time.start, end=time.end, precision=say.code("precision", time.precision))


def place(mention: PlaceMention, say: Say) -> dict[str, str]:
    """Return a place with a sign of how well it is known: its name, the sign, and that in words."""
    if mention.place_id is None and mention.latitude is None:
        return {"name": mention.name, "sign": "?", "known": say("not_placed")}
    sign = "●" if mention.precision in _SURE else "◍" if mention.precision in _NEAR else "○"
    known = say.code("precision", mention.precision)
    if mention.radius_km is not None:
        known = f"{known}{say('comma')}{say('radius', km=f'{mention.radius_km:g}')}"
    carried = say.code("from", mention.basis) if mention.carried else ""
    return {"name": mention.name, "sign": sign, "known": say("comma").join(filter(None, (known, carried)))}


def tolls(counts: Iterable[Casualties | IncidentToll], say: Say) -> list[str]:
    """Return how many were killed, injured and so on, as it was said."""
    return [_toll(count.effect, said_count(count), say) for count in gravest_first(counts)]


def gravest_first(counts: Iterable[_Count]) -> list[_Count]:
    """Return tolls in the order in which all lists have them: the killed first."""
    return sorted(counts, key=lambda count: _EFFECTS.index(count.effect))


def counts(claim: Claim, say: Say) -> str:
    """Return what a claim counts: people by what was done to them, and things."""
    counted = tolls(getattr(claim, "casualties", ()), say)
    quantity = getattr(claim, "quantity", None)
    if quantity:
        counted.append(f"{quantity.unit}: {figures(said_count(quantity), say)}")
    return "; ".join(counted)


def figures(said: Said, say: Say) -> str:
    """Return a count as it was said: in its words, told in the language of the page, or in its bounds where there is no telling them."""
    if say.language == _THEIR_WORDS:
        return said.words
    low, high = said.bounds
    if (told := say.phrase(said.words)) or (low is None and high is None):
        return told or said.words
    if high is None:
        return say("at_least", n=low)
    if not low:
        return say("at_most", n=high)
    return str(low) if low == high else f"{low}–{high}"


def _toll(effect: str, said: Said, say: Say) -> str:
    if say.language == _THEIR_WORDS:
        return f"{said.words} {effect}"
    return say("toll", effect=say.code("effect", effect), n=figures(said, say))


def tolls_of(row: Mapping[str, Any], say: Say) -> str:
    """Return the tolls of an incident in the row of a list."""
    said = {name: Said(row[f"{name} minimum"], row[f"{name} maximum"], row[name]) for name in _EFFECTS if row.get(name)}
    return "; ".join(_toll(effect, count, say) for effect, count in said.items())


def counts_of(row: Mapping[str, Any], say: Say) -> str:
    """Return what a claim counts in the row of a list: the effects in words of the page, the numbers as they were said."""
    counted = [(one, _COUNTED.fullmatch(one)) for one in (row["counts"] or "").split("; ")]
    return "; ".join(_toll(found[2], Said(None, None, found[1]), say) if found else one for one, found in counted)


def actors_of(row: Mapping[str, Any], say: Say) -> str:
    """Return who is said to have acted in the row of a list, each with how that is known."""
    return _STANCE.sub(lambda found: f" ({say.code('stance', found[1])})", row["alleged actors"] or "")


def places_of(row: Mapping[str, Any], say: Say) -> str:
    """Return the places in the row of a list, each with where it is from unless it is stated with the act."""
    return _CARRIED.sub(lambda found: f" ({say.code('from', found[1])})", row["place"] or "")


def type_of(kind: str, types: str | None, say: Say) -> str:
    """Return the type of a claim of some kind: what happened, an attitude, or what monitors found."""
    group = {"event": "kind", "stance": "attitude"}.get(kind, "outcome")
    return say("comma").join(say.code(group, one) for one in (types or "").split("; "))


def where(incident: Incident, say: Say) -> str:
    """Return where an incident is held to have happened, and how well that is known; all places of an act that is told of several."""
    return say("comma").join(_where(place, say) for place in incident.places)


def _where(spot: IncidentPlace, say: Say) -> str:
    if spot.name is None:
        return say("place_unknown")
    if spot.carried:
        known = say.code("from", spot.basis)
    elif spot.latitude is None:
        known = say("not_placed")
    else:
        known = say.code("precision", spot.precision)
        known += f"{say('comma')}{say('radius', km=f'{spot.radius_km:g}')}" if spot.radius_km is not None else ""
    return f"{spot.name} ({known})"


def one_line(incident: Incident, say: Say) -> list[str]:
    """Return what an incident is, where and when, as parts of a line."""
    named = say("comma").join(incident.place_names)
    return [what(incident, say), named or say("place_unknown"), when(incident.time, say)]


def provisions(agreement: Agreement | None, say: Say) -> dict[str, str]:
    """Return the provisions of an agreement and its rules of composition as sentences, by their ids."""
    if agreement is None:
        return {}
    names, is_english = say.actors(), say.language == _THEIR_WORDS
    wording = None if is_english else Wording(say.language, names)
    told = {
        one.id: wording.provision(one, agreement) if wording else provision_words(one, agreement, names)
        for one in agreement.provisions
    }
    return told | {one.id: wording.criterion(one) if wording else criterion_words(one) for one in agreement.composition}


def strand(one: Strand, say: Say) -> Strand:
    """Return a way from a report to an origin with what is said of it in the language of the page."""
    return replace(
        one,
        report=say.phrase(one.report) or one.report,
        speaker=say.called(one.speaker) if one.speaker else None,
        origin=say.called(one.origin),
        why=say.phrase(one.why) or one.why,
        interested=tuple(map(say.called, one.interested)),
    )


def change(one: FindingChange, laid: Laid, say: Say) -> dict[str, Any]:
    """Return how a finding turned: under which provision, for whom, from which status to which."""
    name = one.after or one.before or ""
    finding = laid.findings.get(name)
    before, after = (say.code("status", status) for status in (one.status_before, one.status_after))
    return {
        "kind": one.change,
        "provision": f"{one.agreement_id}/{one.provision_id}",
        "party": say.party(one.party),
        "before": before if before != after else "",
        "after": after or before,
        "review": say.code("review", finding.review) if finding else "",
        "href": href_of(name) if finding else "",
        "incident": laid.incidents.get(finding.incident_id or "") if finding else None,
    }
