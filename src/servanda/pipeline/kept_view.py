"""What is current in a large dossier, laid out over the lists that are kept: a record is read when a page shows it, and no view is made."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from servanda.model.claims import Claim
from servanda.model.documents import DocumentText
from servanda.model.findings import Finding
from servanda.model.identification import Identification
from servanda.model.incidents import Incident
from servanda.model.period import Period
from servanda.pipeline.awaiting import Waiting, dangers, in_order
from servanda.pipeline.case import Case
from servanda.pipeline.current import key_aliases
from servanda.pipeline.listed_beside import (
    BESIDE,
    HEADS,
    TOLD_IN,
    TURNED_DOWN,
    UNCOUNTED,
    UNDECIDED,
    WAITING,
    Beside,
    Head,
)
from servanda.pipeline.permitted import permitted_decisions
from servanda.pipeline.ready import CURRENT, SINCE, UNTIL, kept_shelves
from servanda.pipeline.view import by_files
from servanda.pipeline.wanted import BACKGROUND
from servanda.report import (
    Changed,
    Index,
    Laid,
    Naming,
    ReportView,
    Standing,
    TextHead,
    TurnedDown,
    Walked,
    by_incident,
    claims_by_document,
    gravest,
    in_order_of_words,
    is_near,
)
from servanda.store import AtHome, ByName, Marked, Shelf, Shelves, records_with

_CLAIMS: Final = ("claims", CURRENT)
_ACTS: Final = ("incidents", CURRENT)
_STATEMENTS: Final = ("statements", CURRENT)
_BACKGROUND: Final = ("incidents", BACKGROUND)
_INCIDENTS: Final = (_ACTS, _STATEMENTS, _BACKGROUND)
_COUNTED: Final = ("findings", CURRENT)
_FINDINGS: Final = (_COUNTED, (UNCOUNTED, ""))
_TOGETHER: Final = 500
_NEAR: Final = """SELECT number FROM lines WHERE start = ? AND home IS NOT NULL
    UNION SELECT line FROM marks WHERE what = 'place' AND value = ?"""


class KeptView(NamedTuple):
    """What is current, laid out, and what waits for a person."""

    laid: Laid
    waiting: tuple[Waiting, ...]


def kept_view(case: Case, href: Callable[[str], str]) -> KeptView | None:
    """Return what the lists hold that were kept last, ``None`` where none are, or another program made them.

    It says what `build_view` said when they were made, but for passages that rules passed over, which no page shows. ``href`` gives the address of a record.
    """
    shelves = kept_shelves(case)
    if shelves is None:
        return None
    beside = next(iter(Shelf[Beside](shelves, Beside, (BESIDE, ""))))
    heads = {one.document_id: one for one in Shelf[Head](shelves, Head, (HEADS, ""))}
    view = _view(case, shelves, beside, heads)
    waiting = in_order((*dangers(case), *Shelf[Waiting](shelves, Waiting, (WAITING, ""))))
    return KeptView(Laid(view, href, **_look_ups(case, shelves, view, beside)), waiting)


def _view(case: Case, shelves: Shelves, beside: Beside, heads: Mapping[str, Head]) -> ReportView:
    acts, counted = Shelf[Incident](shelves, Incident, _ACTS), Shelf[Finding](shelves, Finding, _COUNTED)
    known, runs = frozenset(beside.decisions), list(case.store.records("run"))
    facts = shelves.facts()
    view = ReportView(
        **by_files(case),
        period=Period(facts.get(SINCE), facts.get(UNTIL)),
        generated_at=case.now(),
        texts=_Texts(case, heads),
        claims=Shelf(shelves, Claim, _CLAIMS),
        incidents=Shelf(shelves, Incident, *_INCIDENTS),
        findings=Shelf(shelves, Finding, *_FINDINGS),
        sources=beside.sources,
        source_of=beside.source_of,
        credited=beside.credited,
        decisions=tuple(one for one in permitted_decisions(case) if one.id in known),
        stale=beside.stale,
        aliases=key_aliases(case),
        review=beside.review,
        turned_down=_turned_down(shelves),
        quarantined=beside.quarantined,
        undecided=Shelf(shelves, Identification, (UNDECIDED, "")),
        run=runs[-1] if runs else None,
    )
    return view.knowing(
        standing=Standing(acts, Shelf(shelves, Incident, _STATEMENTS), Shelf(shelves, Incident, _BACKGROUND)),
        acts_by_id=ByName(shelves, Incident, [_ACTS]),
        counted_findings=counted,
        findings_by_id=ByName(shelves, Finding, _FINDINGS),
        heads=heads,
        n_findings=beside.n_findings,
        assessed=beside.assessed,
        breaches=beside.breaches,
        newest_day=beside.newest_day,
    )


def _turned_down(shelves: Shelves) -> TurnedDown:
    kinds = {"claims": Claim, "incidents": Incident, "findings": Finding}
    return TurnedDown(*(tuple(Shelf[Any](shelves, kinds[what], (where, ""))) for what, where in TURNED_DOWN.items()))


def _look_ups(case: Case, shelves: Shelves, view: ReportView, beside: Beside) -> dict[str, Any]:
    """Return the look-ups of `Laid`, by name."""
    aside = view.turned_down
    claims = ByName[Claim](shelves, Claim, [_CLAIMS])
    incidents = ByName[Incident](shelves, Incident, _INCIDENTS, by_home=True)
    findings = ByName[Finding](shelves, Finding, _FINDINGS)
    by_document = _Words(AtHome(shelves, Claim, [_CLAIMS]), claims_by_document(aside.claims))
    numbers = _Numbers(shelves, view.heads, claims)
    return {
        "index": Index(claims=claims, texts=view.heads, numbers=numbers, titles={}),
        "texts": _Layers(case, view.heads),
        "claims": Changed(claims, {one.id: one for one in aside.claims}),
        "incidents": Changed(
            incidents, {name: one for one in aside.incidents for name in (one.id, one.handle) if name}
        ),
        "findings": Changed(findings, {one.id: one for one in aside.findings}),
        "incident_of": Marked(shelves, Incident, _INCIDENTS, TOLD_IN),
        "by_document": by_document,
        "findings_on": Changed(AtHome(shelves, Finding, _FINDINGS), by_incident(aside.findings)),
        "naming": Naming(view, beside.passed_on),
        "statuses": gravest(Shelf[Finding](shelves, Finding, _COUNTED).cells("home", "status")),
        "near": _Near(shelves),
        "homes": Shelf[Claim](shelves, Claim, _CLAIMS).homes,
    }


class _Words(Mapping[str, list[Claim]]):
    """The claims of a document, rejected ones too, in the order of its words."""

    def __init__(self, counting: Mapping[str, list[Claim]], rejected: Mapping[str, list[Claim]]) -> None:
        self._both = counting, rejected

    def __getitem__(self, document: str) -> list[Claim]:
        found = in_order_of_words(one for some in self._both for one in some.get(document, ()))
        if not found:
            raise KeyError(document)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for some in self._both for name in some))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Numbers(Mapping[str, str]):
    """The numbers of claims, in the order of documents and of their words: of a claim those before it in its document are counted."""

    def __init__(self, shelves: Shelves, heads: Mapping[str, TextHead], claims: Mapping[str, Claim]) -> None:
        self._claims, self._by_document = claims, AtHome[Claim](shelves, Claim, [_CLAIMS])
        n_of = Counter(home for _, home in Shelf[Claim](shelves, Claim, _CLAIMS).homes())
        self._before: dict[str, int] = {}
        self._n = 0
        for name in heads:
            self._before[name] = self._n
            self._n += n_of[name]

    def __getitem__(self, name: str) -> str:
        document = self._claims[name].document_id
        listed = in_order_of_words(self._by_document[document])
        return f"[{self._before[document] + 1 + [one.id for one in listed].index(name)}]"

    def __contains__(self, name: object) -> bool:
        return name in self._claims

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return self._n


class _Layers(Mapping[str, DocumentText]):
    """The text of a document, as it was when its claims were read."""

    def __init__(self, case: Case, heads: Mapping[str, TextHead]) -> None:
        self._case, self._heads = case, heads

    def __getitem__(self, document: str) -> DocumentText:
        found: DocumentText = self._case.store.get("document_text", self._heads[document].id)
        return found

    def __contains__(self, document: object) -> bool:
        return document in self._heads

    def __iter__(self) -> Iterator[str]:
        return iter(self._heads)

    def __len__(self) -> int:
        return len(self._heads)


class _Texts(Walked[DocumentText]):
    """The texts in their order."""

    def __init__(self, case: Case, heads: Mapping[str, TextHead]) -> None:
        self._case, self._heads = case, heads

    def __len__(self) -> int:
        return len(self._heads)

    def __iter__(self) -> Iterator[DocumentText]:
        rest = iter(self._heads.values())
        while some := [one.id for one in islice(rest, _TOGETHER)]:
            found = records_with(self._case.store, "document_text", some)
            yield from (found[name] for name in some if name in found)


class _Near:
    """The incidents of the same day or of a place of the same name as one."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelf: Shelf[Incident] = Shelf(shelves, Incident, *_INCIDENTS)

    def __call__(self, one: Incident) -> Sequence[Incident]:
        found = self._shelf.numbered(_NEAR, one.time.start, (one.place.name or "").casefold())
        return [other for other in found if other.id != one.id and is_near(other, one)]
