"""What denies a clause in itself, and what only looks as if it did."""

import pytest

from servanda.extract.clauses.negation import negation, of_nobody
from servanda.reference.grammar import grammar_words

ROWS = (
    ("The army shelled Olm.", "shelled", None),
    ("The ministry did not blame the militia.", "blame", ("verb", "not")),
    ("The soldiers didn't fire.", "fire", ("verb", "n't")),
    ("The soldiers cannot leave.", "leave", ("verb", "not")),
    ("The attack on Olm never killed 12 people.", "killed", ("verb", "never")),
    ("The army no longer says that rebels shelled the village.", "says", ("verb", "longer")),
    ("The army no longer says that rebels shelled the village.", "shelled", None),
    ("The army hardly fired.", "fired", ("verb", "hardly")),
    ("Nobody blamed the militia for the attack.", "blamed", ("subject", "Nobody")),
    ("None of the soldiers fired.", "fired", ("subject", "None")),
    ("No one was killed.", "killed", ("subject", "No")),
    ("No soldiers fired on the crowd.", "fired", ("subject", "No")),
    ("Nothing was attacked.", "attacked", ("subject", "Nothing")),
    ("Neither side fired.", "fired", ("subject", "Neither")),
    ("Not a single shot was fired.", "fired", ("subject", "Not")),
    ("Neither the ministry nor the assembly blamed the militia.", "blamed", ("subject", "Neither")),
    ("There was nobody who killed farmers in Olm.", "killed", ("subject", "nobody")),
    ("Nobody but the army fired.", "fired", None),
    ("The army killed no civilians.", "killed", ("object", "no")),
    ("The army blamed nobody.", "blamed", ("object", "nobody")),
    ("The council sees no end to the raids.", "sees", None),
    ("The militia was blamed for the attack on Olm by nobody.", "blamed", ("agent", "nobody")),
    ("The ministry, which neither met reporters nor blamed the militia, has a new spokesman.", "met", ("coordinator", "neither")),
    ("The ministry, which neither met reporters nor blamed the militia, has a new spokesman.", "blamed", ("coordinator", "nor")),
    ("The ministry, which neither met reporters nor blamed the militia, has a new spokesman.", "has", None),
    ("The army has not shelled Olm, nor has it bombed Velim.", "bombed", ("coordinator", "nor")),
    ("The army left the valley without killing farmers in Olm.", "killing", ("preposition", "without")),
    ("The army left the valley without killing farmers in Olm.", "left", None),
    ("The talks ended without the militia being blamed for the attack.", "blamed", ("preposition", "without")),
    ("Instead of leaving, the army attacked.", "leaving", ("preposition", "Instead")),
    ("Instead of leaving, the army attacked.", "attacked", None),
    ("The army attacked rather than leave.", "leave", ("preposition", "rather")),
    ("The soldiers did not fire or leave.", "leave", ("shared", "not")),
    ("The soldiers did not leave but fired.", "fired", None),
    ("The soldiers did not fire and did not leave.", "leave", ("verb", "not")),
    ("The soldiers did not fire and the rebels left.", "left", None),
    ("The ministry met reporters and did not blame the militia.", "met", None),
    ("Not only soldiers were killed.", "killed", None),
    ("A spokesman denied that the army shelled Olm.", "shelled", None),
    ("It is not true that the ministry blamed the militia.", "blamed", None),
    ("It is not true that the ministry blamed the militia.", "is", ("verb", "not")),
    ("The army failed to shell Olm.", "shell", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "wanted"), ROWS)
def test_negation_and_its_site(ask, text, word, wanted):
    assert ask(text, word).negation == wanted


