"""Who is meant: titles, pronouns, short forms, possessors; and when to abstain."""

import pytest

from servanda.extract.attribution import quotation_claims
from servanda.extract.clauses import clauses_of


def speakers(analysis):
    return [claim.attribution[-1].name for claim in quotation_claims(analysis)]


def test_a_title_and_surname_stand_for_the_full_name_introduced_before(analysis):
    made = analysis("Mayor Lina Haddad opened the market. President Haddad said that the stalls were full.")
    assert speakers(made) == ["Lina Haddad"]


def test_he_is_the_last_subject_and_not_the_other_person_in_the_sentence(analysis):
    made = analysis("Rami Haddad met with Oren Tal in Mirvale. He said that the talks were useful.")
    assert speakers(made) == ["Rami Haddad"]


def test_two_subjects_leave_he_open_with_both_kept(analysis):
    made = analysis("Rami Haddad and Oren Tal spoke in Mirvale. He said that the talks were useful.")
    (claim,) = quotation_claims(made)
    assert claim.attribution[-1].name is None
    assert set(claim.attribution[-1].candidates) == {"Rami Haddad", "Oren Tal"}


def test_he_is_never_an_organisation(analysis):
    made = analysis("The Defence Ministry published a list. He said that it was long.")
    assert speakers(made) == [None]


def test_she_is_not_a_man_with_his_title(analysis):
    made = analysis("Mr. Rami Haddad arrived. She said that the hall was empty.")
    assert speakers(made) == [None]


def test_an_office_of_a_person_speaks_and_he_is_the_person(analysis):
    made = analysis("Rami Haddad's office said that he would resign.")
    (claim,) = quotation_claims(made)
    assert claim.attribution[-1].name.endswith("office")


def test_the_short_form_of_a_body_is_its_last_full_name(analysis):
    made = analysis("The Northern Coalition met on Monday. The Coalition said that the vote was fair.")
    assert speakers(made) == ["Northern Coalition"]


def test_two_bearers_of_a_surname_leave_it_open(analysis):
    made = analysis("Lina Haddad and Rami Haddad opened the market. Haddad said that the stalls were full.")
    (claim,) = quotation_claims(made)
    assert claim.attribution[-1].name is None
    assert set(claim.attribution[-1].candidates) == {"Lina Haddad", "Rami Haddad"}


def test_we_is_the_speakers_organisation_by_office(analysis):
    made = analysis("“We oppose the blockade of the harbour,” said Lina Haddad, president of the Northern Coalition.")
    segment = made.reading.segments[0]
    word = clauses_of(segment).words.forms.index("We")
    start, end = segment.bounds_of(range(word, word + 1))
    assert made.names.name_of(segment, word, made.attributions.chain_at(start, end)).name == "Northern Coalition"


def test_the_writer_himself_is_only_the_document(analysis):
    made = analysis("Shells fell on Mirvale at noon.", publisher="Mirvale Daily")
    assert [level.name for level in made.attributions.chain_at(0, 6)] == ["Mirvale Daily"]


@pytest.mark.parametrize("text", ["She said that the hall was empty.", "“The hall was empty for two whole days.”"])
def test_nobody_named_is_nobody(analysis, text):
    (claim,) = quotation_claims(analysis(text))
    assert claim.attribution[-1].name is None


def test_adding_goes_on_with_the_speaker_and_not_with_the_shells(analysis):
    made = analysis("The mayor said that rocket attacks hit the market, adding that most of the injured were children.")
    assert speakers(made) == ["mayor", "mayor"]


def test_a_dateline_is_nobody_and_no_subject(claims_of) -> None:
    for dateline in ("LINDAU, 3 May 2031 - ", "LINDAU, May 3, 2031 — ", "LINDAU (Agency) - "):
        claims = claims_of(dateline + "Mortar fire killed two women in the old town, a medic said.", None)
        named = [party.name for claim in claims for party in getattr(claim, "participants", ())]
        assert named
        assert not [name for name in named if "LINDAU" in name]


