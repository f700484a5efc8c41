"""Sentences that announce an account: "Villagers gave the following account", "The miller told the mission what had happened"."""

from servanda.extract.attribution.described import named_as
from servanda.extract.attribution.speaking import is_source, speaker_of
from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.names import Named, Names
from servanda.extract.reading import Segment
from servanda.reference.cues import Cues


def announces(segment: Segment, words: range, names: Names) -> tuple[int, Named] | None:
    """Return the head of who tells an account that a sentence announces, and whom it names; ``None`` if it announces none."""
    clauses, cues = clauses_of(segment), names.cues
    main = next((word for word in words if clauses.tree.is_root(word) and clauses.is_verb(word)), None)
    if main is None or not _tells_account(clauses, clauses.clause(main), cues):
        return None
    source = speaker_of(clauses, main, cues)
    if source is None or not is_source(clauses, source, cues):
        return None
    named = named_as(names.name_of(segment, clauses.antecedent(source)), segment, source, names)
    return (source, named) if named.name is not None else None


def _tells_account(clauses: Clauses, clause: Clause, cues: Cues) -> bool:
    """Tell whether a verb and its object say that an account follows."""
    if not _is_plain(clause):
        return False
    objects = clauses.tree.linked(clause.head, links.OBJECT, links.NOUN_ADVERB)
    nouns = {clauses.words.lemmas[one].lower() for one in objects if _is_definite(clauses, clauses.tree.firsts[one])}
    if clause.verb in cues.giving_accounts:
        return not nouns.isdisjoint(cues.accounts)
    asked = clause.complement("content")
    told = not nouns.isdisjoint(cues.accounts | cues.told_times) or (asked is not None and _is_asked(clauses, asked))
    return clause.verb in cues.recounting and told


def _is_plain(clause: Clause) -> bool:
    """Tell whether a clause says that somebody does something, and no more or less."""
    return clause.finite and not clause.modals and clause.negation is None and clause.voice == "active"


def _is_definite(clauses: Clauses, word: int) -> bool:
    """Tell whether a phrase begins with a determiner or possessor: "the morning", "her story"."""
    return clauses.tree.links[word] in {links.DETERMINER, links.OWNER}


def _is_asked(clauses: Clauses, head: int) -> bool:
    """Tell whether a clause begins with a question word: "what had happened"."""
    return clauses.words.shapes[clauses.tree.firsts[head]] == links.ASKING
