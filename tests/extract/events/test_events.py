"""Events: type, mode, who, whom, where, when, how many; each sentence is invented."""

import pytest

from servanda.model.claims import EventClaim


def events(claims_of, text, published="2019-03-14"):
    return [claim for claim in claims_of(text, published) if isinstance(claim, EventClaim)]


def by_role(claim, *roles):
    return [item.name for item in claim.participants if item.role in roles]


@pytest.mark.parametrize(
    ("text", "plover", "mode"),
    [
        ("Government troops shelled the town of Karvo.", "ASSAULT", "heavy-weapons"),
        ("Warplanes targeted Marda city overnight.", "ASSAULT", "aerial"),
        ("Jets carried out an airstrike on the village of Osk.", "ASSAULT", "aerial"),
        ("Gunmen kidnapped three engineers in Belmar.", "ASSAULT", "abduct"),
        ("A roadside bomb killed two soldiers near Lasko.", "ASSAULT", "explosives"),
        ("Two bombers blew themselves up near the gate of Salim village.", "ASSAULT", "suicide-attack"),
        ("Police arrested forty demonstrators in Arvo.", "COERCE", "arrest"),
        ("The two ministers met in Vienna.", "CONSULT", None),
        ("Norland and Estria signed a ceasefire agreement.", "AGREE", None),
        ("The militia withdrew its fighters from Lasko.", "RETREAT", "withdraw"),
        ("The rebels declared a ceasefire.", "RETREAT", "ceasefire"),
        ("The envoy urged the rebels to leave Osk.", "REQUEST", None),
        ("The ministry accused the rebels of looting.", "ACCUSE", "disapprove"),
        ("The rebels rejected the proposal.", "REJECT", None),
        ("Estria deployed troops along the border.", "MOBILIZE", "troops"),
        ("The general threatened to attack Norland.", "THREATEN", None),
    ],
)
def test_type_and_mode(claims_of, text, plover, mode):
    found = [(claim.event.plover, claim.event.mode) for claim in events(claims_of, text)]
    assert (plover, mode) in found


def test_agents_targets_time_and_toll_of_one_attack(claims_of):
    text = "Government troops shelled the town of Karvo on Tuesday, killing at least nine people, including three children."
    (claim,) = events(claims_of, text)
    assert by_role(claim, "actor") == ["Government troops"]
    assert [place.name for place in claim.places] == ["Karvo"]
    assert (claim.time.start, claim.time.end) == ("2019-03-12", "2019-03-13")
    assert [(toll.effect, toll.minimum, toll.maximum) for toll in claim.casualties] == [
        ("killed", 9, None),
        ("killed", 3, 3),
    ]


def test_a_subject_right_behind_a_date_is_still_the_subject(claims_of):
    (claim,) = events(
        claims_of, "Around dawn on 3 March 2019 aircraft of the Norland Air Force bombed a bridge in Osk."
    )
    assert by_role(claim, "actor") == ["Norland Air Force"]
    assert claim.time.start == "2019-03-03"


@pytest.mark.parametrize(
    ("headline", "target"),
    [
        ("Three killed in shelling of Karvo market", "Three"),
        ("Dozens wounded in Osk", "Dozens"),
        ("Militia accused of attack on Osk", "Militia"),
    ],
)
def test_the_bare_verb_of_a_headline_is_passive(claims_of, headline, target):
    (claim,) = [item for item in events(claims_of, headline) if target in by_role(item, "target")]
    assert not by_role(claim, "actor")
    assert [level.level for level in claim.attribution] == ["document"]


def test_a_shared_object_keeps_its_verbs_active(claims_of):
    (claim, *_) = events(claims_of, "The blast killed and wounded five people in Karvo.")
    assert "five people" in by_role(claim, "target")


@pytest.mark.parametrize("dateline", ["Port Karvo, 14 June 2024 - ", "Osk (Coast Desk) - ", "OSK, Estria (CD) -- "])
def test_a_dateline_takes_no_part(claims_of, dateline):
    (claim, *_) = events(claims_of, f"{dateline}The army shelled the town of Lasko on Monday.")
    assert by_role(claim, "actor") == ["army"]
    assert [place.name for place in claim.places] == ["Lasko"]


