"""Where names begin and end, who holds which office, and whom a word means; each sentence is invented."""

import pytest

from servanda.extract.clauses import clauses_of


@pytest.mark.parametrize(
    ("text", "name", "kind", "title"),
    [
        ("The Ministry of Health opened two wards.", "Ministry of Health", "organisation", None),
        ("The Union of the North rejected the offer.", "Union of the North", "organisation", None),
        ("President Lina Haddad met the council.", "Lina Haddad", "person", "president"),
        ("General Rami al-Homsi left the town.", "Rami al-Homsi", "person", "general"),
        ("The Hill Brigade left the town.", "Hill Brigade", "organisation", None),
    ],
)
def test_a_name_without_article_and_title(analysis, text, name, kind, title):
    found = {(one.text, one.type, one.titled) for one in analysis(text).names.mentions}
    assert (name, kind, title) in found


def test_a_word_in_small_letters_is_no_name(analysis):
    assert not analysis("army leaves town after two weeks of talks").names.mentions


@pytest.mark.parametrize(
    ("text", "rule", "office", "body"),
    [
        (
            "Lina Haddad, president of the Northern Coalition, left.",
            "role.apposition",
            "president",
            "Northern Coalition",
        ),
        ("The Interior Ministry spokesman Rami Haddad left.", "role.compound", "spokesman", "Interior Ministry"),
        ("The president of the Northern Coalition, Lina Haddad, left.", "role.lead", "president", "Northern Coalition"),
        ("Lina Haddad, director of the observatory, left.", "role.apposition", "director", "observatory"),
    ],
)
def test_an_office_as_the_text_states_it(analysis, text, rule, office, body):
    (found,) = analysis(text).names.offices
    assert (found.rule, found.office, found.organisation.text) == (rule, office, body)
    assert found.person.text in {"Lina Haddad", "Rami Haddad"}


@pytest.mark.parametrize(
    ("text", "word", "name", "kind"),
    [
        ("Lina Haddad arrived. She met the mayor.", "She", "Lina Haddad", "person"),
        ("Rami Haddad and Omar Nassif arrived. He met the mayor.", "He", None, "person"),
        ("Mr. Rami Haddad met Mrs. Lina Nassif. He left early.", "He", "Rami Haddad", "person"),
        ("They left the town at noon.", "They", None, "group"),
        ("It left the harbour at noon.", "It", None, "other"),
        ("We left the town at noon.", "We", None, "group"),
        ("Shells hit families in the valley.", "families", "families", "group"),
        ("The peoples of the valley met.", "peoples", "peoples of the valley", "other"),
        ("Their brigade left the town.", "brigade", "brigade", "organisation"),
        (
            "The Northern Coalition met on Monday. The Coalition left.",
            "2:Coalition",
            "Northern Coalition",
            "organisation",
        ),
        (
            "Lina Haddad, president of the Northern Coalition, spoke. The president left.",
            "2:president",
            "Lina Haddad",
            "person",
        ),
        ("Forces of the US left the town.", "US", "US", "group"),
    ],
)
def test_whom_a_word_means(analysis, text, word, name, kind):
    made = analysis(text)
    number, _, form = word.rpartition(":")
    places = [
        (segment, item)
        for segment in made.reading.segments
        for item, one in enumerate(clauses_of(segment).words.forms)
        if one == form
    ]
    found = made.names.name_of(*places[int(number or 1) - 1])
    assert (found.name, found.type) == (name, kind)


def test_two_who_may_be_meant_are_kept_as_candidates(analysis):
    made = analysis("Rami Haddad and Omar Nassif arrived. He met the mayor.")
    segment = made.reading.segments[0]
    found = made.names.name_of(segment, clauses_of(segment).words.forms.index("He"))
    assert set(found.candidates) == {"Rami Haddad", "Omar Nassif"}


def test_a_run_of_words_is_named_by_itself(analysis):
    made = analysis("Two local farmers of the valley left.")
    segment = made.reading.segments[0]
    assert made.names.name_of(segment, 2, run=(1, 2)).name == "local farmers"
