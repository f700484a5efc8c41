"""Small questions to a dependency parse: who is the subject, what is the object, where does a phrase end."""

from servanda.extract.grammar.dependencies import (
    VERBAL,
    agents,
    children,
    doers,
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
    "children",
    "doers",
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
