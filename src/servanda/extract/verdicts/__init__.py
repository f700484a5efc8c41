"""What monitors and courts find: who broke or kept which promise, or that they do not say."""

from servanda.extract.verdicts.acts import with_acts
from servanda.extract.verdicts.claims import find_verdicts

__all__ = ["find_verdicts", "with_acts"]
