"""What is said to have happened, not to have happened, or is demanded, hoped, planned ... to happen, and who did it to whom."""

from servanda.extract.events.claims import find_events
from servanda.extract.events.levels import voice_of

__all__ = ["find_events", "voice_of"]
