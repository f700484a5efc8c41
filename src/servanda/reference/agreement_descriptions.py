"""What a description of an agreement asks of a text of the registry: day, place or subject, kind and country."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from servanda.reference.agreement_entries import AgreementEntry
from servanda.reference.lexicon_circumstances import ReferenceWords
from servanda.text.date_words import MONTHS
from servanda.text.folds import plain, vowels
from servanda.text.patterns import regex

_NAME: Final = regex(r"\b[A-Z][\w'’-]+")


class Description(NamedTuple):
    """What is said of an agreement instead of its name.

    ``kinds`` are the words that say what it is, ``names`` those of places and subjects, ``[since, until)`` the ISO days of its date.
    """

    kinds: frozenset[str]
    names: tuple[str, ...]
    since: str | None
    until: str | None

    @property
    def year_alone(self) -> bool:
        """Whether nothing but a year is said."""
        return not self.names and (self.since or "").endswith("-01-01") and (self.until or "").endswith("-01-01")


def description(words: str, since: str | None, until: str | None, lexicon: ReferenceWords) -> Description | None:
    """Return what a mention asks, with the days that its date covers; ``None`` for a name, or where neither day nor place is said."""
    said = _heads(words, lexicon)
    names = tuple(name for name in _NAME.findall(_behind_parties(words, lexicon)) if name.lower() not in MONTHS)
    is_name = said.isdisjoint((*lexicon.dated_heads, *lexicon.day_heads)) or words.startswith(names)
    if is_name or not (names or since):
        return None
    return Description(said - lexicon.loose_heads - lexicon.loose_describing, names, since, until)


def _heads(words: str, lexicon: ReferenceWords) -> frozenset[str]:
    """Return the words that say what it is, of those within another the longer: "cessation of hostilities"."""
    lower, known = f" {plain(words)} ", (*lexicon.describing, *lexicon.dated_heads, *lexicon.day_heads)
    said = {one for one in known if f" {plain(one)} " in lower}
    return frozenset(one for one in said if not any(one != other and one in other for other in said))


def _behind_parties(words: str, lexicon: ReferenceWords) -> str:
    """Return what stands behind the verb: the names before it are of those who signed ("that Norland and the rebels signed in Olm")."""
    ends = [words.rfind(f" {verb} ") + len(verb) + 1 for verb in lexicon.made if f" {verb} " in words]
    return words[max(ends, default=0) :]


def fitting(
    asked: Description, entries: Iterable[AgreementEntry], countries: tuple[str, ...], lexicon: ReferenceWords
) -> tuple[AgreementEntry, ...]:
    """Return the texts on some countries that all of a description fits; with a year alone, one that is that year's only text there."""
    here = [one for one in entries if not set(countries).isdisjoint(one.countries) and _in_time(asked, one)]
    found = tuple(one for one in here if _is_named(asked, one) and _is_kind(asked, one, lexicon))
    return () if asked.year_alone and len(here) > 1 else found


def _in_time(asked: Description, entry: AgreementEntry) -> bool:
    if asked.since is None or asked.until is None:
        return entry.type != "resolution"
    signed = entry.signed or ""
    return bool(signed) and entry.type != "resolution" and asked.since[: len(signed)] <= signed < asked.until


def _is_named(asked: Description, entry: AgreementEntry) -> bool:
    """Tell whether every place and subject stands in some name of a text."""
    spoken = {_fold(word) for name in _names(entry) for word in plain(name).split()}
    return all(_fold(word) in spoken for name in asked.names for word in plain(name).split())


def _is_kind(asked: Description, entry: AgreementEntry, lexicon: ReferenceWords) -> bool:
    known = " ".join(f" {plain(name)} " for name in (entry.type or "", *_names(entry)))
    return all(any(f" {plain(like)} " in known for like in (kind, *_alike(kind, lexicon))) for kind in asked.kinds)


def _alike(kind: str, lexicon: ReferenceWords) -> Iterable[str]:
    """Yield words for accords of the same kind: a truce is a ceasefire, a cessation of hostilities too."""
    return (one for group in lexicon.same_kind if not set(group).isdisjoint(kind.split()) for one in group)


def _names(entry: AgreementEntry) -> tuple[str, ...]:
    return entry.title, *entry.names, *(one.name for one in entry.generic_names)


def _fold(word: str) -> str:
    return vowels(word) or word
