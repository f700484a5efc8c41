"""Which events a check is of: those that its words name, or those right before that "the report", "the attack", "this" take up.

Where it is not plain which event is meant, none is.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.reading import Segment
from servanda.extract.verification.checks import Check
from servanda.extract.verification.told import Page, Told, n_told
from servanda.model.verification import VerifiedAspect
from servanda.reference.lexicon import Lexicon
from servanda.text.folds import plain

_DEPTH: Final = 4
_OF: Final = "of"
_NOTHING: Final[tuple[Told, ...]] = ()


class Meant(NamedTuple):
    """The events that are meant, and what of them: that they happened, who did it, how many suffered."""

    told: tuple[Told, ...] = _NOTHING
    on: VerifiedAspect = "occurrence"


class Seeking(NamedTuple):
    """A check in its segment, and the claims around it."""

    page: Page
    segment: Segment
    check: Check

    @property
    def clauses(self) -> Clauses:
        """The clauses of the segment."""
        return clauses_of(self.segment)

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon of the analysis."""
        return self.page.analysis.reference.lexicon

    def keys(self, word: int) -> frozenset[str]:
        """Return the lemma and the form of a word."""
        return self.clauses.words.keys([word])


def meant_by(seeking: Seeking) -> Meant:
    """Return which events a check is of, none where that is not plain."""
    if seeking.check.of_all:
        return Meant(_reported(seeking, None))
    found = [_meant(seeking, thing, "occurrence", 0) for thing in seeking.check.things]
    aspects = {one.on for one in found if one.told}
    if len(aspects) != 1 or not all(one.told for one in found):
        return Meant()
    return Meant(tuple(dict.fromkeys(told for one in found for told in one.told)), aspects.pop())


def _meant(seeking: Seeking, word: int, on: VerifiedAspect, depth: int) -> Meant:
    """Return what a head of what is checked means: by what stands behind it, by itself, or as what takes something up."""
    clauses = seeking.clauses
    noun = clauses.antecedent(word)
    if depth > _DEPTH or clauses.nobody(noun) is not None:
        return Meant()
    if clauses.is_verb(noun) and not clauses.is_nominal_gerund(noun):
        return _of_clause(seeking, noun)
    return next((found for kind in _KINDS if (found := kind(seeking, noun, on, depth)) is not None), Meant())


def _of_clause(seeking: Seeking, head: int) -> Meant:
    """As in "confirmed that shells hit Olm", "could not verify who fired", "whether an attack took place"."""
    clause = seeking.clauses.clause(head)
    on = _asked(seeking, clause) if clause.mood == "indirect question" else "occurrence"
    if on is None:
        return Meant()
    heads = (head, *clause.joined)
    own = [told for one in heads for told in seeking.page.at(seeking.segment, one)]
    carried = [one.head for one in (*clause.subjects, *clause.objects)] if not own else []
    own += [told for one in carried for told in seeking.page.at(seeking.segment, one)]
    return Meant(tuple(own) or _taken_up(seeking, clause, on), on)


def _taken_up(seeking: Seeking, clause: Clause, on: VerifiedAspect) -> tuple[Told, ...]:
    """Return the only event that a question after the doer takes up: "who fired them", "who was responsible"."""
    if on != "responsibility":
        return _NOTHING
    things = [one.head for one in clause.objects]
    pronouns = all(seeking.clauses.words.kinds[one] == links.PRONOUN for one in things)
    blamed = any(seeking.keys(one.head) & seeking.lexicon.verdicts.guilty for one in clause.complements)
    if not (things and pronouns) and not (blamed and not clause.obliques):
        return _NOTHING
    return _first(seeking, clause.head, lambda told: told.is_news)


def _asked(seeking: Seeking, clause: Clause) -> VerifiedAspect | None:
    """Return what an indirect question asks of an event: "who", "how many", "whether"; nothing of "how", "when", "where"."""
    clauses, words = seeking.clauses, seeking.lexicon.verification
    asked = frozenset(clauses.words.lowers[clauses.tree.firsts[clause.head] : clause.head])
    if asked & words.who:
        return "responsibility"
    if asked & words.how_many:
        return "toll"
    return None if clause.marker is None else "occurrence"


