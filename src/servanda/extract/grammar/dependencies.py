"""Small questions to a dependency parse: who is the subject, what is the object, where does a phrase end."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

VERBAL: Final = frozenset({"VERB", "AUX"})
_RELATIVES: Final = frozenset({"that", "which", "who", "whom"})
_MODIFIERS: Final = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
_UTTERING: Final = frozenset(
    {
        "express",
        "voice",
        "describe",
        "suggest",
        "demand",
        "call",
        "urge",
        "say",
        "accuse",
        "blame",
        "ask",
        "insist",
        "warn",
        "condemn",
        "deny",
        "claim",
        "add",
        "protest",
    }
)
# Verbs whose "of" the parser likes to hang on their object: "accused the militia of theft".
_OF_VERBS: Final = frozenset({"accuse", "suspect", "convict", "acquit", "warn", "remind"})
_CHARGING: Final = frozenset({"accuse", "suspect", "convict", "acquit"})
# Without an object these are done to their subject: "dozens wounded in the market".
_SUFFERED: Final = frozenset(
    {"kill", "wound", "injure", "hurt", "displace", "detain", "arrest", "abduct", "kidnap", "behead", "execute"}
)
# What stands behind a noun and is no part of its name.
_BEHIND: Final = frozenset(
    {"relcl", "acl", "appos", "punct", "advcl", "dep", "parataxis", "cc", "conj", "prep", "advmod", "amod"}
)
# In the passive with "to", "in" these are states of their subject: "is opposed to", "were engaged in".
_STATES: Final = frozenset({"oppose", "commit", "engage", "dedicate", "prepare"})
_FINITE: Final = frozenset({"VBD", "VBP", "VBZ"})
_DATED: Final = frozenset({"DATE", "TIME"})
_NEXT: Final = 3  # tokens to a verb that shares an object
_MAX_DEPTH: Final = 30


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


def is_passive(verb: "Token") -> bool:
    """Tell whether a verb is in the passive voice, reduced relatives ("people killed in ...") included."""
    if children(verb, "auxpass", "nsubjpass", "csubjpass"):
        return not _is_state(verb)
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    if verb.tag_ in {"VBN", "VBD"} and not children(verb, "aux", "dobj") and _undergone(verb):
        return True
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "aux", "dobj") and is_passive(verb.head)


def _is_state(verb: "Token") -> bool:
    """Tell whether a participle is a state of its subject: "is opposed to mediation", "were engaged in looting"."""
    states = verb.lemma_ in _STATES and not children(verb, "agent")
    return states and any(child.lower_ in {"to", "in"} for child in verb.children if child.dep_ in {"prep", "xcomp"})


def _undergone(verb: "Token") -> bool:
    """Tell whether a bare verb is one of headlines: "shot by soldiers", "three killed in shelling", "X accused of an attack"."""
    accused = verb.lemma_ in _CHARGING and any(prep.lower_ == "of" for prep in children(verb, "prep"))
    harmed = verb.lemma_ in _SUFFERED and verb.dep_ != "relcl" and not _shared_objects(verb)
    return bool(children(verb, "agent")) or harmed or accused


def subjects(verb: "Token", depth: int = 0) -> "list[Token]":
    """Return the heads of the subject of a verb, understood subjects included, coordinated ones apart."""
    own = children(verb, "nsubj", "nsubjpass", "csubj")
    if own:
        return with_conjuncts([_antecedent(item, verb) for item in own])
    if depth > _MAX_DEPTH:
        return []
    if stranded := _behind_a_date(verb):
        return with_conjuncts(stranded)
    if verb.dep_ in {"acl", "relcl"}:
        return _of_noun_clause(verb, depth)
    if verb.dep_ in {"conj", "advcl"} and verb.head.pos_ in VERBAL:
        return subjects(verb.head, depth + 1)
    return _understood(verb, depth)


def _behind_a_date(verb: "Token") -> "list[Token]":
    """Return the subject that the parser took into the date before it: "on 22 July 2019 aircraft of X attacked Y"."""
    if verb.tag_ not in _FINITE:
        return []
    return [
        token
        for token in verb.doc[verb.sent.start : verb.i]
        if token.dep_ == "pobj"
        and token.ent_type_ not in _DATED
        and token.right_edge.i == verb.i - 1
        and any(child.ent_type_ == "DATE" and child.dep_ in {"nummod", "nmod", "compound"} for child in token.lefts)
    ]


def _of_noun_clause(verb: "Token", depth: int) -> "list[Token]":
    """Return the subject of a participle behind a noun: the noun, unless the participle is one of speech."""
    head = verb.head
    if verb.tag_ == "VBG" and verb.lemma_ in _UTTERING and head.dep_ in {"dobj", "pobj"}:
        # The parser hangs "..., demanding X" on the noun before it.
        above = next((item for item in head.ancestors if item.pos_ in VERBAL), None)
        return subjects(above, depth + 1) if above is not None else []
    bare = verb.dep_ == "acl" or not children(verb, "dobj")
    return with_conjuncts([head]) if verb.tag_ in {"VBG", "VBN"} and bare else []


def _understood(verb: "Token", depth: int) -> "list[Token]":
    """Return the understood subject of an infinitive or gerund: "urged X to leave", "accused X of leaving"."""
    head, above = verb.head, verb.head.head
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ == "ADJ" and above.pos_ in VERBAL:
        return subjects(above, depth + 1)  # "is willing to withdraw"
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in VERBAL:
        controlling = children(head, "dobj", "dative") if verb.dep_ == "xcomp" else []
        return with_conjuncts(controlling) or addressees(head) or subjects(head, depth + 1)
    if verb.dep_ != "pcomp":
        return []
    if head.lower_ in {"of", "from", "for"} and above.dep_ in {"dobj", "nsubjpass"}:
        return with_conjuncts([above])  # "accused the rebels of shelling", hung on the rebels
    if above.pos_ == "ADJ" and above.head.pos_ in VERBAL:
        return subjects(above.head, depth + 1)  # "is guilty of shelling"
    objects_ = children(above, "dobj", "nsubjpass") if head.lower_ in {"of", "from", "for", "into"} else []
    return with_conjuncts(objects_) or (subjects(above, depth + 1) if above.pos_ in VERBAL else [])


def addressees(verb: "Token") -> "list[Token]":
    """Return whom "call on X", "appeal to X" address."""
    return (
        with_conjuncts(
            [
                item
                for prep in children(verb, "prep")
                if prep.lower_ in {"on", "upon", "to"}
                for item in children(prep, "pobj")
            ][:1]
        )
        if verb.lemma_ in {"call", "appeal", "plead"}
        else []
    )


def speaking_subject(pronoun: "Token") -> "Token | None":
    """Return who says the clause in which "it" or "they" is the subject: "X said they would leave"."""
    clause = pronoun.head
    if pronoun.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp" or clause.head.pos_ not in VERBAL:
        return None
    found = [item for item in children(clause.head, "nsubj") if item.pos_ in {"NOUN", "PROPN"}]
    return found[0] if found else None


def _antecedent(subject: "Token", verb: "Token") -> "Token":
    """Return the noun behind a relative pronoun."""
    return verb.head if subject.lower_ in _RELATIVES and verb.dep_ == "relcl" else subject


def objects(verb: "Token") -> "list[Token]":
    """Return the heads of the direct object of an active verb, or the subject of a passive one."""
    if is_passive(verb):
        return passive_subjects(verb)
    own = children(verb, "dobj")
    relative = [verb.head for item in own if item.lower_ in _RELATIVES and verb.dep_ == "relcl"]
    return with_conjuncts(relative or own or _shared_objects(verb))


def _shared_objects(verb: "Token") -> "list[Token]":
    """Return the object of the next verb where both share it: "killed and wounded five civilians"."""
    for child in children(verb, "conj"):
        if child.pos_ == "VERB" and child.i - verb.i <= _NEXT and not children(child, "nsubj", "nsubjpass"):
            return children(child, "dobj")
    return []


def passive_subjects(verb: "Token") -> "list[Token]":
    """Return the heads of what a passive verb is done to."""
    return subjects(verb)


def agents(verb: "Token") -> "list[Token]":
    """Return the heads of the by-phrase of a passive verb."""
    return with_conjuncts([item for agent in children(verb, "agent") for item in children(agent, "pobj")])


def doers(verb: "Token") -> "list[Token]":
    """Return who does what the verb says: subject of the active, by-phrase of the passive."""
    return agents(verb) if is_passive(verb) else subjects(verb)


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
    first = head
    for child in head.lefts:
        if child.ent_type_ not in _DATED and child.dep_ not in {
            "cc",
            "punct",
            "conj",
            "prep",
            "advmod",
            "relcl",
            "acl",
            "mark",
            "preconj",
            "predet",
            "intj",
            "neg",
        }:
            first = min(first, child.left_edge, key=lambda token: token.i)
    last = head
    for child in head.rights:
        is_of = (
            child.dep_ == "prep" and child.lower_ == "of" and child.i == last.i + 1 and bool(children(child, "pobj"))
        )
        is_of = is_of and not (head.dep_ == "dobj" and head.head.lemma_ in _OF_VERBS)
        if not is_of and (child.dep_ in _BEHIND or child.left_edge.i != last.i + 1):
            break
        below = name_phrase(children(child, "pobj")[0])[-1] if is_of else child.right_edge
        last = max(last, below, key=lambda token: token.i)
    while first.i < last.i and (first.is_punct or first.dep_ == "case"):
        first = first.nbor(1)
    return head.doc[first.i : last.i + 1]


def asks(verb: "Token") -> bool:
    """Tell whether a clause is an indirect question that takes its event as known: "whose aircraft struck", "who fired"."""
    return any(word.tag_ in {"WP", "WP$", "WRB"} for child in verb.lefts for word in (child, *child.lefts))


def is_definite(noun: "Token", words: "frozenset[str]", adjectives: "frozenset[str]") -> bool:
    """Tell whether a noun is presented as known: "the", "this", a possessor, "latest", "recent"."""
    return any(
        (child.dep_ == "det" and child.lower_ in words)
        or child.dep_ == "poss"
        or (child.dep_ == "amod" and child.lower_ in adjectives)
        for child in noun.children
    )
