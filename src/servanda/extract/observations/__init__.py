"""What monitors see, hear or are kept from, where no attack is reported."""

from servanda.extract.observations.claims import find_observations
from servanda.extract.observations.perceiving import perceived

__all__ = ["find_observations", "perceived"]
