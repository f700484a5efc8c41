"""Who may be published as a doer, and who is withheld with which reason: each kind with its twin that must stay. Invented sentences."""

import pytest

from servanda.extract import extract
from servanda.extract.config import ExtractConfig
from servanda.model.claims import Claim, EventClaim
from servanda.model.codec import from_plain, to_plain
from servanda.model.documents import Paragraph
from servanda.model.ids import claim_id
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig


def events(claims_of, text):
    return [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, EventClaim)]


def actors(claims):
    return {one.name for claim in claims for one in claim.participants if one.role == "actor"}


def withheld(claims):
    return {(name, one.reason) for claim in claims for one in claim.withheld for name in one.candidates}


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Movement at night is forbidden by the Olam protocol.", "Olam protocol", "cannot_act"),
        ("A vehicle struck two posts on the Tamar road.", "vehicle", "cannot_act"),
        ("A string of bombings killed ten people in Gesa.", "string of bombings", "cannot_act"),
        ("The village of Osk attacked the village of Mirwa.", "village of Osk", "cannot_act"),
        ("A projectile hit the watchtower near Olm.", "projectile", "cannot_act"),
        ("The patrol observed 31 burned huts and no fighting positions.", "patrol", "is_teller"),
        ("Residents reported shelling east of Kefra on Tuesday night.", "Residents", "is_teller"),
    ],
)
def test_who_cannot_have_done_it_is_withheld_with_the_reason(claims_of, text, name, reason):
    found = events(claims_of, text)
    assert (name, reason) in withheld(found)
    assert name not in actors([one for one in found if one.event.plover in {"ASSAULT", "COERCE"}])


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The brigade reported shelling enemy positions near Olm.", "brigade"),
        ("The militia began shelling Velim at dawn.", "militia"),
        ("The state arrested ten students in Olm.", "state"),
        ("Moscow bombed Kharkiv on Monday.", "Moscow"),
        ("The rebels tried to storm the barracks in Sarn.", "rebels"),
        ("The army sent tanks to attack Sarn.", "army"),
        ("Other army units killed and wounded a number of rebels in Olm.", "Other army units"),
        ("The rebels accused the residents of spying and executed three of them.", "rebels"),
        ("Norland denied carrying out raids on Olm.", "Norland"),
        ("The warlord Ben Tal ordered the killing of two judges in Olm.", "Ben Tal"),
        ("The Harbour Front announced a counteroffensive against the army.", "Harbour Front"),
        ("Two clerks died in the mortar attack which was carried out by the Harbour Front.", "Harbour Front"),
        ("Gunmen were seen firing at a bus on the Tamar road.", "Gunmen"),
        ("Peacekeepers saw gunmen firing at a bus on the Tamar road.", "gunmen"),
        ("Estrian army bulldozers demolished homes in Olm on Sunday.", "Estrian army"),
        ("Residents burned a bus on the Tamar road.", "Residents"),
        ("Movement at night was forbidden by the Ninth Division.", "Ninth Division"),
        ("The patrol burned 31 huts in Olm.", "patrol"),
        ("The Valley Front claimed responsibility for the attack on the market.", "Valley Front"),
        ("The remnants of the Black Brigade attacked the post.", "remnants of the Black Brigade"),
        ("A mine laid by the River Army killed a farmer.", "River Army"),
        ("Air raids conducted by the Southern Alliance hit the port twice.", "Southern Alliance"),
        ("The mission found the killing of the two drivers attributable to the Ravine Militia.", "Ravine Militia"),
        ("The shelling was attributable to the River Army.", "River Army"),
        ("Two boys were killed in fire by the Lowland Rifles.", "Lowland Rifles"),
        (
            'The council stated that it was the Ninth Division that had "come out, burned the village and shot two men".',
            "Ninth Division",
        ),
        ("The Aruland People's Army shelled Kech.", "Aruland People's Army"),
    ],
)
def test_who_did_it_stays(claims_of, text, actor):
    found = [one for one in events(claims_of, text) if one.event.plover in {"ASSAULT", "COERCE"}]
    assert actor in actors(found)
    assert not withheld(found)


def test_whoever_holds_a_place_did_not_attack_it(claims_of):
    text = "Five children were killed in the air raids on Olm, which is held by the Harbour Front and its allies."
    assert not actors(events(claims_of, text))


def test_an_accident_is_no_attack(claims_of):
    assert not actors(events(claims_of, "Three farmers were killed in a fire."))


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("The army warned that it would strike the port.", True),
        ("The army chief warned that the country could break up.", False),
        ("The envoy warned that rebels would attack the port.", False),
        ("The envoy warned of attacks by the rebels.", False),
    ],
)
def test_to_warn_is_a_threat_only_where_the_warner_is_to_act(claims_of, text, threat):
    assert any(one.event.plover == "THREATEN" for one in events(claims_of, text)) is threat


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The claim that the army bombed a camp is false.", "denied"),
        ("A report that the army bombed a camp in Olm on Sunday turned out to be unfounded.", "denied"),
        ("The suggestion that the militia shelled the stop has no basis.", "denied"),
        ("The agency retracted its report of a rebel attack on the clinic.", "denied"),
        ("The agency published a report of a rebel attack on the clinic.", "affirmed"),
        ("The claim that the army bombed a camp is not false.", "affirmed"),
        ("The suggestion that the militia shelled the stop has some basis.", "affirmed"),
    ],
)
def test_a_report_that_does_not_stand_denies_what_it_reports(claims_of, text, polarity):
    [claim] = [one for one in events(claims_of, text) if one.event.plover == "ASSAULT"]
    assert claim.polarity == polarity


