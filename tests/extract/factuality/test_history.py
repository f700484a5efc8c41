"""What is only recalled, and what only looks so. All sentences are invented."""

import pytest

ROWS = (
    ("On the anniversary of the attack on Olm, people wept.", "attack", "presupposed affirmed historical"),
    ("Residents recalled the attack on Olm.", "attack", "presupposed affirmed historical"),
    ("Residents recalled that rebels shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("The film tells how the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("The film tells of the shelling of Olm.", "shelling", "presupposed affirmed historical"),
    ("The general tells how the army shelled Olm.", "shelled", "presupposed affirmed"),
    ("A film about the war tells how the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("In his memoirs the general tells how the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("The makers of the film told how the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("The war film tells how the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("Ten years ago the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("Two days ago the army shelled Olm.", "shelled", "asserted affirmed"),
    ("The raid two decades ago killed ten people.", "raid", "presupposed affirmed historical"),
    ("The raid two days ago killed ten people.", "raid", "asserted affirmed"),
    ("Decades after the army shelled Olm, people wept.", "shelled", "presupposed affirmed historical"),
    ("Days after the army shelled Olm, people wept.", "shelled", "asserted affirmed"),
    ("Decades after the shelling of Olm, people wept.", "shelling", "presupposed affirmed historical"),
    ("Days after the shelling of Olm, people wept.", "shelling", "presupposed affirmed"),
    ("The time the army shelled Olm was in 2022.", "shelled", "asserted affirmed"),
    ("The last time the army shelled Olm, rebels fled.", "shelled", "presupposed affirmed historical"),
    ("It was the worst attack since the massacre in Olm.", "massacre", "presupposed affirmed historical"),
    ("It was an attack since the massacre in Olm.", "massacre", "presupposed affirmed"),
    ("The army may recall the attack on Olm.", "attack", "presupposed affirmed historical"),
    ("The army did not shell Olm decades ago.", "shell", "asserted denied"),
    ("The memorial to the shelling of Olm was opened.", "shelling", "presupposed affirmed historical"),
    ("Rebels shelled Olm on the anniversary of the raid.", "shelled", "asserted affirmed"),
    ("Historians said that rebels shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("Rebels who shelled Olm remember the raid.", "shelled", "presupposed affirmed historical"),
    ("Rebels remember the men who shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("The army left Olm twenty years after it attacked.", "attacked", "presupposed affirmed historical"),
    ("The army left Olm twenty years after it attacked.", "left", "asserted affirmed"),
    ("A book about the general tells how the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("The general keeps the memory of the shelling of Olm.", "shelling", "presupposed affirmed historical"),
    ("In the museum the general tells how the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("In the town the general said how the army shelled Olm.", "shelled", "presupposed affirmed"),
    ("At the museum people learn how the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("The general describes how the army shelled the memorial.", "shelled", "presupposed affirmed"),
    ("The raid a decade ago hit Olm.", "raid", "presupposed affirmed historical"),
    ("The raid in Olm many long years ago hit the town.", "raid", "presupposed affirmed historical"),
    ("A year earlier the army shelled Olm.", "shelled", "presupposed affirmed historical"),
    ("An hour earlier the army shelled Olm.", "shelled", "asserted affirmed"),
    ("The first time that the army shelled Olm, rebels fled.", "shelled", "presupposed affirmed historical"),
    ("The last day the army shelled Olm, rebels fled.", "shelled", "asserted affirmed"),
    ("Rebels wept because the army shelled Olm decades after the war.", "shelled", "asserted affirmed"),
    ("Twenty years since rebels shelled Olm, people wept.", "shelled", "presupposed affirmed historical"),
    ("It is the biggest raid since the war in Olm.", "war", "presupposed affirmed historical"),
    ("It is a bigger raid since the war in Olm.", "war", "presupposed affirmed"),
    ("The raid was the most deadly since the war in Olm.", "war", "presupposed affirmed historical"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "wanted"), ROWS)
def test_what_is_said_of_it(told, text, word, wanted):
    assert told(text, word) == wanted
