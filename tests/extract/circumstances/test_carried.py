"""The day of a paragraph holds on for the acts told after it; each text is invented."""

import pytest

from servanda.extract.events import find_events
from servanda.extract.observations import find_observations
from servanda.model.claims import EventClaim

PUBLISHED = "2031-06-13"  # a Friday


@pytest.fixture
def times(analysis):
    """The times of the events of a text, by their triggers."""

    def find(text, published_on=PUBLISHED):
        made = analysis(text, language="en", published_on=published_on)
        return {one.trigger.quote: one.time for one in find_events(made) if isinstance(one, EventClaim)}

    return find


@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        ("On 3 May 2031 the army shelled Ostwick. Two men were killed.", "killed", "2031-05-03"),
        ("Rebels attacked Ostwick on Tuesday. Soldiers burned the mill. They also arrested the mayor.", "arrested", "2031-06-10"),
        ("On Tuesday rebels attacked Ostwick. The police said four men were killed.", "killed", "2031-06-10"),
        ("A convoy left Marlstad on 3 May 2031. Near Ostwick gunmen ambushed it.", "ambushed", "2031-05-03"),
        ("On 3 May 2031 the army shelled Ostwick. The shelling killed two men.", "shelling", "2031-05-03"),
    ],
)  # fmt: skip
def test_the_day_of_a_paragraph_holds_on(times, text, word, start):
    time = next(time for quote, time in times(text).items() if word in quote)
    assert time.start == start
    assert time.carried
    assert time.basis.startswith("paragraph; ")
    assert time.mention.start < text.index(word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # told of before that day, or of another one that is not stated
        ("On 3 May 2031 the army shelled Ostwick. Rebels had killed two men there.", "killed"),
        ("On 3 May 2031 the army shelled Ostwick. Rebels have killed two men.", "killed"),
        ("On 3 May 2031 the army shelled Ostwick. Two days later rebels killed two men.", "killed"),
        ("On 3 May 2031 the army shelled Ostwick. Rebels later killed two men.", "killed"),
        ("On 3 May 2031 the army shelled Ostwick. Years earlier it was quiet. Rebels killed two men.", "killed"),
        ("In May 2031 the army shelled Ostwick. Rebels killed two men.", "killed"),
        ("The army shelled Ostwick on Monday and rebels shelled Marlstad on Tuesday. Rebels killed two men.", "killed two"),
        # the day of speech, of an agreement, of another paragraph; what is quoted
        ("The governor spoke to reporters on Tuesday. Rebels killed two men.", "killed"),
        ("The ministry said on Tuesday that talks went on. Rebels killed two men.", "killed"),
        ("The Geneva Accord was signed on 3 May 2031. Rebels killed two men.", "killed"),
        ("On 3 May 2031 the army shelled Ostwick.\nRebels killed two men.", "killed"),
        ('On Tuesday the army shelled Ostwick. "Rebels killed two men," a teacher said.', "killed"),
        # no fact of the past
        ("On 3 May 2031 the army shelled Ostwick. Rebels will attack Marlstad.", "attack"),
        ("On 3 May 2031 the army shelled Ostwick. Rebels did not attack Marlstad.", "attack"),
    ],
)  # fmt: skip
def test_in_doubt_no_day_is_carried(times, text, word):
    found = [time for quote, time in times(text).items() if quote in word or word in quote]
    assert found
    assert all(not time.carried for time in found)


def test_an_hour_is_one_of_the_day_of_the_paragraph(times):
    found = times("On 3 May 2031 the army shelled Ostwick. At 4 p.m. rebels killed two men.")
    assert (found["killed"].start, found["killed"].precision) == ("2031-05-03", "hour")
    assert found["killed"].clock.start == "2031-05-03T16:00"


def test_the_day_of_a_later_sentence_is_told_from_it(times):
    found = times(
        "On 3 May 2031 the army shelled Ostwick. On 5 May 2031 rebels attacked Marlstad. Soldiers killed two men."
    )
    assert [found[word].start for word in ("shelled", "attacked", "killed")] == [
        "2031-05-03",
        "2031-05-05",
        "2031-05-05",
    ]


def test_no_day_after_publication_is_carried(times):
    assert times("On 20 June 2031 the army shelled Ostwick. Rebels killed two men.")["killed"].start is None


def test_the_day_that_a_page_prints_above_is_not_carried(times):
    assert times("13 June 2031 the army shelled Ostwick. Rebels killed two men.")["killed"].start is None


