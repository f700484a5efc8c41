"""What a verdict read in a sentence is, before it is asked in whose voice it stands. Words are indices of the segment."""

from typing import NamedTuple

from servanda.model.verdicts import Outcome, Review


class Verdict(NamedTuple):
    """``word`` states the outcome; ``parties`` are heads of those judged, ``acts`` of what they did, ``under`` of what was broken or kept.

    ``reach`` are further words that belong to it. ``finder`` heads who finds it where its own clause says so, ``verb`` is the word by which it
    does; ``bare`` tells that nothing is named that was broken, so that only a finder's own verb of finding makes a verdict of it. ``review`` is
    what it does to an earlier verdict, which the noun ``earlier`` names: "[overturned] the team's [finding] that".
    """

    outcome: Outcome
    rule: str
    word: int
    parties: tuple[int, ...] = ()
    acts: tuple[int, ...] = ()
    under: tuple[int, ...] = ()
    reach: tuple[int, ...] = ()
    finder: int | None = None
    verb: int | None = None
    bare: bool = False
    review: Review | None = None
    earlier: int | None = None

    @property
    def edges(self) -> tuple[int, ...]:
        """The heads of all phrases that the verdict reaches over."""
        return (*self.parties, *self.acts, *self.under)
