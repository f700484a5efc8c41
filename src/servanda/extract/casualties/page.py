"""What the rules of tolls share: the toll itself, and a segment with the counts in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from servanda.extract.clauses import Clauses, Tree, Words, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.model.claims import Casualties, Effect
from servanda.model.parties import Participant, ParticipantType
from servanda.reference.lexicon_words import CasualtyWords
from servanda.text.numbers import FoundNumber, may_hold_numbers, read_numbers
from servanda.text.times import read_times

_OTHER_COUNTS: Final = frozenset({"TIME", "PERCENT", "MONEY"})
_NAMING: Final = frozenset({links.NOUN, links.NAME})
_PLAINLY: Final = frozenset({links.ADJECTIVE, links.COMPOUND, links.OWNER})
_DETERMINING: Final = (links.DETERMINER, links.OWNER, links.BEFORE_DETERMINER)


class Count(NamedTuple):
    """How many, as the words ``[first, last]`` state; ``None`` is an open end."""

    first: int
    last: int
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True)
class Toll:
    """A toll at words ``[first, last]`` of a segment; ``source`` is the word that states the harm, ``who`` its victims."""

    effect: Effect
    minimum: int | None
    maximum: int | None
    first: int
    last: int
    source: int
    who: int | None = None

    @property
    def is_counted(self) -> bool:
        """Tell whether words say how many: of "deadly attacks" they do not."""
        return self.maximum is not None or self.first != self.source

    @classmethod
    def of(cls, effect: Effect, count: Count, source: int, victim: int) -> "Toll":
        """Return the toll of counted victims; of "dozens of civilians" the victims are the civilians."""
        return cls(effect, count.minimum, count.maximum, count.first, max(victim, count.last), source, victim)

    def record(self, analysis: DocumentAnalysis, segment: Segment) -> Casualties:
        """Return the toll as a record."""
        mention = analysis.reading.span(segment, self.first, self.last)
        return Casualties(
            effect=self.effect,
            who=self._victims(analysis, segment),
            minimum=self.minimum,
            maximum=self.maximum,
            mention=mention,
        )

    def _victims(self, analysis: DocumentAnalysis, segment: Segment) -> Participant | None:
        clauses, harm = clauses_of(segment), analysis.reference.lexicon.casualties
        who = self._people(clauses, harm)
        if who is None or clauses.words.kinds[who] not in _NAMING:
            return None
        named = analysis.names.mention_at(segment, who)
        found = analysis.names.name_of(segment, who, run=None if named else _plain(clauses, who))
        kind: ParticipantType = self._people_are(clauses.words.lemmas[who].lower(), harm, found.type)
        quote = found.mention.quote if found.mention else clauses.words.forms[who]
        return Participant(role="target", name=found.name or quote, type=kind, mention=found.mention)

    def _people_are(self, lemma: str, harm: CasualtyWords, kind: ParticipantType) -> ParticipantType:
        """Return what people of a word are; one that says no more than that they are people makes them a person or a group."""
        if lemma not in harm.plain_people or kind == "civilians":
            return kind
        return "person" if (self.minimum, self.maximum) == (1, 1) else "group"

    def _people(self, clauses: Clauses, harm: CasualtyWords) -> int | None:
        """Return those who were harmed; of "a group of children" the children."""
        if self.who is None or clauses.words.lemmas[self.who].lower() not in harm.groups_of_people:
            return self.who
        return next((one.phrase.head for one in clauses.under(self.who)), self.who)


def _plain(clauses: Clauses, noun: int) -> tuple[int, int]:
    """Return the noun with its adjectives but without count and determiner: "(two) [local farmers]"."""
    first, begin = clauses.phrase(noun).first, noun
    while begin > first and clauses.tree.links[begin - 1] in _PLAINLY and _describes(clauses.words, begin - 1):
        begin -= 1
    return begin, noun


def _describes(words: Words, word: int) -> bool:
    return words.kinds[word] in _NAMING or words.kinds[word] == links.ADJ


@dataclass(frozen=True)
class Page:
    """A segment, the words of harm and the counts in it."""

    analysis: DocumentAnalysis
    segment: Segment

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses of the segment."""
        return clauses_of(self.segment)

    @property
    def tree(self) -> Tree:
        """What hangs on what in the segment."""
        return self.clauses.tree

    @property
    def words(self) -> Words:
        """The words of the segment."""
        return self.clauses.words

    @property
    def harm(self) -> CasualtyWords:
        """The words of harm."""
        return self.analysis.reference.lexicon.casualties

    def lemma(self, word: int) -> str:
        """Return the lemma of a word in small letters."""
        return self.words.lemmas[word].lower()

    def lower(self, word: int) -> str:
        """Return a word in small letters, empty where there is none at this index."""
        return self.words.lowers[word] if 0 <= word < len(self.words) else ""

    def is_noun(self, word: int) -> bool:
        """Tell whether a word is a common noun."""
        return self.words.kinds[word] == links.NOUN

    def ahead(self, word: int) -> list[int]:
        """Return what hangs on a word and stands before it, in text order."""
        return [item for item in self.tree.below[word] if item < word]

    @cached_property
    def numbers(self) -> dict[int, tuple[int, FoundNumber]]:
        """Counts by the index of each of their words, with the first; dates, times, shares and sums of money left out."""
        if not may_hold_numbers(self.segment.text):
            return {}
        dates = tuple((found.start, found.end) for found in read_times(self.segment.text))
        found = {}
        for number in read_numbers(self.segment.text, dates):
            inside = range(bisect_right(self.words.ends, number.start), bisect_left(self.words.starts, number.end))
            if not any(self._counts_no_people(word) for word in inside):
                found.update(dict.fromkeys(inside, (inside.start, number)))
        return found

    def _counts_no_people(self, word: int) -> bool:
        return self.words.entities[word] in _OTHER_COUNTS and self.words.kinds[word] == links.NUM

    def number_at(self, word: int) -> Count | None:
        """Return the count that a word is part of."""
        found = self.numbers.get(word)
        if found is None:
            return None
        first, number = found
        return Count(first, self._ends[first], number.minimum, number.maximum)

    @cached_property
    def _ends(self) -> dict[int, int]:
        """The last word of each count by its first."""
        return {first: place for place, (first, _) in sorted(self.numbers.items())}

    def first_number(self, items: Iterable[int]) -> Count | None:
        """Return the first count among words."""
        return next((found for item in items if (found := self.number_at(item))), None)

    def under(self, word: int, *prepositions: str) -> list[int]:
        """Return what prepositions right below a word govern, coordinated nouns apart."""
        return [one.phrase.head for one in self.clauses.under(word, *prepositions)]

    def are_people(self, victim: int) -> bool:
        """Tell whether a noun or number can stand for people; "dozens of sheep", "60 head of cattle", "dozens of people and cows" do not."""
        counted = victim in self.numbers or self.lemma(victim) in self.harm.groups_of_people
        herd = self.is_noun(victim) and self.words.shapes[victim] == links.PLAIN and self._is_numbered(victim)
        whole = self.tree.joined(self.under(victim, "of")) if counted or herd else []
        things = self.harm.not_people | self.analysis.reference.lexicon.events.weapons
        return self.lower(victim) not in self.harm.pointing and things.isdisjoint(map(self.lemma, (victim, *whole)))

    def _is_numbered(self, noun: int) -> bool:
        return any(word in self.numbers for word in self.tree.linked(noun, links.NUMBER))

    def harmed(self, source: int, effect: Effect, victims: Iterable[int]) -> Iterator[Toll]:
        """Yield the tolls of those whom a harm befell, where their number is stated."""
        for victim in (one for named in victims for one in (named, *self._theirs(named))):
            stated = self.count(victim) if self.are_people(victim) else None
            if stated is not None and not self._is_rate(victim):
                yield Toll.of(effect, stated, source, victim)

    def _theirs(self, victim: int) -> list[int]:
        """Return people of a victim who stand beside it as if they renamed it: "a guard, his wife and three children"."""
        apposed = self.tree.linked(victim, links.APPOSITION) if self.words.kinds[victim] in _NAMING else []
        own = [
            one for one in apposed if one > victim and self._is_of_somebody(one) and self.tree.has(one, links.CONJUNCT)
        ]
        return [one for head in own for one in self.tree.joined([head])]

    def _is_of_somebody(self, noun: int) -> bool:
        owners = self.tree.linked(noun, links.OWNER)
        return any(self.lower(one) in self.harm.whose for one in owners)

    def count(self, victim: int) -> Count | None:
        """Return the count of a noun phrase, or ``None`` where none is stated."""
        nobody = self._nobody(victim)
        if nobody is not None or self._counts_units(victim):
            return nobody
        group = self.lemma(victim) in self.harm.groups_of_people
        return self._stated(victim) or (self._of_group(victim) if group else self._one(victim))

    def _beside(self, victim: int) -> list[int]:
        """Return a noun and what hangs on it before it, nearest first."""
        return [victim, *reversed(self.ahead(victim))]

    def _nobody(self, victim: int) -> Count | None:
        """As in "no soldiers", "not one"; the figure 0 is a number as any other."""
        saying = (word for word in self._beside(victim) if self.lower(word) in self.harm.nobody)
        nobody = next((word for word in saying if not self.lower(word).isdigit()), None)
        if nobody is not None:
            return Count(nobody, nobody, 0, 0)
        denying = self.harm.not_one.get(self.lower(victim))
        return Count(victim - 1, victim, 0, 0) if denying is not None and self.lower(victim - 1) == denying else None

    def _counts_units(self, victim: int) -> bool:
        """Tell whether a count is of more than persons: 300 families are no 300 people."""
        return self._is_numbered(victim) and self.lemma(victim) in self.harm.units_of_people

    def _stated(self, victim: int) -> Count | None:
        beside = self._beside(victim)
        inside = (word for one in beside[1:] for word in range(self.tree.firsts[one], self.tree.lasts[one] + 1))
        apposed = links.APPOSITION
        return self.first_number(
            word for word in (*beside, *inside) if word == victim or self.tree.links[word] != apposed
        )

    def _of_group(self, victim: int) -> Count | None:
        """As in "a family of five" is five; "a number of civilians" and "an average of three a day" count nobody."""
        units = self.lemma(victim) in self.harm.units_of_people
        stated = self.first_number(self.under(victim, "of")) if units else None
        return Count(self.tree.firsts[victim], stated.last, stated.minimum, stated.maximum) if stated else None

    def _one(self, victim: int) -> Count | None:
        """As in "a soldier", "the mayor", "his son", "Anton Merced"; "both brothers" and "a young couple" are two."""
        both = self._both(victim)
        if both is not None:
            return Count(both, victim, 2, 2)
        first = next((word for word in self.tree.linked(victim, *_DETERMINING) if word < victim), victim)
        if self.lower(victim) in self.harm.one_person or self._is_singular(victim, first):
            several = 2 if self.lemma(victim) in self.harm.two_persons else 1
            return Count(self.tree.firsts[first], victim, several, several)
        return Count(self.tree.firsts[victim], victim, 1, 1) if self._is_named(victim) else None

    def _both(self, victim: int) -> int | None:
        several = self.is_noun(victim) and self.words.shapes[victim] == links.PLURAL
        return next((word for word in self.ahead(victim) if several and self.lower(word) == "both"), None)

    def _is_singular(self, victim: int, first: int) -> bool:
        """Tell whether a noun is of one person; headlines drop the article: "Soldier killed in clash"."""
        if not self.is_noun(victim) or self.words.shapes[victim] != links.PLAIN:
            return False
        begin = self.tree.firsts[victim]
        opening = first != victim or begin == self.clauses.sentence_of(begin).start
        person = self.lemma(victim) in self.harm.persons | self.harm.plain_people
        return self.lower(first) in self.harm.one_of or (opening and person)

    def _is_named(self, victim: int) -> bool:
        words = self.words
        one_name = words.kinds[victim] == links.NAME and words.shapes[victim] == links.PLAIN
        return one_name and words.entities[victim] == "PERSON"

    def _is_rate(self, victim: int) -> bool:
        """Tell whether a count is one of a rate: "three people a day"."""
        above = self.tree.heads[victim]
        heads = [victim, *([above] if self.words.kinds[above] == links.VERB else [])]
        near = (word for head in heads for word in self.tree.linked(head, links.NOUN_ADVERB))
        return any(self.lemma(word) in self.harm.rates and self._is_of_each(word) for word in near)

    def _is_of_each(self, word: int) -> bool:
        return any(self.lower(item) in self.harm.each_of for item in self.tree.below[word])
