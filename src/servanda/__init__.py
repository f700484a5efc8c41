"""Servanda: who says what happened, where, when and to whom, held against what the parties agreed.

The rooms of the house stand in flow order in README.md beside this file. Nothing is imported here, so that
``servanda --help`` pays for nothing it does not use.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
