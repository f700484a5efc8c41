"""The condition ``target``: whom it hit, and whether the provision protects or leaves out such targets."""

from typing import Final, NamedTuple

from servanda.assess.actors import When
from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, agreed, all_of, any_of, negation, truth
from servanda.assess.setting import Setting
from servanda.model.agreements import Provision
from servanda.model.incidents import Incident, IncidentTarget
from servanda.reference.person_words import is_plainly

_NAME: Final = "target"
CIVILIAN: Final = frozenset({"civilians", "infrastructure"})
"""Types that are no armed group. An object is held to be civilian unless somebody says otherwise (the presumption of
article 52(3) of the first Additional Protocol of 1977 for what is normally dedicated to civilian purposes)."""
_PEOPLE: Final = frozenset({"person", "group"})
_BODIES: Final = _PEOPLE | {"organisation"}


class _Seen(NamedTuple):
    result: Truth
    words: str


def target(incident: Incident, provision: Provision, setting: Setting) -> Condition | None:
    """Return whether the target is one that the provision covers; ``None`` where it asks for none."""
    if provision.target is None and provision.target_not is None:
        return None
    wanted = _wanted(incident, provision.target, setting) if provision.target else None
    spared = _not_excluded(incident, provision.target_not, setting) if provision.target_not else None
    seen = [one for one in (wanted, spared) if one]
    result = all_of(one.result for one in seen)
    claims = tuple(dict.fromkeys(claim for hit in incident.targets for claim in hit.claims))
    words = "; ".join([_hit_in_words(incident), *(one.words for one in seen)])
    return Condition(_NAME, result, words, claims, ("target",), provision.text)


def excluded(incident: Incident, provision: Provision, setting: Setting) -> bool:
    """Tell whether everything that was hit is known to be left out by the provision."""
    return bool(provision.target_not) and _not_excluded(incident, provision.target_not or "", setting).result == "false"


def _wanted(incident: Incident, name: str, setting: Setting) -> _Seen:
    """True if anything that was hit is of the kind; false only if all of it is known not to be."""
    when = setting.when(incident)
    if incident.among_fighters and name in CIVILIAN:
        found: Truth = "false"
    else:
        found = any_of(_is(hit, name, setting, when) for hit in incident.targets) if incident.targets else "unknown"
    asked = (
        f"the provision protects {name.replace('_', ' ')}{_unsaid(incident, name)}{_doubts(incident, name, setting)}"
    )
    return _Seen(found, asked)


def _not_excluded(incident: Incident, name: str, setting: Setting) -> _Seen:
    """True if civilians were hit, or only what is known to be outside the class; false if only what is known to be in it."""
    words = (
        f"the provision leaves out {name.replace('_', ' ')}{_disputed(name, setting)}{_doubts(incident, name, setting)}"
    )
    when = setting.when(incident)
    if any(hit.type in CIVILIAN for hit in incident.targets):
        return _Seen("true", words)
    return _Seen(negation(agreed(_is(hit, name, setting, when) for hit in incident.targets)), words)


def _is(hit: IncidentTarget, name: str, setting: Setting, when: When) -> Truth:
    """Tell whether a target is of the type, the class or the id ``name``, at the time of the incident."""
    if hit.type == name or hit.type in CIVILIAN:
        return truth(name in {hit.type, "civilians"})
    if name in CIVILIAN:
        return "false" if _is_fighting(hit, setting, when) else "unknown"
    return _is_of(hit.entity_id, name, setting, when) if hit.entity_id else "unknown"


def _is_of(entity_id: str, name: str, setting: Setting, when: When) -> Truth:
    """Tell whether somebody is of the class or the group ``name`` at a time."""
    named = "false" if name in setting.agreement.definitions else setting.actors.has_class(entity_id, name, when)
    ways = [setting.actors.link(entity_id, member, when) for member in sorted(setting.members_of(name))]
    return any_of([named, *(truth(way.attributes or None) for way in ways if way)])


def _is_fighting(hit: IncidentTarget, setting: Setting, when: When) -> bool:
    """Tell whether a target belongs to those who fight: by the words for it, as a party, or as an armed force or group.

    What somebody known has is military by its words only where that one fights ("positions of the mission" are not).
    """
    if hit.entity_id is None:
        return hit.status == "member_of_party"
    if _is_party(hit.entity_id, setting, when) or (hit.type in _BODIES and hit.status == "member_of_party"):
        return True
    itself = hit.status == "member_of_party" or (hit.type in _BODIES and is_plainly(hit.name))
    return itself and setting.actors.fights(hit.entity_id)


def _is_party(entity_id: str, setting: Setting, when: When) -> bool:
    """Tell whether somebody belonged to a bound actor or to a group that the agreement defines."""
    groups = {member for members in setting.agreement.definitions.values() for member in members}
    parties = groups | {bound.actor for bound in setting.agreement.bound}
    ways = (setting.actors.link(entity_id, party, when) for party in sorted(parties))
    return any(way and way.attributes for way in ways)


def _unsaid(incident: Incident, name: str) -> str:
    """Return in words of whom nobody says whether they are civilians: people of whom no report says more than that."""
    people = sorted({one.name for one in incident.targets if one.type in _PEOPLE and not (one.status or one.entity_id)})
    return f" (whether {', '.join(people)} are civilians is not said)" if people and name == "civilians" else ""


def _doubts(incident: Incident, name: str, setting: Setting) -> str:
    """Return in words whom the registry counts among ``name`` at some time, perhaps not at that of the incident."""
    when = setting.when(incident)
    hit = sorted(
        {one.name for one in incident.targets if one.entity_id and _in_doubt(one.entity_id, name, setting, when)}
    )
    return f" (whether {', '.join(hit)} belonged to them at the time is not known)" if hit else ""


def _in_doubt(entity_id: str, name: str, setting: Setting, when: When) -> bool:
    if name not in setting.agreement.definitions and setting.actors.has_class(entity_id, name, when) == "unknown":
        return True
    ways = (setting.actors.link(entity_id, member, when) for member in sorted(setting.members_of(name)))
    return any(way and not way.sure for way in ways)


def _hit_in_words(incident: Incident) -> str:
    names = ", ".join(sorted({f"{hit.name} ({hit.type})" for hit in incident.targets}))
    if incident.among_fighters:
        ground = f" ({names})" if names else ""
        return f"told of armed sides that fight or take ground{ground}; nobody is said to be hit"
    return f"reported hit: {names}" if names else "nobody says what was hit"


def _disputed(name: str, setting: Setting) -> str:
    sourcing = setting.sourcing.get(f"definitions.{name}")
    return " (who belongs to them is disputed)" if sourcing and sourcing.disputed else ""
