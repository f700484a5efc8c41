"""Room 5: claims across documents to incidents; who says what of one event, on how many independent origins it rests.

The verb is `corroborate`; see README.md.
"""

from servanda.corroborate.config import VERSION, CorroborateConfig
from servanda.corroborate.corroborating import corroborate
from servanda.corroborate.estimating import Estimate, Lists, estimate
from servanda.corroborate.parting import Parting, parting

__all__ = ["VERSION", "CorroborateConfig", "Estimate", "Lists", "Parting", "corroborate", "estimate", "parting"]
