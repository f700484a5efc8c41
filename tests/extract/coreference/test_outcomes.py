"""A toll told with neither doer, means, place nor day takes up the attack told right before it; in doubt it stands alone."""

import pytest

from servanda.model.claims import EventClaim

ROWS = (
    ("The Hill Front shelled Olm on Monday. Nine people were killed, a doctor said.", "killed", "shelled"),
    ("Jets bombed the market. Four farmers were wounded.", "wounded", "bombed"),
    ("The Hill Front shelled Olm on Monday. Nine people were killed on Friday.", "killed", None),
    ("The Hill Front shelled Olm. Talks went on. Nine people were killed.", "killed", None),
    ("The Hill Front shelled Olm, killing two people. Nine people were killed.", "killed", None),
    ("The Hill Front shelled Olm. Nine people were killed by gunmen.", "killed", None),
)


@pytest.mark.parametrize(("text", "word", "wanted"), ROWS)
def test_what_a_bare_toll_takes_up(claims_of, text, word, wanted):
    events = [one for one in claims_of(text, None) if isinstance(one, EventClaim)]
    last = [one for one in events if one.trigger.quote == word][-1]
    key = last.takes_up.antecedent_key if last.takes_up else None
    assert key == next((one.key for one in events if one.trigger.quote == wanted), None)
