"""Capitals for texts in lower case, as `muc.py` needs them: written as the mixed-case texts beside the repository write them.

Of words that those texts do not have, names of countries, peoples and large cities get a capital, those of the lexicon and
of the lemmatizer's lists none, and any other is taken for a name. What stands in brackets beside words with its initials
is an acronym, and the words are a name: "united river front (urf)".
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.reference.gazetteer import geonames
from servanda.reference.gazetteer.tables import area_names, demonyms
from servanda.reference.lexicon import Lexicon

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
CASED = (SHARED / "polnear" / "train.jsonl", SHARED / "re3d" / "documents.jsonl")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_START = re.compile(r"(?:^|(?<!\.[a-z])[.!?:]\s+|[.!?]\"\s+|\n|[,.:?]\s+\"|^\"|--\s)\s*$")
_LETTERS = re.compile(r"\b(?:[a-z]\.){2,}")  # "u.s."
_BRACKETS = re.compile(r"\(([a-z][a-z0-9-]{1,7})\)")
_EXPLAINED = re.compile(r"\b([a-z][a-z0-9-]{1,7}) \(([a-z][a-z' -]{8,70})\)")
_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "del", "y", "in", "to", "a"})
_LARGE_CITY = 200_000
_BACK = 4  # characters before a word that tell whether it begins a sentence


@dataclass(frozen=True)
class Cases:
    """How words are written, and the names of several words, in lower case, all of whose words get a capital."""

    words: dict[str, str]
    names: re.Pattern[str]


def truecase(text: str, cases: Cases) -> str:
    """Return a lower-case text with each word as mixed-case texts mostly write it; unknown words get a capital."""
    cased = list(text)
    named = {place for match in cases.names.finditer(text) for place in range(*match.span())}
    for match in _WORD.finditer(text):
        word = match[0]
        form = cases.words.get(word, word.capitalize())
        if match.start() in named and word not in _SMALL and form.islower():
            form = word.capitalize()
        start = _START.search(text[max(0, match.start() - _BACK) : match.start()])
        cased[match.start() : match.end()] = form[:1].upper() + form[1:] if start else form
    for match in _LETTERS.finditer(text):
        cased[match.start() : match.end()] = match[0].upper()
    return "".join(cased)


def learned_cases(lexicon: Lexicon, nlp: Any, lower: Iterable[Path], paths: Iterable[Path] = CASED) -> Cases:
    """Return how words are written, by the mixed-case texts in ``paths`` and the acronyms explained in the ``lower`` ones."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in _texts(paths):
        for match in _WORD.finditer(text):
            if not _START.search(text[max(0, match.start() - _BACK) : match.start()].lower()):
                counts[match[0].lower()][match[0]] += 1
    cues, events = lexicon.cues, lexicon.events
    tables = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    words = {form: form for part in ("noun", "adj", "verb", "adv") for w in tables[part] for form in (w, f"{w}s")}
    words |= {name: name.capitalize() for name in _geographic()}
    nouns = {*cues.groups, *cues.offices, *cues.organisations, *events.weapons, *lexicon.noun_frames}
    small = {form for word in nouns for form in (word, f"{word}s")} | lexicon.verb_forms
    known = {word: word for word in small} | {word: forms.most_common(1)[0][0] for word, forms in counts.items()}
    acronyms = dict(pair for text in _texts(lower) for pair in _acronyms(text))
    names = [name for acronym, name in acronyms.items() if known.get(acronym) != acronym]
    upper = {word: word.upper() for word in acronyms if word.isalpha() and known.get(word) != word}
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"
    return Cases(words | known | upper, re.compile(rf"\b(?:{any_name})\b"))


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            yield json.loads(line)["text"]


def _geographic() -> Iterator[str]:
    """Yield the words of countries and peoples and the large cities of one word, in lower case without accents."""
    for name in (*area_names(()), *demonyms()):
        yield from (word for word in re.findall(r"[a-z]+", name.lower()) if word not in _SMALL)
    for town in geonames.large_towns():
        if town.population >= _LARGE_CITY and town.name.isalpha():
            yield town.name.lower()


def _acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Yield each acronym of a text with the words that explain it: "united river front (urf)", "urf (united river front)"."""
    for match in _BRACKETS.finditer(text):
        before = re.findall(r"[a-z']+", text[max(0, match.start() - 90) : match.start()])
        for n in range(2, 9):
            run = before[-n:]
            if _initials(match[1], run) and text[: match.start()].rstrip().endswith(" ".join(run)):
                yield match[1], " ".join(run)
                break
    for match in _EXPLAINED.finditer(text):
        if _initials(match[1], match[2].split()):
            yield match[1], match[2]


def _initials(acronym: str, words: list[str]) -> bool:
    """Tell whether the letters of an acronym are initials of the words, in any order, the first word among them."""
    letters, initials = Counter(re.sub(r"[^a-z]", "", acronym)), Counter(word[0] for word in words)
    return len(letters) > 1 and not letters - initials and words[0][0] in letters and words[0] not in _SMALL
