"""Which label of ACLED an event has: that of its word and mode, or another because of who did it, to whom and with what."""

from collections.abc import Iterator

from servanda.extract.clauses import Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.spans import Found
from servanda.extract.events.weapons_and_possessors import is_weapon


def label_of(analysis: DocumentAnalysis, found: Found, mode: str | None) -> str | None:
    """Return the ACLED sub-event label of an event in a mode, or ``None`` where none fits or the sentence leaves it open."""
    events = analysis.reference.lexicon.events
    return events.acled_among(events.acled_of(found.trigger.frame, mode), _near(analysis, found))


def _near(analysis: DocumentAnalysis, found: Found) -> dict[str, frozenset[str]]:
    """Return the words of those who take part, by role, and of weapons before the trigger ("suicide bombing") those of instruments."""
    clauses = found.trigger.clauses
    near: dict[str, set[str]] = {"instrument": set(_before(clauses, found.trigger.word))}
    for part in found.parts:
        weapon = part.role == "actor" and is_weapon(analysis, clauses, part.word)
        words = _whole(clauses, part.word) if part.role == "instrument" or weapon else _phrase(clauses, part.word)
        near.setdefault("instrument" if weapon else part.role, set()).update(words)
    return {role: frozenset(words) for role, words in near.items()}


def _before(clauses: Clauses, trigger: int) -> Iterator[str]:
    return (clauses.words.lemmas[item].lower() for item in clauses.modifiers(trigger))


def _whole(clauses: Clauses, head: int) -> Iterator[str]:
    """Yield the words of a weapon with all that hangs on it: "shells filled with chlorine"."""
    tree = clauses.tree
    yield from (clauses.words.lemmas[item].lower() for item in range(tree.firsts[head], tree.lasts[head] + 1))


def _phrase(clauses: Clauses, head: int) -> Iterator[str]:
    """Yield the common nouns and adjectives of a noun phrase, and what its names are: NAME, ACRONYM, NATION.

    The words inside a name tell nothing: the "River Army" is no state's army.
    """
    phrase, words = clauses.phrase(head), clauses.words
    first = clauses.sentence_of(head).start
    for item in range(phrase.first, phrase.last + 1):
        if words.entities[item] in links.PEOPLES:
            yield "NATION"
        elif words.kinds[item] == links.NAME and item != first:
            yield "ACRONYM" if words.forms[item].isupper() else "NAME"
        else:
            yield words.lemmas[item].lower()
