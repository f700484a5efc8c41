import pytest
from tests.extract.parsing import lexicon_once, parsed, place

from servanda.extract.clauses import clauses_in
from servanda.extract.factuality import judge


@pytest.fixture(scope="session")
def told():
    """What is said of a word of a text: "asserted denied", "presupposed affirmed historical", "no event"."""

    def make(text, word):
        clauses = clauses_in(parsed(text))
        judged = judge(clauses, place(clauses.words, word), lexicon_once())
        if judged is None:
            return "no event"
        return f"{judged.modality} {judged.polarity}{' historical' if judged.historical else ''}"

    return make
