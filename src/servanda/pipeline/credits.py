"""Whom a text says that it is from: the agency in its dateline, byline, a credit line or brackets, or to which its people spoke, and which body published it.

Extract notes the agencies that the registry knows; here the names count that the dossier itself knows, as publisher of another document
or as a graded source, and in a dateline those that call themselves an agency.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from servanda.model.documents import DocumentText
from servanda.model.parties import Participant
from servanda.reference.actors import ActorRegistry
from servanda.reference.provenance import provenance_words
from servanda.text.folds import plain
from servanda.text.patterns import regex

_NAME: Final = r"(?P<who>[^\W\d_][^\n();:/|]{1,50}?)"
_NAMES: Final = r"(?P<who>[^\W\d_][^\n();:|]{1,80}?)"  # of several agencies
_LINE: Final = r"(?=\s*(?:[.;\n)]|\Z))"
_END: Final = r"(?=\s*(?:[.;,\n)]|\Z))"
_OWNER: Final = regex(r"(?:['\N{RIGHT SINGLE QUOTATION MARK}]s?|(?<=[A-Z]{2})s)$")
_MOST_WORDS: Final = 5  # of an outlet's name
_MEDIA: Final = "media"


class _Patterns(NamedTuple):
    """Where a dateline names an agency, where a byline, brackets or a credit line does, whom somebody told, which sources are given, and what an agency calls itself."""

    dateline: re.Pattern[str]
    datelines: re.Pattern[str]
    brackets: re.Pattern[str]
    lists: tuple[re.Pattern[str], ...]
    between: re.Pattern[str]
    told: re.Pattern[str]
    anywhere: tuple[re.Pattern[str], ...]
    given: re.Pattern[str]
    agency: re.Pattern[str]


class Credits:
    """Finds the credits of the documents of a dossier."""

    def __init__(self, names: Iterable[str], actors: ActorRegistry) -> None:
        """Take the names of all publishers and graded sources, and the registry."""
        self._known: Mapping[str, str] = {plain(name): name for name in names if plain(name)}
        self._actors = actors
        self._by_first_word: dict[str, list[str]] = {}
        for name in sorted(self._known):
            if " " in name and self.body(self._known[name]) is None:
                self._by_first_word.setdefault(name.split()[0], []).append(name)

    def of(self, text: DocumentText) -> tuple[Participant, ...]:
        """Return whom a text credits, in order; its own publisher is nobody else."""
        if text.sheet:
            return ()
        found: dict[str, Participant] = {}
        own = self._same(text.publisher or "")
        for name in self._named(text):
            one = self._participant(name.strip())
            if not (own & self._same(one.name)):
                found.setdefault(plain(one.name), one)
        return tuple(found.values())

    def outlets_named(self, text: DocumentText) -> tuple[Participant, ...]:
        """Return the other publishers that a text names anywhere, by name: what it took from them nobody can tell.

        A name of one word may be any word, and a body of the registry may be named for what it did: neither counts. A source that the text
        gives by the end of a publisher's name ("source: administration") counts as that.
        """
        own, words = self._same(text.publisher or ""), plain(text.text).split()
        found: dict[str, Participant] = {}
        for start, word in enumerate(words):
            for name in self._by_first_word.get(word, ()):
                length = name.count(" ") + 1
                if " ".join(words[start : start + length]) == name and name not in own:
                    found.setdefault(name, self._participant(name))
        found |= {name: self._participant(name) for name in self._given(text.text) if name not in own}
        return tuple(found[name] for name in sorted(found))

    def _given(self, text: str) -> Iterator[str]:
        """Yield the publishers that a text gives as its sources, by the ends of their names."""
        for given in _found(*_patterns().given.finditer(text)):
            yield from (name for name in self._known if name.endswith(f" {plain(given)}"))

    def body(self, name: str | None) -> str | None:
        """Return the id of the only actor in the registry that goes by a publisher's name."""
        known = self._actors.known_as(name) if name else frozenset()
        return next(iter(known)).id if len(known) == 1 else None

    def is_outlet(self, entity_id: str | None) -> bool:
        """Tell whether an actor of the registry is an outlet."""
        actor = self._actors.actor(entity_id or "")
        return actor is not None and actor.type == _MEDIA

    def _named(self, text: DocumentText) -> Iterator[str]:
        paragraphs = [text.text[one.start : one.end] for one in text.paragraphs]
        patterns = _patterns()
        for words in paragraphs[:2]:
            yield from (name for name in _found(patterns.dateline.match(words)) if self._may_be_agency(name, patterns))
            yield from self._of_all(_found(patterns.datelines.match(words)))
        yield from filter(self._is_known, (*_lines(paragraphs, patterns), *re.split(r"[,/;()|]", text.author or "")))
        for words in paragraphs:
            yield from self._of_all(_found(*patterns.brackets.finditer(words)))
            lists = (name for one in patterns.lists for name in _found(*one.finditer(words)))
            yield from (name for one in lists for name in filter(self._is_known, _parts(one)))
        yield from self._of_all(paragraphs[-1:])
        yield from (name for words in paragraphs for one in patterns.told.finditer(words) for name in self._told(one))

    def _of_all(self, lists: Iterable[str]) -> Iterator[str]:
        """Yield the names of lists in which each is known: "With Reuters and AFP", as against other words with commas."""
        for names in map(_parts, lists):
            if all(map(self._is_known, names)):
                yield from names

    def _told(self, found: re.Match[str]) -> tuple[str, ...]:
        """Return the outlet to which somebody spoke: "activists told [the agency] on Monday that", "told [the agency's] reporter"."""
        words = found["who"].split()
        longest_first = (words[:count] for count in range(len(words), 0, -1))
        names = (_OWNER.sub("", " ".join(some)).strip(".,;:") for some in longest_first)
        return next(((name,) for name in names if self._is_known(name)), ())

    def _may_be_agency(self, name: str, patterns: _Patterns) -> bool:
        return self._is_known(name) or patterns.agency.search(name) is not None

    def _is_known(self, name: str) -> bool:
        return (bool(plain(name)) and plain(name) in self._known) or self.is_outlet(self.body(name))

    def _participant(self, name: str) -> Participant:
        return Participant(
            role="who", name=self._known.get(plain(name), name), type="organisation", entity_id=self.body(name)
        )

    def _same(self, name: str) -> set[str]:
        return {one for one in (plain(name), self.body(name)) if one}


