"""A small invented dossier: two reports of one shelling at a ferry, one that denies it, and a hostile note in Arabic."""

import pytest

from servanda.model.agreements import Act, Agreement, AgreementTime, Binds, Bound, Provision
from servanda.model.claims import Casualties, Claim, EventClaim, EventType, MadeBy, StanceClaim, StanceDetail
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.findings import AssessedWith, Finding, TraceStep
from servanda.model.incidents import Incident, IncidentActor, IncidentPlace, IncidentToll, TollBySource, Voice
from servanda.model.making import sealed, text_layer
from servanda.model.parties import Attribution
from servanda.model.spans import Span
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import AgreementBook
from servanda.report import ReportView

HOSTILE = '<script>document.title="taken"</script> "\' & \u202etxt.exe'
TEXTS = {
    "doc_1": ("Ferry shelled", "Shells hit the ferry at Ostra on 3 May, killing four people, the harbour office said."),
    "doc_2": ("Army denies", "“We did not fire at the ferry,” the army said.\nIt hopes for calm."),
    "doc_3": (HOSTILE, f"أصابت قذائف العبارة في أوسترا.\n{HOSTILE}"),
}


def _layer(name: str) -> DocumentText:
    title, text = TEXTS[name]
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start=start, end=start + len(line)))
        start += len(line) + 1
    made = {"parser": "test", "parser_version": "1", "title": title, "publisher": "Ostra Post"}
    return text_layer(name, text, tuple(paragraphs), published_on="2031-05-04", **made)


def _common(layer: DocumentText, words: str, speaker: str | None) -> dict:
    start = layer.text.index(words)
    return {
        "id": "",
        "key": "",
        "document_id": layer.document_id,
        "text_id": layer.id,
        "language": "en",
        "span": Span.of(layer.text, start, start + len(words)),
        "attribution": (Attribution(level="document", name=None), Attribution(level="speaker", name=speaker)),
        "made_by": MadeBy(rule="test", version="1"),
    }


def _event(layer: DocumentText, words: str, speaker: str | None, **more) -> EventClaim:
    common = _common(layer, words, speaker)
    return sealed(EventClaim(**common, trigger=common["span"], event=EventType(plover="ASSAULT"), **more))


def _claims(one: DocumentText, two: DocumentText, three: DocumentText) -> list[Claim]:
    hit = "Shells hit the ferry at Ostra on 3 May, killing four people"
    toll = Casualties(effect="killed", minimum=4, maximum=4)
    return [
        _event(one, hit, "the harbour office", casualties=(toll,)),
        _event(one, "killing four people, the harbour office said", None),  # overlaps the first
        _event(two, "We did not fire at the ferry", "the army", polarity="denied"),
        _event(three, "أصابت قذائف العبارة", None),
        _event(three, HOSTILE, HOSTILE),
        sealed(
            StanceClaim(
                **_common(two, "It hopes for calm", "the army"), stance=StanceDetail(attitude="hopes", holder=None)
            )
        ),
    ]


def _incident(claims: list[Claim]) -> Incident:
    hit, _, denial, arabic = claims[:4]
    said = TollBySource(claim=hit.id, minimum=4, maximum=4, speaker="the harbour office", published_on="2031-05-04")
    return Incident(
        id="inc_1",
        handle="INC-0001",
        kind="ASSAULT",
        mode="heavy-weapons",
        time=TimeInterval(start="2031-05-03", end="2031-05-04", precision="day"),
        place=IncidentPlace(name="Ostra", latitude=10.0, longitude=20.0, precision="town", radius_km=3.0),
        members=(hit.id, denial.id, arabic.id),
        denials=(denial.id,),
        actors=(IncidentActor(entity_id="north-army", name="the army", stance="alleged", claims=(hit.id,)),),
        casualties=(IncidentToll(effect="killed", minimum=4, maximum=4, by_source=(said,)),),
        voices=tuple(Voice(claim=c.id, document_id=c.document_id, name=None, origin="wire-1") for c in (hit, arabic)),
        n_documents=2,
        n_independent_origins=1,
        credibility="3",
    )


def _agreement() -> Agreement:
    rules = (
        Provision(
            id="p1",
            kind="prohibition",
            reading="literal",
            binds=Binds(actors=("north-army",)),
            act=Act(kind="event", plover=("ASSAULT",)),
        ),
        Provision(
            id="p2",
            kind="obligation",
            reading="literal",
            binds=Binds(actors=("north-army",)),
            act=Act(kind="withdraw", object="heavy_weapons"),
            deadline="2031-06-01",
            evaluate="milestone",
        ),
    )
    bound = (Bound(actor="north-army", role="party", basis="signed"),)
    return Agreement(
        id="river-accord", title="River accord", form="written", time=AgreementTime(), bound=bound, provisions=rules
    )


def _finding(status: str, claim: Claim, **more) -> Finding:
    step = TraceStep(name="in_zone", result="unknown", value=HOSTILE, claims=(claim.id,))
    return Finding(
        id=f"fnd_{status}",
        agreement_id="river-accord",
        provision_id="p1",
        reading="literal",
        incident_id="inc_1",
        party="north-army",
        bound_as="party",
        status=status,
        conditions=(step,),
        as_of="2031-06-02",
        assessed_with=AssessedWith(rules="1", agreement_sha256="0" * 64),
        **more,
    )


@pytest.fixture(scope="session")
def view() -> ReportView:
    """The invented dossier as a report view."""
    layers = [_layer(name) for name in TEXTS]
    claims = _claims(*layers)
    bare = Incident(
        id="inc_2",
        handle="INC-0002",
        kind="AID",
        members=(claims[4].id,),
        n_documents=1,
        n_independent_origins=1,
        credibility="6",
    )
    findings = (
        _finding("alleged_violation", claims[0], support="contested"),
        _finding("undetermined", claims[0], support=None, missing=("target",)),
    )
    square = [[[19.5, 9.5], [20.5, 9.5], [20.5, 10.5], [19.5, 10.5], [19.5, 9.5]]]
    far = [[[x + 9, y] for x, y in square[0]]]
    return ReportView(
        title=f"Ostra {HOSTILE}",
        generated_at="2031-06-02T00:00:00Z",
        texts=tuple(layers),
        claims=tuple(claims),
        incidents=(_incident(claims), bare),
        findings=findings,
        book=AgreementBook(agreements=(_agreement(),)),
        zones={
            "river-accord/delta": {"type": "Polygon", "coordinates": square},
            "old-accord/delta": {"type": "Polygon", "coordinates": square},
            "old-accord/hills": {"type": "Polygon", "coordinates": far},
        },
    )
