"""The same act again: which event claims take up an act that the document told before, and which tell of another."""

from servanda.extract.coreference.finding import find_acts

__all__ = ["find_acts"]
