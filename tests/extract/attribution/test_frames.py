"""Indirect speech and thought: who, by which cue, says what."""

import pytest

from servanda.extract.attribution import quotation_claims


def found(analysis):
    return {
        (
            claim.quotation.source and claim.quotation.source.quote,
            claim.quotation.cue.quote,
            claim.quotation.content[0].quote,
        ): claim
        for claim in quotation_claims(analysis)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry said that the bridge was closed.", ("The ministry", "said", "that the bridge", "clause")),
        ("The bridge was closed, the ministry said.", ("the ministry", "said", "The bridge was closed", "parenthesis")),
        (
            "The bridge was closed on Friday, according to the ministry.",
            ("the ministry", "according to", "The bridge", "according"),
        ),
        (
            "The envoy called on both sides to spare the hospital.",
            ("The envoy", "called on", "both sides to", "appeal"),
        ),
        (
            "The envoy appealed to the rebels to free the drivers.",
            ("The envoy", "appealed to", "the rebels to", "appeal"),
        ),
        ("She expressed the hope that the truce would last.", ("She", "expressed the hope", "that the truce", "noun")),
        (
            "The governor stressed the importance of clean water.",
            ("The governor", "stressed", "the importance of", "object"),
        ),
        ("The union urged the mayor to resign.", ("The union", "urged", "the mayor to resign", "infinitive.object")),
        ("The rebels vowed to leave the valley.", ("The rebels", "vowed", "to leave", "infinitive")),
        (
            "The mayor accused the rebels of theft.",
            ("The mayor", "accused", "the rebels of theft", "object.preposition"),
        ),
        ("The envoy called for a truce in the valley.", ("The envoy", "called for", "a truce", "preposition")),
    ],
)
def test_frames(analysis, text, expected):
    source, cue, start, rule = expected
    claims = found(analysis(text))
    match = [claim for key, claim in claims.items() if key[0] == source and key[1] == cue and key[2].startswith(start)]
    assert [claim.made_by.rule for claim in match] == [f"quotation.{rule}"]


def test_a_purpose_clause_says_nothing(analysis):
    assert (
        found(
            analysis("President Rami Haddad met with Clara Bloom, the envoy, to discuss the latest attack on Mirvale.")
        )
        == {}
    )


@pytest.mark.parametrize(
    "text",
    ["It seems that the bridge is closed.", "This means that the bridge is closed.", "Let them know that we came."],
)
def test_it_this_and_base_forms_are_no_sources(analysis, text):
    assert found(analysis(text)) == {}


def test_speech_and_thought_are_told_apart(analysis):
    made = analysis("The mayor said the bridge was closed. The mayor believed the bridge was closed.")
    assert [claim.quotation.manner for claim in quotation_claims(made)] == ["speech", "thought"]


def test_a_denied_saying_is_denied(analysis):
    (claim,) = quotation_claims(analysis("The mayor did not say that the bridge was closed."))
    assert claim.polarity == "denied"


def test_nested_voices_make_a_chain(analysis):
    made = analysis(
        "The agency reported that the ministry said that the commander had fled.", publisher="Mirvale Daily"
    )
    outer, inner = sorted(quotation_claims(made), key=lambda claim: claim.span.start)
    assert [level.name for level in inner.attribution] == ["Mirvale Daily", "agency", "ministry"]
    assert inner.quotation.inside == outer.id
    commander = made.reading.text.text.index("the commander")
    assert [level.name for level in made.attributions.chain_at(commander, commander + 13)] == [
        "Mirvale Daily",
        "agency",
        "ministry",
    ]


def test_we_hope_inside_a_speech_adds_no_second_voice(analysis):
    made = analysis("“We hope that the truce in the valley will last,” Mayor Lina Haddad said.")
    truce = made.reading.text.text.index("the truce")
    assert [level.name for level in made.attributions.chain_at(truce, truce + 9)[1:]] == ["Lina Haddad"]


def test_an_attitude_to_a_thing_puts_nothing_into_the_holders_mouth(analysis):
    made = analysis("The council supports the withdrawal of the troops.")
    thing = made.reading.text.text.index("the withdrawal")
    assert [level.level for level in made.attributions.chain_at(thing, thing + 14)] == ["document"]


@pytest.mark.parametrize("language", ["fr", None])
def test_no_english_rule_fires_on_other_languages(analysis, language):
    text = "Le ministre a déclaré que le pont sur la rivière était fermé depuis vendredi pour des raisons de sécurité."
    assert found(analysis(text, language=language)) == {}


def test_claiming_lives_is_no_claim(analysis):
    assert found(analysis("The flood claimed 21 lives and wounded dozens of others in Mirvale.")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "The convoy is said to have left Mirvale.",
        "It is believed that nine soldiers were captured.",
        "Asked whether the bridge was safe, the mayor nodded.",
    ],
)
def test_what_nobody_in_particular_says_has_an_unknown_speaker(analysis, text):
    [claim] = quotation_claims(analysis(text))
    assert (claim.made_by.rule, claim.attribution[-1].level, claim.attribution[-1].name) == (
        "quotation.reported",
        "speaker",
        None,
    )


def test_whoever_is_quoted_as_saying_speaks(analysis):
    made = analysis("The agency quoted Governor Lena Fisk as saying that the market was closed.")
    market = made.reading.text.text.index("the market")
    assert [level.name for level in made.attributions.chain_at(market, market + 10)[1:]] == ["agency", "Lena Fisk"]


def test_a_second_verb_of_saying_goes_on_with_the_first_speaker(analysis):
    claims = list(
        quotation_claims(analysis("The mayor said that the guards were leaving and warned that thieves came."))
    )
    contents = [claim.quotation.content[0].quote for claim in claims]
    assert contents == ["that the guards were leaving", "that thieves came"]
    assert {claim.attribution[-1].name for claim in claims} == {"mayor"}


def test_a_headline_is_read_as_prose(analysis):
    [claim] = quotation_claims(analysis("Mayor Lina Haddad Denies Attack On Mirvale Hospital"))
    assert (claim.attribution[-1].name, claim.quotation.content[0].quote) == (
        "Lina Haddad",
        "Attack On Mirvale Hospital",
    )
