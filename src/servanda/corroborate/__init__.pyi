# What type checkers and editors see of `servanda.corroborate`: its parts are imported when they are asked for (decision 0152).
from servanda.corroborate.config import VERSION, CorroborateConfig
from servanda.corroborate.corroborating import agrees, corroborate, corroborate_again
from servanda.corroborate.estimating import Estimate, Lists, estimate
from servanda.corroborate.parting import Parting, parting
from servanda.corroborate.reach import Before, Linked, fingerprints

__all__ = [
    "VERSION", "Before", "CorroborateConfig", "Estimate", "Linked", "Lists", "Parting", "agrees", "corroborate", "corroborate_again", "estimate", "fingerprints", "parting",
]  # fmt: skip