def _of_part(seeking: Seeking, noun: int, on: VerifiedAspect, depth: int) -> Meant | None:
    """As in "the authenticity of the report", "responsibility for the attack"."""
    words, keys = seeking.lexicon.verification, seeking.keys(noun)
    if keys & words.responsibility:
        on = "responsibility"
    elif not keys & words.facets:
        return None
    below = [one.phrase.head for one in seeking.clauses.under(noun, *words.prepositions)]
    if not below and on == "responsibility" and not seeking.clauses.modifiers(noun):
        return Meant(_first(seeking, noun, lambda told: told.is_news), on)
    return _meant(seeking, below[0], on, depth + 1) if len(below) == 1 else Meant()


def _of_report(seeking: Seeking, noun: int, on: VerifiedAspect, depth: int) -> Meant | None:
    """As in "reports that shells hit Olm", "the allegation of looting", "the claim"."""
    words = seeking.lexicon.verification
    if not seeking.keys(noun) & words.reports or seeking.page.at(seeking.segment, noun):
        return None
    content = next(_contents(seeking, noun), None)
    if content is not None:
        return _meant(seeking, content, on, depth + 1)._replace(on=on)
    return Meant() if seeking.check.named else Meant(_reported(seeking, noun), on)


def _contents(seeking: Seeking, noun: int) -> Iterator[int]:
    """Yield what a report is of: clauses, and what prepositions govern behind it, but for who tells ("the account of the ministry")."""
    clauses, tellers = seeking.clauses, seeking.lexicon.cues.organisations
    hanging = [one for one in clauses.hanging(noun) if one.head > noun]
    yield from (one.head for one in hanging if one.finite and one.link == "of noun")
    yield from (one.head for one in hanging if one.link == "preposition")
    under = clauses.under(noun, *seeking.lexicon.verification.prepositions)
    yield from (one.phrase.head for one in under if not seeking.keys(one.phrase.head) & tellers)


def _of_toll(seeking: Seeking, noun: int, on: VerifiedAspect, depth: int) -> Meant | None:
    """As in "the death toll", "the number of dead"."""
    del on, depth
    words = seeking.lexicon.verification
    if not seeking.keys(noun) & words.tolls:
        return None
    if not (_points(seeking, noun) or (_is_pointed_at(seeking, noun) and _is_of_victims(seeking, noun))):
        return Meant()
    return Meant(_first(seeking, noun, lambda told: told.is_counted), "toll")


def _is_of_victims(seeking: Seeking, noun: int) -> bool:
    """Tell whether a number is that of the dead or hurt, and of nothing else: "the number [of dead]"."""
    harm = seeking.lexicon.casualties
    victims = harm.harm_of_any_kind.union(*harm.words.values())
    below = [one.phrase for one in seeking.clauses.under(noun)]
    return bool(below) and all(seeking.keys(one.head) & victims and one.of is None for one in below)


def _of_event(seeking: Seeking, noun: int, on: VerifiedAspect, depth: int) -> Meant | None:
    """As in "the shelling of Olm"; "the attack" and "the incident", which state nothing, take up the only one of their kind."""
    del depth
    own = seeking.page.at(seeking.segment, noun)
    if own:
        return Meant(seeking.page.with_taken_up(own), on)
    kinds = {frame.type for frame in seeking.lexicon.noun_frames.get(seeking.clauses.words.lemmas[noun].lower(), ())}
    general = bool(seeking.keys(noun) & seeking.lexicon.verification.incidents)
    if not (kinds or general) or not _points(seeking, noun) or seeking.check.named:
        return None
    taken = _first(seeking, noun, lambda told: told.is_news and (general or told.plover in kinds))
    return Meant(taken, on)


def _of_pronoun(seeking: Seeking, noun: int, on: VerifiedAspect, depth: int) -> Meant | None:
    """As in "this could not be verified"."""
    del depth
    clauses = seeking.clauses
    alone = clauses.words.kinds[noun] in {links.PRONOUN, links.DET} and clauses.tree.links[noun] != links.DETERMINER
    if not alone or clauses.words.lowers[noun] not in seeking.lexicon.verification.taking_up:
        return None
    return Meant(_first(seeking, noun, lambda told: told.is_news), on)


