"""Sentences parsed once a process, for tests that ask one parse many questions."""

from functools import lru_cache

from servanda.reference import Reference, ReferenceConfig
from servanda.reference.lexicon import load_lexicon


@lru_cache(maxsize=1)
def pipeline():
    return Reference(ReferenceConfig()).nlp


@lru_cache(maxsize=1)
def lexicon_once():
    return load_lexicon()


@lru_cache(maxsize=4096)
def _parsed(text):
    return pipeline()(text)


def parsed(text):
    """The parse of a text, without anything that was kept with it."""
    doc = _parsed(text)
    doc.user_data.clear()
    return doc


def place(words, word):
    """The index of the last word of this form ("shelled"), or of the first from the left ("1:army", "2:army")."""
    number, _, form = word.rpartition(":")
    found = [item for item in range(len(words)) if words.forms[item] == form]
    return found[int(number) - 1] if number else found[-1]
