"""Shingles: a copy resembles its original, another text does not."""

from servanda.text.shingles import resemblance, shingles

TEXT = " ".join(f"word{number}" for number in range(300))


def test_a_copy_with_a_new_head_still_resembles_the_original() -> None:
    copy = "NEW HEAD, " + TEXT.upper().replace(" ", ", ")
    assert resemblance(shingles(TEXT), shingles(copy)) > 0.9


def test_other_texts_do_not() -> None:
    other = " ".join(f"term{number}" for number in range(300))
    assert resemblance(shingles(TEXT), shingles(other)) == 0
    assert shingles("") == ()
    assert resemblance((), shingles(TEXT)) == 0
