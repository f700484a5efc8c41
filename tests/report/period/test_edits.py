"""What holds of edits by hand: the newest of its kind and row."""

import pytest

from servanda.model.editions import PeriodEdit
from servanda.report import edits_of


def edit(name, what, words, row=None):
    return PeriodEdit(
        id=name, since="2031-05-05", until="2031-05-12", audience="internal", what=what, row=row, words=words, by="ana", at="2031-05-13T08:00:00Z"
    )  # fmt: skip


def test_the_newest_of_a_kind_holds_and_empty_words_take_it_back():
    listed = [
        edit("1", "headline", "One"),
        edit("2", "comment", "Two"),
        edit("3", "headline", "Three"),
        edit("4", "comment", ""),
    ]
    found = edits_of(listed)
    assert (found.headline, found.comment, found.hidden, found.ids) == ("Three", "", {}, ("3",))


def test_rows_are_hidden_and_shown_one_by_one():
    listed = [
        edit("1", "hide", "told twice", "raids"),
        edit("2", "hide", "not ours", "mines"),
        edit("3", "show", "ours after all", "mines"),
    ]
    found = edits_of(listed)
    assert (dict(found.hidden), found.ids) == ({"raids": "told twice"}, ("1",))


@pytest.mark.parametrize(
    ("what", "words", "row"),
    [("hide", " ", "raids"), ("show", "", "raids"), ("hide", "why", None), ("headline", "A", "raids")],
)
def test_a_row_needs_a_reason_and_is_named_where_one_is_meant(what, words, row):
    with pytest.raises(ValueError, match="row"):
        edit("1", what, words, row)