GOVERNED = (
    ("A spokesman denied that the army shelled Olm.", "shelled", "content", "denied", "that"),
    ("A spokesman denies army shelled Olm.", "shelled", "content", "denies", None),
    ("It is not true that the ministry blamed the militia.", "blamed", "content", "true", "that"),
    ("The army failed to shell Olm.", "shell", "open", "failed", None),
    ("A spokesman refuses to say that the ministry blamed the militia.", "say", "open", "refuses", None),
    ("A spokesman refuses to say that the ministry blamed the militia.", "blamed", "content", "say", "that"),
    ("The army denied shelling Olm.", "shelling", "open", "denied", None),
)  # fmt: skip


@pytest.mark.parametrize("row", GOVERNED)
def test_what_governs_is_told_apart(ask, row):
    text, word, link, governor, marker = row
    clause = ask(text, word)
    assert (clause.link, clause.governor, clause.marker) == (link, governor, marker)


MEN = "men/NOUN/SUBJECT>1"
TREES = (
    ("not, as adverb", f"{MEN} *fired/VERB.PAST/ROOT>1 never/ADV/ADVERB>1", ("verb", "never")),
    ("another adverb", f"{MEN} *fired/VERB.PAST/ROOT>1 often/ADV/ADVERB>1", None),
    ("not only", f"{MEN} *fired/VERB.PAST/ROOT>1 not/ADV/NEGATION>1 only/ADV/ADVERB>1", None),
    ("not only, then never", f"{MEN} *fired/VERB.PAST/ROOT>1 not/ADV/NEGATION>1 only/ADV/ADVERB>1 never/ADV/ADVERB>1", ("verb", "never")),
    ("not at the end", f"{MEN} *fired/VERB.PAST/ROOT>1 not/ADV/NEGATION>1", ("verb", "not")),
    ("longer alone", "longer/ADV/ADVERB>1 *fired/VERB.PAST/ROOT>1", None),
    ("any longer", "any/DET/OTHER>1 longer/ADV/ADVERB>2 *fired/VERB.PAST/ROOT>2", None),
    ("no more", "no/DET/OTHER>1 more/ADV/ADVERB>2 *fired/VERB.PAST/ROOT>2", ("verb", "more")),
    ("hardly ever", f"{MEN} *fired/VERB.PAST/ROOT>1 hardly/ADV/ADVERB>3 ever/ADV/ADVERB>1", ("verb", "hardly")),
    ("very often", f"{MEN} *fired/VERB.PAST/ROOT>1 very/ADV/ADVERB>3 often/ADV/ADVERB>1", None),
    ("having no object", f"{MEN} *have/VERB.PRESENT/ROOT>1 none/PRONOUN/OBJECT>1", None),
    ("by none", f"{MEN} *hit/VERB.PARTICIPLE/ROOT>1 by/ADP/AGENT>1 none/PRONOUN/GOVERNED>2", ("agent", "none")),
    ("of two subjects one", "none/PRONOUN/SUBJECT>2 men/NOUN/SUBJECT>2 *fired/VERB.PAST/ROOT>2", ("subject", "none")),
    ("neither who met", "says/VERB.PRESENT/ROOT>0 neither/ELSE/OPENER>3 who/PRONOUN.ASKING/SUBJECT>3 *met/VERB.PAST/CONTENT>0", None),
    ("either met", "either/ELSE/OPENER>1 *met/VERB.PAST/ROOT>1", None),
    ("nor met, as opener", "nor/ELSE/OPENER>1 *met/VERB.PAST/ROOT>1", ("coordinator", "nor")),
    ("and met", f"{MEN} came/VERB.PAST/ROOT>1 and/ELSE/COORDINATOR>1 they/PRONOUN/SUBJECT>4 *met/VERB.PAST/CONJUNCT>1", None),
    ("nor behind", f"{MEN} came/VERB.PAST/ROOT>1 they/PRONOUN/SUBJECT>3 *met/VERB.PAST/CONJUNCT>1 nor/ELSE/COORDINATOR>1", None),
    ("nor of a verb that is not joined", f"{MEN} came/VERB.PAST/ROOT>1 nor/ELSE/COORDINATOR>1 they/PRONOUN/SUBJECT>4 *met/VERB.PAST/OTHER>1", None),
    ("and, then nor", f"{MEN} came/VERB.PAST/ROOT>1 and/ELSE/COORDINATOR>1 nor/ELSE/COORDINATOR>1 they/PRONOUN/SUBJECT>5 *met/VERB.PAST/CONJUNCT>1", ("coordinator", "nor")),
    ("with firing", f"{MEN} left/VERB.PAST/ROOT>1 with/ADP/PREPOSITION>1 *firing/VERB.GERUND/GOVERNED_CLAUSE>2", None),
    ("without, of a clause on it", f"{MEN} left/VERB.PAST/ROOT>1 without/ADP/PREPOSITION>1 *firing/VERB.GERUND/OTHER>2", None),
    ("instead right before of", f"{MEN} left/VERB.PAST/ROOT>1 instead/ADV/OTHER>1 of/ADP/PREPOSITION>1 *firing/VERB.GERUND/GOVERNED_CLAUSE>3", ("preposition", "instead")),
    ("of, at the beginning", "of/ADP/PREPOSITION>2 *firing/VERB.GERUND/GOVERNED_CLAUSE>0 left/VERB.PAST/ROOT>2", None),
    ("of firing", f"{MEN} tired/ADJ/ROOT>1 of/ADP/PREPOSITION>1 *firing/VERB.GERUND/GOVERNED_CLAUSE>2", None),
    ("rather than as a mark", f"{MEN} left/VERB.PAST/ROOT>1 rather/ADV/ADVERB>4 than/ADP/MARK>4 *fire/VERB.BASE/ADVERBIAL>1", ("preposition", "rather")),
    ("more than as a mark", f"{MEN} left/VERB.PAST/ROOT>1 sooner/ADV/ADVERB>4 than/ADP/MARK>4 *fire/VERB.BASE/ADVERBIAL>1", None),
    ("rather as", f"{MEN} left/VERB.PAST/ROOT>1 rather/ADV/OTHER>1 as/ADP/MARK>4 *fire/VERB.BASE/ADVERBIAL>1", None),
    ("rather, of than", f"{MEN} left/VERB.PAST/ROOT>1 rather/ADV/ADVERB>4 much/ADV/OTHER>1 than/ADP/COORDINATOR>1 *fire/VERB.BASE/CONJUNCT>1", ("preposition", "rather")),
    ("did not fire nor does one leave", f"{MEN} did/AUX.PAST/AUXILIARY>3 not/ADV/NEGATION>3 fire/VERB.BASE/ROOT>3 *leave/VERB.BASE/CONJUNCT>3", ("shared", "not")),
    ("with its own auxiliary", f"{MEN} did/AUX.PAST/AUXILIARY>3 not/ADV/NEGATION>3 fire/VERB.BASE/ROOT>3 did/AUX.PAST/AUXILIARY>5 *leave/VERB.BASE/CONJUNCT>3", None),
    ("with to", f"{MEN} not/ADV/NEGATION>2 going/VERB.GERUND/ROOT>2 to/ELSE.TO/AUXILIARY>4 *leave/VERB.BASE/CONJUNCT>2", ("shared", "not")),
    ("of another form", f"{MEN} not/ADV/NEGATION>2 fire/VERB.BASE/ROOT>2 *left/VERB.PAST/CONJUNCT>2", None),
    ("of the same form", f"{MEN} never/ADV/NEGATION>2 fired/VERB.PAST/ROOT>2 *left/VERB.PAST/CONJUNCT>2", ("shared", "never")),
    ("with a subject", f"{MEN} never/ADV/NEGATION>2 fired/VERB.PAST/ROOT>2 we/PRONOUN/SUBJECT>4 *left/VERB.PAST/CONJUNCT>2", None),
    ("joined to a noun", "no/DET/DETERMINER>1 men/NOUN/ROOT>1 *left/VERB.PAST/CONJUNCT>1", None),
    ("no object before", f"{MEN} fired/VERB.PAST/ROOT>1 none/PRONOUN/OBJECT>1 *left/VERB.PAST/CONJUNCT>1", None),
    ("not joined", f"{MEN} never/ADV/NEGATION>2 fired/VERB.PAST/ROOT>2 *left/VERB.PAST/ADVERBIAL>2", None),
    ("nobody who fired was there", "nobody/PRONOUN/SUBJECT>3 who/PRONOUN/SUBJECT>2 *fired/VERB.PAST/RELATIVE>0 was/AUX.PAST/ROOT>3", None),
    ("it was nobody who fired", "it/PRONOUN/SUBJECT>1 was/AUX.PAST/ROOT>1 nobody/PRONOUN/PREDICATE>1 who/PRONOUN/SUBJECT>4 *fired/VERB.PAST/RELATIVE>2", None),
    ("there was nobody to fire", "there/PRONOUN/EXPLETIVE>1 was/AUX.PAST/ROOT>1 nobody/PRONOUN/PREDICATE>1 to/ELSE.TO/AUXILIARY>4 *fire/VERB.BASE/OF_NOUN>2", None),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted"), [row[1:] for row in TREES], ids=[row[0] for row in TREES])
def test_negation_of_trees(by_hand, tree, wanted):
    made, verb = by_hand(tree)
    found = negation(made, verb, grammar_words())
    assert (None if found is None else (found.site, made.words.forms[found.cue])) == wanted


def test_a_negation_is_shared_along_a_chain_up_to_a_bound(by_hand):
    def chain(joined):
        return "not/ADV/NEGATION>1 fire/VERB.BASE/ROOT>1 " + " ".join(
            f"fire/VERB.BASE/CONJUNCT>{number + 1}" for number in range(joined)
        )

    near, _ = by_hand(chain(30))
    assert negation(near, len(near.words) - 1, grammar_words()) is not None
    far, _ = by_hand(chain(31))
    assert negation(far, len(far.words) - 1, grammar_words()) is None


NOBODY = (
    ("none/PRONOUN/ROOT>0", "none"),
    ("men/NOUN/ROOT>0", None),
    ("none/PRONOUN/ROOT>0 but/ELSE/COORDINATOR>0 men/NOUN/CONJUNCT>0", None),
    ("none/PRONOUN/ROOT>0 or/ELSE/COORDINATOR>0 few/NOUN/CONJUNCT>0", "none"),
    ("no/DET/DETERMINER>1 *men/NOUN/ROOT>1", "no"),
    ("the/DET/DETERMINER>1 *men/NOUN/ROOT>1", None),
    ("no/DET/ADJECTIVE>1 *men/NOUN/ROOT>1", None),
    ("no/DET/DETERMINER>1 *man/NOUN/ROOT>1 but/ELSE/COORDINATOR>1 him/PRONOUN/CONJUNCT>1", None),
    ("neither/ELSE/OPENER>1 *men/NOUN/ROOT>1", "neither"),
    ("neither/ELSE/BEFORE_DETERMINER>1 *men/NOUN/ROOT>1", "neither"),
    ("both/ELSE/OPENER>1 *men/NOUN/ROOT>1", None),
    ("not/ADV/NEGATION>1 *one/NUM/ROOT>1", "not"),
    ("*men/NOUN/ROOT>0 not/ADV/NEGATION>0", None),
    ("not/ADV/NEGATION>2 only/ADV/OTHER>2 *one/NUM/ROOT>2", None),
    ("the/DET/DETERMINER>2 no/DET/DETERMINER>2 *men/NOUN/ROOT>2", "no"),
)  # fmt: skip


@pytest.mark.parametrize(("tree", "wanted"), NOBODY)
def test_noun_phrases_of_nobody(by_hand, tree, wanted):
    made, head = by_hand(tree)
    found = of_nobody(made, head, grammar_words())
    assert (None if found is None else made.words.forms[found]) == wanted
