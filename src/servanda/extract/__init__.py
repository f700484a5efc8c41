"""Room 3: text to attributed claims with exact spans.

Nothing is imported before it is asked for; ``__init__.pyi`` says the same to type checkers, and a name is added in both.
"""

from servanda.model.doors import door

__getattr__, __all__ = door(
    "servanda.extract",
    {
        "extract.config": "ExtractConfig",
        "extract.explaining": "explain",
        "extract.extraction": "Extraction",
        "extract.names": "known_types",
        "extract.orchestrate": "extract",
    },
)
