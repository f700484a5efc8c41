"""A second, shallow reading of a sentence: who did it, by forms of words, our lexicon and their order alone."""

from servanda.extract.second_reading.reading import Reading, SecondReader
from servanda.extract.second_reading.shallow import read_shallowly

__all__ = ["Reading", "SecondReader", "read_shallowly"]
