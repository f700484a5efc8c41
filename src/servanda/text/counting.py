"""Numbers with their nouns: one helper, so that nothing says "1 incidents"."""


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun, in the singular for one; ``plural`` where that is not the noun with an s."""
    return f"{number:d} {of(number, noun, plural)}"


def of(number: int, noun: str, plural: str | None = None) -> str:
    """Return the form of a noun that stands with a number."""
    return noun if number == 1 else plural or f"{noun}s"
