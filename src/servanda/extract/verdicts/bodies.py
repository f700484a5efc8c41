"""Who may give a verdict: a body that monitors or judges, by its name or by what the registry knows of it; no party to the conflict."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from servanda.extract.clauses import clauses_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.parties import Attribution
from servanda.reference.actor_entries import Actor
from servanda.reference.lexicon_verdicts import VerdictWords

_WORD: Final = re.compile(r"\w[\w-]*")


def may_rule(analysis: DocumentAnalysis, name: str | None, *, finds: bool) -> bool:
    """Tell whether a body of this name gives verdicts: "the ceasefire monitors"; with ``finds`` any commission, board or team.

    ``finds`` says that a word of finding ("concluded that", "ruled") makes it more than talk.
    """
    words, countries = analysis.reference.lexicon.verdicts, analysis.reference.config.countries
    known = analysis.reference.actors.known_as(name, countries) if name else frozenset()
    types = {actor.type for actor in known}
    if not name or types - words.kinds:
        return False
    called = [_words(one) for one in (name, *_names(known))]
    of_nations = words.of_nations if types & words.kinds_of_nations else frozenset()
    return any(one & of_nations or _rules(one, words, finds=finds) for one in called)


def _names(known: Iterable[Actor]) -> Iterator[str]:
    for actor in known:
        yield from (actor.name, *actor.aliases)


def _rules(said: frozenset[str], words: VerdictWords, *, finds: bool) -> bool:
    if said & words.not_finders or (said & words.unless_joint and not said & words.joint):
        return False
    return bool(said & words.finders) or (bool(said & words.panels) and (finds or bool(said & words.tasks)))


def _words(name: str) -> frozenset[str]:
    """Return the words of a name in small letters, plurals as singulars too."""
    said = [word.lower() for word in _WORD.findall(name)]
    return frozenset((*said, *(word.removesuffix("s") for word in said)))


def named_body(analysis: DocumentAnalysis, segment: Segment, head: int, *, finds: bool) -> Attribution | None:
    """Return a body as the one who speaks, where the phrase of a head names one that may give verdicts.

    One that belongs to somebody who may not ("the army's committee") may not either.
    """
    clauses = clauses_of(segment)
    owner = clauses.phrase(head).owner
    if owner is not None and not may_rule(analysis, analysis.names.name_of(segment, owner).name, finds=False):
        return None
    named = analysis.names.name_of(segment, head)
    if not may_rule(analysis, named.name, finds=finds):
        return None
    return Attribution(level="speaker", name=named.name, mention=named.mention)
