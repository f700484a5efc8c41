"""Assess: incidents held against provisions, with a full three-valued trace (start in `assessing`)."""

from servanda.assess.assessing import Verdict, assess, survey
from servanda.assess.config import ActorKnowledge, AssessConfig

__all__ = ["ActorKnowledge", "AssessConfig", "Verdict", "assess", "survey"]
