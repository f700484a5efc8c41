"""`implementation`: provision by provision the passages of reports that bear on it, and what they say month by month."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from servanda.assess import Material, passages
from servanda.errors import UsageError
from servanda.model.passages import Passage, Sign
from servanda.model.time import TimeInterval
from servanda.pipeline.case import Case
from servanda.pipeline.relating import assess_config
from servanda.pipeline.view import build_view
from servanda.pipeline.wanted import period_of
from servanda.report import ReportView, passages_by_month

Row = dict[str, Any]


def implementation(case: Case, wanted: Mapping[str, str] | None = None) -> tuple[Passage, ...]:
    """Return the passages of a dossier that bear on provisions, provision by provision, oldest first.

    ``wanted`` takes agreement, provision, sign, since and until (ISO dates, the second not included; what only crosses an end is left out).
    Raises `UsageError` for an agreement, provision or sign that there is none of, and for a period that is none.
    """
    asked, view = wanted or {}, build_view(case)
    _check(asked, view)
    period = period_of(asked.get("since"), asked.get("until"))
    return tuple(
        one
        for one in passages_of(case, view)
        if all(_value(one, name) == asked[name] for name in ("agreement", "provision", "sign") if name in asked)
        and period.lies(TimeInterval(start=one.on, end=one.until)) == "inside"
    )


def passages_of(case: Case, view: ReportView) -> tuple[Passage, ...]:
    """Return the passages of the texts in ``view`` that bear on provisions of its agreements, oldest first within each."""
    material = Material(
        texts=tuple(view.texts),
        claims=tuple(view.claims),
        incidents=tuple(view.acts),
        findings=tuple(view.counted_findings),
        monitors=_monitors(case, view),
    )
    found = passages(material, view.book, assess_config(case, tuple(view.incidents), view.book))
    order = {(one.id, rule.id): n for n, (one, rule) in enumerate(_rules(view))}
    return tuple(
        sorted(found, key=lambda one: (order[one.agreement_id, one.provision_id], one.on, one.document_id, one.span))
    )


def passage_rows(found: Iterable[Passage]) -> list[Row]:
    """Return a flat row for each passage."""
    return [
        {
            "agreement": one.agreement_id,
            "provision": one.provision_id,
            "sign": one.sign,
            "start": one.on,
            "end": one.until,
            "dated by": one.dated_by,
            "speaker": one.speaker or None,
            "quote": one.span.quote,
            "resting on": "; ".join(span.quote for span in one.evidence) or "; ".join(one.claims),
            "document": one.document_id,
            "at": f"{one.span.start}-{one.span.end}",
        }
        for one in found
    ]


def month_rows(found: Sequence[Passage]) -> list[Row]:
    """Return a row for each provision and month of which passages tell: how many say what, and what they say together."""
    return [
        {
            "agreement": agreement,
            "provision": provision,
            "month": month,
            "status": told.status,
            **told.counts,
            "documents": told.n_documents,
        }
        for (agreement, provision, month), told in passages_by_month(found).items()
    ]


def _rules(view: ReportView) -> list[tuple[Any, Any]]:
    return [(one, rule) for one in view.book.agreements for rule in one.provisions]


def _value(one: Passage, name: str) -> str:
    return {"agreement": one.agreement_id, "provision": one.provision_id, "sign": one.sign}[name]


def _check(asked: Mapping[str, str], view: ReportView) -> None:
    """Refuse a value that there is none of, and say which there are. Raises `UsageError`."""
    rules = [(one.id, rule.id) for one, rule in _rules(view)]
    if not rules:
        raise UsageError("the dossier has no agreement with provisions; take one: servanda agreement take DIR ID")
    known = {
        "agreement": [name for name, _ in rules],
        "provision": [rule for name, rule in rules if asked.get("agreement", name) == name],
        "sign": get_args(Sign),
    }
    for option, values in known.items():
        if option in asked and asked[option] not in values:
            raise UsageError(f"--{option} {asked[option]!r}: take one of {', '.join(dict.fromkeys(values))}")


def _monitors(case: Case, view: ReportView) -> tuple[str, ...]:
    """Return the names of those who watch over the agreements: their bodies, and sources that are monitors."""
    registry = case.reference.actors.actors
    bodies = [body.id for agreement in view.book.agreements for body in agreement.monitoring.bodies]
    names = [name for body in bodies if body in registry for name in (registry[body].name, *registry[body].aliases)]
    names += [name for source in view.sources if source.kind == "monitor" for name in (source.name, *source.aliases)]
    return tuple(dict.fromkeys(name.casefold() for name in names))
