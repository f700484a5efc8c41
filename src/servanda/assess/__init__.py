"""Assess: incidents held against provisions, with a full three-valued trace (start in `assessing`).

Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.assess",
    {
        "assess.again": "Assessed, Before",
        "assess.assessing": "Verdict, assess, assess_again, survey",
        "assess.config": "ActorKnowledge, AssessConfig, KnownClass, KnownLink",
        "assess.implementation.linking": "Material, passages",
        "assess.probing": "Near, Probe, probe",
    },
)
