"""Provisions in plain words: who shall or shall not do what, where, to whom, by when, and on what it depends."""

from collections.abc import Iterable, Mapping
from typing import Final

from servanda.model.agreements import Agreement, Bound, Criterion, Provision, Proviso, Term, Zone, ZoneVersion

_VERBS: Final = {"obligation": "shall", "prohibition": "shall not", "permission": "may"}
_EVENTS: Final = {
    "ASSAULT": "armed attack (assault)", "COERCE": "act of coercion (arrest, siege, seizure)", "MOBILIZE": "mobilisation of forces",
    "THREATEN": "threat", "PROTEST": "protest", "SANCTION": "sanction", "RETREAT": "withdrawal",
}  # fmt: skip
_FORMS: Final = {
    "written": "a written agreement", "oral": "an oral agreement", "unilateral": "a declaration of one side",
    "reported": "an agreement known from reports only",
}  # fmt: skip
_PRECISION: Final = {
    "exact": "drawn exactly",
    "indicative": "indicative and no official map",
    "unknown": "of unknown precision",
}
Names = Mapping[str, str]


def provision_words(provision: Provision, agreement: Agreement, names: Names | None = None) -> str:
    """Return a provision as a sentence. ``names`` are those of actors by id; without one the id stands in words.

    What the agreement defines stands in quotation marks, as a defined term does in a contract.
    """
    known = names or {}
    parts = [_who_shall(provision, agreement, known), _doing(provision, agreement, known)]
    parts += [f"in the zone “{plain(provision.zone)}”"] if provision.zone and provision.act.kind != "overflight" else []
    parts += [f"against {_hit(provision.target, agreement, known)}"] if provision.target else []
    parts += [f"(except against {_hit(provision.target_not, agreement, known)})"] if provision.target_not else []
    parts += [f"by {provision.deadline}"] if provision.deadline else []
    parts += [f"- this holds only if {provision.only_if.words}"] if provision.only_if else []
    sentence = " ".join(parts).replace(" - this", "; this")
    return sentence[0].upper() + sentence[1:] + "."


def _doing(provision: Provision, agreement: Agreement, names: Names) -> str:
    """Return what is to be done or left, as a verb and its object."""
    act, zone = provision.act, f" the zone “{plain(provision.zone)}”" if provision.zone else ""
    modes = f" ({', '.join(plain(mode) for mode in act.modes)})" if act.modes and act.modes != ("any",) else ""
    thing = _term(act.object, agreement, names) if act.object and act.object != "any" else None
    away = f" from the zone “{plain(act.origin)}”" if act.origin else ""
    amount = "any" if provision.kind == "prohibition" else "an" if provision.kind == "permission" else "every"
    return {
        "event": f"carry out {' or '.join(f'{amount} {_event(kind)}' for kind in act.plover)}{modes}",
        "prevent": f"prevent {' or '.join(f'every {_event(kind)}' for kind in act.plover)}{modes}",
        "withdraw": f"withdraw {thing or 'what is there'}{away}",
        "presence": f"keep {thing or 'anything'}",
        "overflight": f"fly{f' with {thing}' if thing else ''} over{zone or ' it'}",
        "obstruct": f"hinder the work of {thing or 'those who watch over it'}",
        "perform": f"see to this: {plain(act.object or 'what is agreed')}",
    }[act.kind]


def _event(kind: str) -> str:
    return _EVENTS.get(kind, kind.lower())


def _term(name: str, agreement: Agreement, names: Names) -> str:
    """Return a target or object: a defined term in quotation marks, an actor by its name, else plain words."""
    if name in agreement.definitions:
        return f"what counts here as “{plain(name)}”"
    return names.get(name) or names.get(name.replace("_", "-")) or plain(name)


def _hit(name: str, agreement: Agreement, names: Names) -> str:
    return _term(name, agreement, names).replace("what counts", "whoever counts")


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
    words = f"from {term.since or 'the beginning'}" + (f" until {term.until}" if term.until else ", no end stated")
    return words + (f" ({term.basis})" if term.basis else "")


def name_of(actor: str, names: Names) -> str:
    """Return an actor's registered name, else its id in words."""
    return names.get(actor) or (plain(actor)[:1].upper() + plain(actor)[1:])


def plain(name: str) -> str:
    """Return an id in words."""
    return name.replace("_", " ").replace("-", " ")


def _who_shall(provision: Provision, agreement: Agreement, names: Names) -> str:
    """Return whom a provision binds and how; "every A shall not" could be read as "not every", so it is "no A may"."""
    binds = provision.binds
    named = [name_of(actor, names) for actor in binds.actors]
    members = [
        f"{plain(group)} ({_listed(name_of(b.actor, names) for b in agreement.bound if b.group == group)})"
        for group in binds.classes
    ]
    if members and not named and provision.kind == "prohibition":
        return f"No {' and no '.join(members)} may"
    return f"{_listed([*named, *(f'every {one}' for one in members)]) or 'those bound'} {_VERBS[provision.kind]}"


def _listed(words: Iterable[str]) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _version_words(version: ZoneVersion) -> str:
    by = f", by {version.by}" if version.by else ""
    if version.within:
        least, most = version.depth_km or (0, 0)
        depth = f"{least:g} km" if least == most else f"{least:g} to {most:g} km"
        return f"a strip {depth} deep along the inner edge of “{plain(version.within)}”{by}"
    return f"{version.file}{f', part {version.feature}' if version.feature else ''}, {_PRECISION.get(version.precision or '', 'of unstated precision')}{by}"
