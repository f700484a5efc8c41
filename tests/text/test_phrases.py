"""Phrases as data: what each sign stands for."""

import pytest

from servanda.text.phrases import phrases


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cease~fire violation*", "two cease-fire violations.", "cease-fire violations"),
        ("cease~fire violation*", "two ceasefire  violations.", "ceasefire  violations"),
        ("access .. denied|refused", "Access to the port was refused.", "Access to the port was refused"),
        ("access .. denied", "Access came up; it was denied.", None),
        ("open . base*", "opened new base", None),
        ("open* . base*", "opened three new bases", "opened three new bases"),
        ("open* . base*", "opened the third of its bases", None),
        ("organi?ation", "an organisation", "organisation"),
        ("release of {prisoners}", "the release of war captives", "release of war captives"),
        ("release of {nobody}", "the release of war captives", None),
        ("no", "north", None),
    ],
)
def test_a_phrase_finds_what_it_says(phrase, text, found):
    pattern = phrases([phrase], {"prisoners": ["detainees", "war captive*"]})
    match = pattern.search(text) if pattern else None
    assert (match[0] if match else None) == found


def test_the_longest_phrase_is_found_and_none_for_no_phrase():
    pattern = phrases(["truce", "truce violation*"])
    assert pattern is not None
    assert [match[0] for match in pattern.finditer("Truce violations in a truce")] == ["Truce violations", "truce"]
    assert phrases([]) is None
