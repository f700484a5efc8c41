"""Room 5: claims across documents to incidents; who says what of one event, on how many independent origins it rests.

The verb is `corroborate`; see README.md.
"""

from servanda.corroborate.config import VERSION, CorroborateConfig
from servanda.corroborate.corroborating import corroborate, corroborate_again
from servanda.corroborate.estimating import Estimate, Lists, estimate
from servanda.corroborate.parting import Parting, parting
from servanda.corroborate.reach import Before, Linked, fingerprints

__all__ = [
    "VERSION", "Before", "CorroborateConfig", "Estimate", "Linked", "Lists", "Parting", "corroborate", "corroborate_again", "estimate", "fingerprints", "parting",
]  # fmt: skip
