"""Is it told that somebody says or blames, or is just that denied? And what becomes of what stands in it. Invented sentences."""

import pytest
from tests.extract.parsing import lexicon_once, parsed, place

from servanda.extract.clauses import clauses_in
from servanda.extract.factuality import is_denied, is_told, judge

TOLD, DENIED, OPEN = (True, False), (False, True), (False, False)
ROWS = (
    ("The ministry blamed the militia.", "blamed", TOLD),
    ("The ministry did not blame the militia.", "blame", DENIED),
    ("Nobody blamed the militia.", "blamed", DENIED),
    ("The militia was blamed by nobody.", "blamed", DENIED),
    ("The ministry no longer blames the militia.", "blames", DENIED),
    ("The ministry failed to blame the militia.", "blame", DENIED),
    ("The ministry met reporters without blaming the militia.", "blaming", DENIED),
    ("The ministry may blame the militia.", "blame", OPEN),
    ("The ministry will blame the militia.", "blame", OPEN),
    ("A spokesman said that the ministry blamed the militia.", "blamed", TOLD),
    ("A spokesman denied that the ministry blamed the militia.", "blamed", DENIED),
    ("A spokesman refuses to say that the ministry blamed the militia.", "blamed", DENIED),
    ("A spokesman refuses to say that the ministry resorted to blaming the militia.", "blaming", DENIED),
    ("A spokesman did not say that the ministry blamed the militia.", "blamed", DENIED),
    ("It is not true that the ministry blamed the militia.", "blamed", DENIED),
    ("The ministry did not resort to blaming the militia.", "blaming", DENIED),
    ("The ministry resorted to blaming the militia.", "blaming", TOLD),
    ("The ministry neither met reporters nor blamed the militia.", "blamed", DENIED),
    ("The army reported no deaths.", "reported", (False, False)),
    ("The army did not fire and the council blamed rebels.", "blamed", TOLD),
    ("The army did not leave, blaming the weather.", "blaming", (False, False)),
)  # fmt: skip


@pytest.fixture(scope="module")
def lexicon():
    return lexicon_once()


def asked(text, word):
    clauses = clauses_in(parsed(text))
    return clauses, place(clauses.words, word)


@pytest.mark.parametrize(("text", "word", "wanted"), ROWS)
def test_told_or_denied(lexicon, text, word, wanted):
    found = asked(text, word)
    assert (is_told(*found, lexicon), is_denied(*found, lexicon)) == wanted


JUDGED = (
    ("The army did not say that rebels shelled Olm.", "shelled", "possible", "affirmed"),
    ("The army no longer says that rebels shelled Olm.", "shelled", "possible", "affirmed"),
    ("Nobody claimed that rebels shelled Olm.", "shelled", "possible", "affirmed"),
    ("A spokesman refuses to say that rebels shelled Olm.", "shelled", "possible", "affirmed"),
    ("A spokesman failed to make the claim that rebels shelled Olm.", "shelled", "possible", "affirmed"),
    ("The army said that rebels shelled Olm.", "shelled", "asserted", "affirmed"),
    ("The army denied that rebels shelled Olm.", "shelled", "asserted", "denied"),
    ("The army did not carry out the shelling of Olm.", "shelling", "asserted", "denied"),
    ("The army carried out the shelling of Olm.", "shelling", "asserted", "affirmed"),
    ("The army did not resort to shelling Olm.", "shelling", "asserted", "denied"),
    ("The army resorted to shelling Olm.", "shelling", "asserted", "affirmed"),
    ("The army neither left nor shelled Olm.", "shelled", "asserted", "denied"),
    ("The army killed nobody and shelled Olm.", "shelled", "asserted", "affirmed"),
    ("Olm was shelled by nobody.", "shelled", "asserted", "denied"),
    ("The ministry did not attribute the bombing of Olm to rebels.", "bombing", "presupposed", "affirmed"),
    ("There was nobody who shelled Olm.", "shelled", "asserted", "denied"),
    ("The army barely managed to capture Olm.", "capture", "asserted", "affirmed"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "modality", "polarity"), JUDGED)
def test_what_becomes_of_what_stands_in_it(lexicon, text, word, modality, polarity):
    judged = judge(*asked(text, word), lexicon)
    assert (judged.modality, judged.polarity) == (modality, polarity)
