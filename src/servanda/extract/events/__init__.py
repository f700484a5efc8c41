"""What is said to have happened, not to have happened, or is demanded, hoped, planned ... to happen, and who did it to whom."""

from servanda.extract.events.claims import find_events

__all__ = ["find_events"]
