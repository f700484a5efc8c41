"""The word lists of where, when and under which agreement, one record per data file. What each list does stands beside it in the file."""

from servanda.model.base import Record
from servanda.model.places import PlacePrecision

Words = frozenset[str]


class PlaceWords(Record, frozen=True, kw_only=True):
    """``places.yaml``: words around the names of places."""

    version: str
    prepositions: Words
    locative: Words
    area_words: Words
    area_nouns: Words
    area_compass: Words
    administrative: Words
    joining: Words
    between_joined: Words
    of_features: Words
    lying: Words
    between_places: Words
    of_bodies: Words
    of_origin: Words
    coming: Words
    amid: Words
    of_parties: Words
    onto: Words
    away: Words
    striking_verbs: Words
    street_nouns: Words
    taking_verbs: Words
    feature_nouns: dict[str, PlacePrecision]
    not_places: Words
    elsewhere: Words
    apart: Words
    occasions: Words
    hitting: Words
    definite: Words
    going: Words
    reaching: Words

    def is_feature(self, lemma: str) -> bool:
        """Tell whether a noun calls something a place or an area: "town", "countryside"."""
        return lemma in self.feature_nouns or lemma in self.area_nouns


class TimeWords(Record, frozen=True, kw_only=True):
    """``times.yaml``: words around times."""

    version: str
    ordering: dict[str, Words]
    of_time: Words
    comparing: Words
    comparing_alone: Words
    at_times: Words
    moving: Words
    same_moment: Words
    meanwhile: Words
    logs: Words
    reports: frozenset[str]
    owing: Words

    def order_of(self, adjective: str) -> str | None:
        """Return what an adjective says of the time of an event, without a date."""
        return next((told for told, words in self.ordering.items() if adjective in words), None)


class ReferenceWords(Record, frozen=True, kw_only=True):
    """``references.yaml``: how agreements are named."""

    version: str
    heads: tuple[str, ...]
    describing: tuple[str, ...]
    only_named: Words
    anaphors: Words
    any_kind: Words
    same_kind: tuple[tuple[str, ...], ...]
    resolutions: tuple[str, ...]
    pointing: tuple[str, ...]
    kept: tuple[str, ...]
    kept_with: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    adverbs: tuple[str, ...]
    parts: tuple[str, ...]
    dated: tuple[str, ...]
    dated_heads: tuple[str, ...]
    day_heads: tuple[str, ...]
    about_heads: tuple[str, ...]
    made: tuple[str, ...]
    determiners: tuple[str, ...]
    about: tuple[str, ...]
    placing: tuple[str, ...]
    dating: tuple[str, ...]
    relatives: tuple[str, ...]
    loose_heads: Words
    loose_describing: Words
    not_names: Words
