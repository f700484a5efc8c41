"""An act in its sentence beside the times that the sentence names, and what those hang on."""

from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Final

from servanda.extract.clauses import Clause, Clauses, links
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_circumstances import TimeWords
from servanda.text.times import ToldTime

MAIN_LINKS: Final = frozenset({"main", "conjunct", "content"})
_MAX_STEPS: Final = 20
_TELLING: Final = frozenset({links.SUBJECT, links.OBJECT, links.PASSIVE_SUBJECT})
_UNTENSED: Final = MAIN_LINKS | {"adverbial"}


@dataclass(frozen=True)
class Event:
    """An event in its sentence: its word, and the verb in whose clause it is told; ``text`` begins at ``start`` of the segment."""

    clauses: Clauses
    word: int
    verb: int
    start: int
    text: str
    anchor: date | None

    def words_of(self, told: ToldTime) -> list[int]:
        """Return the words of an expression of time."""
        return words_of(self.clauses, self.clauses.sentence_of(self.word), self.start, told)

    def moves_from(self, told: list[int], words: TimeWords) -> bool:
        """Tell whether the sentence, what it says aside left out, moves away from a time that it names: "and the year before", "recently"."""
        rest = (word for word in self.clauses.sentence_of(self.word) if word not in told)
        return any(self.clauses.words.lowers[word] in words.moving and not self.is_aside(word) for word in rest)

    def is_aside(self, word: int) -> bool:
        """Tell whether a word stands in a relative clause that does not tell of the event: "In X, which they hold since April, ..."."""
        return is_aside(self.clauses, word, self.word, self.verb)


def is_aside(clauses: Clauses, word: int, *event: int) -> bool:
    """Tell whether a word stands in a relative clause that does not tell of an event, whose words are given: "In X, which they hold since April, ..."."""
    verb = clause_verb(clauses, word)
    telling = {*event, *(above for one in event for above in clauses.above(one))}
    return clauses.clause(verb).link == "relative" and verb not in telling


def words_of(clauses: Clauses, sentence: range, offset: int, told: ToldTime) -> list[int]:
    """Return the words of an expression of time in a sentence that begins at ``offset`` of its segment."""
    starts, first = clauses.words.starts, offset + told.start
    return [word for word in sentence if first <= starts[word] < offset + told.end]


def is_past(clause: Clause) -> bool:
    """Tell whether a clause tells in the simple past: "bombed", neither "had bombed" nor "have bombed"."""
    return clause.finite and clause.tense == "past" and not clause.perfect


def is_told(clause: Clause) -> bool:
    """Tell whether a clause tells of the past: "bombed" or "had bombed", not "have bombed"."""
    return clause.finite and clause.tense == "past"


def is_told_in_entry(clauses: Clauses, word: int) -> bool:
    """Tell whether an act is one that an entry tells plainly: in the simple past or present, or without a tense ("one soldier killed", "Odo: shelling at dawn")."""
    if clauses.words.kinds[word] not in links.VERBAL or clauses.tree.links[word] == links.APPOSITION:
        return True
    own = clauses.clause(word)
    told = is_past(own) or _is_present(own) or _is_untensed(own) or _is_of_a_note(clauses, word)
    return not own.perfect and not own.modals and told


def tells_plainly(clauses: Clauses, word: int) -> bool:
    """Tell whether running text tells an act plainly: in the simple past, or by the subject or object of such a verb."""
    verb = clause_verb(clauses, word)
    own = clauses.clause(verb)
    plain = is_past(own) and own.mood == "indicative" and not own.modals and own.link in MAIN_LINKS
    return plain and (verb == word or clauses.tree.links[word] in _TELLING)


def _is_present(own: Clause) -> bool:
    """Tell whether a clause tells in the present, as notes and titles do: "6 May: Army shells Odo"."""
    return own.finite and own.tense == "present" and own.mood == "indicative" and own.link in MAIN_LINKS


def _is_untensed(own: Clause) -> bool:
    return not own.finite and not own.infinitive and own.link in _UNTENSED and own.marker is None


