"""Where and when an event is stated to be; each sentence is invented."""

import pytest
from tests.extract.parsing import place

from servanda.extract.circumstances import is_recent, most_exact, place_at, places_of, time_of
from servanda.extract.circumstances.times import anchor_of
from servanda.extract.clauses import clauses_of

PUBLISHED = "2031-06-13"  # a Friday


@pytest.fixture
def at(analysis):
    """The analysis of a text, its segment, and the index of a word."""

    def find(text, word):
        made = analysis(text, language="en", published_on=PUBLISHED)
        [segment] = made.reading.segments
        return made, segment, place(clauses_of(segment).words, word)

    return find


@pytest.mark.parametrize(
    ("text", "word", "directed", "expected"),
    [
        ("Shells fell in Ostwick, Marlstad and the Hillburg district.", "fell", False, {"Ostwick": "unknown", "Marlstad": "unknown", "Hillburg district": "district"}),
        ("Shells fell in rural Ostwick.", "fell", False, {"rural Ostwick": "area"}),
        ("Shells fell in the town of Ostwick.", "fell", False, {"Ostwick": "town"}),
        ("Shells fell in the north of Ostwick.", "fell", False, {"Ostwick": "area"}),
        ("Militants withdrew from Ostwick.", "withdrew", False, {}),
        ("Militants withdrew from London.", "withdrew", True, {"London": "unknown"}),
        ("A refugee from London was shot in Ostwick.", "shot", True, {"Ostwick": "unknown"}),
        ("The attacks by the army in Ostwick went on.", "attacks", False, {"Ostwick": "unknown"}),
        ("Shells fell in Ostwick in the Marlstad region.", "fell", False, {"Ostwick": "unknown"}),
        ("The London attack went on.", "attack", False, {"London": "unknown"}),
        ("Two men were caught in gunfire in Ostwick.", "gunfire", False, {"Ostwick": "unknown"}),
        ("Gunmen killed a man in London, Paris was calm.", "killed", False, {"London": "unknown"}),
    ],
)  # fmt: skip
def test_places_of_an_event(at, text, word, directed, expected):
    analysis, segment, head = at(text, word)
    assert {one.text: one.precision for one in places_of(analysis, segment, head, directed=directed)} == expected


@pytest.mark.parametrize(
    ("text", "word", "preposition", "expected"),
    [
        ("They met in Ostwick.", "Ostwick", "in", "Ostwick"),
        ("They fired on John Miller.", "Miller", "on", None),
        ("They met in the town of Ostwick.", "town", "on", "Ostwick"),
        ("They met in the Friday talks.", "talks", "in", None),
        ("They met in the Marlstad Ministry.", "Ministry", "in", None),
        ("They met in parts of Ostwick.", "parts", "in", "parts of Ostwick"),
    ],
)
def test_what_a_phrase_names(at, text, word, preposition, expected):
    analysis, segment, head = at(text, word)
    found = place_at(analysis, segment, head, preposition)
    assert (found.text if found else None) == (expected.removeprefix("parts of ") if expected else None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("They met in Ostwick in the north of Marlstad.", ["Ostwick"]),
        ("They met in Ostwick and in Marlstad.", ["Ostwick", "Marlstad"]),
    ],
)
def test_what_says_where_another_place_lies_is_left_out(at, text, kept):
    analysis, segment, _ = at(text, "met")
    words = clauses_of(segment).words
    named = [place_at(analysis, segment, place(words, word), "in") for word in ("Marlstad", "Ostwick")]
    assert [one.text for one in most_exact(analysis, named)] == kept


@pytest.mark.parametrize(
    ("text", "word", "start", "basis"),
    [
        ("Shells fell on 3 May 2031.", "fell", "2031-05-03", None),
        ("The attack on 3 May 2031 killed two men.", "attack", "2031-05-03", None),
        ("Shells fell, the monitor said on 3 May 2031.", "fell", None, None),
        ("The latest attack killed two men.", "attack", None, "before the document"),
        ("The ongoing attack killed two men.", "attack", None, "continuing up to the document"),
        ("Attacks were fewer than in May 2031.", "Attacks", None, None),
        ("Attacks, unlike in May 2031, were few.", "Attacks", None, None),
        ("The relatives of the dead of 1978 were attacked.", "attacked", None, None),
        ("The village was attacked at the end of 1978.", "attacked", "1978-09-01", None),
        ("Nine people have been killed since the protests of March 2011.", "killed", "2011-03-01", "the beginning told with 'since'"),
        ("In 2012, when jets bombed its bakery, the village was empty.", "bombed", "2012-01-01", None),
        ("They accused the rebels of killing nine men on 3 May 2031.", "killing", "2031-05-03", None),
        ("Shells fell under the Geneva Accord of May 2001.", "fell", None, None),
    ],
)  # fmt: skip
def test_time_of_an_event(at, text, word, start, basis):
    analysis, segment, head = at(text, word)
    time = time_of(analysis, segment, head)
    assert (time.start or None) == start
    assert basis is None or basis in (time.basis or "")


@pytest.mark.parametrize(
    ("text", "word", "recent"),
    [
        ("Shells fell on Tuesday.", "fell", True),
        ("Shells fell in March 2011.", "fell", False),
        ("They remembered the massacre on Tuesday.", "massacre", False),
        ("Tuesday's massacre was remembered.", "massacre", True),
    ],
)
def test_what_is_dated_to_the_weeks_before_publication(at, text, word, recent):
    analysis, segment, head = at(text, word)
    time = time_of(analysis, segment, head)
    assert is_recent(time, segment, head, anchor_of(analysis)) is recent