def test_the_army_written_small_is_no_armed_group(claims_of):
    text = "The Lasko Liberation Army left Dara. The army bombed a camp in Olm."
    assert actors(one for one in events(claims_of, text) if one.event.plover == "ASSAULT") == {"army"}
    text = "The Estrian Army entered Olm. The army bombed a camp in Kech."
    assert actors(one for one in events(claims_of, text) if one.event.plover == "ASSAULT") == {"Estrian Army"}


def test_records_made_before_are_read_and_keep_their_ids(claims_of):
    [claim] = events(claims_of, "Gunmen shelled the market.")
    before = {name: value for name, value in to_plain(claim).items() if name != "withheld"}
    assert claim_id(from_plain(before, Claim)) == claim.id


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The Dawn Front asked the mission who had shelled its camp.", {("mission", "actor_disputed")}),
    ],
)
def test_whom_a_second_reading_contradicts_is_withheld(claims_of, text, held):
    found = events(claims_of, text)
    assert held <= withheld(found)
    assert not actors(found) & {name for name, _ in held}


def test_both_candidates_are_kept_where_two_readings_disagree(claims_of):
    (shelled,) = events(claims_of, "Not the Dawn Front but the army shelled the mill in Olm.")
    assert actors([shelled]) == {"army"}
    assert [set(one.candidates) for one in shelled.withheld] == [{"Dawn Front", "the army"}]


def test_the_bare_name_of_a_town_in_scope_acts_for_nobody():
    reference = Reference(ReferenceConfig(countries=("UA", "RU")))
    for text, name in [("Kharkiv hit a depot with drones.", "Kharkiv"), ("Kyiv hit a depot with drones.", None)]:
        layer = text_layer(
            "doc_test", text, (Paragraph(start=0, end=len(text)),), parser="t", parser_version="1", language="en"
        )
        found = [one for one in extract(layer, ExtractConfig(), reference) if isinstance(one, EventClaim)]
        assert withheld(found) == ({(name, "cannot_act")} if name else set())


def test_where_two_charge_each_other_each_is_the_doer_in_the_words_of_the_other_alone(claims_of):
    found = events(claims_of, "Norland charged Estria, and Estria charged Norland, with shelling Olm.")
    (act,) = [one for one in found if one.event.plover == "ASSAULT"]
    assert (actors([act]), act.attribution[-1].name) == ({"Norland"}, "Estria")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor reported the attack on Olm by phone.",
        "A nurse told of the raid on Kefra by email.",
        "The shelling of the mill was confirmed by telephone.",
    ],
)
def test_by_what_something_is_told_has_not_done_it(claims_of, text):
    assert not actors(events(claims_of, text))


@pytest.mark.parametrize(
    "text", ["Soldiers captured on camera beat a man in Olm.", "Rebels captured on film shot a farmer near Kefra."]
)
def test_whoever_is_captured_on_camera_arrests_nobody(claims_of, text):
    assert not [one for one in events(claims_of, text) if one.event.plover == "COERCE"]


def test_coming_under_fire_for_prices_is_no_attack(claims_of):
    assert events(claims_of, "The ministry came under fire from the army for its prices.") == []
    assert actors(events(claims_of, "The patrol came under fire from the army near Olm.")) == {"army"}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The long quarrel killed nine herders in Olm.", set()),
        ("An old feud wounded two brothers near Kefra.", set()),
        ("Poachers killed nine herders in Olm.", {"Poachers"}),
        ("Shabiha killed nine herders in Olm.", {"Shabiha"}),
        ("Elements of the Valley Front killed nine herders in Olm.", {"Elements of the Valley Front", "Valley Front"}),
        ("Dozens of smugglers wounded two brothers near Kefra.", {"Dozens of smugglers"}),
    ],
)
def test_a_thing_does_no_harm_and_whom_no_list_knows_may(claims_of, text, doers):
    assert actors(events(claims_of, text)) == doers


def test_a_gerund_of_harm_tells_the_outcome_of_the_attack_before_it(claims_of):
    (act,) = events(claims_of, "Soldiers fired at a bus full of students wounding four.")
    assert actors([act]) == {"Soldiers"}
    assert [(toll.effect, toll.minimum) for toll in act.casualties] == [("injured", 4)]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("A bombing at a school in Olm killed 52 people among them 48 students.", set()),
        ("One airstrike hit a mill in Olm. Another hit a bridge near Kefra.", set()),
        ("Some attacked the station in Olm.", {"Some"}),
        (
            "On Tuesday airstrikes carried out by Norland against the Hill Front in Olm have killed 11 civilians.",
            {"Norland"},
        ),
    ],
)
def test_what_only_counts_or_points_has_done_nothing(claims_of, text, doers):
    assert actors(events(claims_of, text)) == doers
