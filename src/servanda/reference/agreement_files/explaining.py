"""``servanda agreement explain``: an agreement file in plain words, with the source and the standing of everything."""

from collections import Counter
from collections.abc import Iterator

from servanda.model.agreements import Agreement, Checked, Provision, Sourcing
from servanda.reference.agreement_files import wording as say
from servanda.reference.agreement_files.reading import AgreementFile
from servanda.reference.agreement_files.sourcing import Sidecar, nearest

_CHECKED: dict[Checked, str] = {
    "none": "not checked",
    "secondary": "checked in a secondary source",
    "primary": "checked in the text",
}
_YIELDS = {
    "alleged_violation": "An act like that, by somebody bound, is reported as an alleged breach.",
    "duty_engaged": "An act like that, whoever did it, engages the duty; it is no breach by itself.",
    "permitted": "An act like that is permitted.",
}


def explain(file: AgreementFile, names: say.Names) -> Iterator[str]:
    """Yield the lines of an explanation; ``names`` are those of actors by id. Nothing for a file with an error."""
    agreement = file.agreement
    if agreement is None:
        return
    yield f"{agreement.title} ({agreement.id})"
    yield f"{say.form_words(agreement).capitalize()}, times in {agreement.timezone}"
    yield from _time(agreement, file.sourcing)
    yield from _who(agreement, file.sourcing, names)
    yield from _things(agreement, file.sourcing)
    yield from _provisions(agreement, file.sourcing, names)
    yield from _rest(agreement, file.sourcing, names)
    yield from _standing(file.sourcing)


def _time(agreement: Agreement, sidecar: Sidecar) -> Iterator[str]:
    yield from _section("When")
    yield from _line(f"signed {agreement.time.signed or 'on an unstated day'}", sidecar, "time.signed")
    for number, term in enumerate(agreement.time.in_force):
        where = f"time.in_force[{number}]"
        yield from _line(f"in force {say.term_words(term)}", sidecar, where)
        for end in ("from", "until"):
            yield from _disputes(sidecar.get(f"{where}.{end}"), f"{end}: ")
    for number, term in enumerate(agreement.time.suspended):
        yield from _line(f"suspended {say.term_words(term)}", sidecar, f"time.suspended[{number}]")
    for other in agreement.supersedes:
        yield f"  takes the place of {other.agreement} from {other.since or 'its first day in force'}"
    for other in agreement.superseded_by:
        yield f"  {other.agreement} takes its place from {other.since or 'an unstated day'}"


def _who(agreement: Agreement, sidecar: Sidecar, names: say.Names) -> Iterator[str]:
    yield from _section("Who is bound")
    for number, bound in enumerate(agreement.bound):
        yield from _line(say.bound_words(bound, names), sidecar, f"bound[{number}]")


def _things(agreement: Agreement, sidecar: Sidecar) -> Iterator[str]:
    if agreement.definitions:
        yield from _section("What words mean here")
    for name, members in agreement.definitions.items():
        yield from _line(f"{say.plain(name)}: {', '.join(members) or 'nothing'}", sidecar, f"definitions.{name}")
    if agreement.zones:
        yield from _section("Zones")
    for zone in agreement.zones:
        yield from _line(f"{say.plain(zone.name)}: {say.zone_words(zone)}", sidecar, f"zones.{zone.name}")


def _provisions(agreement: Agreement, sidecar: Sidecar, names: say.Names) -> Iterator[str]:
    yield from _section("Provisions")
    if not agreement.provisions:
        yield "  none: no incident is held against this text"
    for number, provision in enumerate(agreement.provisions):
        where = f"provisions[{number}]"
        reading = f"{provision.reading} reading{f' by {provision.by}' if provision.by else ''}"
        reading += f", number {provision.article} in the text" if provision.article else ""
        yield from _line(
            f"{provision.id} ({reading}): {say.provision_words(provision, agreement, names)}", sidecar, where
        )
        yield from _disputes(sidecar.get(f"{where}.deadline"), "deadline: ")
        yield f"      {_effect(provision)}"
        if provision.only_if:
            yield f"      That it depends on: {say.proviso_words(provision.only_if)}."


def _effect(provision: Provision) -> str:
    if provision.evaluate == "milestone" or provision.act.kind in {"withdraw", "perform"}:
        return (
            "It counts as done, done in part or not done only as somebody reports; silence after the day is no breach."
        )
    usual = "duty_engaged" if provision.act.kind == "prevent" else "alleged_violation"
    effect = provision.yields or ("permitted" if provision.kind == "permission" else usual)
    words = _YIELDS.get(effect, f"An act like that gives the status {say.plain(effect)}.")
    spared = " Against those left out it is reported as permitted by its terms; where nobody says who was hit, it is undetermined."
    return words + (spared if provision.target_not else "")


def _rest(agreement: Agreement, sidecar: Sidecar, names: say.Names) -> Iterator[str]:
    if agreement.composition:
        yield from _section("Composition of bodies")
    for number, criterion in enumerate(agreement.composition):
        words = f"{criterion.id} ({criterion.reading}): {say.criterion_words(criterion)}"
        yield from _line(words, sidecar, f"composition[{number}]")
    if agreement.monitoring.bodies:
        yield from _section("Who watches over it")
    for body in agreement.monitoring.bodies:
        members = ", ".join(say.name_of(member, names) for member in body.members)
        yield f"  {say.plain(body.id)}{f': {members}' if members else ''}"
    yield from _section("Reviewed")
    for review in agreement.reviewed:
        yield f"  {review.role or 'somebody'}: {review.verdict}{f', {review.by}' if review.by else ''}{f', {review.date}' if review.date else ''}"
    if not agreement.reviewed:
        yield "  by nobody"


def _standing(sidecar: Sidecar) -> Iterator[str]:
    levels: Counter[Checked] = Counter(sourcing.checked or "none" for where, sourcing in sidecar.items() if where)
    disputes = sum(len(sourcing.disputed) for sourcing in sidecar.values())
    yield from _section("How well it is founded")
    told = (
        ", ".join(f"{levels[level]} {words}" for level, words in _CHECKED.items() if levels[level])
        or "nothing is sourced"
    )
    yield f"  places of the file with a source of their own: {told}; {disputes} disputes"
    rest = sidecar.get("")
    if rest:
        yield f"  everything else: {_CHECKED[rest.checked or 'none']}{f' ({rest.source})' if rest.source else ''}"


def _section(title: str) -> Iterator[str]:
    yield ""
    yield title


def _line(words: str, sidecar: Sidecar, where: str) -> Iterator[str]:
    yield f"  {words}"
    found = nearest(sidecar, where)
    if found and sidecar.get("") is not found:
        yield f"      [{_CHECKED[found.checked or 'none']}{f': {found.source}' if found.source else ''}]"
    yield from _disputes(sidecar.get(where), "")


def _disputes(sourcing: Sourcing | None, what: str) -> Iterator[str]:
    for other in sourcing.disputed if sourcing else ():
        yield f"      disputed: {what}{_value(other.value)}{f' ({other.source})' if other.source else ''}"


def _value(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)