_KINDS: Final = (_of_part, _of_report, _of_toll, _of_event, _of_pronoun)


def _points(seeking: Seeking, noun: int) -> bool:
    """Tell whether a noun takes something up: "the attack", "these figures", and says no more of it."""
    alone = seeking.clauses.phrase(noun).owner is None and not seeking.clauses.under(noun)
    return alone and _is_pointed_at(seeking, noun)


def _is_pointed_at(seeking: Seeking, noun: int) -> bool:
    """Tell whether a noun is said to be known: "the attack", "these figures", "..., a claim that could not be verified"."""
    if seeking.clauses.tree.links[noun] == links.APPOSITION and noun < seeking.check.word:
        return True
    determiner = seeking.clauses.phrase(noun).determiner
    pointing = seeking.lexicon.verification.pointing
    return determiner is not None and seeking.clauses.words.lowers[determiner] in pointing


def _first(seeking: Seeking, word: int, fits: Callable[[Told], bool]) -> tuple[Told, ...]:
    """Return the claims of the only event of a kind in the nearest sentence with any; none where several are."""
    for scope in seeking.page.scopes(seeking.segment, word):
        fitting = tuple(filter(fits, scope))
        if fitting:
            return fitting if n_told(fitting) == 1 else _NOTHING
    return _NOTHING


def _reported(seeking: Seeking, noun: int | None) -> tuple[Told, ...]:
    """Return what "the report" takes up: all that one other voice tells in the nearest sentence, the one whose report it is.

    ``noun`` is ``None`` where the check names nothing: "there was no confirmation".
    """
    at = seeking.check.word if noun is None else noun
    own = () if noun is None else (_said_by(seeking, noun),)
    for scope in (*own, *seeking.page.scopes(seeking.segment, at)):
        said = [one for one in scope if one.is_said and one.is_news]
        if said:
            return _of_one_voice(seeking, noun, said)
    return _NOTHING


def _of_one_voice(seeking: Seeking, noun: int | None, said: Iterable[Told]) -> tuple[Told, ...]:
    """Return what is told in one voice, where it is that of the report that a noun names, if one does."""
    told = tuple(said)
    in_one = len({one.claim.attribution[-1] for one in told}) == 1
    return told if in_one and (noun is None or _is_report_of(seeking, noun, told[0])) else _NOTHING


def _said_by(seeking: Seeking, noun: int) -> tuple[Told, ...]:
    """Return what the report itself says in this sentence: "the report, which could not be verified, said that ..."."""
    page, segment = seeking.page, seeking.segment
    at = page.analysis.reading.span(segment, noun)
    sentence = segment.sentences[segment.sentence_at(noun)]
    said = page.inside(segment, sentence)
    return tuple(one for one in said if (mention := one.claim.attribution[-1].mention) and mention.overlaps(at))


def _is_report_of(seeking: Seeking, noun: int, told: Told) -> bool:
    """Tell whether a report is that of who tells an event: "the Observatory's report", or "the report" that names nobody."""
    clauses, speaker = seeking.clauses, told.claim.attribution[-1]
    at = seeking.page.analysis.reading.span(seeking.segment, noun)
    if speaker.mention is not None and speaker.mention.overlaps(at):
        return True
    tellers = list(_tellers(seeking, noun))
    if not tellers:
        return _is_pointed_at(seeking, noun) and not clauses.modifiers(noun) and not clauses.under(noun)
    name = f" {plain(speaker.name or '')} "
    pronoun = clauses.words.kinds[tellers[0]] == links.PRONOUN
    return pronoun or all(f" {plain(clauses.words.forms[one]).rstrip('s')}" in name for one in tellers)


def _tellers(seeking: Seeking, noun: int) -> Iterator[int]:
    """Yield who tells a report, by its words: "[their] account", "the [ministry's] report", "the report by the [ministry]"."""
    clauses, words = seeking.clauses, seeking.lexicon.verification
    owner = clauses.phrase(noun).owner
    yield from () if owner is None else (owner,)
    yield from (one.phrase.head for one in clauses.under(noun, *words.tellers, _OF))
    yield from clauses.tree.linked(noun, links.COMPOUND)
