"""What a mention names, as it stands in a claim: a participant in a role, or who speaks."""

from dataclasses import dataclass

from servanda.model.parties import Attribution, Participant, ParticipantRole, ParticipantType
from servanda.model.spans import Span


@dataclass(frozen=True)
class Named:
    """What a mention names: its fullest form in the text, or ``None`` with the ``candidates`` that fit."""

    name: str | None
    type: ParticipantType
    mention: Span | None
    candidates: tuple[str, ...] = ()

    def participant(self, role: ParticipantRole) -> Participant:
        """Return the participant in a role; an unresolved name stays in the words of the mention."""
        words = self.mention.quote if self.mention else "unknown"
        open_ = self.candidates if self.name is None else ()
        return Participant(role=role, name=self.name or words, type=self.type, mention=self.mention, candidates=open_)

    def speaker(self, cue: Span | None) -> Attribution:
        """Return the level of who says something by the words ``cue``."""
        return Attribution(level="speaker", name=self.name, mention=self.mention, cue=cue, candidates=self.candidates)
