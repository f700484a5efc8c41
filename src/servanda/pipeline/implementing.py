"""`implementation`: provision by provision the passages of reports that bear on it, and what they say month by month."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from servanda.assess import Material, passages
from servanda.model.passages import Passage
from servanda.model.period import Period
from servanda.model.time import TimeInterval
from servanda.pipeline.case import Case
from servanda.pipeline.relating import assess_config
from servanda.pipeline.view import build_view
from servanda.reference.agreement_files import provision_words
from servanda.report import ReportView

Row = dict[str, Any]


def with_passages(case: Case, view: ReportView) -> tuple[Passage, ...]:
    """Return the passages of the texts in ``view`` that bear on provisions of its agreements."""
    material = Material(
        texts=view.texts,
        claims=view.claims,
        incidents=view.acts,
        findings=view.counted_findings,
        monitors=_monitors(case, view),
    )
    return tuple(passages(material, view.book, assess_config(case, view.incidents, view.book)))


def _monitors(case: Case, view: ReportView) -> tuple[str, ...]:
    """Return the names of those who watch over the agreements: their bodies, with the members of these, and sources that are monitors."""
    registry = case.reference.actors.actors
    bodies = [body.id for agreement in view.book.agreements for body in agreement.monitoring.bodies]
    names = [name for body in bodies if body in registry for name in (registry[body].name, *registry[body].aliases)]
    names += [name for source in view.sources if source.kind == "monitor" for name in (source.name, *source.aliases)]
    return tuple(dict.fromkeys(name.casefold() for name in names))


def implementation(case: Case) -> tuple[Passage, ...]:
    """Return the passages of a dossier that bear on provisions, provision by provision, oldest first."""
    return with_passages(case, build_view(case))
