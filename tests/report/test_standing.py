"""What counts as an act, once: by kind, by the dossier's period, and whichever provisions and parties it touches."""

import pytest

from servanda.model.agreements import Act, Agreement, AgreementTime, Binds, Provision
from servanda.model.findings import AssessedWith, Finding
from servanda.model.incidents import Incident, IncidentActor, IncidentPlace
from servanda.model.making import replace
from servanda.model.period import Period
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import AgreementBook
from servanda.report.standing import SHARED, acts_by_status, fullest_first, holders, is_thin, standing


def _incident(
    name: str, kind: str, mode: str | None = None, day: str | None = None, by: tuple[str, ...] = ()
) -> Incident:
    end = f"{day[:8]}{int(day[8:]) + 1:02}" if day else None
    return Incident(
        id=name, handle=name, kind=kind, mode=mode, time=TimeInterval(start=day, end=end, precision="day"), members=(),
        actors=tuple(IncidentActor(entity_id=one, name=one, stance="alleged", claims=()) for one in by),
        n_documents=1, n_independent_origins=1, credibility="6",
    )  # fmt: skip


def _book(*acts: Act) -> AgreementBook:
    rules = tuple(
        Provision(id=f"p{n}", kind="prohibition", reading="literal", binds=Binds(actors=("army",)), act=act)
        for n, act in enumerate(acts)
    )
    made = Agreement(
        id="pact", title="Pact", form="written", time=AgreementTime(), bound=(), provisions=rules,
        definitions={"aiming": ("aim",)},
    )  # fmt: skip
    return AgreementBook(agreements=(made,), zones={}, sha256={})


def _finding(
    n: int, incident: str | None, status: str = "alleged_violation", party: str | None = "army", rule: str = "p0"
) -> Finding:
    return Finding(
        id=f"f{n}", agreement_id="pact", provision_id=rule, reading="literal", incident_id=incident, party=party, bound_as="party",
        status=status, support="single", conditions=(), as_of=None, assessed_with=AssessedWith(rules="1", agreement_sha256="0"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "mode", "is_act"),
    [
        ("ACCUSE", "disapprove", False), ("ACCUSE", "investigate", True), ("AGREE", None, False), ("CONSULT", "visit", False),
        ("REJECT", None, False), ("REQUEST", None, False), ("SUPPORT", None, False), ("THREATEN", None, False),
        ("THREATEN", "incite", False), ("THREATEN", "aim", True), ("ASSAULT", None, True), ("PROTEST", "demo", True),
        ("RETREAT", "withdraw", True), ("OBSERVATION", "weapon", True), ("PERFORMANCE", None, True),
    ],
)  # fmt: skip
def test_what_is_said_or_met_about_is_no_act(kind: str, mode: str | None, is_act: bool) -> None:
    parted = standing([_incident("a", kind, mode)], _book(Act(kind="event", plover=("ASSAULT",))), Period())
    assert (len(parted.acts), len(parted.statements)) == ((1, 0) if is_act else (0, 1))


@pytest.mark.parametrize(
    ("act", "mode", "is_held"),
    [
        (Act(kind="event", plover=("THREATEN",)), None, True),
        (Act(kind="event", plover=("THREATEN",), modes=("incite",)), "incite", True),
        (Act(kind="event", plover=("THREATEN",), modes=("incite",)), None, True),
        (Act(kind="event", plover=("THREATEN",), modes=("aiming",)), "incite", False),
        (Act(kind="prevent", plover=("THREATEN",)), "incite", True),
        (Act(kind="perform", object="consultation"), None, False),
    ],
)
def test_a_statement_is_an_incident_where_a_provision_speaks_of_it(act: Act, mode: str | None, is_held: bool) -> None:
    parted = standing([_incident("a", "THREATEN", mode)], _book(act), Period())
    assert bool(parted.acts) == is_held
    assert bool(parted.statements) != is_held


