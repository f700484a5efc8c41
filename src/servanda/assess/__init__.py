"""Assess: incidents held against provisions, with a full three-valued trace (start in `assessing`)."""

from servanda.assess.assessing import assess
from servanda.assess.config import ActorKnowledge, AssessConfig

__all__ = ["ActorKnowledge", "AssessConfig", "assess"]
