"""From the English parser's labels to the neutral tree: the one place that knows spaCy's labels (ClearNLP's scheme).

https://spacy.io/models/en lists the labels; their meaning: J. Choi and M. Palmer, Guidelines for the CLEAR Style Constituent to
Dependency Conversion (University of Colorado, 2012).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from servanda.extract.clauses import links as to
from servanda.extract.clauses.tree import Tree, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LINKS: Final[Mapping[str, str]] = {
    "ROOT": to.ROOT,
    "nsubj": to.SUBJECT,
    "nsubjpass": to.PASSIVE_SUBJECT,
    "csubj": to.CLAUSE_SUBJECT,
    "csubjpass": to.CLAUSE_SUBJECT,
    "expl": to.EXPLETIVE,
    "dobj": to.OBJECT,
    "dative": to.RECIPIENT,
    "agent": to.AGENT,
    "prep": to.PREPOSITION,
    "pobj": to.GOVERNED,
    "pcomp": to.GOVERNED_CLAUSE,
    "ccomp": to.CONTENT,
    "xcomp": to.OPEN,
    "advcl": to.ADVERBIAL,
    "relcl": to.RELATIVE,
    "acl": to.OF_NOUN,
    "conj": to.CONJUNCT,
    "cc": to.COORDINATOR,
    "preconj": to.OPENER,
    "mark": to.MARK,
    "aux": to.AUXILIARY,
    "auxpass": to.PASSIVE_AUXILIARY,
    "neg": to.NEGATION,
    "det": to.DETERMINER,
    "predet": to.BEFORE_DETERMINER,
    "poss": to.OWNER,
    "case": to.CASE,
    "compound": to.COMPOUND,
    "amod": to.ADJECTIVE,
    "nmod": to.MODIFIER,
    "nummod": to.NUMBER,
    "quantmod": to.QUANTITY,
    "appos": to.APPOSITION,
    "advmod": to.ADVERB,
    "npadvmod": to.NOUN_ADVERB,
    "prt": to.PARTICLE,
    "attr": to.PREDICATE,
    "acomp": to.PREDICATE,
    "oprd": to.PREDICATE,
    "punct": to.PUNCTUATION,
}
_KINDS: Final[Mapping[str, str]] = {
    "VERB": to.VERB,
    "AUX": to.AUX,
    "NOUN": to.NOUN,
    "PROPN": to.NAME,
    "PRON": to.PRONOUN,
    "ADJ": to.ADJ,
    "ADV": to.ADV,
    "NUM": to.NUM,
    "ADP": to.ADP,
    "DET": to.DET,
    "PUNCT": to.PUNCT,
}
_SHAPES: Final[Mapping[str, str]] = {
    "VBD": to.PAST,
    "VBZ": to.PRESENT,
    "VBP": to.PRESENT,
    "VB": to.BASE,
    "VBN": to.PARTICIPLE,
    "VBG": to.GERUND,
    "MD": to.MODAL,
    "TO": to.TO,
    "WP": to.ASKING,
    "WP$": to.ASKING,
    "WDT": to.ASKING,
    "WRB": to.ASKING,
    "JJS": to.SUPERLATIVE,
    "RBS": to.SUPERLATIVE,
    "NNS": to.PLURAL,
    "NNPS": to.PLURAL,
}


def tree_of(doc: "Doc") -> Tree:
    """Return the neutral tree of a parsed stretch of English."""
    from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LOWER, ORTH, POS, SENT_START, TAG

    rows = doc.to_array([ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, IDX, SENT_START, HEAD]).astype("int64").tolist()
    columns = list(zip(*rows, strict=True)) if rows else [()] * 10
    forms, lowers, lemmas, kinds, tags, labels, entities = (
        _named(doc, column, table) for column, table in zip(columns, _tables(), strict=False)
    )
    heads = [word + offset for word, offset in enumerate(columns[9])]
    classes = kinds, tags, entities
    return Tree(Words(forms, lowers, lemmas, classes, (columns[7], _numbered(columns[8]))), heads, labels)


def _tables() -> tuple[tuple[Mapping[str, str], str] | None, ...]:
    """Return for each of the first columns how its names are put into ours, and the name of what has none."""
    return None, None, None, (_KINDS, to.ELSE), (_SHAPES, to.PLAIN), (_LINKS, to.OTHER), None


def _named(doc: "Doc", column: tuple[int, ...], table: tuple[Mapping[str, str], str] | None) -> list[str]:
    strings = doc.vocab.strings
    names = {key: strings[key % 2**64] for key in set(column)}
    if table is not None:
        names = {key: table[0].get(name, table[1]) for key, name in names.items()}
    return [names[key] for key in column]


def _numbered(starts: tuple[int, ...]) -> list[int]:
    """Return the number of each word's sentence from the marks of first words (1)."""
    numbers, number = [], 0
    for word, start in enumerate(starts):
        number += word > 0 and start == 1
        numbers.append(number)
    return numbers
