"""What a word says of itself: auxiliaries, marks, adverbs and negations; adjectives and determiner of a noun. All sentences are invented."""

import pytest

ROWS = (
    ("The army might shell Olm.", "shell", "possible affirmed"),
    ("The army can shell Olm.", "shell", "possible affirmed"),
    ("The army shall shell Olm.", "shell", "predicted affirmed"),
    ("The army would shell Olm.", "shell", "predicted affirmed"),
    ("The army should leave Olm.", "leave", "demanded affirmed"),
    ("The army won't leave Olm.", "leave", "predicted denied"),
    ("The army can't leave Olm.", "leave", "asserted denied"),
    ("The army could not have shelled Olm.", "shelled", "asserted denied"),
    ("The army would have shelled Olm.", "shelled", "conditional affirmed"),
    ("The army may not shell Olm.", "shell", "possible denied"),
    ("The army will not shell Olm.", "shell", "predicted denied"),
    ("The army may have shelled Olm.", "shelled", "possible affirmed"),
    ("The army should have left Olm.", "left", "demanded affirmed"),
    ("Nobody shelled Olm.", "shelled", "asserted denied"),
    ("No rebels shelled Olm.", "shelled", "asserted denied"),
    ("The army shelled no villages.", "shelled", "asserted denied"),
    ("The army never shelled Olm.", "shelled", "asserted denied"),
    ("The army will not withdraw until Monday.", "withdraw", "predicted denied"),
    ("The army had not withdrawn until Monday.", "withdrawn", "asserted affirmed"),
    ("The army did not withdraw until the rebels had left.", "withdraw", "asserted affirmed"),
    ("The army does not withdraw until Monday.", "withdraw", "asserted denied"),
    ("Unless the rebels attack Olm, the army will leave.", "attack", "conditional affirmed"),
    ("If the army did not shell Olm, rebels did.", "shell", "conditional denied"),
    ("The council wonders whether the army shelled Olm.", "shelled", "possible affirmed"),
    ("The army possibly shelled Olm.", "shelled", "possible affirmed"),
    ("Perhaps the army shelled Olm.", "shelled", "possible affirmed"),
    ("The army probably shelled Olm.", "shelled", "possible affirmed"),
    ("The army nearly captured Olm.", "captured", "asserted denied"),
    ("The army did not almost capture Olm.", "capture", "asserted affirmed"),
    ("The army will stay in Olm until the rebels leave.", "leave", "predicted affirmed"),
    ("The army will not leave Olm until the rebels leave.", "leave", "conditional affirmed"),
    ("The army stayed in Olm until the rebels left.", "left", "asserted affirmed"),
    ("Once the army left Olm, rebels came.", "left", "asserted affirmed"),
    ("Residents fear that the army will shell Olm.", "shell", "feared affirmed"),
    ("The general threatened that the army will shell Olm.", "shell", "threatened affirmed"),
    ("The general said that the army will shell Olm.", "shell", "predicted affirmed"),
    ("The council demands that the army will leave Olm.", "leave", "demanded affirmed"),
    ("The fear that the army will shell Olm grows.", "shell", "feared affirmed"),
    ("The council plans that the army will leave Olm.", "leave", "predicted affirmed"),
    ("A possible attack on Olm was discussed.", "attack", "possible affirmed"),
    ("Residents spoke of an alleged attack on Olm.", "attack", "asserted affirmed"),
    ("Rebels reported a planned attack on Olm.", "attack", "planned affirmed"),
    ("Neither attack on Olm was reported.", "attack", "asserted denied"),
    ("A non-possible attack on Olm was reported.", "attack", "asserted affirmed"),
    ("The army is likely to shell Olm or attack Velim.", "attack", "possible affirmed"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "wanted"), ROWS)
def test_what_is_said_of_it(told, text, word, wanted):
    assert told(text, word) == wanted
