"""``verification.yaml``: words by which a source says how far something was checked. What each list does stands beside it in the file."""

from collections.abc import Mapping
from functools import cached_property

from servanda.model.base import Record
from servanda.model.verification import VerificationReason, VerificationValue
from servanda.reference.lexicon_words import Words
from servanda.reference.slots import SlotFrame


class CheckFrame(SlotFrame, frozen=True, kw_only=True):
    """A way of checking: a frame with the status that it gives where it is told as so, where it is denied, and while it goes on.

    ``unable`` is the status where it could not be done, if that is another than where it is denied; ``able``: only that counts as denied.
    ``whole``: where nothing is named that was checked, it is all that was just reported.
    """

    told: VerificationValue | None = None
    failed: VerificationValue | None = None
    unable: VerificationValue | None = None
    ongoing: VerificationValue | None = None
    able: bool = False
    whole: bool = False


class VerificationWords(Record, frozen=True, kw_only=True, dict=True, gc=True):
    """The whole of ``verification.yaml``."""

    version: str
    frames: tuple[CheckFrame, ...]
    adjectives: dict[VerificationValue, Words]
    parts: Words
    inquiries: Words
    under: Words
    partly: Words
    chances: Words
    impossible: Words
    beside: Words
    reports: Words
    facets: Words
    tolls: Words
    responsibility: Words
    incidents: Words
    who: Words
    how_many: Words
    pointing: Words
    taking_up: Words
    prepositions: tuple[str, ...]
    tellers: tuple[str, ...]
    reasons: dict[VerificationReason, Words]

    @cached_property
    def by_verb(self) -> Mapping[str, tuple[CheckFrame, ...]]:
        """The frames of each verb, in the order of the file."""
        found: dict[str, tuple[CheckFrame, ...]] = {}
        for frame in self.frames:
            for word in frame.words:
                found[word] = (*found.get(word, ()), frame)
        return found

    @cached_property
    def first_words(self) -> Words:
        """The verbs that check, of those with a particle the verb alone."""
        return frozenset(word.split()[0] for word in self.by_verb)

    def by_adjective(self, keys: Words) -> VerificationValue | None:
        """Return the status that an adjective gives, by its lemma and form."""
        return next((value for value, words in self.adjectives.items() if words & keys), None)
