"""The names of what links a word to the word above it, and of the classes and forms of words: those of no one parser.

A scheme of labels (ClearNLP's in `english`, one day Universal Dependencies') is put into these names once, at the door. The shape of
the tree is that of the English parser: a preposition stands above what it governs, an auxiliary below its verb.
"""

from typing import Final

# Links: what a word is to the word above it.
ROOT: Final = "root"
SUBJECT: Final = "subject"
PASSIVE_SUBJECT: Final = "passive subject"
CLAUSE_SUBJECT: Final = "clause as subject"
EXPLETIVE: Final = "expletive"
OBJECT: Final = "object"
RECIPIENT: Final = "recipient"
AGENT: Final = "agent"
PREPOSITION: Final = "preposition"
GOVERNED: Final = "governed by a preposition"
GOVERNED_CLAUSE: Final = "clause governed by a preposition"
CONTENT: Final = "content clause"
OPEN: Final = "open complement"
ADVERBIAL: Final = "adverbial clause"
RELATIVE: Final = "relative clause"
OF_NOUN: Final = "clause of a noun"
CONJUNCT: Final = "conjunct"
COORDINATOR: Final = "coordinator"
OPENER: Final = "opener"
MARK: Final = "mark"
AUXILIARY: Final = "auxiliary"
PASSIVE_AUXILIARY: Final = "passive auxiliary"
NEGATION: Final = "negation"
DETERMINER: Final = "determiner"
BEFORE_DETERMINER: Final = "before a determiner"
OWNER: Final = "owner"
CASE: Final = "case"
COMPOUND: Final = "compound"
ADJECTIVE: Final = "adjective"
MODIFIER: Final = "modifier"
NUMBER: Final = "number"
QUANTITY: Final = "quantity"
APPOSITION: Final = "apposition"
ADVERB: Final = "adverb"
NOUN_ADVERB: Final = "noun as adverb"
PARTICLE: Final = "particle"
PREDICATE: Final = "predicate"
PUNCTUATION: Final = "punctuation"
OTHER: Final = "other"

# Classes of words.
VERB: Final = "verb"
AUX: Final = "aux"
NOUN: Final = "noun"
NAME: Final = "name"
PRONOUN: Final = "pronoun"
ADJ: Final = "adj"
ADV: Final = "adv"
NUM: Final = "num"
ADP: Final = "adp"
DET: Final = "det"
PUNCT: Final = "punct"
ELSE: Final = "else"

# Forms of words.
PAST: Final = "past"
PRESENT: Final = "present"
BASE: Final = "base"
PARTICIPLE: Final = "participle"
GERUND: Final = "gerund"
MODAL: Final = "modal"
TO: Final = "to"
ASKING: Final = "asking"
PLURAL: Final = "plural"
SUPERLATIVE: Final = "superlative"
PLAIN: Final = "plain"

VERBAL: Final = frozenset({VERB, AUX})
# Kinds of names, as the model tells them.
PEOPLES: Final = frozenset({"NORP", "GPE"})
PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
BODIES: Final = frozenset({"ORG", *PEOPLES})
SPEAKERS: Final = frozenset({"PERSON", "ORG", "NORP"})
NOMINAL: Final = frozenset({NOUN, NAME, PRONOUN, NUM})
FINITE: Final = frozenset({PAST, PRESENT, MODAL})
PAST_FORMS: Final = frozenset({PAST, PARTICIPLE})  # the tagger takes one for the other
COMPLEMENTS: Final = frozenset({CONTENT, OPEN})
SUBJECTS: Final = frozenset({SUBJECT, PASSIVE_SUBJECT, CLAUSE_SUBJECT})
AUXILIARIES: Final = frozenset({AUXILIARY, PASSIVE_AUXILIARY})
BEFORE_NOUN: Final = frozenset({COMPOUND, ADJECTIVE, MODIFIER, OWNER, NUMBER})
PHRASAL: Final = frozenset({PREPOSITION, AGENT, RECIPIENT})
CLAUSAL: Final = frozenset({CONTENT, OPEN, ADVERBIAL, RELATIVE, OF_NOUN, GOVERNED_CLAUSE, CLAUSE_SUBJECT})
