"""Whose words are these? Rules propose, quotations in marks are joined to them, speakers are resolved."""

from servanda.extract.attribution.marks import Quoted, scan
from servanda.extract.attribution.quotations import find_attributions, quotation_claims

__all__ = ["Quoted", "find_attributions", "quotation_claims", "scan"]
