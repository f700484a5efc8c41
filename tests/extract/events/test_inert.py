"""Days, areas, lots of weapons and those who were harmed do not act; who acts beside them is published."""

import pytest

from servanda.model.claims import EventClaim

ROWS = (
    ("Six people were also reported killed in rebel shelling of the city.", "shelling", [], "is_victim"),
    ("The eight fighters were beheaded and then hung from crosses.", "hung", [], "is_victim"),
    ("Some 14 people were killed by dozens of shells that hit the town.", "killed", [], "cannot_act"),
    ("The air force carried out intensive sorties targeting hideouts of rebels in Olm.", "targeting", [], "cannot_act"),
    ("The war has killed more than 2200 people wounded at least a thousand.", "wounded", [], "is_victim"),
    ("The wounded soldiers shot back and killed three rebels.", "shot", ["wounded soldiers"], None),
    ("Three gunmen killed two farmers.", "killed", ["Three gunmen"], None),
    ("Russian fighter jets dropped bombs on the town.", "dropped", ["Russian fighter jets"], None),
)


@pytest.mark.parametrize(("text", "word", "actors", "reason"), ROWS)
def test_who_is_published_and_who_withheld(claims_of, text, word, actors, reason):
    (event,) = [one for one in claims_of(text, None) if isinstance(one, EventClaim) and one.trigger.quote == word]
    assert [who.name for who in event.participants if who.role == "actor"] == actors
    assert [one.reason for one in event.withheld] == ([reason] if reason else [])
