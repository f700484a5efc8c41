"""Questions to a person: asked again on a terminal; from a pipe the answers come one a line, and a wrong one ends the work."""

import sys
from collections.abc import Callable, Iterable
from typing import Final

from servanda.cli.output import say
from servanda.errors import UsageError
from servanda.text.suggesting import meant

Answer = Callable[[str], str]
_SHOWN: Final = 30


def ask(words: str, default: str | None = None, check: Answer | None = None) -> str:
    """Return the answer to a question, as ``check`` gives it back; an empty one is the default.

    Raises `UsageError` where a pipe has no answer, or a wrong one.
    """
    while True:
        given = _line(f"{words}{f' [{default}]' if default else ''}: ")
        if given is None:
            raise UsageError(f"the answers end before this question: {words}")
        answer = given or (default or "")
        try:
            return check(answer) if check else answer
        except UsageError as error:
            if not sys.stdin.isatty():
                raise
            say(str(error))


def choose(words: str, known: Iterable[str], default: str | None = None) -> str:
    """Return one of the words ``known``; the question lists them."""
    listed = tuple(known)
    shown = ", ".join(listed[:_SHOWN]) + (", ..." if listed[_SHOWN:] else "")
    return ask(f"{words} ({shown})", default, lambda answer: one_of(answer, listed))


def one_of(answer: str, known: tuple[str, ...]) -> str:
    """Return the answer if it is known, whatever its case. Raises `UsageError` with what was meant."""
    found = [word for word in known if word.casefold() == answer.casefold()]
    if not found:
        raise UsageError(
            f"{answer!r} is none of the words; {meant(answer, known) or 'docs/reference/agreement-words.md has all'}"
        )
    return found[0]


def _line(prompt: str) -> str | None:
    """Return the next line without blanks around it, ``None`` where there is none."""
    sys.stderr.write(prompt if sys.stdin.isatty() else f"{prompt}\n")
    sys.stderr.flush()
    read = sys.stdin.readline()
    return read.strip() if read else None