@pytest.mark.parametrize(
    "text",
    ["Nine Civilians Killed in Terrorist Attacks", "Elsewhere in Norland rebels attacked a checkpoint of the army."],
)
def test_an_event_or_a_band_is_no_place(claims_of, text):
    assert not [place.name for claim in events(claims_of, text) for place in claim.places if " " in place.name]


def test_coordinated_places_are_claims_of_their_own(claims_of):
    first, second = events(claims_of, "We are seeing attacks by the militia in Karvo and Osk.")
    assert [first.places[0].name, second.places[0].name] == ["Karvo", "Osk"]
    assert first.span.end < second.span.end
    assert first.key != second.key


def test_place_is_lifted_from_the_agent_to_the_attack(claims_of):
    (claim,) = events(claims_of, "Residents described attacks by the Northern Front on civilians in rural Karvo.")
    assert by_role(claim, "actor") == ["Northern Front"]
    assert by_role(claim, "target") == ["civilians"]
    assert [(place.name, place.precision) for place in claim.places] == [("rural Karvo", "area")]


def test_where_a_place_lies_is_no_second_place(claims_of):
    (claim,) = events(claims_of, "A post of the militia was hit in Kofr Dana town in the Orsha countryside on Friday.")
    assert [place.name for place in claim.places] == ["Kofr Dana"]


def test_topic_of_a_meeting_is_the_writers_and_no_participants_word(claims_of):
    text = (
        "The president met with Joan Park, the envoy of Norland, to discuss the latest attack by the militia on Karvo."
    )
    meeting, attack = sorted(events(claims_of, text), key=lambda claim: claim.trigger.start)
    assert meeting.event.plover == "CONSULT"
    assert attack.topic_of == meeting.id
    assert attack.modality == "presupposed"
    assert [level.level for level in attack.attribution] == ["document"]


def test_passive_without_agent_names_nobody(claims_of):
    (claim,) = events(claims_of, "Twelve civilians were killed in Karvo.")
    assert by_role(claim, "actor") == []
    assert by_role(claim, "target") == ["Twelve civilians"]


def test_harm_and_the_attack_it_came_from_are_one_event(claims_of):
    (claim,) = events(claims_of, "At least 62 militants were killed in an ambush near Adro.")
    assert claim.trigger.quote == "ambush"
    assert claim.casualties[0].minimum == 62


def test_accused_is_the_actor_of_what_he_is_accused_of(claims_of):
    shelling = [
        claim
        for claim in events(claims_of, "The army accused the rebels of shelling a school in Velika.")
        if claim.event.plover == "ASSAULT"
    ]
    assert [by_role(claim, "actor") for claim in shelling] == [["rebels"]]


@pytest.mark.parametrize(
    ("text", "counting"),
    [
        (
            "Twenty-four people were killed this week in clashes between the army and the Northern Front.",
            "period_total",
        ),
        ("Shelling has killed 300 civilians since the start of the war.", "cumulative"),
        ("Shelling killed three civilians in Karvo on Monday.", "incident"),
        ("Residents marked the anniversary of the 1988 massacre in Arvo.", "unknown"),
    ],
)
def test_what_is_counted(claims_of, text, counting):
    assert {claim.counting for claim in events(claims_of, text) if claim.event.plover == "ASSAULT"} == {counting}


def test_a_siege_is_a_situation(claims_of):
    assert [claim.aspect for claim in events(claims_of, "The army besieged the town of Osk.")] == ["situation"]


@pytest.mark.parametrize(
    "text",
    [
        "He suffered a heart attack.",
        "The attack helicopter landed.",
        "The news hit the markets.",
        "The attack was terrible.",
    ],
)
def test_no_event(claims_of, text):
    assert [
        claim
        for claim in events(claims_of, text)
        if claim.event.plover == "ASSAULT" and claim.participants + claim.places
    ] == []


def test_without_a_date_of_publication_no_date_is_made_up(claims_of):
    (claim,) = events(claims_of, "Troops shelled Karvo on Tuesday.", None)
    assert (claim.time.start, claim.time.end) == (None, None)
    assert claim.time.mention is not None