def _is_of_a_note(clauses: Clauses, word: int) -> bool:
    """Tell whether a participle tells of the noun that a note without a verb consists of: "Odo, 6 May: six civilians killed"."""
    own = clauses.clause(word)
    return own.link == "of noun" and not own.finite and not any(is_verb(clauses, one) for one in clauses.above(word))


def governor_of(clauses: Clauses, told: list[int]) -> int:
    """Return what an expression of time hangs on, prepositions left out; the last word above where there is nothing else."""
    line = (told[0], *clauses.above(told[0]))
    return next((word for word in line if word not in told and not _is_preposition(clauses, word)), line[-1])


def _is_preposition(clauses: Clauses, word: int) -> bool:
    kind = clauses.words.kinds[word]
    return kind == links.ADP or (kind == links.ELSE and clauses.tree.links[word] == links.PREPOSITION)


def clause_verb(clauses: Clauses, word: int) -> int:
    """Return the verb in whose clause a word stands; the last word above where there is none."""
    line = (word, *clauses.above(word))
    return next((one for one in line if is_verb(clauses, one)), line[-1])


def is_verb(clauses: Clauses, word: int) -> bool:
    """Tell whether a word is a verb, and not one that serves as a preposition: "owing to", "following"."""
    return clauses.words.kinds[word] in links.VERBAL and clauses.tree.links[word] != links.PREPOSITION


def is_of_speaking(event: Event, told: ToldTime, speech: frozenset[str]) -> bool:
    """Tell whether a day stands right behind the verb of speech whose words tell the event: "said on Monday the army had ..."."""
    words, inside = event.clauses.words, event.words_of(told)
    if not inside or inside[0] > event.word or event.clauses.tree.links[inside[-1]] in links.BEFORE_NOUN:
        return False
    before = next((word for word in range(inside[0] - 1, -1, -1) if not _leads_to_time(event.clauses, word)), -1)
    says = before >= 0 and words.kinds[before] in links.VERBAL and words.lemmas[before].lower() in speech
    return says and before != event.verb and before in event.clauses.above(event.word)


def _leads_to_time(clauses: Clauses, word: int) -> bool:
    """Tell whether a word stands between a verb and its time: "on", "late"."""
    return _is_preposition(clauses, word) or clauses.words.kinds[word] == links.ADV


def is_talked_of(event: Event, lexicon: Lexicon) -> bool:
    """Tell whether the verb over an event noun only speaks, judges or thinks of it: "condemned the attack", "took responsibility for it"."""
    words, verb = event.clauses.words, event.verb
    if words.kinds[event.word] in links.VERBAL or words.kinds[verb] not in links.VERBAL:
        return False
    facts, cues = lexicon.modality.factive, lexicon.cues
    between = takewhile(lambda word: word != verb, event.clauses.above(event.word))
    lemma = words.lemmas[verb].lower()
    owned = any(frame.slots.get("accused", "").startswith("doer") for frame in lexicon.blame.get(lemma, ()))
    judged = lemma in cues.object - cues.speech  # "reported attacks on Monday" tells of Monday's
    return (lemma in facts and (judged or owned)) or any(words.lemmas[word].lower() in facts for word in between)


def is_of_a_purpose(clauses: Clauses, verb: int, name: int) -> bool:
    """Tell whether a name stands in what an act is to bring about: "shelled the market to hide what they did in X"."""
    line = takewhile(lambda word: word != verb, (name, *clauses.above(name)))
    aims = (clauses.clause(word) for word in line if clauses.words.kinds[word] in links.VERBAL)
    below = verb in clauses.above(name)
    return below and any(one.infinitive and one.link == "adverbial" and one.head > verb for one in aims)


def steps_up(clauses: Clauses, verb: int, head: int) -> int:
    """Return how many steps lead up from the verb to the first word that stands above the place too."""
    above = {head, *clauses.above(head)}
    return next((n for n, word in enumerate((verb, *clauses.above(verb))) if word in above), _MAX_STEPS)