def test_only_what_surely_lies_outside_the_period_is_background() -> None:
    days = {"before": "2029-12-28", "first": "2030-01-01", "last": "2030-12-28", "after": "2031-01-01", "undated": None}
    acts = [_incident(name, "ASSAULT", day=day) for name, day in days.items()]
    lasting = Incident(
        id="siege", kind="ASSAULT", aspect="situation", time=TimeInterval(start="2029-06-01", precision="month"), members=(),
        n_documents=1, n_independent_origins=1, credibility="6",
    )  # fmt: skip
    parted = standing([*acts, lasting], _book(), Period("2030-01-01", "2031-01-01"))
    assert [act.id for act in parted.background] == ["before", "after"]
    assert [act.id for act in parted.acts] == ["first", "last", "undated", "siege"]
    kept = parted.counted([_finding(1, "before"), _finding(2, "first"), _finding(3, None, "undetermined")])
    assert [finding.id for finding in kept] == ["f2", "f3"]


def test_an_act_counts_once_by_the_gravest_of_its_findings() -> None:
    acts = [_incident(name, "ASSAULT") for name in "abc"]
    findings = [
        _finding(1, "a"), _finding(2, "a", rule="p1"), _finding(3, "a", "undetermined", None, "p2"),
        _finding(4, "b", "undetermined"), _finding(5, None, "undetermined"),
    ]  # fmt: skip
    assert acts_by_status(acts, findings) == {"alleged_violation": 1, "undetermined": 1, "under_no_provision": 1}


def test_an_exchange_counts_for_neither_side() -> None:
    acts = {
        "exchange": _incident("exchange", "ASSAULT", by=("army", "rebels")),
        "one": _incident("one", "ASSAULT", by=("army",)),
        "shared": _incident("shared", "ASSAULT", by=("joint-force",)),
    }
    findings = [
        _finding(1, "exchange"), _finding(2, "exchange", party="rebels"), _finding(3, "one"),
        # one who belongs to two parties is no exchange: each of them has the act
        _finding(4, "shared"), _finding(5, "shared", party="rebels"),
        # a duty that two guarantors have is each one's own
        _finding(6, "exchange", "duty_engaged", "east", "p1"), _finding(7, "exchange", "duty_engaged", "west", "p1"),
    ]  # fmt: skip
    assert holders(findings, acts) == {
        "f1": SHARED, "f2": SHARED, "f3": "army", "f4": "army", "f5": "rebels", "f6": "east", "f7": "west",
    }  # fmt: skip


def test_who_denies_is_no_side_of_an_exchange() -> None:
    army = IncidentActor(entity_id="army", name="army", stance="alleged", claims=())
    rebels = IncidentActor(entity_id="rebels", name="rebels", stance="denied", claims=())
    act = Incident(
        id="a",
        kind="ASSAULT",
        members=(),
        actors=(army, rebels),
        n_documents=1,
        n_independent_origins=1,
        credibility="6",
    )
    findings = [_finding(1, "a"), _finding(2, "a", party="coalition")]
    assert holders(findings, {"a": act}) == {"f1": "army", "f2": "coalition"}


@pytest.mark.parametrize(
    ("place", "day", "by", "thin"),
    [
        ("town", "2031-05-02", (), False), ("town", None, ("army",), False), (None, "2031-05-02", ("army",), False),
        ("town", None, (), True), (None, "2031-05-02", (), True), (None, None, ("army",), True), ("country", None, ("army",), True),
    ],
)  # fmt: skip
def test_an_act_without_two_of_place_day_and_side_is_thin(place, day, by, thin) -> None:
    where = IncidentPlace(name="Olm", precision=place) if place else IncidentPlace()
    assert is_thin(replace(_incident("a", "ASSAULT", day=day, by=by), place=where)) is thin


def test_thin_acts_come_last_in_the_given_order() -> None:
    acts = [
        _incident("a", "ASSAULT"),
        _incident("b", "ASSAULT", day="2031-05-02", by=("army",)),
        _incident("c", "ASSAULT"),
    ]
    assert [one.id for one in fullest_first(acts)] == ["b", "a", "c"]
