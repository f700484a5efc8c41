"""What somebody saw or heard, and who was kept from seeing; each sentence is invented."""

import pytest
from tests.extract.parsing import parsed

from servanda.extract.clauses import clauses_in
from servanda.extract.observations.perceiving import sights
from servanda.reference.lexicon import load_lexicon

WORDS = load_lexicon().observations


def seen(text):
    """Return kind, means and thing of what a text says was perceived; the last are who keeps others away."""
    clauses = clauses_in(parsed(text))
    forms = clauses.words.forms
    found = (one for sentence in clauses.sentences for one in sights(clauses, sentence, WORDS))
    return [
        (one.object, one.means, *(forms[word] for word in (one.doers if one.thing is None else (one.thing,))))
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The monitors saw two tanks near Osk.", [("weapon", "seen", "tanks")]),
        ("Two tanks were seen near Osk.", [("weapon", "seen", "tanks")]),
        ("A farmer bought two tanks.", []),
        ("The minister saw two tanks.", []),  # nobody who watches
        ("The minister heard two explosions.", [("explosion", "heard", "explosions")]),
        ("Satellite images showed a howitzer.", [("weapon", "satellite", "howitzer")]),
        ("The mission's camera recorded 20 explosions.", [("explosion", "camera", "explosions")]),
        ("The report showed a howitzer.", []),
        ("There were two overflights of Osk.", [("aircraft", "reported", "overflights")]),
        ("An overflight occurred near Osk.", [("aircraft", "reported", "overflight")]),
        ("The overflight was long.", []),
        (
            "The mission recorded 120 violations, including 35 explosions.",
            [("other", "reported", "violations"), ("explosion", "seen", "explosions")],
        ),
        ("The mission recorded 14 violations of human rights.", []),
        ("The JVMM registered three ceasefire violations.", [("other", "reported", "violations")]),
        ("The court noted three breaches.", []),
        ("The mission observed the presence of two tanks.", [("weapon", "seen", "tanks")]),
        ("The mission observed two tanks missing from storage.", []),
        ("The mission saw two tanks west of Olm.", [("weapon", "seen", "tanks")]),
        ("The mission saw a drone flying over Olm.", [("drone", "seen", "drone")]),
        ("The patrol could not reach Olm.", [("access_denied", "reported")]),
        ("The patrol was not allowed to enter Olm.", [("access_denied", "reported")]),
        ("The mission has had no access to Olm.", [("access_denied", "reported")]),
        ("The mission saw a cow.", []),
    ],
)
def test_what_was_perceived(text, expected):
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The militia denied the monitors access to Osk.", [("access_denied", "reported", "militia")]),
        ("The patrol was denied access by the army.", [("access_denied", "reported", "army")]),
        ("Access was denied to the monitors.", [("access_denied", "reported")]),
        ("Soldiers prevented the monitors from entering Osk.", [("access_denied", "reported", "Soldiers")]),
        ("Soldiers turned the patrol back.", [("access_denied", "reported", "Soldiers")]),
        ("Soldiers turned the patrol.", []),
        ("The army denied the farmer access.", []),
        ("The army denied the patrol its pay.", []),
        ("The minister denied the claim.", []),
        ("Soldiers stopped the monitors by entering Osk.", []),
    ],
)
def test_access_denied(text, expected):
    assert seen(text) == expected
