"""What a text says of an event's reality, and how the fate of a governing word is handed down to what it governs.

Implicatives: "failed to attack" says that there was no attack, "may fail to attack" leaves it open, "did not fail to" affirms it;
"kept its promise to withdraw" tells of a withdrawal, "must keep its promise" does not. Deontic words ("bans", "opposes") are none:
what is banned is demanded not to be, and may happen all the same.

Sources: L. Karttunen, *Implicative Verbs* (Language 47, 1971) and *Simple and Phrasal Implicatives* (*SEM 2012); R. Nairn, C. Condoravdi
and L. Karttunen, *Computing Relative Polarity for Textual Inference* (ICoS-5, 2006); R. Saurí and J. Pustejovsky, *FactBank* (Language
Resources and Evaluation 43, 2009).
"""

from typing import Final

import msgspec

from servanda.model.claims import HAPPENED, Modality, Polarity


class Judgement(msgspec.Struct, frozen=True):
    """What the text says of an event's reality; ``cue`` is the word that took it out of what is asserted."""

    modality: Modality = "asserted"
    polarity: Polarity = "affirmed"
    cue: int | None = None
    historical: bool = False

    @property
    def is_real(self) -> bool:
        """Whether it is told as so, or taken as known."""
        return self.modality in HAPPENED

    def made(self, modality: Modality, cue: int | None) -> "Judgement":
        """Return it with another modality."""
        return Judgement(modality, self.polarity, cue)

    def turned(self, cue: int | None) -> "Judgement":
        """Return it with the other polarity: two negations affirm."""
        return self.told("affirmed" if self.polarity == "denied" else "denied", cue)

    def told(self, polarity: Polarity, cue: int | None) -> "Judgement":
        """Return it with this polarity."""
        return Judgement(self.modality, polarity, cue)

    def known(self) -> "Judgement":
        """Return it taken as known."""
        return Judgement("presupposed", self.polarity, self.cue)

    def forbidden(self, cue: int, *, negated: bool) -> "Judgement":
        """As in "bans attacks", "opposes the war": demanded not to be; "does not ban attacks" leaves it open."""
        return self.made("possible", cue) if negated else self.turned(cue).made("demanded", cue)

    def under(self, fate: "Judgement", cue: int, *, flips: bool) -> "Judgement":
        """Return it under an implicative (``cue``) of this fate; with ``flips`` under a word of denial."""
        if fate is NO_EVENT:
            return fate
        now = self.turned(self.cue) if flips != (fate.polarity == "denied") else self
        return now.made(now.modality, cue) if fate.is_real else now.made(fate.modality, fate.cue)


NO_EVENT: Final = Judgement("possible", "denied", -1)
"""Nothing is said about an event: "not allowed to attack"."""
