"""`agreement check --against`: what the provisions of agreement files would meet in a dossier, sentence by sentence."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from servanda.assess import AssessConfig, Probe, probe
from servanda.model.claims import Claim
from servanda.model.incidents import Incident
from servanda.pipeline.case import Case
from servanda.pipeline.joined import folded_claims
from servanda.pipeline.known_actors import actor_knowledge
from servanda.pipeline.relating import as_of
from servanda.pipeline.view import incidents_with_handles
from servanda.reference.agreement_files import book_of_files, book_with_actor_ids

_QUOTE = 160
_SILENT = {
    "read": "no sentence of the dossier speaks of it: silence",
    "hand": "no rule reads reports of it: a person enters what they say",
    "never": "nothing that reports tell can meet it: mend the words that are named above",
}


def probe_agreements(case: Case, paths: Sequence[Path], most: int) -> Iterator[str]:
    """Yield lines: for each provision of some agreement files, sentences of the dossier that it meets or narrowly misses.

    At most ``most`` of either are shown. Raises `ConfigError` for a file with an error that keeps it from being read.
    """
    settings = case.dossier.settings
    files = [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    folders = dict.fromkeys(folder for path in files for folder in (path.resolve().parent.parent, path.parent))
    book = book_with_actor_ids(
        book_of_files(files, (case.folder / settings.zones, case.folder, *folders)),
        case.reference.actors,
        settings.countries,
    )
    incidents = incidents_with_handles(case)
    config = AssessConfig(
        as_of=as_of(case, incidents),
        timezone=settings.timezone if settings.timezone != "UTC" else None,
        knowledge=actor_knowledge(case.reference, incidents, book),
    )
    claims = {claim.id: claim for claim in folded_claims(case).claims}
    for found in probe(incidents, book, config):
        yield from _lines(found, claims, most)


def _lines(found: Probe, claims: dict[str, Claim], most: int) -> Iterator[str]:
    yield f"{found.agreement_id}/{found.rule_id}: meets {len(found.met)}, narrowly misses {len(found.near)}"
    if not found.met:
        yield f"  {_SILENT[found.heard]}"
    for incident, status in found.met[:most]:
        yield f"  meets {_name(incident)} ({status.replace('_', ' ')}): {_sentences(incident, claims)}"
    for near in found.near[:most]:
        yield f"  misses {_name(near.incident)}: {_sentences(near.incident, claims)}"
        yield from (f"    because {why}" for why in near.why)
    more = max(len(found.met) - most, 0) + max(len(found.near) - most, 0)
    if more:
        yield f"  ... and {more} more (--most {max(len(found.met), len(found.near))} shows all)"


def _name(incident: Incident) -> str:
    return incident.handle or incident.id


def _sentences(incident: Incident, claims: dict[str, Claim]) -> str:
    """Return the words of the first claim of an incident, and how many more speak of it."""
    quotes = [claims[one].span.quote for one in incident.members if one in claims]
    if not quotes:
        return "its claims are not current"
    words = " ".join(quotes[0].split())
    shown = words if len(words) <= _QUOTE else f"{words[:_QUOTE]} ..."
    return f"“{shown}”" + (f" and {len(quotes) - 1} more" if quotes[1:] else "")
