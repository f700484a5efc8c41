"""Which countries a dossier seems to be about: proposed from what its documents name, decided by a person."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from servanda.errors import VaultLocked
from servanda.model.documents import Document
from servanda.pipeline.case import Case
from servanda.pipeline.current import current_texts
from servanda.pipeline.dossier import SETTINGS_FILE
from servanda.reference.gazetteer.geonames import countries
from servanda.reference.gazetteer.tables import country_words

_DOCUMENTS: Final = 20
"""How many documents are looked at where none has been read yet."""
_BYTES: Final = 500_000
_MAIN: Final = 0.5
"""A country is proposed that is named at least this often beside the one that is named most."""
_TOLD: Final = 3


class Named(NamedTuple):
    """A country with the number of documents that name it, and how often all of them do."""

    code: str
    documents: int
    mentions: int


def countries_wanted(case: Case) -> Iterator[str]:
    """Yield, for a dossier without countries, what that means and the line to paste; nothing for one that has some."""
    if case.dossier.settings.countries:
        return
    found = countries_named(_texts(case))
    names = {known.iso: known.name for known in countries()}
    chosen = [one for one in found if one.mentions >= _MAIN * found[0].mentions]
    codes = ", ".join(f'"{code}"' for code in ([one.code for one in chosen] or ["XX"]))
    told = "; ".join(
        f"{names.get(one.code, one.code)} ({one.code}) in {one.documents} documents" for one in found[:_TOLD]
    )
    why = f"the documents name {told}" if told else "the documents name no country; write its ISO 3166 code"
    yield (
        f"{case.folder / SETTINGS_FILE} names no countries, so places are not looked up and names are read with less certainty; "
        f"{why}. If that is what the dossier is about, paste this line into it, the main country first:\ncountries = [{codes}]"
    )


def countries_named(texts: Iterable[str]) -> list[Named]:
    """Return the countries that texts name, by name, capital or people, those named most often first."""
    words, pattern = country_words(), _pattern()
    mentions: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for text in texts:
        found = Counter(words[word] for word in pattern.findall(text))
        mentions += found
        documents.update(found.keys())
    ordered = sorted(mentions, key=lambda code: (-documents[code], -mentions[code], code))
    return [Named(code, documents[code], mentions[code]) for code in ordered]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(country_words(), key=lambda word: (-len(word), word))
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