def _lines(paragraphs: Iterable[str], patterns: _Patterns) -> Iterator[str]:
    """Yield the names in bylines, brackets and credit lines."""
    yield from (name for words in paragraphs for one in patterns.anywhere for name in _found(*one.finditer(words)))


def _parts(words: str) -> list[str]:
    """Return the names in a list."""
    return [name.strip() for name in _patterns().between.split(words) if name.strip()]


def _found(*hits: re.Match[str] | None) -> tuple[str, ...]:
    """Return the names that stand in matches."""
    return tuple(hit["who"] for hit in hits if hit)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = provenance_words()
    by, source, reporting = (_any(part) for part in (words.byline, words.sources, words.reporting_by))
    return _Patterns(
        dateline=regex(rf"[^\n(]{{0,60}}\({_NAME}\)\s*[-—–:]"),
        datelines=regex(rf"[^\n(]{{0,60}}\({_NAMES}\)\s*[-—–:]"),
        brackets=regex(rf"\(\s*(?:{_any(words.before_names)}\s+)?{_NAMES}\s*\)"),
        lists=(
            regex(rf"(?<!\w){reporting}\s+{_NAMES}{_LINE}"),
            regex(rf"(?m:^)\s*(?:{source}|{_any(words.credit_lines)})\s*:\s*{_NAMES}{_LINE}"),
            regex(rf"\A\s*{by}\s+{_NAMES}\s*(?=\n|\Z)"),
        ),
        between=regex(rf"\s*(?:{_any(words.between_names)})\s*"),
        anywhere=(
            regex(rf"\(\s*{_NAME}\s*\)"),
            regex(rf"(?<!\w){reporting}\s+{_NAME}{_END}"),
            regex(rf"(?m:^)\s*{source}\s*:\s*{_NAME}{_END}"),
            regex(rf"\A\s*{by}\s+[^\n,/|]{{2,60}}[,/|]\s*{_NAME}\s*(?=[\n,]|\Z)"),
        ),
        told=regex(rf"(?<!\w){_any(words.told_to)}\s+(?P<who>[^\W\d_]\S*(?:[ \t]+\S+){{0,{_MOST_WORDS - 1}}})"),
        given=regex(rf"(?<!\w){source}\s*:\s*{_NAME}{_END}"),
        agency=regex(rf"(?<!\w){_any(words.agencies)}(?!\w)"),
    )


def _any(words: str) -> str:
    """Return an expression for words in any case, with any white space between them."""
    spaced = words.replace(" ", r"\s+")
    return rf"(?i:{spaced})"
