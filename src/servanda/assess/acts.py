"""The conditions ``act`` and ``modality``: is it what the provision speaks of, and does anybody say that it happened?"""

from servanda.assess.conditions import Condition
from servanda.assess.kleene import Truth, agreed, any_of, truth
from servanda.assess.setting import Setting
from servanda.model.agreements import Act, Provision
from servanda.model.claims import HAPPENED
from servanda.model.incidents import Incident
from servanda.reference.agreement_files.vocabulary import ANY, EVENTS, OBSERVED, vocabulary


def affirming(incident: Incident) -> tuple[str, ...]:
    """Return the claims that say it happened."""
    return tuple(claim for claim in incident.members if claim not in incident.denials)


def act(incident: Incident, provision: Provision, setting: Setting) -> Condition:
    """Return whether the incident is of the kind, mode or object that the provision speaks of."""
    wanted = provision.act
    what = f"{incident.kind}{f', {incident.mode}' if incident.mode else ''}{incident.sights}, {incident.aspect}"
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
    """Tell whether an incident of the kind ``PRESENCE``, ``OVERFLIGHT`` ... or an observation shows the object.

    Of several things seen one is enough: each is said to have been there.
    """
    if incident.kind == wanted.kind.upper():
        return "unknown" if incident.mode is None and not _whatever(wanted) else _thing(incident.mode, wanted, setting)
    if incident.kind != "OBSERVATION":
        return "false"
    sights = [(one.object, one.called) for one in incident.seen] or [(incident.mode or "", ())]
    return any_of(_sight(kind, called, wanted, setting) for kind, called in sights)


def _sight(kind: str, called: tuple[str, ...], wanted: Act, setting: Setting) -> Truth:
    """Tell whether a thing of a kind that monitors note, called by one of some words, is what an act speaks of."""
    if kind not in OBSERVED.get(wanted.kind, frozenset()):
        return "false"
    return agreed(_thing(word, wanted, setting) for word in called or (kind,))


def _thing(word: str | None, wanted: Act, setting: Setting) -> Truth:
    """Tell whether a thing that reports call ``word`` is what an act speaks of; unknown for what no report can tell."""
    if _whatever(wanted):
        return "true"
    sights, asked = vocabulary().sights, setting.members_of(wanted.object or "")
    if asked & sights.surely(word or ""):
        return "true"
    told = all(sights.object_of(name) or name in sights.objects for name in asked)
    return "unknown" if not told or asked & sights.perhaps(word or "") else "false"


def _whatever(wanted: Act) -> bool:
    return wanted.object in {None, ANY} or wanted.kind == "obstruct"


def _asked(wanted: Act) -> str:
    if wanted.kind in EVENTS:
        modes = ", ".join(wanted.modes) or "any mode"
        return f"{' or '.join(wanted.plover)} ({modes})"
    return f"{wanted.kind} of {(wanted.object or 'any').replace('_', ' ')}"
