"""``servanda agreement check``: what is wrong with agreement files beyond their form."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from servanda.errors import ConfigError
from servanda.model.agreements import Agreement, Provision, Term
from servanda.reference.actors import ActorRegistry
from servanda.reference.agreement_files.actor_ids import actors_called, classes_of, with_actor_ids
from servanda.reference.agreement_files.book import shapes_of
from servanda.reference.agreement_files.checks_firing import LAST, Fault, never_firing, unsettled
from servanda.reference.agreement_files.hearing import strange_words
from servanda.reference.agreement_files.problems import Problem, dotted, line_of
from servanda.reference.agreement_files.reading import AgreementFile, read_agreement_file
from servanda.reference.agreement_files.shapes import find_file
from servanda.reference.agreement_files.vocabulary import vocabulary
from servanda.text.suggesting import meant


@dataclass(frozen=True)
class _Checked:
    file: AgreementFile
    agreement: Agreement
    base: tuple[Path, ...]
    registry: ActorRegistry | None

    @property
    def actors(self) -> frozenset[str]:
        """Ids and classes of the registry; empty where none is asked."""
        return frozenset({*self.registry.actors, *classes_of(self.registry)}) if self.registry else frozenset()


def check_agreement_files(
    paths: Iterable[Path], zones: Path | None = None, registry: ActorRegistry | None = None
) -> list[Problem]:
    """Return the faults of agreement files (or of all ``*.yaml`` in folders), in order of file and line.

    ``zones`` is looked in first for zone files; ``registry`` knows the actors (``None``: they are not checked).
    """
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for path in _files(paths):
        file = read_agreement_file(path)
        problems += map(_grave, file.problems)
        if file.agreement is None:
            continue
        base = ((zones,) if zones else ()) + (path.parent.parent, path.parent)
        agreement = with_actor_ids(file.agreement, registry) if registry else file.agreement
        checked = _Checked(file, agreement, base, registry)
        problems += shapes_of(file, base)[1]
        problems += [_problem(file, fault) for check in _CHECKS for fault in check(checked)]
        other = seen.setdefault(file.agreement.id, path)
        if other is not path:
            problems.append(
                _problem(
                    file, (("id",), f"{file.agreement.id!r} stands in {other.name} too; give each one file", "error")
                )
            )
    return sorted(set(problems))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.yaml")) if path.is_dir() else (path,)


def _grave(problem: Problem) -> Problem:
    """A field that is nearly one that there is was meant to say something: it is an error to whoever asks for a check."""
    return changed(problem, severity="error") if "did you mean" in problem.message else problem


def _problem(file: AgreementFile, fault: Fault) -> Problem:
    where, message, severity = fault
    return Problem(str(file.path), line_of(file.lines, where), dotted(where), message, severity)


def _timezone(c: _Checked) -> Iterator[Fault]:
    try:
        ZoneInfo(c.agreement.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = meant(c.agreement.timezone, available_timezones()) or "write one such as Asia/Damascus"
        yield ("timezone",), f"{c.agreement.timezone!r} is no time zone; {hint}", "error"


def _dates(c: _Checked) -> Iterator[Fault]:
    a = c.agreement
    single = [
        (("time", "signed"), a.time.signed),
        *((("provisions", n, "deadline"), p.deadline) for n, p in enumerate(a.provisions)),
    ]
    for kind, terms in (("in_force", a.time.in_force), ("suspended", a.time.suspended)):
        for n, term in enumerate(terms):
            single += [(("time", kind, n, "from"), term.since), (("time", kind, n, "until"), term.until)]
    for n, bound in enumerate(a.bound):
        single += [(("bound", n, "since"), bound.since), (("bound", n, "until"), bound.until)]
    for n, p in enumerate(a.provisions):
        for term in (*p.only_if.met, *p.only_if.failed) if p.only_if else ():
            single += [(("provisions", n, "only_if"), end) for end in (term.since, term.until)]
    for where, value in single:
        if value is not None and not _is_time(value):
            yield (
                where,
                f"{value!r} is neither a date (2019-03-14) nor an instant with offset (2017-12-24T00:01:00+03:00)",
                "error",
            )


def _is_time(value: str) -> bool:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    return "T" not in value or moment.tzinfo is not None


def _terms(c: _Checked) -> Iterator[Fault]:
    terms = c.agreement.time.in_force
    if not terms:
        yield (
            ("time", "in_force"),
            "no term in force is stated, so no provision can ever be held against anything",
            "warning",
        )
    for n, term in enumerate(terms):
        if term.since and term.until and term.since[:10] > term.until[:10]:
            yield ("time", "in_force", n), f"ends ({term.until}) before it begins ({term.since})", "error"
        if any(_overlap(term, other) for other in terms[:n]):
            yield (
                ("time", "in_force", n),
                "overlaps another term; end the one where the other begins (half-open)",
                "warning",
            )


def _overlap(one: Term, other: Term) -> bool:
    return (one.since or "") < (other.until or LAST) and (other.since or "") < (one.until or LAST)


def _bound(c: _Checked) -> Iterator[Fault]:
    actors = {bound.actor for bound in c.agreement.bound}
    classes = {bound.group for bound in c.agreement.bound}
    for n, provision in enumerate(c.agreement.provisions):
        where = ("provisions", n, "binds")
        for actor in provision.binds.actors:
            if actor not in actors:
                hint = meant(actor, actors)
                yield (
                    where,
                    f"{actor!r} does not stand in bound; {hint} Or add it there, with its role and basis",
                    "error",
                )
        for name in provision.binds.classes:
            if name not in classes:
                yield where, f"no actor in bound has the class {name!r}; add 'class: {name}' to those that do", "error"
        if not provision.binds.actors and not provision.binds.classes:
            yield where, "binds nobody, so it can never be held against anybody", "error"


def _twice(c: _Checked) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, bound in enumerate(c.agreement.bound):
        if bound.actor in seen:
            message = (
                f"{bound.actor!r} stands here twice; give it one entry, for a finding is about one party in one role"
            )
            yield ("bound", n, "actor"), message, "warning"
        seen.add(bound.actor)


def _sources(c: _Checked) -> Iterator[Fault]:
    """Cite what was opened: a leaf that says it was checked must say where."""
    paths = {dotted(path): path for path in c.file.lines}
    for where, sourcing in c.file.sourcing.items():
        if sourcing.checked in {"secondary", "primary"} and not sourcing.source:
            yield (
                paths.get(where, ()),
                f"says that it was checked ({sourcing.checked}), but not in what; add 'source: ...'",
                "warning",
            )


def _registry(c: _Checked) -> Iterator[Fault]:
    if c.registry is None:
        return
    for n, bound in enumerate(c.agreement.bound):
        if bound.actor in c.registry.actors:
            continue
        several = actors_called(bound.actor, c.registry)
        alike = [hit.actor.id for hit in c.registry.suggestions(bound.actor.replace("-", " "))]
        remedy = f"it may mean {' or '.join(map(repr, several))}; write one of them" if several else _or_add(alike)
        message = f"{bound.actor!r} is no name of one actor in the registry, so no report can name it; {remedy}"
        yield ("bound", n, "actor"), message, "warning"


def _or_add(alike: Sequence[str]) -> str:
    add = "add it to the dossier's actors.yaml (look names up with: servanda actors lookup NAME)"
    return f"did you mean {' or '.join(map(repr, alike[:3]))}? Or {add}" if alike else add


def _zones(c: _Checked) -> Iterator[Fault]:
    names = {zone.name for zone in c.agreement.zones}
    for n, provision in enumerate(c.agreement.provisions):
        for field, zone in (("in", provision.zone), ("act", provision.act.origin)):
            if zone is not None and zone not in names:
                yield (
                    ("provisions", n, field),
                    f"{zone!r} is no zone of this file; {meant(zone, names)} Or add it to zones",
                    "error",
                )


def _words(c: _Checked) -> Iterator[Fault]:
    yield from strange_words(c.agreement, vocabulary(), c.actors)


def _firing(c: _Checked) -> Iterator[Fault]:
    yield from never_firing(c.agreement)
    yield from unsettled(c.agreement)
    for zone, shapes in shapes_of(c.file, c.base)[0].items():
        if any(shape.surely.is_empty for shape in shapes):
            message = f"{zone!r} is narrower than its line is sure, so no place can ever be held to be inside; widen it or state uncertainty_km"
            yield ("zones", zone), message, "error"


def _unique(c: _Checked) -> Iterator[Fault]:
    rules: Sequence[tuple[str, Sequence[Provision] | Sequence[object]]] = (
        ("provisions", c.agreement.provisions), ("composition", c.agreement.composition)
    )  # fmt: skip
    seen: set[str] = set()
    for section, items in rules:
        for n, item in enumerate(items):
            name = str(getattr(item, "id", ""))
            if name in seen:
                yield (
                    (section, n, "id"),
                    f"{name!r} is used twice; ids of provisions and criteria are unique in a file",
                    "error",
                )
            seen.add(name)


def _composition(c: _Checked) -> Iterator[Fault]:
    for n, criterion in enumerate(c.agreement.composition):
        total = sum(criterion.groups.values())
        if criterion.size is not None and criterion.groups and total != criterion.size:
            yield (
                ("composition", n, "groups"),
                f"the groups add up to {total}, the size is {criterion.size}; mend one of them",
                "error",
            )
        if criterion.quorum is not None and not 0 < criterion.quorum <= 1:
            yield (
                ("composition", n, "quorum"),
                f"{criterion.quorum} is no share; write 0.75 for three quarters",
                "error",
            )


def _texts(c: _Checked) -> Iterator[Fault]:
    spans = [(n, p.text) for n, p in enumerate(c.agreement.provisions) if p.text]
    if c.agreement.text is None:
        yield from (
            (("provisions", n, "text"), "there is no text to check this against; add 'text: {file: ...}'", "warning")
            for n, _ in spans
        )
        return
    try:
        text = find_file(c.agreement.text.file, c.base).read_text(encoding="utf-8")
    except (ConfigError, UnicodeDecodeError, OSError) as error:
        yield ("text", "file"), str(error), "error"
        return
    for n, span in spans:
        if text[span.start : span.end] != span.quote:
            at = text.find(span.quote)
            right = f"the quote stands at {at}: write start: {at}, end: {at + len(span.quote)}"
            hint = right if at >= 0 else "the quote is nowhere in the text: copy it from there, character by character"
            yield (
                ("provisions", n, "text"),
                f"characters {span.start} to {span.end} of the text are others; {hint}",
                "error",
            )


_CHECKS: tuple[Callable[[_Checked], Iterator[Fault]], ...] = (
    _timezone, _dates, _terms, _bound, _twice, _sources, _registry, _zones, _words, _firing, _unique, _composition, _texts,
)  # fmt: skip
