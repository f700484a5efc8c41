"""Notes of a document on its own origin."""

import pytest

from servanda.extract.provenance import find_provenance


@pytest.mark.parametrize(
    ("text", "relation", "who"),
    [
        ("The pumps run. This article was edited by The Mirvale Daily.", "edited_by", "The Mirvale Daily"),
        ("This report was translated by Oren Tal.", "translated_by", "Oren Tal"),
        ("Translated by Oren Tal", "translated_by", "Oren Tal"),
        ("This story was republished from The Harbour Post.", "republished_from", "The Harbour Post"),
        (
            "Responsibility for the views set out in this article lies entirely with the author.",
            "disclaims",
            "the author",
        ),
        ("The opinions expressed in this text are those of the writer.", "disclaims", "the writer"),
        ("MIRVALE (Reuters) - The pumps run again.", "according_to", "Reuters"),
        ("MIRVALE, 3 May (The Associated Press) — The pumps run again.", "according_to", "The Associated Press"),
        ("By Agence France-Presse", "according_to", "Agence France-Presse"),
        ("The pumps run again. (AFP)", "according_to", "AFP"),
        ("“The pumps run again.” – Xinhua", "according_to", "Xinhua"),
        ("The pumps run again. © 2031 AFP. All rights reserved.", "according_to", "AFP"),
        ("Copyright 2031 The Associated Press", "according_to", "The Associated Press"),
        ("Source: The Harbour Post", "according_to", "The Harbour Post"),
    ],
)
def test_notes(analysis, text, relation, who):
    (claim,) = find_provenance(analysis(text, publisher="The Mirvale Daily"))
    assert (claim.provenance.relation, claim.provenance.who.name) == (relation, who)
    assert [level.level for level in claim.attribution] == ["document"]


@pytest.mark.parametrize(
    "text",
    [
        "A film edited by Oren Tal won a prize.",
        "The book was published by Harbour Press in May.",
        "By Oren Tal",
        "MIRVALE (the old town) - The pumps run again.",
        "Pumps of the old town (AFP Photo)",
        "Reuters",
        "The pumps run again. (Oren Tal)",
        "The minister spoke to Reuters. - Oren Tal",
    ],
)
def test_what_is_said_of_other_works_is_no_note(analysis, text):
    assert list(find_provenance(analysis(text))) == []


def test_an_outlet_does_not_pass_on_its_own_report(analysis):
    assert list(find_provenance(analysis("The pumps run again. (AFP)", publisher="Agence France-Presse"))) == []
