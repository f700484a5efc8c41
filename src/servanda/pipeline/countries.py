"""Which countries a dossier seems to be about: proposed from what its documents name, decided by a person."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from servanda.errors import VaultLocked
from servanda.model.documents import Document
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_texts
from servanda.pipeline.dossier import SETTINGS_FILE
from servanda.reference import Reference, ReferenceConfig
from servanda.reference.gazetteer.geonames import countries
from servanda.reference.gazetteer.tables import country_words
from servanda.text.counting import counted

_DOCUMENTS: Final = 20
"""How many documents are looked at where none has been read yet."""
_BYTES: Final = 500_000
_MAIN: Final = 0.5
"""A country is proposed that is named at least this often beside the one that is named most."""
_TOLD: Final = 3
_AT_HOME: Final = frozenset({"armed_group", "armed_forces", "opposition", "ministry", "office"})
"""Types of actors that as a rule act in their own country; persons and outlets are named everywhere."""
_SHORTEST: Final = 4


class Named(NamedTuple):
    """A country with the number of documents that name it, and how often all of them do."""

    code: str
    documents: int
    mentions: int


def countries_wanted(case: Case) -> Iterator[str]:
    """Yield, for a dossier without countries, what that means and the line to paste; nothing for one that has some."""
    if case.dossier.settings.countries:
        return
    found, why = _seen(list(_texts(case)))
    chosen = [one.code for one in found if one.mentions >= _MAIN * found[0].mentions]
    codes = ", ".join(f'"{code}"' for code in (chosen or ["XX"]))
    yield (
        f"{case.folder / SETTINGS_FILE} names no countries, so places are not looked up and names are read with less certainty; "
        f"{why}. If that is what the dossier is about, paste this line into it, the main country first:\ncountries = [{codes}]"
    )


def _seen(texts: Sequence[str]) -> tuple[list[Named], str]:
    """Return the countries that texts name, else those of the forces and bodies that they name, and that in words."""
    by_name = countries_named(texts)
    found = by_name or countries_named(texts, _words_of_actors())
    if not found:
        return [], "the documents name no country; write its ISO 3166 code"
    names = {known.iso: known.name for known in countries()}
    told = "; ".join(
        f"{names.get(one.code, one.code)} ({one.code}) in {counted(one.documents, 'document')}" for one in found[:_TOLD]
    )
    return found, f"the documents name {'' if by_name else 'no country, but forces and bodies of '}{told}"


def countries_named(texts: Iterable[str], words: Mapping[str, str] | None = None) -> list[Named]:
    """Return the countries that texts name, those named most often first.

    ``words`` give a country by a word for it: as a rule its name, its capital or its people.
    """
    words = country_words() if words is None else words
    pattern = _pattern(tuple(words))
    mentions: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for text in texts:
        found = Counter(words[word] for word in pattern.findall(text))
        mentions += found
        documents.update(found.keys())
    ordered = sorted(mentions, key=lambda code: (-documents[code], -mentions[code], code))
    return [Named(code, documents[code], mentions[code]) for code in ordered]


@lru_cache(maxsize=1)
def _words_of_actors() -> Mapping[str, str]:
    """Return the country of forces and bodies of states by each of their names that means one country only."""
    found: dict[str, set[str]] = {}
    at_home = (actor for actor in Reference(ReferenceConfig()).actors.actors.values() if actor.type in _AT_HOME)
    for actor in at_home:
        for name in (actor.name, *actor.aliases, *actor.aliases_ar, *actor.aliases_cyrl):
            found.setdefault(name, set()).add(actor.country or "")
    one_only = {name: country for name, (country, *others) in found.items() if not others}
    return {name: country for name, country in one_only.items() if country and len(name) >= _SHORTEST}


@lru_cache(maxsize=2)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _texts(case: Case) -> Iterator[str]:
    """Yield the texts of the dossier, or the bytes of its first documents as far as they are text: no parser is asked."""
    read = current_texts(case)
    if read:
        yield from (text.text for text in read)
        return
    waiting: Iterator[Document] = case.store.records("document")
    for document in islice(waiting, _DOCUMENTS):
        try:
            content = case.store.object(document.object_sha256)[:_BYTES]
        except VaultLocked:
            continue
        if b"\0" not in content:
            yield content.decode("utf-8", errors="ignore")
