"""The keys of the desk: the one list that its help, its reference page and the tests of its script go by."""

from typing import Final

KEYS: Final = {
    "j": "j", "k": "k", "a": "a", "r": "r", "e": "e", "n": "n", "u": "u", "w": "w", "slash": "/", "go": "g", "help": "?",
}  # fmt: skip
"""Each key by the name that its words have in the catalogues: ``key_slash`` says what ``/`` does."""
GOING: Final = {
    "inbox": "i", "explore": "e", "documents": "d", "claims": "c", "incidents": "a", "findings": "f", "period": "p", "names": "n", "sources": "s",
    "agreements": "t", "intake": "k", "log": "l", "exports": "x",
}  # fmt: skip
"""The letter of each place of the menu: it follows the key ``g``."""
