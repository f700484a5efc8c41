"""What the shell offers for options that take one word of a closed list. The lists are looked up only when it asks."""

from collections.abc import Callable, Iterable
from typing import Any, get_args, get_type_hints

Offer = Callable[[str], list[str]]


def offer(words: Callable[[], Iterable[str]]) -> Offer:
    """Return the completion of a closed list: the words that begin as what is typed does."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in words() if word.startswith(incomplete)]

    return complete


def kinds() -> Iterable[str]:
    """Return what ``--kind`` of a list takes."""
    from servanda.pipeline import known_kinds

    return known_kinds()


def statuses() -> Iterable[str]:
    """Return what ``--status`` of a list takes."""
    from servanda.pipeline import known_statuses

    return known_statuses()


def review_states() -> Iterable[str]:
    """Return the states of review that claims have."""
    from servanda.pipeline import REVIEW_STATES

    return REVIEW_STATES


def field(record: str, name: str) -> Callable[[], Iterable[str]]:
    """Return the words that a field of a record takes, as ``module.Record`` in `servanda.model`."""

    def words() -> Iterable[str]:
        from importlib import import_module

        module, _, kind = record.partition(".")
        return _literals(get_type_hints(getattr(import_module(f"servanda.model.{module}"), kind))[name])

    return words


def _literals(hint: Any) -> tuple[str, ...]:
    found = get_args(hint)
    return tuple(word for part in found for word in ([part] if isinstance(part, str) else _literals(part)))


def templates() -> Iterable[str]:
    """Return the templates of a new dossier."""
    from servanda.pipeline.dossier import TEMPLATES

    return TEMPLATES


def types() -> Iterable[str]:
    """Return the types of events."""
    from servanda.pipeline import agreement_words

    return agreement_words().types


def shipped() -> Iterable[str]:
    """Return the ids of the agreements that are shipped."""
    from servanda.pipeline import shipped_agreements

    return (name for name, _ in shipped_agreements())
