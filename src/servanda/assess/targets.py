"""The condition ``target``: whom it hit, and whether the provision protects or leaves out such targets."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from servanda.assess.actors import ATTRIBUTING
from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, agreed, all_of, any_of, negation, truth
from servanda.assess.setting import Setting
from servanda.model.agreements import Provision
from servanda.model.incidents import Incident, IncidentTarget

_NAME: Final = "target"
CIVILIAN: Final = frozenset({"civilians", "infrastructure"})
"""Types that are no armed group. An object is held to be civilian unless somebody says otherwise (the presumption of
article 52(3) of the first Additional Protocol of 1977 for what is normally dedicated to civilian purposes)."""


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
    words = "; ".join([_hit_in_words(incident.targets), *(one.words for one in seen)])
    return Condition(_NAME, result, words, claims, ("target",), provision.text)


def excluded(incident: Incident, provision: Provision, setting: Setting) -> bool:
    """Tell whether everything that was hit is known to be left out by the provision."""
    return bool(provision.target_not) and _not_excluded(incident, provision.target_not or "", setting).result == "false"


def _wanted(incident: Incident, name: str, setting: Setting) -> _Seen:
    """True if anything that was hit is of the kind; false only if all of it is known not to be."""
    found = any_of(_is(hit, name, setting) for hit in incident.targets) if incident.targets else "unknown"
    return _Seen(found, f"the provision protects {name.replace('_', ' ')}")


def _not_excluded(incident: Incident, name: str, setting: Setting) -> _Seen:
    """True if civilians were hit, or only what is known to be outside the class; false if only what is known to be in it."""
    words = f"the provision leaves out {name.replace('_', ' ')}{_disputed(name, setting)}"
    if any(hit.type in CIVILIAN for hit in incident.targets):
        return _Seen("true", words)
    return _Seen(negation(agreed(_is(hit, name, setting) for hit in incident.targets)), words)


def _is(hit: IncidentTarget, name: str, setting: Setting) -> Truth:
    """Tell whether a target is of the type, the class or the id ``name``."""
    if hit.type == name or hit.type in CIVILIAN:
        return truth(name in {hit.type, "civilians"})
    if hit.entity_id is None:
        return "unknown"
    if name in CIVILIAN:
        return "false" if _is_fighting(hit.entity_id, setting) else "unknown"
    if name not in setting.agreement.definitions and name in setting.actors.classes(hit.entity_id):
        return "true"
    ways = {setting.actors.link(hit.entity_id, member) for member in setting.members_of(name)}
    if ways & ATTRIBUTING:
        return "true"
    return "unknown" if ways - {None} else "false"


def _is_fighting(entity_id: str, setting: Setting) -> bool:
    """Tell whether somebody belongs to a bound actor or to a group that the agreement defines."""
    groups = {member for members in setting.agreement.definitions.values() for member in members}
    parties = groups | {bound.actor for bound in setting.agreement.bound}
    return any(setting.actors.link(entity_id, party) in ATTRIBUTING for party in sorted(parties))


def _hit_in_words(targets: Iterable[IncidentTarget]) -> str:
    names = sorted({f"{hit.name} ({hit.type})" for hit in targets})
    return f"reported hit: {', '.join(names)}" if names else "nobody says what was hit"


def _disputed(name: str, setting: Setting) -> str:
    sourcing = setting.sourcing.get(f"definitions.{name}")
    return " (who belongs to them is disputed)" if sourcing and sourcing.disputed else ""
