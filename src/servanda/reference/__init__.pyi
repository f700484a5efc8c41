# What type checkers and editors see of `servanda.reference`: its parts are imported when they are asked for (decision 0152).
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
