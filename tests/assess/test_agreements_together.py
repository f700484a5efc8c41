"""What several agreements, or one that depends on something, do to findings: names that may mean two, succession, provisos."""

import pytest

from servanda.assess import AssessConfig, assess
from servanda.model.incidents import AgreementNamed, Milestone
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import load_agreement_book

PACT = """
schema: servanda/agreement/1
id: {id}
title: Pact {id}
form: {form}
timezone: UTC
time: {{in_force: [{{from: {start}, until: null}}]}}
bound: [{{actor: north, role: party}}, {{actor: south, role: party}}]
definitions: {{heavy_weapon: [tank]}}
provisions:
  - {{id: p1, kind: prohibition, reading: literal, binds: [north, south], act: {{plover: [ASSAULT], modes: any}}{proviso}}}
  - {{id: p2, kind: obligation, reading: literal, binds: [north, south], act: {{withdraw: heavy_weapon}}, deadline: 2030-05-01, evaluate: milestone}}
{more}
"""


@pytest.fixture
def judge(tmp_path):
    """Return a judge under pacts written from keywords."""

    def judged(incidents, *pacts, as_of="2030-12-01"):
        (tmp_path / "agreements").mkdir(exist_ok=True)
        for pact in pacts:
            filled = {"start": "2030-01-01", "form": "written", "proviso": "", "more": "", **pact}
            (tmp_path / "agreements" / f"{pact['id']}.yaml").write_text(PACT.format(**filled), encoding="utf-8")
        return list(assess(incidents, load_agreement_book(tmp_path / "agreements"), AssessConfig(as_of=as_of)))

    return judged


def of(findings, agreement, provision="p1", party="north"):
    (found,) = [f for f in findings if (f.agreement_id, f.provision_id, f.party) == (agreement, provision, party)]
    return found


def withdrawn(make, extent, day, who, **changes):
    told = Milestone(provision_id=changes.pop("point", None), object="heavy weapons", extent=extent)
    return make(
        id=f"inc_{who}_{day}", kind="PERFORMANCE", mode=None, milestone=told, actors=(who,), time=day, **changes
    )


# --- a name that may mean two agreements


def test_an_ambiguous_name_gives_one_finding_for_each_candidate_and_marks_them(judge, make):
    either = AgreementNamed(candidates=("one", "two"), claims=("clm_a",))
    found = judge([make(agreements=(either,))], {"id": "one"}, {"id": "two"}, {"id": "three"})
    one, two = of(found, "one"), of(found, "two")
    assert one.status == two.status == "alleged_violation"
    assert (one.alternative_to, two.alternative_to) == ((two.id,), (one.id,))
    assert of(found, "three").alternative_to == ()


@pytest.mark.parametrize("named", [(), (AgreementNamed(agreement_id="one", claims=("clm_a",)),)])
def test_an_act_that_breaks_two_agreements_has_no_alternatives(judge, make, named):
    found = judge([make(agreements=named)], {"id": "one"}, {"id": "two"})
    assert [of(found, name).alternative_to for name in ("one", "two")] == [(), ()]


def test_a_point_without_an_agreement_may_be_that_of_either(judge, make):
    found = judge([withdrawn(make, "all", "2030-04-01", "north", point="p2")], {"id": "one"}, {"id": "two"})
    one, two = of(found, "one", "p2"), of(found, "two", "p2")
    assert (one.status, one.alternative_to, two.alternative_to) == ("fulfilled", (two.id,), (one.id,))


def test_a_report_on_one_agreement_says_nothing_of_another(judge, make):
    named = (AgreementNamed(agreement_id="one", claims=("clm_a",)),)
    found = judge([withdrawn(make, "all", "2030-04-01", "north", agreements=named)], {"id": "one"}, {"id": "two"})
    assert (of(found, "one", "p2").status, of(found, "two", "p2").status) == ("fulfilled", "undetermined")


# --- succession


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("supersedes: [{agreement: one, from: 2030-06-01}]", "not_applicable"),
        ("supersedes: [{agreement: one, from: 2030-08-01}]", "alleged_violation"),
        ("supersedes: one", "not_applicable"),
        ("supersedes: other", "alleged_violation"),
    ],
)
def test_a_later_agreement_ends_an_earlier_one_by_its_own_file(judge, make, later, status):
    found = judge([make()], {"id": "one"}, {"id": "two", "start": "2030-06-15", "more": later})
    assert of(found, "one").status == status


def test_superseded_from_an_unknown_day_leaves_it_open(judge, make):
    found = of(judge([make()], {"id": "one", "more": "superseded_by: elsewhere"}), "one")
    assert (found.status, found.missing) == ("undetermined", ("term",))


# --- truces that are not written


@pytest.mark.parametrize("form", ["oral", "unilateral", "reported"])
def test_the_form_of_what_is_no_written_agreement_stands_in_the_trace(judge, make, form):
    found = of(judge([make()], {"id": "one", "form": form}), "one")
    assert next(step.value for step in found.conditions if step.name == "bound").endswith(f"the agreement is {form}")


# --- what depends on something

AFTER = ", only_if: {words: the heavy weapons are gone, provision: p2}"
TERMS = ", only_if: {words: both hold their fire, met: [{from: 2030-01-01, until: 2030-03-01, basis: joint note}], failed: [{from: 2030-06-01}]}"


@pytest.mark.parametrize(
    ("day", "status"), [("2030-02-01", "alleged_violation"), ("2030-04-01", "undetermined"), ("2030-07-01", None)]
)
def test_a_proviso_that_the_file_settles(judge, make, day, status):
    found = [f for f in judge([make(time=day)], {"id": "one", "proviso": TERMS}) if f.provision_id == "p1"]
    assert [f.status for f in found] == ([status] if status else [])
    assert all(f.missing == (("proviso",) if status == "undetermined" else ()) for f in found)


@pytest.mark.parametrize(
    ("north", "south", "status"),
    [
        ("all", "all", "alleged_violation"),
        ("all", "part", "undetermined"),
        ("all", None, "undetermined"),
        ("none", "all", None),
    ],
)
def test_a_proviso_waits_for_a_duty_as_reported_before(judge, make, north, south, status):
    reports = [withdrawn(make, north, "2030-05-01", "north"), withdrawn(make, south, "2030-05-01", "south")]
    late = withdrawn(make, "all", "2030-09-01", "south")  # after the act: it changes nothing
    found = judge([make(), *reports, late], {"id": "one", "proviso": AFTER})
    assert [f.status for f in found if f.provision_id == "p1"] == ([status] if status else [])


def test_a_plain_proviso_may_be_written_as_words(judge, make):
    found = of(
        judge(
            [make(time=TimeInterval(start="2030-07-01", end="2030-07-02"))],
            {"id": "one", "proviso": ", only_if: rain falls"},
        ),
        "one",
    )
    assert (found.status, found.missing) == ("undetermined", ("proviso",))
    assert "only if rain falls" in next(step.value for step in found.conditions if step.name == "proviso")
