"""One document laid out for the finders: the reading, the names in it, its attributions and the reference data."""

from servanda.extract.document_analysis.analysis import DocumentAnalysis
from servanda.extract.document_analysis.attributions import AttributionRelation, Attributions

__all__ = ["AttributionRelation", "Attributions", "DocumentAnalysis"]
