"""Shingles: hashes of runs of words that betray copied text."""

import hashlib
import re

_WORD = re.compile(r"\w+")
_N_BYTES = 6  # 48 bits: exact in JSON readers that hold numbers as doubles


def shingles(text: str, n_words: int = 8, n_kept: int = 200) -> tuple[int, ...]:
    """Return the ``n_kept`` smallest hashes of runs of ``n_words`` words, sorted (a bottom-k sketch, Broder 1997).

    Two texts of which one is a copy share most of them; case and punctuation do not count.
    """
    words = _WORD.findall(text.casefold())
    runs = (
        {" ".join(words[index : index + n_words]) for index in range(max(1, len(words) - n_words + 1))}
        if words
        else set()
    )
    return tuple(sorted(_hash(run) for run in runs)[:n_kept])


def resemblance(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Return the estimated share (0-1) of runs that two texts have in common, from their sketches."""
    if not first or not second:
        return 0.0
    smallest = set(sorted({*first, *second})[: max(len(first), len(second))])
    return len(smallest & set(first) & set(second)) / len(smallest)


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=_N_BYTES).digest(), "big")
