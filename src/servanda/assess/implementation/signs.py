"""Progress, setback or neither: what the words beside a subject say of it."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from servanda.assess.implementation.sentences import Clause, Clauses
from servanda.model.passages import Sign
from servanda.reference.implementation_words import SignWords
from servanda.text.phrases import phrases

Value = Literal["setback", "progress", "subject", "nothing"]
_OTHER: Final[dict[str, Sign]] = {"progress": "setback", "setback": "progress"}
_NEAR: Final = 45  # characters before words in which a "no" or "not" denies them


class Mention(NamedTuple):
    """Characters ``[start, end)`` of a sentence that speak of a subject, and what they say of it by themselves."""

    start: int
    end: int
    value: Value


class Signs:
    """Reads signs by a list of words."""

    def __init__(self, words: SignWords) -> None:
        """Take the words."""
        self._clauses = Clauses(words.aside, words.beside)
        self._rising, self._falling = phrases(words.rising), phrases(words.falling)
        self._achieving, self._failing = phrases(words.achieving), phrases(words.failing)
        self._negating, self._unreal = phrases(words.negating), phrases(words.unreal)

    def of(self, sentence: str, mentions: Sequence[Mention]) -> Sign:
        """Return what a sentence says of a subject by its mentions; what is said aside counts only where nothing is said of it beside."""
        sentence = sentence.replace("’", "'")
        clauses = self._clauses.of(sentence)
        placed = [
            (next(one for one in reversed(clauses) if one.start <= mention.start), mention) for mention in mentions
        ]
        signs = [(clause.aside, self._one(sentence, clause, mention)) for clause, mention in placed]
        main, aside = ([sign for is_aside, sign in signs if is_aside == asked] for asked in (False, True))
        return agreed(main or aside)

    def _one(self, sentence: str, clause: Clause, mention: Mention) -> Sign:
        before = sentence[clause.start : mention.start]
        beside = f"{before} {sentence[mention.end : clause.end]}"
        if _in(self._unreal, beside if mention.value == "subject" else before):
            return "neither"
        if mention.value == "subject":
            return self._done(
                before.split(",")[-1], sentence[mention.end : clause.end].split(",", maxsplit=1)[0], beside
            )
        falls, rises = _in(self._falling, beside), _in(self._rising, beside)
        turned = _in(self._negating, before[-_NEAR:])
        if mention.value == "progress":
            turned ^= falls or _in(self._failing, beside)
        elif falls and rises:
            return "neither"
        else:
            turned ^= falls
        said: Sign = "progress" if mention.value == "progress" else "setback"
        return _OTHER[said] if turned else said

    def _done(self, before: str, after: str, beside: str) -> Sign:
        """Return whether a subject that says nothing by itself is done or fails, by the words beside it; near ones may deny that."""
        good = _in(self._achieving, beside) or _in(self._rising, beside)
        bad = _in(self._failing, beside) or _in(self._falling, beside)
        if good and bad:
            return "neither"
        if not (good or bad):
            return "setback" if _in(self._negating, before) else "neither"
        return "progress" if good != _in(self._negating, f"{before} {after}") else "setback"


def _in(pattern: re.Pattern[str] | None, words: str) -> bool:
    return pattern is not None and pattern.search(words) is not None


def agreed(signs: Iterable[Sign]) -> Sign:
    """Return the one sign that is said beside "neither"; where progress and setback are both said, neither."""
    said = {one for one in signs if one != "neither"}
    return said.pop() if len(said) == 1 else "neither"


@cache
def signs_of(words: SignWords) -> Signs:
    """Return the reader of a list of words."""
    return Signs(words)
