"""Who speaks in a claim, and what speakers are called: names, documents that stand for their writer, and words for bodies."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from servanda.corroborate.event_mentions import Told
from servanda.model.claims import Claim
from servanda.model.parties import Attribution
from servanda.reference.linkage import load_linkage
from servanda.text.folds import plain, vowels
from servanda.text.likeness import phonetic_key


def speakers_of(claim: Claim) -> list[Attribution]:
    """Return all who are said to speak, named or not, the innermost last."""
    return [level for level in claim.attribution if level.level == "speaker"]


def speaker_of(claim: Told) -> Attribution | None:
    """Return the innermost speaker who is named, ``None`` where the writer states it or cites nobody by name.

    "Local sources" and "a report" are nobody in particular: what they say counts as said by the next one who is named.
    """
    named = [level for level in claim.attribution if level.level == "speaker" and has_name(level)]
    return named[-1] if named else None


def has_name(level: Attribution) -> bool:
    """Tell a name from a description: in scripts with capitals a name has one, and "This report" is the text's own voice."""
    name = level.name or ""
    if level.entity_id:
        return True
    return bool(name) and not (name.isascii() and name == name.lower()) and not _is_document(name)


def _is_document(name: str) -> bool:
    """Tell whether words name a document: "Footage", "All the evidence"; "Vess Report" is a name."""
    first, *rest = name.split() or [""]
    words = [first.lower(), *rest]
    return words[-1] in load_linkage().document_words and words[1:] == [word.lower() for word in rest]


def of_name(name: str) -> str:
    """Return the origin of whom the registry does not know: his name by its sound, of a ministry its field and whose it is called."""
    told = _ministry(name) or _of_body(name) or name
    return f"speaker:{''.join(phonetic_key(told)) or vowels(told)}"


def name_keys(name: str) -> tuple[str, ...]:
    """Return by what a name is looked up: its spelling, and for a body its words in any order."""
    return tuple(filter(None, (vowels(name), _of_body(name))))


@lru_cache(maxsize=1 << 12)
def _of_body(name: str) -> str:
    """Return one form for "Um Rawaba Emergency Room" and "the emergency room of Um Rawaba"; empty for what is called by no word for a body."""
    words = sorted(word for word in plain(name).split() if word not in load_linkage().left_out_of_names)
    return " ".join(words) if len(words) > 1 and bodies([name]) else ""


def described_by(speakers: Iterable[Attribution]) -> frozenset[str]:
    """Return the words for bodies that speak without a name."""
    return bodies(one.name for one in speakers if not has_name(one))


def bodies(names: Iterable[str | None]) -> frozenset[str]:
    """Return the words for what bodies are, by their names or by descriptions: "Ministry of Health" and "the health ministry" are a ministry."""
    return frozenset(map(_word_for, filter(None, names))) & frozenset(load_linkage().bodies)


def _word_for(name: str) -> str:
    """Return the word for what somebody is: the last before "of", else the last."""
    words, ends = plain(name).split(), load_linkage().name_ends
    return next((before for before, behind in pairwise(words) if behind in ends), words[-1] if words else "")


def _ministry(name: str) -> str | None:
    """Return one form for what a ministry is called: "Ministry of Public Health" and "rebel-run health ministry" are one."""
    found = next(
        filter(None, (re.fullmatch(form, name, re.IGNORECASE) for form in load_linkage().ministry_forms)), None
    )
    if found is None:
        return None
    whose = [word for word in (found["whose"] or "").split() if "-" not in word]  # "rebel-run" says who holds it
    return " ".join([*sorted(whose), found["field"], "ministry"]).casefold()
