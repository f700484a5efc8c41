"""Tolls: who was harmed how, as ranges."""

from servanda.extract.casualties.page import Page, Toll
from servanda.extract.casualties.tolls import find_tolls, tolls_of_act
from servanda.extract.casualties.totals import is_running

__all__ = ["Page", "Toll", "find_tolls", "is_running", "tolls_of_act"]
