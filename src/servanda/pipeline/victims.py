"""The lists of victims that a dossier holds: who is named as killed in which incident, by which independent origin.

Only full names count, and only within one incident: that two reports of different incidents name one person, or that "a
teacher" is somebody named elsewhere, is a person's judgement and goes into a table of their own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from servanda.corroborate import Estimate, Lists, estimate
from servanda.errors import UsageError
from servanda.model.claims import HAPPENED, Claim, EventClaim
from servanda.model.incidents import Incident
from servanda.pipeline.case import Case
from servanda.pipeline.view import build_view
from servanda.text.folds import vowels

MOST_LISTS = 5
Victim = tuple[str, str]


@dataclass(frozen=True)
class DossierLists:
    """The lists of a dossier, with the number of victims of each, and the origins left out because five are the most."""

    lists: Lists
    sizes: Mapping[str, int]
    left_out: Mapping[str, int]


def estimate_case(case: Case) -> tuple[DossierLists, list[Estimate]]:
    """Return the lists that a dossier holds and the estimates from them.

    Raises `UsageError` with the lists and every reason where they carry no estimate, which is the rule.
    """
    view = build_view(case)
    found = dossier_lists(view.incidents, view.claims)
    try:
        return found, estimate(found.lists)
    except UsageError as error:
        told = ", ".join(f"{origin} {n}" for origin, n in (*found.sizes.items(), *found.left_out.items())) or "none"
        raise UsageError(
            f"{error}. Lists of this dossier, killed persons named in full by independent origin: {told}. "
            "Lists from elsewhere go in as a table: servanda estimate FILE"
        ) from error


def dossier_lists(incidents: Iterable[Incident], claims: Iterable[Claim]) -> DossierLists:
    """Return the lists, the longest first; all victims of origins beyond the fifth are left out."""
    known = {claim.id: claim for claim in claims if isinstance(claim, EventClaim)}
    holders: dict[Victim, set[str]] = {}
    for origin, victim in _named(incidents, known):
        holders.setdefault(victim, set()).add(origin)
    sizes = Counter(origin for origins in holders.values() for origin in origins)
    ranked = sorted(sizes, key=lambda origin: (-sizes[origin], origin))
    names = tuple(ranked[:MOST_LISTS])
    histories = Counter(tuple(int(name in origins) for name in names) for origins in holders.values())
    counts = {history: n for history, n in sorted(histories.items()) if any(history)}
    return DossierLists(
        Lists(names, counts), {name: sizes[name] for name in names}, {name: sizes[name] for name in ranked[MOST_LISTS:]}
    )


def _named(incidents: Iterable[Incident], known: Mapping[str, EventClaim]) -> Iterator[tuple[str, Victim]]:
    """Yield each origin with each person whom one of its claims names as killed in an incident."""
    for incident in incidents:
        for voice in incident.voices:
            claim = known.get(voice.claim)
            if claim is None or not voice.origin or claim.polarity == "denied" or claim.modality not in HAPPENED:
                continue
            for toll in claim.casualties:
                who = toll.who
                if toll.effect == "killed" and who and who.type == "person" and is_full_name(who.name):
                    yield voice.origin, (incident.id, who.entity_id or vowels(who.name or ""))


def is_full_name(name: str | None) -> bool:
    """Tell a name of two words or more from a description; in scripts with capitals each word has one."""
    words = (name or "").split()
    return len(words) > 1 and not any(word.islower() for word in words if len(word) > len("al-"))
