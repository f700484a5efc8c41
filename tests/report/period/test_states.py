"""Which state and side an act has: told by whom, denied by whom, decided by whom."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from servanda.model.agreements import Agreement, AgreementTime, Bound, Monitoring, MonitoringBody
from servanda.model.claims import Casualties
from servanda.model.counting import Monitors
from servanda.model.incidents import (
    Incident,
    IncidentActor,
    IncidentTarget,
    IncidentToll,
    PartyLink,
    TollBySource,
    Voice,
)
from servanda.model.making import replace as changed
from servanda.model.parties import Participant
from servanda.model.sources import Source
from servanda.model.time import TimeInterval
from servanda.model.verification import Verification
from servanda.reference.agreement_files import AgreementBook
from servanda.reference.counting import shipped_rule
from servanda.report import ReportView
from servanda.report.period.counting import attribution
from servanda.report.period.ground import Ground
from servanda.report.period.taking import acts_of, category_of

AGREEMENT = Agreement(
    id="accord",
    title="Accord",
    form="written",
    time=AgreementTime(),
    bound=(Bound(actor="north", role="party"), Bound(actor="south", role="party")),
    monitoring=Monitoring(bodies=(MonitoringBody(id="mission"),)),
)
SOURCES = (
    Source(id="north-radio", name="North Radio", kind="party_body", interested_in=("north",)),
    Source(id="agency", name="Agency", kind="agency"),
    Source(id="watch", name="Watch", kind="monitor"),
)
DAY = TimeInterval(start="2031-05-03", end="2031-05-04", precision="day")


def claim(name, level="document", **more):
    return SimpleNamespace(
        id=name,
        key=f"key-{name}",
        document_id=f"doc-{name}",
        attribution=(SimpleNamespace(level=level),),
        places=(),
        **more,
    )


def incident(voices, actors=(), denials=(), **more):
    return Incident(
        id="inc_1",
        handle="INC-0001",
        kind="ASSAULT",
        mode="heavy-weapons",
        time=DAY,
        members=tuple(voice.claim for voice in voices),
        denials=denials,
        actors=actors,
        voices=tuple(voices),
        n_documents=1,
        n_independent_origins=1,
        credibility="3",
        **more,
    )


def voice(name, entity=None):
    return Voice(claim=name, document_id=f"doc-{name}", name=name, entity_id=entity)


def actor(entity, stance="alleged", link=None):
    return IncidentActor(entity_id=entity, name=entity, stance=stance, link_to_party=link, claims=("a",))


def ground(told, claims, **more):
    view = ReportView(
        title="t",
        generated_at="2031-06-01T00:00:00Z",
        texts=(),
        claims=tuple(claims),
        incidents=(told,),
        findings=(),
        book=AgreementBook(agreements=(AGREEMENT,)),
        sources=SOURCES,
        source_of={f"doc-{name}": source for name, source in (("a", "agency"), ("n", "north-radio"), ("w", "watch"))},
        **more,
    )
    return Ground(view=view, rule=shipped_rule())


def act(*arguments, **more):
    (found,) = acts_of(ground(*arguments, **more))
    return found


def test_what_nobody_vouches_for_is_open():
    assert act(incident([voice("a")]), [claim("a")]).state == "open"


def test_a_reviewer_s_word_comes_first():
    told = incident([voice("a"), voice("m", "mission")], denials=("m",))
    assert act(told, [claim("a"), claim("m")], review={"INC-0001": "accepted"}).state == "accepted"


def test_a_monitor_s_own_words_confirm_and_its_denial_refutes():
    telling = incident([voice("m", "mission")])
    assert act(telling, [claim("m", "speaker")]).state == "confirmed"
    denying = incident([voice("a"), voice("m", "mission")], denials=("m",))
    assert act(denying, [claim("a"), claim("m", "speaker")]).state == "refuted"


def test_a_source_called_monitor_counts_as_one_only_where_the_rule_says_so():
    told, claims = incident([voice("w")]), [claim("w")]
    assert act(told, claims).state == "open"
    rule = changed(shipped_rule(), monitors=Monitors(source_kinds=("monitor",)))
    (found,) = acts_of(replace(ground(told, claims), rule=rule))
    assert found.state == "confirmed"


def test_what_a_monitor_quotes_is_not_its_own_word():
    rule = changed(shipped_rule(), monitors=Monitors(source_kinds=("monitor",)))
    told, claims = incident([voice("w")]), [claim("w", "speaker")]
    (found,) = acts_of(replace(ground(told, claims), rule=rule))
    assert found.state == "open"


def test_what_the_accusing_party_alone_tells_is_that():
    accused = incident([voice("n")], actors=(actor("south"),))
    assert act(accused, [claim("n")]).state == "party_only"
    by_two = incident([voice("n"), voice("a")], actors=(actor("south"),))
    assert act(by_two, [claim("n"), claim("a")]).state == "open"


def test_what_the_accused_party_says_itself_is_not_the_accuser_s_word():
    own = incident([voice("n")], actors=(actor("north", "claimed"),))
    assert act(own, [claim("n")]).state == "open"


def checked(value, by=None, on="occurrence"):
    who = by and Participant(role="who", name=by, type="organisation", entity_id=by)
    return Verification(by=who, on=on, value=value)


@pytest.mark.parametrize(
    ("verification", "state"),
    [
        (checked("disproved"), "refuted"),
        (checked("not_corroborated", "inspectors"), "refuted"),
        (checked("not_corroborated", "mission"), "refuted"),
        (checked("not_corroborated", "north"), "open"),
        (checked("not_corroborated", on="toll"), "open"),
        (checked("confirmed", "mission"), "confirmed"),
        (checked("confirmed", "mission", "toll"), "open"),
        (checked("confirmed", "agency"), "open"),
        (checked("confirmed", "north"), "open"),
        (checked("confirmed"), "open"),
        (checked("partly_confirmed", "mission"), "open"),
        (checked("unverified", "mission"), "open"),
        (checked("pending", "mission"), "open"),
    ],
)
def test_only_a_monitor_s_check_confirms_and_no_party_s_refutes(verification, state):
    assert act(incident([voice("a")]), [claim("a", verification=verification)]).state == state


def test_a_document_that_speaks_for_a_party_neither_confirms_nor_refutes():
    for value in ("confirmed", "not_corroborated"):
        by = "mission" if value == "confirmed" else None
        told = claim("n", verification=checked(value, by))
        assert act(incident([voice("n"), voice("a")]), [told, claim("a")]).state == "open"


def test_a_monitor_s_document_checks_itself():
    rule = changed(shipped_rule(), monitors=Monitors(source_kinds=("monitor",)))
    told = claim("w", "speaker", verification=checked("confirmed"))
    (found,) = acts_of(replace(ground(incident([voice("w")]), [told]), rule=rule))
    assert found.state == "confirmed"


@pytest.mark.parametrize(
    ("actors", "column"),
    [
        ((), "unattributed"),
        ((actor("north"),), "north.alleged"),
        ((actor("north"), actor("south")), "exchange"),
        ((actor("bandits"),), "others"),
        ((actor("north", "denied"),), "unattributed"),
        ((actor("militia", link=PartyLink(party="south", type="commanded")),), "south.alleged"),
        ((actor("militia", link=PartyLink(party="south", type="supported")),), "others"),
    ],
)
def test_an_act_is_attributed_to_one_column(actors, column):
    assert attribution(act(incident([voice("a")], actors=actors), [claim("a")])) == column


def test_what_is_only_denied_is_no_act():
    told = incident([voice("n")], denials=("n",))
    assert acts_of(ground(told, [claim("n")])) == ()


def test_the_first_category_that_fits_takes_an_act():
    categories = shipped_rule().categories
    assert category_of(incident([voice("a")]), categories).id == "shelling"
    vague = changed(incident([voice("a")]), mode=None)
    assert category_of(vague, categories).id == "other-attack"
    assert category_of(changed(vague, kind="CONSULT"), categories) is None
    at_clinics = changed(categories[0], id="clinics", against=("infrastructure",))
    struck = IncidentTarget(entity_id=None, name="a clinic", type="infrastructure", claims=("a",))
    assert category_of(changed(incident([voice("a")]), targets=(struck,)), (at_clinics, *categories)).id == "clinics"
    assert category_of(incident([voice("a")]), (at_clinics, *categories)).id == "shelling"


def test_people_are_told_by_group_as_said():
    def casualties(words, minimum, maximum):
        who = Participant(role="target", name=words, type="civilians")
        return Casualties(effect="killed", who=who, minimum=minimum, maximum=maximum)

    one = claim("a", casualties=(casualties("three women", 3, 3), casualties("two girls", 2, 2)))
    other = claim("n", casualties=(casualties("women", 4, None),))
    found = act(incident([voice("a"), voice("n")]), [one, other])
    assert found.groups["killed", "women"][:2] == (4, None)
    assert found.groups["killed", "children"][:2] == (2, 2)
    assert ("killed", "civilians") not in found.groups


def test_a_group_is_at_least_no_more_than_the_lowest_that_is_said_of_all():
    who = Participant(role="target", name="civilians", type="civilians")
    counted = Casualties(effect="killed", who=who, minimum=9, maximum=9)
    said = TollBySource(claim="n", minimum=8, maximum=8)
    toll = IncidentToll(effect="killed", minimum=8, maximum=9, by_source=(said,))
    told = incident([voice("a"), voice("n")], casualties=(toll,))
    found = act(told, [claim("a", casualties=(counted,)), claim("n", casualties=())])
    assert found.groups["killed", "civilians"][:2] == (8, 9)


def test_a_number_said_in_words_alone_can_be_left_open():
    said = TollBySource(claim="a", minimum=24, maximum=None, words="dozens")
    toll = IncidentToll(effect="killed", minimum=24, maximum=None, by_source=(said,), words="dozens")
    told, claims = incident([voice("a")], casualties=(toll,)), [claim("a", casualties=())]
    assert act(told, claims).tolls["killed"].minimum == 24
    rule = changed(shipped_rule(), tolls=changed(shipped_rule().tolls, words="left_open"))
    (found,) = acts_of(replace(ground(told, claims), rule=rule))
    assert found.tolls["killed"].minimum is None
