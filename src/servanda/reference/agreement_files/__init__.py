"""Agreement files (CONTRACT section 5): read, checked with line and path, and bound into one `AgreementBook` with its zones."""

from servanda.reference.agreement_files.book import AgreementBook, load_agreement_book
from servanda.reference.agreement_files.checks import check_agreement_files
from servanda.reference.agreement_files.problems import Problem
from servanda.reference.agreement_files.reading import AgreementFile
from servanda.reference.agreement_files.shapes import ZoneShape

__all__ = ["AgreementBook", "AgreementFile", "Problem", "ZoneShape", "check_agreement_files", "load_agreement_book"]
