"""Acts that no frame read, and who did them where the words for him stand beyond the act's own phrase. Invented sentences.

108 sentences of these kinds were written with the right value before any rule; at the first run 45 were right, and one held a wrong
body to have acted (docs/decisions/0230). Those below stand for them, with what must name nobody.
"""

import pytest

from servanda.model.claims import EventClaim

_CHARGES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"})


def doers_of(claims_of, text, trigger):
    """Return who is held to have done what a trigger tells as done."""
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim)]
    real = [one for one in found if one.event.plover in _CHARGES and one.modality in {"asserted", "presupposed"}]
    told = [one for one in real if trigger in text[one.trigger.start : one.trigger.end] and one.polarity == "affirmed"]
    return {who.name for one in told for who in one.participants if who.role == "actor"}


def names(found, doer):
    """Tell whether one of some names has that of a doer in it: "Lowland Guard men"."""
    return any(doer in one for one in found)


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("At a Lowland Guard checkpoint near Osk a mission patrol was turned back on Monday.", "turned", "Lowland Guard"),
        ("The convoy was delayed for three hours at a checkpoint of the Valley Front outside Maret.", "delayed", "Valley Front"),
        ("Monitors on their way to Olm were held up at an army checkpoint.", "held", "army"),
        ("At 10:20 monitors on the way to Maret were held up at a Reed Front checkpoint north of the city.", "held", "Reed Front"),
        ("Six students who had been seized at a Lowland Guard checkpoint in May were freed on Sunday.", "seized", "Lowland Guard"),
        ("Two nurses were arrested at a checkpoint manned by the Hill Brigades.", "arrested", "Hill Brigades"),
    ],
)  # fmt: skip
def test_who_is_stopped_at_a_post_is_so_by_those_whose_it_is(claims_of, text, trigger, doer):
    assert doers_of(claims_of, text, trigger) == {doer}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Three men were killed at a Lowland Guard checkpoint near Osk.", "killed"),
        ("A grenade was thrown at a Lowland Guard checkpoint in Osk and a bus was attacked there.", "attacked"),
        ("A merchant was detained at the checkpoint of Tarn.", "detained"),
    ],
)
def test_a_post_where_harm_was_done_names_nobody(claims_of, text, trigger):
    assert not doers_of(claims_of, text, trigger)


def test_a_post_acts_by_those_who_man_it(claims_of):
    text = "A Lowland Guard checkpoint turned back two ambulances on Tuesday night."
    assert doers_of(claims_of, text, "turned") == {"Lowland Guard"}


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("Villagers said soldiers of the 9th Division entered the hamlet of Tarn without notice.", "entered", "9th Division"),
        ("Valley Front units have been advancing since early April.", "advancing", "Valley Front units"),
        ("The ministry said that the Hill Brigades were moving rockets back to the border.", "moving", "Hill Brigades"),
        ("A truck of the Valley Front drove a mortar through Tarn.", "drove", "Valley Front"),
        ("A Lowland Guard bulldozer razed two houses in Tarn.", "razed", "Lowland Guard"),
        ("Valley Front members set up a roadblock near Tarn and held four soldiers.", "held", "Valley Front"),
        ("Three teachers have been held by the Valley Front since May.", "held", "Valley Front"),
        ("The father said that only the Lowland Guard had been firing in Tarn.", "firing", "Lowland Guard"),
        ("The rebels mined the road to Osk.", "mined", "rebels"),
        ("The Valley Front forced sixty families to abandon their farms.", "forced", "Valley Front"),
        ("The general charged that the Valley Front, after the blast, finished off two wounded soldiers.", "finished", "Valley Front"),
        ("The Lowland Guard captured four trucks and a gun near Osk.", "captured", "Lowland Guard"),
        ("The Hill Brigades laid siege to Maret in March.", "siege", "Hill Brigades"),
        ("The clinic in Tarn was set on fire by members of the Hill Brigades.", "set", "Hill Brigades"),
        ("Estrian jets violated the airspace of the island on Monday.", "violated", "Estrian"),
    ],
)  # fmt: skip
def test_acts_that_agreements_forbid_are_read(claims_of, text, trigger, doer):
    assert names(doers_of(claims_of, text, trigger), doer)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The convoy of the Red Lamp agency entered Maret with food.", "entered"),
        ("The team held the visitors to a draw.", "held"),
        ("The ministry held the officials responsible for the floods.", "held"),
        ("The Lowland Guard held the post of minister in the cabinet.", "held"),
        ("The unit held its soldiers back from the line.", "held"),
        ("The Lowland Guard held a parade in Osk.", "held"),
        ("The firm moved rockets to the launch site.", "moved"),
        ("Fighting forced thousands of villagers to leave Osk.", "forced"),
        ("Floods forced residents to flee.", "forced"),
        ("The company fired in May its whole staff.", "fired"),
        ("Farmers planted sorghum near Osk.", "planted"),
    ],
)
def test_what_the_same_words_say_elsewhere_charges_nobody(claims_of, text, trigger):
    assert not doers_of(claims_of, text, trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("The patrol came under fire from the Hill Brigades near Osk.", "fire", "Hill Brigades"),
        ("Two women were wounded in fire from Valley Front positions.", "fire", "Valley Front"),
        ("The Estrian army responded with strikes on three villages.", "strikes", "Estrian army"),
        ("A farmer died in an ambush laid by elements of the Lowland Guard.", "ambush", "Lowland Guard"),
        (
            "The killing of a priest at the hands of Lowland Guard men was reported on Monday.",
            "killing",
            "Lowland Guard",
        ),
        ("Eleven people were killed at the hands of Valley Front gunmen in May.", "killed", "Valley Front"),
        ("Tanks belonging to the Highland Army shelled Osk.", "shelled", "Highland Army"),
        ("Two crossings of the line by Estrian soldiers were recorded on 6 May.", "crossings", "Estrian soldiers"),
    ],
)
def test_doers_beyond_the_phrase_of_an_act(claims_of, text, trigger, doer):
    assert names(doers_of(claims_of, text, trigger), doer)


