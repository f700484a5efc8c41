"""Names of groups with the initials of their wing are one word; what only looks so is taken apart as before."""

import pytest

from servanda.reference import Reference, ReferenceConfig


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the OPLM/A(IO),", ["the", "OPLM/A(IO)", ","]),
        ("(OLA/AW)", ["(", "OLA/AW", ")"]),
        ("OPLM/A-IO troops", ["OPLM/A-IO", "troops"]),
        ("OPLA(IO).", ["OPLA(IO)", "."]),
        ("40 km/h", ["40", "km", "/", "h"]),
        ("UN/AU", ["UN", "/", "AU"]),
        ("the NKVD(s)", ["the", "NKVD(s", ")"]),
    ],
)
def test_acronyms_stay_whole(text, words):
    assert [one.text for one in Reference(ReferenceConfig()).nlp.make_doc(text)] == words
