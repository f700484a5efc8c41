# What type checkers and editors see of `servanda.assess`: its parts are imported when they are asked for (decision 0152).
from servanda.assess.again import Assessed, Before
from servanda.assess.assessing import Verdict, assess, assess_again, survey
from servanda.assess.config import ActorKnowledge, AssessConfig, KnownClass, KnownLink
from servanda.assess.implementation.linking import Material, passages
from servanda.assess.probing import Near, Probe, probe

__all__ = [
    "ActorKnowledge",
    "AssessConfig",
    "Assessed",
    "Before",
    "KnownClass",
    "KnownLink",
    "Material",
    "Near",
    "Probe",
    "Verdict",
    "assess",
    "assess_again",
    "passages",
    "probe",
    "survey",
]
