"""Room 5: claims across documents to incidents; who says what of one event, on how many independent origins it rests.

The verb is `corroborate`; see README.md.

Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.corroborate",
    {
        "corroborate.config": "VERSION, CorroborateConfig",
        "corroborate.corroborating": "agrees, corroborate, corroborate_again",
        "corroborate.estimating": "Estimate, Lists, estimate",
        "corroborate.parting": "Parting, parting",
        "corroborate.reach": "Before, Linked, fingerprints",
    },
)
