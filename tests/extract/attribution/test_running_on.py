"""What runs on in somebody's words without another word of saying, and what is the writer's own again."""

import pytest

from servanda.extract.attribution import quotation_claims
from servanda.extract.attribution.running_on import RULE


def running(analysis, text):
    """Return who says which sentences that run on."""
    found = (claim for claim in quotation_claims(analysis(text)) if claim.made_by.rule == RULE)
    return [(claim.attribution[-1].name, claim.quotation.content[0].quote) for claim in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The ferryman said that gunmen boarded his boat. They threw his son into the river.",
            [("ferryman", "They threw his son into the river")],
        ),
        (
            "According to the gardener, two men came over the wall. Their dogs bit him in the leg.",
            [("gardener", "Their dogs bit him in the leg")],
        ),
        (
            "The nurse said that shells hit the kitchen. They killed her brother. Soldiers took them all to Odo.",
            [("nurse", "They killed her brother"), ("nurse", "Soldiers took them all to Odo")],
        ),
        (
            "Shepherds gave this account. A column came from the ford. Its guns fired on the fold.",
            [("Shepherds", "A column came from the ford"), ("Shepherds", "Its guns fired on the fold")],
        ),
        (
            "The clerk told the patrol what she had seen. Riders surrounded the store.",
            [("clerk", "Riders surrounded the store")],
        ),
        ("The bishop recalled that evening. Lorries stopped at the gate.", [("bishop", "Lorries stopped at the gate")]),
        (
            "The mayor said that the bridge was shelled. The mill burned all night. Nobody came, he added.",
            [("mayor", "The mill burned all night")],
        ),
    ],
)
def test_an_account_runs_on(analysis, text, told):
    assert running(analysis, text) == told


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("nothing ties it", "The mayor said that the bridge was shelled. The mill burned all night."),
        ("the speaker is named", "Lina Haddad said that gunmen fired at her. They also fired at Haddad in 2029."),
        ("another paragraph", "The nurse said that shells hit the kitchen.\nThey killed her brother."),
        ("the present", "The nurse said that shells hit the kitchen. They are a danger to her."),
        ("the writer's own look", "The nurse said that shells hit the kitchen. The team saw them in the yard."),
        ("the speakers themselves", "Residents said that shells fell. They left the town on Tuesday."),
        ("two voices", "The nurse said that the clerk said that shells fell. They killed her brother."),
        ("not told", "The nurse did not say that shells fell. They killed her brother."),
        ("words of another", "The nurse said that shells fell. “They killed my brother.”"),
        ("bound in its own sentence", "The nurse said that shells fell. The doctor left his house to the poor."),
        ("behind the writer's sentence", "The nurse said that shells fell. The mill burned. They killed her brother."),
        ("an account not given", "The clerk did not tell the patrol what she had seen. Riders surrounded the store."),
    ],
)
def test_it_does_not_run_on(analysis, reason, text):
    assert running(analysis, text) == [], reason


def test_what_runs_on_has_no_cue_and_names_its_speaker_where_he_was_named(analysis):
    made = analysis("The ferryman said that gunmen boarded his boat. They threw his son into the river.")
    (claim,) = [one for one in quotation_claims(made) if one.made_by.rule == RULE]
    level = claim.attribution[-1]
    assert (level.cue, claim.quotation.cue, level.mention.quote) == (None, None, "The ferryman")
