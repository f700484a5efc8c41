"""The conditions ``act`` and ``modality``: is it what the provision speaks of, and does anybody say that it happened?"""

from typing import Final

from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, truth
from servanda.assess.setting import Setting
from servanda.model.agreements import Act, Provision
from servanda.model.incidents import Incident
from servanda.reference.agreement_files.vocabulary import ANY, EVENTS, OBSERVED

HAPPENED: Final = frozenset({"asserted", "presupposed"})
"""The modalities in which something is said to have happened; what is feared, planned or possible breaks nothing."""


def affirming(incident: Incident) -> tuple[str, ...]:
    """Return the claims that say it happened."""
    return tuple(claim for claim in incident.members if claim not in incident.denials)


def act(incident: Incident, provision: Provision, setting: Setting) -> Condition:
    """Return whether the incident is of the kind, mode or object that the provision speaks of."""
    wanted = provision.act
    what = f"{incident.kind}{f', {incident.mode}' if incident.mode else ''}, {incident.aspect}"
    events = wanted.kind in EVENTS
    result = _event(incident, wanted, setting) if events else _sign(incident, wanted, setting)
    return Condition(
        "act", result, f"{what}; asked for: {_asked(wanted)}", affirming(incident), ("mode",), provision.text
    )


def modality(incident: Incident) -> Condition:
    """Return whether at least one claim says that it happened; claims that deny it contest it but do not undo it."""
    claims = affirming(incident)
    if not claims:
        return Condition("modality", "false", "denied by all who speak of it", incident.denials)
    words = f"{incident.modality} in {len(claims)} claims" if len(claims) > 1 else f"{incident.modality} in one claim"
    denied = f", denied in {len(incident.denials)}" if incident.denials else ""
    return Condition("modality", truth(incident.modality in HAPPENED), words + denied, (*claims, *incident.denials))


def _event(incident: Incident, wanted: Act, setting: Setting) -> Truth:
    if incident.kind not in wanted.plover:
        return "false"
    if not wanted.modes:
        return "true"
    modes = {mode for name in wanted.modes for mode in setting.members_of(name)}
    return "unknown" if incident.mode is None else truth(incident.mode in modes)


def _sign(incident: Incident, wanted: Act, setting: Setting) -> Truth:
    """Tell whether an incident of the kind ``PRESENCE``, ``OVERFLIGHT`` ... or an observation shows the object."""
    if incident.kind == wanted.kind.upper():
        if wanted.object in {None, ANY} or wanted.kind == "obstruct":
            return "true"
        return "unknown" if incident.mode is None else truth(incident.mode in setting.members_of(wanted.object or ""))
    if incident.kind != "OBSERVATION" or incident.mode not in OBSERVED.get(wanted.kind, frozenset()):
        return "false"
    if (
        wanted.object in {None, ANY}
        or wanted.kind == "obstruct"
        or incident.mode in setting.members_of(wanted.object or "")
    ):
        return "true"
    return "unknown" if wanted.kind == "presence" else "false"


def _asked(wanted: Act) -> str:
    if wanted.kind in EVENTS:
        modes = ", ".join(wanted.modes) or "any mode"
        return f"{' or '.join(wanted.plover)} ({modes})"
    return f"{wanted.kind} of {(wanted.object or 'any').replace('_', ' ')}"
