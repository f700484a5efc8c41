"""Read-only knowledge: lexicon, gazetteer, actors, agreement names, language pipeline.

Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.reference",
    {
        "reference.agreement_files": "AgreementBook, Problem, check_agreement_files, load_agreement_book",
        "reference.bundle": "Reference",
        "reference.config": "ReferenceConfig",
        "reference.linkage": "load_linkage",
    },
)
