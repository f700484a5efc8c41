"""Small questions to a dependency parse: who is the subject, what is the object, where does a phrase end."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from servanda.extract.clauses import Clause, Phrase, clauses_in

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

VERBAL: Final = frozenset({"VERB", "AUX"})
_MODIFIERS: Final = frozenset({"compound", "amod", "nmod", "poss", "nummod"})


def children(token: "Token", *deps: str) -> "list[Token]":
    """Return the children of a token with one of these dependency labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def with_conjuncts(tokens: "list[Token]") -> "list[Token]":
    """Return tokens and what is joined to them by "and" or commas."""
    found = []
    for token in tokens:
        found.append(token)
        found.extend(
            child
            for child in token.conjuncts
            if child.i > token.i and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
        )
    return list(dict.fromkeys(found))


def _heads(verb: "Token", phrases: "Iterable[Phrase]") -> "list[Token]":
    return [verb.doc[phrase.head] for phrase in phrases]


def _clause(verb: "Token") -> Clause | None:
    """Return the clause that a verb heads."""
    clauses = clauses_in(verb.doc)
    return clauses.clause(verb.i) if clauses.is_verb(verb.i) else None


def is_passive(verb: "Token") -> bool:
    """Tell whether a verb is in the passive voice, reduced relatives ("people killed in ...") included."""
    return clauses_in(verb.doc).is_passive(verb.i)


def subjects(verb: "Token") -> "list[Token]":
    """Return the heads of the subject of a verb, understood subjects included, coordinated ones apart."""
    clause = _clause(verb)
    return _heads(verb, clause.subjects) if clause is not None else with_conjuncts(children(verb, "nsubj", "nsubjpass"))


def objects(verb: "Token") -> "list[Token]":
    """Return the heads of the direct object of an active verb, or the subject of a passive one."""
    clause = _clause(verb)
    return _heads(verb, clause.undergoers) if clause is not None else with_conjuncts(children(verb, "dobj"))


def agents(verb: "Token") -> "list[Token]":
    """Return the heads of the by-phrase of a passive verb."""
    clause = _clause(verb)
    return _heads(verb, clause.agents) if clause is not None else []


def doers(verb: "Token") -> "list[Token]":
    """Return who does what the verb says: subject of the active, by-phrase of the passive."""
    clause = _clause(verb)
    return _heads(verb, clause.doers) if clause is not None else subjects(verb)


def speaking_subject(pronoun: "Token") -> "Token | None":
    """Return who says the clause in which "it" or "they" is the subject: "X said they would leave"."""
    clauses = clauses_in(pronoun.doc)
    told = clauses.over(pronoun.i)
    is_subject = told is not None and pronoun.i in {one.head for one in told.subjects}
    if told is None or not is_subject or told.link != "content" or told.governor is None:
        return None
    speakers = (pronoun.doc[one.head] for one in clauses.clause(told.governor).doers)
    return next((one for one in speakers if one.pos_ in {"NOUN", "PROPN"}), None)


def under(token: "Token", *prepositions: str) -> "list[Token]":
    """Return what these prepositions right below a token govern."""
    wanted = frozenset(prepositions)
    below = [
        item
        for prep in children(token, "prep", "agent", "dative")
        if prep.lower_ in wanted
        for item in children(prep, "pobj")
    ]
    return with_conjuncts(below)


def prepositions(token: "Token") -> "Iterator[tuple[str, Token]]":
    """Yield (preposition, object head) for the prepositional phrases right below a token, coordinated objects too."""
    for prep in children(token, "prep", "agent", "dative"):
        inner = children(prep, "prep")
        for item in with_conjuncts(children(prep, "pobj")):
            yield prep.lower_, item
        for nested in inner:
            for item in with_conjuncts(children(nested, "pobj")):
                yield nested.lower_, item


def modifiers(noun: "Token") -> "list[Token]":
    """Return what stands before a noun as a modifier, modifiers of modifiers included."""
    direct = [child for child in noun.lefts if child.dep_ in _MODIFIERS]
    return [item for child in direct for item in (*modifiers(child), child)]


def name_phrase(head: "Token") -> "Tokens":
    """Return the noun phrase of a head without what stands behind it, but with "of" right after it ("members of X")."""
    phrase = clauses_in(head.doc).phrase(head.i)
    return head.doc[phrase.first : phrase.last + 1]
