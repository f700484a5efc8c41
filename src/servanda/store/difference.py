"""What checking finds."""

from typing import NamedTuple


class Difference(NamedTuple):
    """One thing that is not as it was written: where it stands, and what is wrong with it."""

    where: str
    what: str
