"""Names that the model takes for places and that name a body by their own words."""

from servanda.extract.clauses import Clauses
from servanda.extract.document_analysis import DocumentAnalysis


def is_body(analysis: DocumentAnalysis, clauses: Clauses, first: int, last: int) -> bool:
    """Tell whether the word before "for" or "of" in a name, from ``first`` to ``last``, is one for bodies: "the Hill [Observatory] for Rights"."""
    lowers, joints = clauses.words.lowers, analysis.reference.lexicon.places.of_bodies
    joint = next((item for item in range(first + 1, last) if lowers[item] in joints), None)
    return joint is not None and lowers[joint - 1] in analysis.names.cues.organisations