@pytest.mark.parametrize(
    ("text", "plover", "role", "name"),
    [
        ("Estria demanded that Norland leave the valley.", "REQUEST", "addressee", "Norland"),
        ("Estria demanded an apology by Norland.", "REQUEST", "addressee", "Norland"),
        ("Estria rejected Norland's proposal for a truce.", "REJECT", "target", "Norland"),
        ("The rebels threatened to attack Norland.", "THREATEN", "target", "Norland"),
        ("Estria promised to give aid to Norland.", "AGREE", "beneficiary", "Norland"),
        ("Police are investigating crimes committed by the Valley Militia.", "ACCUSE", "target", "Valley Militia"),
        ("The rebels freed five hostages.", "RETREAT", "target", "five hostages"),
        ("Norland threatened to strike unless the rebels released the judge.", "THREATEN", "target", "rebels"),
        ("Hundreds marched to demand the resignation of President Anna Bolt.", "PROTEST", "target", "Anna Bolt"),
        ("Norland again threatened action against Estria.", "THREATEN", "target", "Estria"),
        ("Estria announced a suspension of trade links with Norland.", "SANCTION", "target", "Norland"),
        ("The council reiterated its demand that Norland free the judge.", "REQUEST", "addressee", "Norland"),
        ("The minister refused to allow Norland planes to land.", "REJECT", "target", "Norland"),
        ("Activists from the Estrian Freedom Party rioted in Osk.", "PROTEST", "actor", "Estrian Freedom Party"),
        ("The militia is guilty of shelling Lasko.", "ASSAULT", "actor", "militia"),
        ("Norland extradited Karl Moss to Estria.", "COOPERATE", "target", "Karl Moss"),
    ],
)
def test_at_whom_an_act_of_speech_is_directed(claims_of, text, plover, role, name):
    [claim] = [claim for claim in events(claims_of, text) if claim.event.plover == plover]
    assert name in by_role(claim, role)


def test_those_who_say_that_their_forces_act_are_named_as_acting(claims_of):
    [claim] = [
        c for c in events(claims_of, "Estria said its troops had withdrawn from Osk.") if c.event.plover == "RETREAT"
    ]
    assert "Estria" in by_role(claim, "actor")


def test_a_short_english_sentence_full_of_names_is_read(claims_of):
    text = "Old Estrian Prime Minister Ruh Holm rejected Norland President Sam Hale's new proposal for Lower Lasko."
    assert [claim.event.plover for claim in events(claims_of, text)] == ["REJECT"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two nurses were caught in gunfire in Marlstad on Friday.", "Marlstad"),
        ("A farmer was wounded during shelling near Ostwick.", "Ostwick"),
        ("The minister spoke in Lundene after gunfire.", None),
    ],
)
def test_what_befalls_somebody_in_an_event_befalls_him_where_it_is(claims_of, text, place):
    named = {
        place_.name for claim in events(claims_of, text) if claim.event.plover == "ASSAULT" for place_ in claim.places
    }
    assert named == ({place} if place else set())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The cessation of hostilities in Osk began on Monday.", [("RETREAT", "asserted", "affirmed")]),
        ("The gang committed a massacre in Osk.", [("ASSAULT", "asserted", "affirmed")]),
        (
            "The army committed to a withdrawal from Osk.",
            [("AGREE", "asserted", "affirmed"), ("RETREAT", "planned", "affirmed")],
        ),
        ("The revolt was met by a brutal crackdown.", []),
        ("The rebels could not attack Osk.", [("ASSAULT", "asserted", "denied")]),
        ("The rebels may not attack Osk.", [("ASSAULT", "possible", "denied")]),
    ],
)
def test_words_that_are_easily_taken_for_something_else(claims_of, text, told):
    assert [(one.event.plover, one.modality, one.polarity) for one in events(claims_of, text)] == told


def test_a_field_that_is_captured_is_nobody_detained(claims_of):
    [claim] = events(claims_of, "The rebels captured a gas field near Osk.")
    assert claim.casualties == ()


@pytest.mark.parametrize(
    "text", ["Warplanes struck Osk on Monday, leaving 40 people dead.", "Tanks left the town of Osk in ruins."]
)
def test_who_leaves_dead_or_ruins_behind_does_not_withdraw(claims_of, text):
    assert "RETREAT" not in {claim.event.plover for claim in events(claims_of, text)}
