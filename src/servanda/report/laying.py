"""A view laid out record by record, for pages that show one at a time and link to others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from statistics import median
from typing import Any, Final, NamedTuple

from servanda.model.claims import BaseClaim, Claim
from servanda.model.documents import DocumentText
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.report.drawn_words import ENGLISH, Telling
from servanda.report.findings import finding_item, rule_words
from servanda.report.highlight import Marked, mark_paragraphs
from servanda.report.incidents import incident_item
from servanda.report.index import Index, index_view
from servanda.report.maps import Option, Shown, draw, draw_choice, scene_of, scene_of_places, view_of
from servanda.report.origins import Naming, dossier_origins
from servanda.report.overlay import Changed
from servanda.report.standing import by_incident, status_by_incident
from servanda.report.tables import counts, type_of
from servanda.report.timeline import timeline_svg
from servanda.report.view import ReportView

_MOST_DRAWN: Final = 60
_FINE: Final = 1000.0
_CHOICE_WIDTH: Final = 560.0


_STAYING: Final[tuple[str, ...]] = ("texts", "incidents", "incident_of", "rules", "naming", "statuses", "near", "homes")


class Told(NamedTuple):
    """Claims of some documents as people's decisions leave them: those that count, and those that were rejected."""

    counting: Sequence[Claim]
    rejected: Sequence[Claim]


class Part(NamedTuple):
    """A part of a map: how many times closer than the whole (1, 2, 4 or 8), and its middle, as shares of width and height from the upper left corner."""

    zoom: int = 1
    x: float = 0.5
    y: float = 0.5


WHOLE_MAP: Final = Part()


