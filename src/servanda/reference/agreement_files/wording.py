"""Provisions in plain words: who shall or shall not do what, where, to whom, by when, and on what it depends."""

from collections.abc import Mapping
from typing import Final

from servanda.model.agreements import Act, Agreement, Bound, Criterion, Provision, Proviso, Term, Zone, ZoneVersion

_VERBS: Final = {"obligation": "shall", "prohibition": "shall not", "permission": "may"}
_FORMS: Final = {
    "written": "a written agreement", "oral": "an oral agreement", "unilateral": "a declaration of one side",
    "reported": "an agreement known from reports only",
}  # fmt: skip
Names = Mapping[str, str]


def provision_words(provision: Provision, agreement: Agreement, names: Names | None = None) -> str:
    """Return a provision as a sentence. ``names`` are those of actors by id; without one the id stands in words."""
    parts = [_binding(provision, agreement, names or {}), _VERBS[provision.kind], act_words(provision.act)]
    parts += [f"in the zone “{plain(provision.zone)}”"] if provision.zone else []
    parts += [f"against {plain(provision.target)}"] if provision.target else []
    parts += [f"(except against {plain(provision.target_not)})"] if provision.target_not else []
    parts += [f"by {provision.deadline}"] if provision.deadline else []
    parts += [f"only if {provision.only_if.words}"] if provision.only_if else []
    sentence = " ".join(parts).replace(" only if", ", only if")
    return sentence[0].upper() + sentence[1:] + "."


def act_words(act: Act) -> str:
    """Return what is to be done or left, as a verb and its object."""
    kinds = " or ".join(kind.lower() for kind in act.plover)
    modes = f" ({', '.join(plain(mode) for mode in act.modes)})" if act.modes and act.modes != ("any",) else ""
    thing = plain(act.object or "anything")
    away = f" from the zone “{plain(act.origin)}”" if act.origin else ""
    over = "" if thing in {"any", "anything"} else f" with {thing}"
    return {
        "event": f"commit {kinds}{modes}",
        "prevent": f"prevent {kinds}{modes}",
        "withdraw": f"withdraw {thing}{away}",
        "presence": f"keep {thing}",
        "overflight": f"fly over{over}",
        "obstruct": f"hinder {thing}",
        "perform": f"see to it: {thing}",
    }[act.kind]


def form_words(agreement: Agreement) -> str:
    """Return the form of an agreement in words."""
    return _FORMS[agreement.form]


def bound_words(bound: Bound, names: Names) -> str:
    """Return who is bound, in which role, since when and on what basis."""
    words = f"{name_of(bound.actor, names)}: {plain(bound.role)}"
    words += f", {plain(bound.group)}" if bound.group else ""
    words += f", since {bound.since}" if bound.since else ""
    words += f", until {bound.until}" if bound.until else ""
    return words + (f" ({bound.basis})" if bound.basis else "")


def zone_words(zone: Zone) -> str:
    """Return where a zone is drawn, and that several maps are rivals."""
    several = f"{len(zone.versions)} rival maps, inside is sure only where all agree: " if zone.versions[1:] else ""
    return several + "; ".join(map(_version_words, zone.versions))


def criterion_words(criterion: Criterion) -> str:
    """Return how a body is to be composed."""
    seats = ", ".join(f"{n} {plain(group)}" for group, n in criterion.groups.items())
    words = f"{plain(criterion.body)}: {criterion.size or 'an unstated number of'} seats"
    words += f", {seats}" if seats else ""
    return words + (f"; decides with {criterion.quorum:.0%} of them" if criterion.quorum else "")


def proviso_words(asked: Proviso) -> str:
    """Return how it is found out whether what a provision depends on is so."""
    ways = [f"held to be so {term_words(term)}" for term in asked.met]
    ways += [f"held not to be so {term_words(term)}" for term in asked.failed]
    ways += [f"otherwise by what reports say of {asked.provision}"] if asked.provision else []
    return "; ".join(ways) or "nothing in the file settles it, so it stays unknown"


def term_words(term: Term) -> str:
    """Return a term in words."""
    words = f"from {term.since or 'the beginning'} until {term.until or 'open'}"
    return words + (f" ({term.basis})" if term.basis else "")


def name_of(actor: str, names: Names) -> str:
    """Return an actor's registered name, else its id in words."""
    return names.get(actor) or (plain(actor)[:1].upper() + plain(actor)[1:])


def plain(name: str) -> str:
    """Return an id in words."""
    return name.replace("_", " ").replace("-", " ")


def _binding(provision: Provision, agreement: Agreement, names: Names) -> str:
    classes = [
        f"every {plain(group)} ({', '.join(name_of(b.actor, names) for b in agreement.bound if b.group == group)})"
        for group in provision.binds.classes
    ]
    return ", ".join([*(name_of(actor, names) for actor in provision.binds.actors), *classes]) or "those bound"


def _version_words(version: ZoneVersion) -> str:
    by = f", by {version.by}" if version.by else ""
    if version.within:
        least, most = version.depth_km or (0, 0)
        depth = f"{least:g} km" if least == most else f"{least:g} to {most:g} km"
        return f"a strip {depth} deep along the inner edge of “{plain(version.within)}”{by}"
    return f"{version.file}{f', part {version.feature}' if version.feature else ''}, {version.precision or 'of unstated precision'}{by}"
