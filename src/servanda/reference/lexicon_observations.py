"""What monitors see and hear, and what they are kept from, as ``data/observations.yaml`` lists it."""

from servanda.model.base import Record
from servanda.reference.lexicon_words import Words


class ObservationWords(Record, frozen=True, kw_only=True):
    """``observations.yaml``: what monitors see and hear."""

    version: str
    verbs: dict[str, Words]
    showing: Words
    occurring: Words
    happenings: Words
    objects: dict[str, Words]
    also: dict[str, Words]
    may_be: dict[str, Words]
    watchers: Words
    breaches: Words
    of_truce: Words
    presence: Words
    missed: Words
    means: dict[str, str]
    denying: Words
    access: Words
    entering: Words
    visitors: Words
    denied_to: Words
    letting: Words
    turned_in: Words
    ability: Words
    having: Words
    stand_for_visitors: Words
    turning: dict[str, Words]
    directions: Words
    moving: Words
    origins: Words

    def object_of(self, lemma: str) -> str | None:
        """Return the kind of thing that a noun names, if it is one that monitors count."""
        return next((name for name, lemmas in self.objects.items() if lemma in lemmas), None)

    def surely(self, lemma: str) -> Words:
        """Return all that a thing is called which a report calls ``lemma``: itself, wider words, and its kind."""
        kind = self.object_of(lemma)
        general = {word for word in self.objects.get(kind or "", ()) if "any" in self.may_be.get(word, ())}
        return frozenset({lemma, *self.also.get(lemma, ()), *general, *({kind} if kind else ())})

    def perhaps(self, lemma: str) -> Words:
        """Return what a thing may be called as well, where a report says no more of it than ``lemma``."""
        told = self.may_be.get(lemma, frozenset())
        kind = self.object_of(lemma)
        own = self.objects[kind] if kind and "any" in told else frozenset()
        narrower = {word for word, wider in self.also.items() if lemma in wider}
        return frozenset((told | own | narrower) - {"any"} - self.surely(lemma))

    def means_of(self, lemma: str) -> str | None:
        """Return by which means a verb says that something was perceived."""
        return next((name for name, lemmas in self.verbs.items() if lemma in lemmas), None)