def test_it_is_the_body_that_was_the_subject_before(analysis):
    assert speakers(analysis("The Northern Council met on Monday. It said that the truce was dead.")) == [
        "Northern Council"
    ]


def test_she_is_nobody_where_two_may_be_meant(analysis):
    made = analysis("Commander Idris Kole met Envoy Rosa Delmar. She said that the talks were useful.")
    [relation] = made.attributions.relations
    assert relation.speaker.name is None
    assert set(relation.speaker.candidates) == {"Idris Kole", "Rosa Delmar"}


def test_a_monitoring_group_speaks(analysis):
    text = "Nine shells fell on Tarvin, a war monitor said on Tuesday."
    assert speakers(analysis(text)) == ["war monitor"]


def test_she_is_the_person_without_a_name_who_spoke_before(analysis):
    made = analysis("A weaver said that riders came. They burned the loom, she added.")
    assert speakers(made) == ["weaver", "weaver"]


@pytest.mark.parametrize(
    "text",
    [
        "The weaver said that riders came. The baker said nothing. They burned the loom, he said.",
        "Rami Haddad was buried in Mirvale. The weaver said that riders came. They burned the loom, he said.",
    ],
)
def test_two_who_may_be_meant_are_both_kept_and_none_is_taken(analysis, text):
    last = list(quotation_claims(analysis(text)))[-1].attribution[-1]
    assert (last.name, len(last.candidates)) == (None, 2)


def test_he_said_behind_a_deed_to_another_leaves_both(analysis):
    made = analysis("Rami Haddad arrested Oren Tal in Mirvale. He said that the talks were over.")
    last = list(quotation_claims(made))[-1].attribution[-1]
    assert (last.name, set(last.candidates)) == (None, {"Rami Haddad", "Oren Tal"})


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The letter of the governor of Mirvale said that raiders burned the mill.", "governor of Mirvale"),
        ("The army's statement said that raiders burned the mill.", "army"),
        ("A statement by the Hill Battalion said that raiders burned the mill.", "Hill Battalion"),
        ("The letter of 4 May said that raiders burned the mill.", "letter of 4"),
        ("The report of the commission said that raiders burned the mill.", "report of the commission"),
        ("Teacher Lina Haddad said that raiders burned the mill.", "Lina Haddad"),
        ("A nurse, Lina Haddad, said that raiders burned the mill.", "Lina Haddad"),
        ("The mission recorded two attacks by the rebels on Mirvale.", "mission"),
    ],
)
def test_who_wrote_kept_count_or_is_called_by_a_calling_speaks(analysis, text, speaker):
    assert speakers(analysis(text)) == [speaker]


def test_a_town_or_an_army_records_no_deed_of_others(analysis):
    assert speakers(analysis("The army recorded a victory over the rebels. Mirvale recorded two attacks.")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The mill burned and two men died it said.", "The mill burned and two men died"),
        ("The mill burned for two days the activists added.", "The mill burned for two days"),
        ("The mill burned for two days he told Radio Mirvale.", "The mill burned for two days"),
        ("The mill burned for two days the Mirvale-based group said.", "The mill burned for two days"),
    ],
)
def test_a_source_at_the_end_needs_no_comma(analysis, text, said):
    (claim,) = quotation_claims(analysis(text))
    assert [part.quote for part in claim.quotation.content] == [said]


@pytest.mark.parametrize(
    "text", ["This is the story the driver told police.", "It was not what he said.", "Nobody knew why she said it."]
)
def test_a_noun_and_what_is_said_of_it_are_no_source(analysis, text):
    assert not [one for one in quotation_claims(analysis(text)) if one.made_by.rule == "quotation.tail"]


def test_it_is_the_last_that_spoke_whatever_it_is_called(analysis):
    made = analysis(
        "The River Front said that it was ready. The Mirvale supper room asked both sides to talk; it said that a guard had turned back two carts."
    )
    assert speakers(made)[-1] == "Mirvale supper room"
