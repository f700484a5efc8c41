"""Who is meant: names, titles, offices, acronyms, "he", "we" and "the Council", and of what type the registry knows them."""

from servanda.extract.names.heads import is_within_word
from servanda.extract.names.index import MOST, Firsts
from servanda.extract.names.known import known_types
from servanda.extract.names.mentions import Mention
from servanda.extract.names.named import Named
from servanda.extract.names.naming import Names, name_all
from servanda.extract.names.offices import Office
from servanda.extract.names.phrases import noun_phrase

__all__ = [
    "MOST",
    "Firsts",
    "Mention",
    "Named",
    "Names",
    "Office",
    "is_within_word",
    "known_types",
    "name_all",
    "noun_phrase",
]
