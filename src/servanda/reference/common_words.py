"""Common words of English for headlines in Title Case: what is written small in prose, and what is a name.

The words are those of the language model's own index of lemmas (WordNet's words), which holds names among its nouns: a noun
that a people, a registered actor or a place of weight goes by is a name. Verbs, adjectives and adverbs are hardly ever one.
"""

from collections.abc import Container, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from servanda.reference.actor_names import names_of
from servanda.reference.gazetteer import geonames
from servanda.text.casing import MAX_PHRASE, Phrase
from servanda.text.folds import plain

if TYPE_CHECKING:
    from servanda.reference.actors import ActorRegistry
    from servanda.reference.bundle import Reference

_OPEN_CLASSES: Final = ("verb", "adj", "adv")
_LARGE_CITY: Final = (
    100_000  # people; smaller towns of the world share their names with many a word ("Police", "Battle")
)
# What an inflected form ends in, and what its lemma may end in.
_ENDINGS: Final = (
    ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ying", ("ie", "y")), ("ing", ("", "e")),
    ("men", ("man",)),
)  # fmt: skip
_SURE: Final = frozenset({"exact", "article", "vowel"})
_SHORTEST: Final = 3
# Written large in prose, though they are adjectives or nouns: days, months, faiths.
_ALWAYS_LARGE: Final = frozenset(
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "april", "june", "july",
        "august", "september", "october", "november", "december", "islam", "islamic", "islamist", "muslim", "christian", "christianity",
        "jewish", "jew", "sunni", "shia", "shiite", "alawite", "druze", "arab", "kurd", "kurdish", "hindu", "buddhist", "catholic",
        "orthodox", "western", "easter", "christmas", "ramadan", "god", "bible", "koran",
    }
)  # fmt: skip


class CommonWords:
    """The common words: ``word in common`` takes a word in lower case, in any regular form."""

    def __init__(self, reference: "Reference") -> None:
        """Take the reference; nothing in it is opened before a word is asked for."""
        self._reference = reference

    def __contains__(self, word: object) -> bool:
        """Tell whether a word in lower case is a common one, and no name."""
        text, lexicon = str(word), self._reference.lexicon
        if text in lexicon.common_words or text in lexicon.verb_forms:
            return True
        forms = tuple(_lemmas(text))
        if not _ALWAYS_LARGE.isdisjoint(forms) or self._reference.gazetteer.people(text) is not None:
            return False
        if any(form in table for form in forms for table in self._open):
            return True
        return any(form in self._nouns for form in forms) and not self._is_name(text)

    def is_verb(self, word: str) -> bool:
        """Tell whether a word can only be a form of a verb, or is an irregular one: that shows a headline, not a name."""
        if word in self._table("lemma_exc").get("verb", frozenset()):
            return True
        forms = tuple(_lemmas(word))
        verbs = self._table("lemma_index").get("verb", frozenset())
        return any(form in verbs for form in forms) and not any(form in self._nouns for form in forms)

    def _is_name(self, noun: str) -> bool:
        """Tell whether a noun is the name of a registered actor, of a place in scope, of a state or of a large city."""
        if any(hit.stage in _SURE for hit in self._reference.actors.candidates(noun, self._reference.config.countries)):
            return True
        return noun in _cities() or self._reference.gazetteer.knows(noun)

    @cached_property
    def _open(self) -> tuple[Container[str], ...]:
        regular = (self._table("lemma_index").get(kind, frozenset()) for kind in _OPEN_CLASSES)
        return (*regular, self._table("lemma_exc").get("verb", frozenset()))

    @cached_property
    def _nouns(self) -> Container[str]:
        return self._table("lemma_index").get("noun", frozenset())

    def _table(self, name: str) -> Mapping[str, Container[str]]:
        """Return a table of the language model by part of speech; a model without it knows no words."""
        lemmatizer: Any = self._reference.nlp.get_pipe("lemmatizer")
        found: Mapping[str, Container[str]] = lemmatizer.lookups.get_table(name, {})
        return found


class HeadlineVerbs:
    """The verbs by which a headline is told from a name in capitals: those of the lexicon, and those that are no nouns."""

    def __init__(self, lexical: frozenset[str], common: CommonWords) -> None:
        """Take the forms of the lexicon's verbs, and the common words."""
        self._lexical, self._common = lexical, common

    def __contains__(self, word: object) -> bool:
        """Tell whether a word in lower case is such a verb."""
        return word in self._lexical or self._common.is_verb(str(word))


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    """Return the names of the world's large cities and seats of states: a gazetteer of a few countries knows only its own."""
    large = (town.name for town in geonames.large_towns() if town.population >= _LARGE_CITY)
    return frozenset(plain(name) for name in (*large, *(country.capital for country in geonames.countries())))


def _lemmas(word: str) -> Iterator[str]:
    """Yield what a word may be a regular form of, itself first; a form too many does little harm here."""
    yield word
    for ending, lasts in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            yield from (stem + last for last in lasts)
            if ending in {"ed", "ing"} and stem[-1] == stem[-2]:
                yield stem[:-1]  # "plotting"


def registered_phrases(registry: "ActorRegistry") -> frozenset[Phrase]:
    """Return the names of more than one word of registered actors, in lower case: they keep their capitals in a headline."""
    found = set()
    for actor in registry.actors.values():
        for name in names_of(actor):
            words = name.split()
            if 1 < len(words) <= MAX_PHRASE and all(words[end][:1].isupper() for end in (0, -1)):
                found.add(tuple(word.lower() for word in words))
    return frozenset(found)
