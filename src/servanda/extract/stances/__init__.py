"""Who supports, opposes, demands, hopes, fears, condemns, denies, pledges or threatens what; views of what the law says."""

from servanda.extract.stances.assertions import find_assertions
from servanda.extract.stances.claims import find_stances

__all__ = ["find_assertions", "find_stances"]
