"""Assess: incidents held against provisions, with a full three-valued trace (start in `assessing`)."""

from servanda.assess.assessing import Verdict, assess, survey
from servanda.assess.config import ActorKnowledge, AssessConfig, KnownClass, KnownLink
from servanda.assess.implementation.linking import Material, passages
from servanda.assess.probing import Near, Probe, probe

__all__ = [
    "ActorKnowledge",
    "AssessConfig",
    "KnownClass",
    "KnownLink",
    "Material",
    "Near",
    "Probe",
    "Verdict",
    "assess",
    "passages",
    "probe",
    "survey",
]