class Laid:
    """A view with its look-ups. ``href`` gives the address of a claim, incident or finding by its id."""

    def __init__(self, view: ReportView, href: Callable[[str], str], **known: Any) -> None:
        """Take a view as it is; look-ups are made when they are first asked for, but for those that are ``known`` from elsewhere."""
        self.view, self.href = view, href
        self.__dict__.update(known)

    def made_ready(self) -> "Laid":
        """Return itself with the look-ups made that most pages ask for."""
        _ = self.index, self.texts, self.claims, self.incidents, self.findings, self.incident_of, self.by_document
        _ = self.rules, self.naming.passed_on, self.statuses, self.findings_on, self.view.counted_findings
        return self

    def decided(self, view: ReportView, documents: Iterable[str], claims: Told, judged: Sequence[Finding]) -> "Laid":
        """Return the same for a ``view`` in which ``claims`` of some documents are as they are told, and some findings ``judged`` otherwise.

        Claims keep their numbers; who has none yet gets none.
        """
        gone = {one.id for name in documents for one in self.claims_of(name)}
        known = {name: self.__dict__[name] for name in _STAYING if name in self.__dict__}
        fresh = {one.id: one for one in (*claims.counting, *claims.rejected)}
        numbers = self.index.numbers
        counting = {one.id: one for one in claims.counting}
        known["index"] = replace(
            self.index,
            claims=Changed(self.index.claims, counting, gone),
            numbers=Changed(numbers, {name: numbers.get(name, "") for name in counting}),
        )
        known["claims"] = Changed(self.claims, fresh, gone)
        by_document = {name: list[Claim]() for name in documents} | claims_by_document(fresh.values())
        known["by_document"] = Changed(self.by_document, by_document)
        known["findings"] = Changed(self.findings, {one.id: one for one in judged})
        known["findings_on"] = Changed(self.findings_on, self._on_same(judged))
        return Laid(view, self.href, **known)

    def _on_same(self, judged: Sequence[Finding]) -> dict[str, list[Finding]]:
        """Return by incident the findings on it, those that were judged as they are now."""
        now = {one.id: one for one in judged}
        homes = {one.incident_id or "" for one in judged}
        return {home: [now.get(one.id, one) for one in self.findings_on.get(home, ())] for home in homes}

    @cached_property
    def index(self) -> Index:
        """The claims by id, with their numbers."""
        return index_view(self.view)

    @cached_property
    def texts(self) -> Mapping[str, DocumentText]:
        """The text layers by the id of their document."""
        return {text.document_id: text for text in self.view.texts}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id, rejected ones too."""
        return {claim.id: claim for claim in (*self.view.claims, *self.view.turned_down.claims)}

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """The incidents by id and by handle, rejected ones too."""
        listed = (*self.view.incidents, *self.view.turned_down.incidents)
        return {name: one for one in listed for name in (one.id, one.handle) if name}

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """The findings by id, those on rejected incidents too."""
        return {one.id: one for one in (*self.view.findings, *self.view.turned_down.findings)}

    @cached_property
    def incident_of(self) -> Mapping[str, Incident]:
        """The incident that each claim tells of, by the id of the claim."""
        return {name: one for one in self.view.incidents for name in (*one.members, *one.denials)}

    @cached_property
    def by_document(self) -> Mapping[str, list[Claim]]:
        """The claims of each document, rejected ones too, in the order of its words."""
        return claims_by_document(self.claims.values())

    @cached_property
    def findings_on(self) -> Mapping[str, list[Finding]]:
        """The findings on each incident by its id; those on none under an empty one."""
        return by_incident(self.findings.values())

    @cached_property
    def aside(self) -> frozenset[str]:
        """The ids of what people turned down."""
        return frozenset(one.id for kind in self.view.turned_down for one in kind)

    @cached_property
    def rules(self) -> dict[tuple[str, str], str]:
        """Every provision as a sentence, by agreement and id."""
        return rule_words(self.view)

    @cached_property
    def naming(self) -> Naming:
        """What names reports and origins in words."""
        return Naming(self.view)

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """The gravest status of the findings on each incident."""
        return status_by_incident(self.view.counted_findings)

    @cached_property
    def near(self) -> Callable[[Incident], Sequence[Incident]]:
        """What gives the incidents of the same day or of a place of the same name as one."""
        return lambda one: [other for other in self.view.incidents if other.id != one.id and is_near(other, one)]

    @cached_property
    def homes(self) -> Callable[[], Iterable[tuple[str, str]]]:
        """What gives each claim that counts with its document, by their ids."""
        return lambda: ((claim.id, claim.document_id) for claim in self.view.claims)

    @cached_property
    def origins(self) -> dict[str, Any]:
        """Who draws on whom in all incidents together: the strands, and a drawing of those of most incidents."""
        return dossier_origins(self.view, self.index, _MOST_DRAWN)

    def claims_of(self, document_id: str) -> list[Claim]:
        """Return the claims of a document in the order of its words."""
        return self.by_document.get(document_id, [])

    def paragraphs(self, document_id: str) -> list[tuple[Marked, ...]]:
        """Return the text of a document as runs that each know their claims."""
        return list(mark_paragraphs(self.texts[document_id], self.claims_of(document_id)))

    def claim(self, claim: Claim) -> dict[str, Any]:
        """Return one claim laid out: its type, what it counts, its incident, and what was decided on it."""
        return {
            "record": claim,
            "type": type_of(claim),
            "counts": counts(claim),
            "review": self._review(claim),
            "incident": self.incident_of.get(claim.id),
            "decisions": self.view.decisions_on([claim.key]),
        }

    def _review(self, record: Claim | Incident | Finding) -> str:
        return "rejected" if record.id in self.aside else self.view.review_of(record)

    def incident(self, incident: Incident, telling: Telling = ENGLISH) -> dict[str, Any]:
        """Return one incident laid out, with its map and who draws on whom."""
        item = incident_item(incident, self.findings_on.get(incident.id, []), self.index, self.naming)
        names = [name for name in (incident.handle, incident.id) if name]
        return item | {
            "map": self.map([incident], telling=telling),
            "review": self._review(incident),
            "claims": [self.claims[name] for name in (*incident.members, *incident.denials) if name in self.claims],
            "decisions": self.view.decisions_on(names),
        }

    def finding(self, finding: Finding) -> dict[str, Any]:
        """Return one finding laid out, with what was decided on it and replied to it."""
        incident = self.incidents.get(finding.incident_id or "")
        item = finding_item(finding, incident, self.view, self.index)
        rule = self.rules.get((finding.agreement_id, finding.provision_id), "")
        return item | {
            "provision_words": rule,
            "review": self._review(finding),
            "decisions": self.view.decisions_on([finding.id]),
        }

    def map(
        self, incidents: Iterable[Incident], width: float = 420, part: Part = WHOLE_MAP, telling: Telling = ENGLISH
    ) -> str:
        """Return incidents and zones near them as an SVG, or a part of it closer; an empty string where none has a place that can be drawn."""
        scene = scene_of(incidents, self.view.zones, self.statuses, self.href, telling)
        return draw(scene, width, (part.zoom,), (part.x, part.y)) if scene.marks else ""

    def claim_map(self, claim: BaseClaim, width: float, telling: Telling = ENGLISH) -> str:
        """Return the places that a claim states as an SVG; an empty string where none can be drawn."""
        incident = self.incident_of.get(claim.id)
        status = self.statuses.get(incident.id, "none") if incident else "none"
        href = self.href(incident.id if incident else claim.id)
        shown = Shown(claim.id, status=status, href=href)
        scene = scene_of_places(shown, getattr(claim, "places", ()), self.view.zones, telling)
        return draw(scene, width, has_legend=False) if scene.marks else ""

    def middle(self, incidents: Iterable[Incident]) -> tuple[float, float]:
        """Return where on their map most incidents lie, as shares of width and height; its middle where nothing can be drawn."""
        scene = scene_of(incidents, self.view.zones, self.statuses, self.href)
        view = view_of(scene, _FINE)
        if view is None or not scene.marks:
            return WHOLE_MAP.x, WHOLE_MAP.y
        points = [view.point(*one.at) for one in scene.marks]
        return median(x for x, _ in points) / view.width, median(y for _, y in points) / view.height

    def timeline(self, incidents: Iterable[Incident], width: float = 960, telling: Telling = ENGLISH) -> str:
        """Return incidents by day as an SVG; an empty string where none has a day."""
        return timeline_svg(incidents, self.statuses, width, self.href, telling)

    def choice(self, options: Sequence[Option], near: Iterable[Incident], form: str, telling: Telling = ENGLISH) -> str:
        """Return a map with a button at each place that may be meant, and the incidents ``near`` to tell them apart; see `draw_choice`."""
        scene = scene_of(near, self.view.zones, self.statuses, self.href, telling)
        zones = scene.zones if scene.marks else ()
        around = tuple(one.at for one in options)
        return draw_choice(
            scene._replace(zones=zones, wide=(), unplaced=0, around=around), options, _CHOICE_WIDTH, form
        )


def is_near(one: Incident, other: Incident) -> bool:
    """Tell whether two incidents began on one day, or happened at places of one name."""
    days, names = {one.time.start, other.time.start}, {one.place.name, other.place.name}
    return any(len(some) == 1 and None not in some for some in (days, names))


def claims_by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return claims by document, in the order of its words."""
    return {name: list(some) for name, some in groupby(in_order_of_words(claims), key=lambda one: one.document_id)}


def in_order_of_words(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims in the order of their documents and of the words of these."""
    return sorted(claims, key=lambda one: (one.document_id, one.span.start, -one.span.end, one.id))
