"""Status of information: how far a source says that what it tells was checked, and what a check was of."""

from servanda.extract.verification.claims import verified

__all__ = ["verified"]