def test_an_observation_has_the_day_of_its_paragraph(analysis):
    text = "On 3 May 2031 the patrol reached Ostwick. The observers saw two tanks."
    [claim] = find_observations(analysis(text, language="en", published_on=PUBLISHED))
    assert (claim.time.start, claim.time.carried) == ("2031-05-03", True)


@pytest.mark.parametrize(
    ("text", "word", "start"),
    [
        ("Yesterday, residents reported that jets bombed a mill.", "bombed", "2031-06-12"),
        ("Rebels killed two men and wounded a third on Tuesday.", "killed", "2031-06-10"),
        ("On Tuesday rebels attacked Ostwick and arrested the mayor.", "arrested", "2031-06-10"),
        ("Residents reported on Tuesday that jets bombed a mill.", "bombed", None),
        ("Yesterday, residents reported that jets had bombed a mill.", "bombed", None),
        ("On Tuesday rebels attacked Ostwick and the year before the army shelled Marlstad.", "shelled", None),
        # what is done in doing so, at the same time, or watched
        ("On Tuesday rebels stormed the jail, freeing two men and killing a guard.", "killing", "2031-06-10"),
        ("On Tuesday two women died when a shell hit a school.", "hit", "2031-06-10"),
        ("On Tuesday rebels attacked Ostwick, while the army shelled Marlstad.", "shelled", "2031-06-10"),
        ("On 3 May 2031 the mission observed the rebels withdraw their guns.", "withdraw", "2031-05-03"),
        ("The army said on Tuesday, accusing rebels of killing two men, that it was calm.", "killing", None),
        ("The army issued a note on Tuesday blaming rebels for killing two men.", "killing", None),
        ("Rebels attacked Ostwick on Tuesday, while the army shelled Marlstad.", "shelled", None),
        # behind the day that heads an entry, but for that of publication
        ("3 May 2031: A mine laid near Ostwick killed two men.", "killed", "2031-05-03"),
        ("- 3 May: shelling of Ostwick, two men killed.", "shelling", "2031-05-03"),
        ("13 June 2031: A mine laid near Ostwick killed two men.", "killed", None),
    ],
)
def test_a_day_reaches_the_acts_of_its_sentence(times, text, word, start):
    time = next(time for quote, time in times(text).items() if word in quote)
    assert time.start == start


@pytest.mark.parametrize(
    ("text", "word", "start", "end"),
    [
        ("Jets bombed Ostwick on 3 May; that night they shelled it.", "shelled", "2031-05-03", "2031-05-05"),
        ("Jets bombed Ostwick on 3 May.\nThe following morning rebels shelled it.", "shelled", "2031-05-04", "2031-05-05"),
        ("Jets bombed Ostwick on 3 May.\nEarlier in the day rebels shelled it.", "shelled", "2031-05-03", "2031-05-04"),
        ("Two days before the vote jets bombed Ostwick. The same day rebels shelled it.", "shelled", None, None),
        ("Jets bombed Ostwick on 3 May.\nIt rained.\nIt cleared.\nThe same day rebels shelled it.", "shelled", None, None),
        ("Jets bombed Ostwick on 3 May.\nIt rained.\nThe same day rebels shelled it.", "shelled", "2031-05-03", "2031-05-04"),
        ("Jets bombed Ostwick on 3 May, the army said on Friday.\nThat day rebels shelled it.", "shelled", None, None),
    ],
)  # fmt: skip
def test_that_day_is_the_one_stated_before_it(times, text, word, start, end):
    time = times(text)[word]
    assert (time.start, time.end, time.carried) == (start, end, False)


def test_the_day_of_a_log_is_that_of_its_entries(times):
    text = "Incidents of 3 May 2031\n- Odo: shelling at 04:10, one man killed.\n- Marlstad: a mill was bombed.\nRebels attacked Ostwick."
    found = times(text)
    assert {
        word: (one.start, (one.basis or "")[:7]) for word, one in found.items() if word != "attacked"
    } == dict.fromkeys(
        ("shelling", "bombed"), ("2031-05-03", "heading")
    )  # "one man killed" is the count of the shelling
    assert found["bombed"].carried
    assert found["shelling"].clock.start == "2031-05-03T04:10"
    assert found["attacked"].start is None


@pytest.mark.parametrize(
    "head",
    ["Incidents of 13 June 2031", "Incidents of May 2031", "Incidents of 3 and 9 May 2031", "The mayor wrote on 3 May 2031:"],
)  # fmt: skip
def test_in_doubt_no_heading_dates_the_entries(times, head):
    assert times(f"{head}\n- Marlstad: a mill was bombed.")["bombed"].start is None
