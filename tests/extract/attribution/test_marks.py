"""Quotation marks of several traditions, balanced or not, and the words beside them."""

import pytest

from servanda.extract.attribution import quotation_claims, scan


def direct(analysis):
    return [claim for claim in quotation_claims(analysis) if claim.quotation.type == "direct"]


def contents(claim):
    return [span.quote for span in claim.quotation.content]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('The mayor said: "The bridge is closed today."', "The bridge is closed today."),
        ("The mayor said: “The bridge is closed today.”", "The bridge is closed today."),
        ("The mayor said: «The bridge is closed today.»", "The bridge is closed today."),
        ("The mayor said: »The bridge is closed today.«", "The bridge is closed today."),
        ("The mayor said: „The bridge is closed today.“", "The bridge is closed today."),
        ("The mayor said: ''The bridge is closed today.''", "The bridge is closed today."),
        ("The mayor said: ‘The bridge is closed today.’", "The bridge is closed today."),
        ("قال العمدة: «الجسر مغلق اليوم أمام الجميع.»", "الجسر مغلق اليوم أمام الجميع."),
    ],
)
def test_marks_of_many_traditions(analysis, text, inner):
    assert [text[q.start : q.end] for q in scan(analysis(text).reading)] == [inner]


def test_an_unclosed_mark_in_the_middle_of_a_paragraph_opens_nothing(analysis):
    made = analysis(
        'The mayor called it a "disaster and left the hall.\nThe next day was calm and the streets were empty.'
    )
    assert tuple(scan(made.reading)) == ()


def test_a_quotation_of_two_paragraphs_is_one_claim_with_two_contents(analysis):
    made = analysis('"The dam holds," said Oren Tal, an engineer.\n"We inspect it every week and we will go on."')
    (claim,) = direct(made)
    assert contents(claim) == ["The dam holds,", "We inspect it every week and we will go on."]
    assert claim.attribution[-1].name == "Oren Tal"


def test_a_split_quotation_has_both_parts_and_its_cue_between(analysis):
    made = analysis('"The road is open," Governor Lina Haddad said, "and the convoy will pass tomorrow."')
    (claim,) = direct(made)
    assert contents(claim) == ["The road is open,", "and the convoy will pass tomorrow."]
    assert claim.quotation.cue.quote == "said"
    assert claim.quotation.source.quote == "Governor Lina Haddad"


def test_he_continued_goes_on_with_the_speaker(analysis):
    made = analysis(
        '"The road is open," Governor Rami Haddad said. He continued, "We oppose every blockade of the valley."'
    )
    first, second = direct(made)
    assert second.quotation.cue.quote == "continued"
    assert [first.attribution[-1].name, second.attribution[-1].name] == ["Rami Haddad", "Rami Haddad"]


def test_a_free_standing_quotation_belongs_to_the_current_speaker_without_cue(analysis):
    made = analysis(
        "Minister Rami Haddad explained that the talks in Mirvale would resume. "
        "“We are glad that both delegations will come back to the table.”"
    )
    (claim,) = direct(made)
    assert claim.quotation.cue is None
    assert claim.quotation.source is None
    assert claim.attribution[-1].name == "Rami Haddad"
    assert claim.attribution[-1].mention is None


def test_a_free_standing_quotation_is_left_open_when_another_person_came_between(analysis):
    made = analysis(
        "Minister Rami Haddad explained that the talks would resume. Envoy Clara Bloom arrived late in the evening. "
        "“We are glad that both delegations will come back to the table.”"
    )
    (claim,) = direct(made)
    assert claim.attribution[-1].name is None
    assert set(claim.attribution[-1].candidates) == {"Rami Haddad", "Clara Bloom"}


def test_scare_quotes_are_no_quotation(analysis):
    assert direct(analysis("The council visited the “safe zone” near Mirvale on Friday.")) == []


def test_a_title_in_marks_is_no_quotation(analysis):
    assert direct(analysis("She appeared on “Morning In Mirvale” and left early on Friday.")) == []


def test_the_words_after_a_colon_at_the_end_of_the_paragraph_before(analysis):
    made = analysis('In a letter the harbour master Oren Tal wrote:\n"No ship may leave before the mines are cleared."')
    (claim,) = direct(made)
    assert claim.quotation.cue.quote == "wrote"


def test_a_signature_behind_a_quotation(analysis):
    made = analysis('"The water is safe again and the pumps are running." - Lina Haddad')
    (claim,) = direct(made)
    assert claim.attribution[-1].name == "Lina Haddad"


def test_every_quote_equals_the_text(analysis):
    text = "“The pumps run,” said Oren Tal\u00a0; ''and nobody is ill,'' he added. «Wait a while, please.»"
    made = analysis(text)
    for claim in quotation_claims(made):
        for span in (claim.span, *claim.quotation.content):
            assert text[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“We fled.\n“They burned the mill.\n“Then it rained,” said Lina Haddad.", 3),
        ("Lina Haddad said: “We fled at night.\nThey burned the mill.\nIt rained.” Nobody else was there.", 3),
        ("The letter of the mayor reads:\n“We fled at night.\nThey burned the mill.”\nIt was sent on Monday.", 2),
        ("“We fled,” said Lina Haddad.\nThey burned the mill.", 1),
        ("Lina Haddad said: “We fled at night.\nThey burned the mill.\nThe council met.", 1),
    ],
)
def test_a_quotation_goes_on_over_paragraphs_as_far_as_its_marks_tell(analysis, text, said):
    (claim,) = quotation_claims(analysis(text))
    assert claim.attribution[-1].name in {"Lina Haddad", "mayor"}
    assert len(claim.quotation.content) == said