@pytest.mark.parametrize(
    "text",
    [
        "The minister came under fire from lawmakers over the budget.",
        "The army came under fire from human rights groups for its record.",
        "The company came under fire from investors.",
        "Two boys died in a fire in Osk, police said.",
        "The helicopter came under fire from the ground near Osk.",
    ],
)
def test_fire_that_nobody_opened(claims_of, text):
    assert not doers_of(claims_of, text, "fire")


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("The council accused the army of bombing Tarn on Sunday and forcing two hundred families to leave.", "forcing", {"army"}),
        ("Villagers accuse the Lowland Guard of taking their cattle and of beating two herders.", "beating", {"Lowland Guard"}),
        ("The rebels were accused of burning homes in Olm by residents.", "burning", {"rebels"}),
        ("The team looked into the burning of nine huts by soldiers of the army.", "burning", {"soldiers of the army", "army"}),
        ("Traders spoke of recruitment of boys by the Hill Brigades in Olm.", "recruitment", {"Hill Brigades"}),
        ("The council complained of looting by the Hill Brigades.", "looting", {"Hill Brigades"}),
        ("The spokesman said that Hill Brigades soldiers, wearing our badges, had carried out the abduction.", "abduction", {"Hill Brigades", "Hill Brigades soldiers"}),
        ("Shelling carried out by the Hill Brigades on Osk killed four.", "Shelling", {"Hill Brigades"}),
        ("Fighting between the Hill Brigades and the Valley Front broke out in Osk.", "Fighting", {"Hill Brigades", "Valley Front"}),
        ("On 6 October M45 shelled Osk.", "shelled", {"M45"}),
        ("The army carried out several raids on Osk.", "raids", {"army"}),
        ("It recorded 61 violations of Estrian airspace by Oruvian aircraft.", "violations", {"Oruvian"}),
        ("On 5 December peacekeepers observed a Highland Army bulldozer demolishing houses in Osk.", "demolishing", {"Highland Army"}),
    ],
)  # fmt: skip
def test_the_accuser_the_teller_and_the_day_have_done_nothing(claims_of, text, trigger, doer):
    found = doers_of(claims_of, text, trigger)
    assert found
    assert found <= doer


def test_an_accusation_that_is_rejected_is_no_offer(claims_of):
    text = "A delegate accused Estria of having sent a battalion to Osk; the minister of Estria rejected this."
    rejected = [
        one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim) and one.event.plover == "REJECT"
    ]
    assert not rejected
