"""How our claims are read as role fillers of the set of ``muc.py``: which phrases of which claims fill which slot.

By the set's own definition fighting between armed forces and guerrillas is no incident, nor is an attack whose every target
is armed: such claims are left out. "FMLN guerrillas" fills two slots, as in the keys: the guerrillas and the FMLN.
"""

import re
from collections.abc import Iterable, Iterator

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import HAPPENED, Claim, EventClaim
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.model.parties import Participant
from servanda.reference import Reference

SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_PARAGRAPH = re.compile(r"\S.*?(?= {4,}|\Z)", re.DOTALL)
_PRONOUNS = frozenset({
    "they", "them", "we", "us", "i", "he", "him", "she", "her", "it", "his", "their", "others", "some", "several",
    "two", "three", "many", "those", "these",
})  # fmt: skip
_HUMAN = frozenset({  # people are victims, never physical targets
    "guard", "bodyguard", "relative", "daughter", "son", "wife", "husband", "brother", "sister", "colleague",
    "victim", "resident", "citizen", "family", "worker", "passenger", "driver", "crew", "priest", "judge",
    "minister", "mayor", "leader", "child", "woman", "enemy",
})  # fmt: skip
_ARMS = frozenset({
    "bomb", "dynamite", "rocket", "grenade", "mortar", "explosive", "machinegun", "rifle", "missile", "carbomb",
    "mine", "shell", "gun",
})  # fmt: skip
_PEOPLE = frozenset({
    "guerrilla", "rebel", "terrorist", "soldier", "men", "man", "individual", "assassin", "criminal", "member",
    "officer", "extremist", "subversive", "commando", "insurgent", "gunman", "gunmen", "group", "person", "people",
    "youth", "hooded", "attacker", "killer", "trafficker", "hitmen", "bandit", "sniper", "troop",
})  # fmt: skip
_ARMED = frozenset({
    "guerrilla", "rebel", "soldier", "troop", "patrol", "column", "position", "army", "battalion", "brigade",
    "garrison", "barrack", "insurgent", "force", "unit", "regiment", "convoy", "camp", "fighter", "combatant",
})  # fmt: skip
_THINGS = frozenset({"other", "organisation", "infrastructure"})
_DISCHARGES = frozenset({"shot", "burst", "volley", "round"})  # what a weapon does
Fillers = dict[str, list[frozenset[str]]]


def fillers(claims: Iterable[Claim]) -> Fillers:
    """Return the entities of each slot that attack claims name, each as the head words of its names."""
    found: dict[str, set[str]] = {slot: set() for slot in SLOTS}
    for claim in claims:
        if not isinstance(claim, EventClaim) or claim.event.plover != "ASSAULT" or claim.polarity == "denied":
            continue
        if claim.modality not in HAPPENED:
            continue
        if _is_warfare(claim):
            continue
        for slot, name in _slots(claim):
            found[slot].add(head_of(name))
            found[slot].discard("")
    return {slot: [frozenset({head}) for head in sorted(heads)] for slot, heads in found.items()}


def _is_warfare(claim: EventClaim) -> bool:
    """Tell whether armed men fight armed men: no incident of the set."""
    targets = [
        head_of(one.mention.quote if one.mention else one.name) for one in claim.participants if one.role == "target"
    ]
    return claim.event.acled == "ARMED_CLASH" or (bool(targets) and all(head in _ARMED for head in targets))


def _slots(claim: EventClaim) -> Iterator[tuple[str, str]]:
    """Yield what fills which slot. Victims are persons with a name, as in the simplified keys; other people fill none."""
    for one in claim.participants:
        name = one.mention.quote if one.mention else one.name
        if one.role == "actor":
            yield from _perpetrators(one, name)
        elif one.role == "instrument" and head_of(name) not in _DISCHARGES:
            yield "Weapon", name
        elif one.type == "person" and _is_name(one):
            yield "Victim", name
        elif (
            one.role == "target" and one.type in _THINGS and not _is_name(one) and head_of(name) not in _HUMAN | _PEOPLE
        ):
            yield "Target", name
    before = claim.span.quote[: max(claim.trigger.end - claim.span.start, 0)]
    yield from (("Weapon", word) for word in before.lower().split()[-4:] if word in _ARMS)  # "a dynamite attack"
    for toll in claim.casualties:
        if toll.who and _is_name(toll.who):
            yield "Victim", toll.who.mention.quote if toll.who.mention else toll.who.name


def _perpetrators(one: Participant, name: str) -> Iterator[tuple[str, str]]:
    """Yield individuals or a body, by its fullest name; a body that "the guerrillas" takes up gives both."""
    people = head_of(name) in _PEOPLE
    if people or not (one.type == "organisation" or _is_name(one)):
        yield "PerpInd", name
    if (one.type == "organisation" and head_of(one.name) not in _PEOPLE) or (_is_name(one) and not people):
        yield "PerpOrg", one.name


def _is_name(one: Participant) -> bool:
    return one.name[:1].isupper() and one.name.split()[-1][:1].isupper()


def head_of(name: str) -> str:
    """Return the head word of a name in lower case: "the bodyguards of the mayor" is "bodyguards"."""
    words = _WORD.findall(re.split(r"\b(?:of|from|in|for|with|who|that)\b|,", name.lower(), maxsplit=1)[0])
    return words[-1].removesuffix("s") if words and words[-1] not in _PRONOUNS else ""


def claims_of(name: str, text: str, reference: Reference) -> Iterator[Claim]:
    """Yield the event claims of a text whose paragraphs four blanks part."""
    paragraphs = tuple(Paragraph(start=m.start(), end=m.end()) for m in _PARAGRAPH.finditer(text))
    layer = text_layer(name, text, paragraphs, parser="muc", parser_version="1", language="en")
    yield from extract(layer, ExtractConfig(kinds=("event",)), reference)
