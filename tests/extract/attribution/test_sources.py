"""Whose words, and from where to where: sources and ends that a parse alone gets wrong."""

import pytest

from servanda.extract.attribution import quotation_claims


def said(analysis, text):
    """Return (source, cue, contents, rule) of every attribution of a text."""
    return [
        (
            claim.quotation.source and claim.quotation.source.quote,
            claim.quotation.cue and claim.quotation.cue.quote,
            [span.quote for span in claim.quotation.content],
            claim.made_by.rule.removeprefix("quotation."),
        )
        for claim in quotation_claims(analysis(text))
    ]


def contents(analysis, text, cue):
    return [content for _, found, content, _ in said(analysis, text) if found == cue]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The militia issued a statement saying that the road was closed.", "saying", "The militia"),
        ("The mayor was arrested after telling residents that the bridge was unsafe.", "telling", "The mayor"),
        ("She is a nurse, and the report that blames the army for the fire is hers.", "blames", "that"),
        ("The envoy was shouted down after saying that the truce had failed.", "saying", "The envoy"),
    ],
)
def test_who_says_it(analysis, text, cue, source):
    assert [found[0] for found in said(analysis, text) if found[1] == cue] == [source]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "The ministry said about half of the houses in Olm had been destroyed.",
            "said",
            ["about half of the houses in Olm had been destroyed"],
        ),
        (
            "The envoy said all guards had left, though he did not say where they had gone.",
            "said",
            ["all guards had left"],
        ),
        ('Kor fired back: "The bridge is ours," he said.', "said", ["The bridge is ours,"]),
        (
            "The council closed the bridge - proof, the mayor said, of a plan.",
            "said",
            ["proof", "of a plan"],
        ),
        ('He called the offer "shameful" and called on the rebels to leave.', "called", ['the offer "shameful"']),
    ],
)
def test_from_where_to_where(analysis, text, cue, content):
    assert content in contents(analysis, text, cue)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('"We stay here." Kor said.', "Kor", "We stay here."),
        (
            'Clara Bloom apologised for the delay: "I should have come earlier."',
            "Clara Bloom",
            "I should have come earlier.",
        ),
        ('"Follow us," the guard said.', "the guard", "Follow us,"),
        (
            "“The road is closed and it will only get worse.“ said Ana Kor.",
            "Ana Kor",
            "The road is closed and it will only get worse.",
        ),
        ('"The road is closed," Ana Kor, who is a nurse in Olm, said.', "Ana Kor", "The road is closed,"),
    ],
)
def test_marks_with_odd_layout(analysis, text, source, content):
    assert (source, [content]) in [(found[0], found[2]) for found in said(analysis, text)]


def test_words_never_closed_go_on_to_the_end_of_their_paragraph(analysis):
    text = "“The road is closed,” said Ana Kor. “Nobody has come to us since May. We wait.\n\nThe army denied it."
    assert ["The road is closed,", "Nobody has come to us since May. We wait."] in [
        found[2] for found in said(analysis, text)
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Families left the valley amid fears that the truce would fail.", None),
        ("The claim by the militia that the bridge was empty was false.", "the militia"),
    ],
)
def test_a_noun_holds_a_clause(analysis, text, source):
    found = [item for item in said(analysis, text) if item[3] == "noun.held"]
    assert [item[0] for item in found] == [source]
    assert found[0][2][0].startswith("that the")


@pytest.mark.parametrize(
    "text",
    [
        "It was the moment that captured what the war had done.",
        "While the talks went on in Olm, the rebels were calling for reinforcements.",
        "There is evidence that the bridge was empty.",
        "The attack threatened the truce.",
    ],
)
def test_things_and_scenes_say_nothing(analysis, text):
    assert [item for item in said(analysis, text) if item[3] != "preposition"] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Asked whether the truce would hold, the envoy smiled.", "whether the truce would hold"),
        ("Pressed about the prisoners, the envoy smiled.", "the prisoners"),
    ],
)
def test_questions_of_nobody_named(analysis, text, content):
    assert (None, [content]) in [(found[0], found[2]) for found in said(analysis, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The blasts injured 20 residents and damaged a number of houses noting that the shells were fired by gunmen.",
        "These images if verified suggest that prisoners were shot.",
        "The army backed by the militia took Olm.",
        "The troops pressed a campaign against the rebels on the outskirts.",
        "The militia launched a raid in the valley announcing the end of the truce.",
    ],
)
def test_things_and_allies_are_no_speakers(analysis, text):
    speakers = {found[0] for found in said(analysis, text)}
    assert not speakers & {"a number of houses", "verified", "the militia", "The troops", "a raid in the valley"}


def test_who_tells_goes_on_where_a_thing_would_add(analysis):
    text = "Governor Talal Kor told the agency the car bomb went off in Olm killing 36 people adding that rockets followed."
    assert {found[0] for found in said(analysis, text)} == {"Governor Talal Kor"}


def test_nobody_says_it(analysis):
    claims = list(quotation_claims(analysis("No group has claimed responsibility for the blast.")))
    assert [claim.polarity for claim in claims] == ["denied"]


def test_a_time_is_no_part_of_the_source_behind_it(analysis):
    text = "Shells have fallen on three towns in the last two days military sources said on Friday."
    assert {found[0] for found in said(analysis, text)} == {"military sources"}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The convoy left, with the ministry accusing the rebels of theft.", "the ministry", ["the rebels of theft"]),
        ("The union condemned the raid saying it was a crime.", "The union", ["it was a crime"]),
        ("The union condemned the raid saying it was a crime.", "The union", ["the raid"]),
        (
            "The envoy accused the army of backing the militia saying that it was no secret.",
            "The envoy",
            ["that it was no secret"],
        ),
        ("A report suggesting that the dam was unsafe was burned.", "A report", ["that the dam was unsafe"]),
    ],
)
def test_a_gerund_of_saying_goes_on_with_who_speaks(analysis, text, source, content):
    assert (source, content) in [(found[0], found[2]) for found in said(analysis, text)]


def test_who_stands_with_the_dead_says_nothing(analysis):
    assert said(analysis, "Two guards were killed along with one fighter backing the militia.") == []
