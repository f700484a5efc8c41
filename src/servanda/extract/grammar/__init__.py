"""Small questions to a dependency parse: who is the subject, what is the object, where does a phrase end."""

from servanda.extract.grammar.dependencies import (
    VERBAL,
    agents,
    asks,
    children,
    doers,
    is_definite,
    is_nominal,
    is_passive,
    modifiers,
    name_phrase,
    objects,
    prepositions,
    speaking_subject,
    subjects,
    under,
    with_conjuncts,
)

__all__ = [
    "VERBAL",
    "agents",
    "asks",
    "children",
    "doers",
    "is_definite",
    "is_nominal",
    "is_passive",
    "modifiers",
    "name_phrase",
    "objects",
    "prepositions",
    "speaking_subject",
    "subjects",
    "under",
    "with_conjuncts",
]
