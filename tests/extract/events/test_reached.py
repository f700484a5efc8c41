"""Doers that the words reach by another way than subject and verb, and the twins where nobody may be named. Invented sentences.

Each kind was written before its rule; what the first run gave stands in the commit that brought it.
"""

import pytest

from servanda.model.claims import EventClaim

HAPPENED = {"asserted", "presupposed"}


def doers(claims_of, text, trigger):
    """Return the actors of what is said to have happened by a word: a set for each claim of it."""
    events = [one for one in claims_of(text, "2031-05-15") if isinstance(one, EventClaim)]
    told = [one for one in events if one.polarity == "affirmed" and one.modality in HAPPENED]
    own = [one for one in told if trigger in one.trigger.quote or one.trigger.quote in trigger]
    return [
        {who.name for who in one.participants if who.role == "actor"} for one in own if one.event.plover != "ACCUSE"
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        # a preposition left behind: "was fired upon by"
        ("Fishermen off Mullaitivu were fired upon by a navy gunboat on 3 May 2031.", "fired", "navy"),
        ("The convoy was fired on by LTTE cadres near Vavuniya.", "fired", "LTTE"),
        ("Two buses were shot at by gunmen of the Renamo militia outside Gorongosa.", "shot", "gunmen"),
        ("Their boat was then fired upon by the coastguard of Lydia.", "fired", "coastguard of Lydia"),
        ("The village has been fired upon daily since April by Maoist units.", "fired", "Maoist units"),
        # weapons as objects
        ("The Lowland Army fired its howitzers at the harbour of Sule on Sunday.", "fired", "Lowland Army"),
        ("UNITA guerrillas fired Stinger missiles at a cargo plane near Kuito.", "fired", "UNITA"),
        # answered with another act
        ("The air force answered with raids on Olm and Kesh.", "raids", "air force"),
        ("Lydia retaliated the same night with air strikes on Odo in which nine people died.", "strikes", "Lydia"),
        ("The Hill Front responded with an ambush of a convoy near Bor.", "ambush", "Hill Front"),
        # who repels an attack did what came of that
        ("Marines foiled an ambush by the Abu League, killing two gunmen.", "killing", "Marines"),
        ("The police thwarted a bombing by the League and arrested three men.", "arrested", "police"),
        ("Kurdish units repelled an assault by the Dawn Brigade on Kesh.", "assault", "Dawn Brigade"),
        ("The militia launched an attack on Olm, killing nine soldiers.", "attack", "militia"),
        # what kept somebody from something happened
        ("People in Olm were unable to leave owing to clashes between the Front and the League.", "clashes", "League"),
        ("Farmers could not harvest because of shelling by the Estrian army.", "shelling", "Estrian army"),
        ("The bridge was not repaired as a result of an attack by the League.", "attack", "League"),
        # seen doing it
        ("Observers filmed soldiers of the Third Brigade burning huts in Sule.", "burning", "Third Brigade"),
        ("The delegate saw policemen beating a detainee in Maseru.", "beating", "policemen"),
        # "by" below what was hit
        ("- Sarn: the arrest of two teachers by the Hill Front on 13 May.", "arrest", "Hill Front"),
        ("The shelling of a clinic by Thai artillery at Surin on Tuesday.", "shelling", "Thai"),
        # known parties before munitions
        ("Houthi mortar shells fell on a school in Taiz.", "fell", "Houthi"),
    ],
)
def test_who_did_it_is_reached(claims_of, text, trigger, actor):
    assert any(actor in name for found in doers(claims_of, text, trigger) for name in found)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The team's helicopter was shot at twice on 4 May near Bunia.", "shot"),
        ("The minister was fired on Monday.", "fired"),
        ("The company fired 40 engineers in May.", "fired"),
        ("The minister replied with anger to the attack on the school.", "attack"),
        ("The mayor answered the shelling with an appeal for calm.", "shelling"),
        ("The army did not shell Olm because of the truce.", "shell"),
        ("The patrol observed a bulldozer demolishing houses.", "demolishing"),
        ("The killing of two herders by the river Odo on 3 May.", "killing"),
        ("The priest condemned the burning of a book by a poet.", "burning"),
        ("A mortar shell from Hill Front positions landed in Kesh.", "landed"),
        ("Two Russian-made rockets fell on Olm.", "fell"),
        ("A Soviet mine exploded under a bus near Huambo.", "exploded"),
    ],
)
def test_nobody_is_named_by_the_like(claims_of, text, trigger):
    assert not any(doers(claims_of, text, trigger))


@pytest.mark.parametrize(
    "text",
    [
        "The navy has rejected our findings on the killing of two fishermen.",
        "General Pao dismissed the accounts of survivors as lies.",
        "The embassy rejected the accusation.",
    ],
)
def test_whoever_rejects_an_accusation_rejects_no_offer(claims_of, text):
    assert not any(
        isinstance(one, EventClaim) and one.event.plover == "REJECT" for one in claims_of(text, "2031-05-15")
    )
