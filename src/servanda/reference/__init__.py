"""Read-only knowledge: lexicon, gazetteer, actors, agreement names, language pipeline."""

from servanda.reference.agreement_files import AgreementBook, Problem, check_agreement_files, load_agreement_book
from servanda.reference.bundle import Reference
from servanda.reference.config import ReferenceConfig
from servanda.reference.linkage import load_linkage

__all__ = [
    "AgreementBook",
    "Problem",
    "Reference",
    "ReferenceConfig",
    "check_agreement_files",
    "load_agreement_book",
    "load_linkage",
]
