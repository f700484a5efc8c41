"""Whether duties were done, and how the bodies that an agreement creates are made up."""

from servanda.extract.performance.compositions import find_compositions
from servanda.extract.performance.duties import find_duties

__all__ = ["find_compositions", "find_duties"]
