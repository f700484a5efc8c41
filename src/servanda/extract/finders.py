"""All finders of claims beyond quotations, roles and provenance, in the order in which they run."""

from collections.abc import Callable, Iterator
from typing import Final

from servanda.extract.circumstances import find_references
from servanda.extract.coreference import find_acts
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.foreign import find_foreign
from servanda.extract.observations import find_observations
from servanda.extract.performance import find_compositions, find_duties
from servanda.extract.stances import find_assertions, find_stances
from servanda.extract.verdicts import find_verdicts
from servanda.model.claims import Claim
from servanda.model.documents import PassedOver

FINDERS: Final[tuple[Callable[[DocumentAnalysis], Iterator[Claim | PassedOver]], ...]] = (
    find_acts,
    find_stances,
    find_assertions,
    find_references,
    find_observations,
    find_compositions,
    find_duties,
    find_verdicts,
    find_foreign,
)
