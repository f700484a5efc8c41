"""Agreement files (CONTRACT section 5): read, checked with line and path, and bound into one `AgreementBook` with its zones."""

from servanda.reference.agreement_files.actor_ids import actors_called, book_with_actor_ids
from servanda.reference.agreement_files.book import AgreementBook, book_of_files, load_agreement_book
from servanda.reference.agreement_files.checks import check_agreement_files
from servanda.reference.agreement_files.explaining import explain
from servanda.reference.agreement_files.hearing import Hearing, hearings
from servanda.reference.agreement_files.library import LIBRARY, library_file, library_files, take
from servanda.reference.agreement_files.problems import Problem
from servanda.reference.agreement_files.reading import AgreementFile, read_agreement_file
from servanda.reference.agreement_files.schema import agreement_schema
from servanda.reference.agreement_files.shapes import ZoneShape
from servanda.reference.agreement_files.vocabulary import vocabulary
from servanda.reference.agreement_files.wording import criterion_words, provision_words
from servanda.reference.agreement_files.wording_in import Wording

__all__ = [
    "LIBRARY", "AgreementBook", "AgreementFile", "Hearing", "Problem", "Wording", "ZoneShape", "actors_called", "agreement_schema", "book_of_files",
    "book_with_actor_ids",
    "check_agreement_files", "criterion_words", "explain", "hearings", "library_file", "library_files", "load_agreement_book", "provision_words",
    "read_agreement_file", "take", "vocabulary",
]  # fmt: skip
