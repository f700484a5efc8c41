"""What the rules of tolls share: the toll itself, and a segment with the counts in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.grammar import children, name_phrase, with_conjuncts
from servanda.extract.reading import Segment
from servanda.model.claims import Casualties, Effect
from servanda.model.parties import Participant, ParticipantType
from servanda.reference.lexicon_words import CasualtyWords
from servanda.text.numbers import FoundNumber, read_numbers
from servanda.text.times import read_times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_OTHER_COUNTS: Final = frozenset({"TIME", "PERCENT", "MONEY"})


class Count(NamedTuple):
    """How many, as the tokens ``[first, last]`` state; ``None`` is an open end."""

    first: int
    last: int
    minimum: int | None
    maximum: int | None


@dataclass(frozen=True)
class Toll:
    """A toll at tokens ``[first, last]`` of a segment; ``source`` is the word that states the harm, ``who`` its victims."""

    effect: Effect
    minimum: int | None
    maximum: int | None
    first: int
    last: int
    source: "Token"
    who: "Token | None" = None

    @classmethod
    def of(cls, effect: Effect, count: Count, source: "Token", victim: "Token") -> "Toll":
        """Return the toll of counted victims; of "dozens of civilians" the victims are the civilians."""
        return cls(effect, count.minimum, count.maximum, count.first, max(victim.i, count.last), source, victim)

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
        who, words = self.who, analysis.reference.lexicon.casualties
        if who is not None and who.lemma_.lower() in words.groups_of_people:
            who = next((item for prep in children(who, "prep") for item in children(prep, "pobj")), who)
        if who is None or who.pos_ not in {"NOUN", "PROPN"}:
            return None
        plain = _plain(who)
        named = analysis.names.mention_at(segment, who.i)
        found = analysis.names.name_of(segment, who.i, run=None if named else (plain.start, plain.end - 1))
        kind: ParticipantType = "civilians" if who.lemma_.lower() in words.civilians else found.type
        quote = found.mention.quote if found.mention else who.text
        return Participant(role="target", name=found.name or quote, type=kind, mention=found.mention)


def _plain(noun: "Token") -> "Tokens":
    """Return the noun with its adjectives but without count and determiner."""
    phrase = name_phrase(noun)
    start = noun.i
    while (
        start > phrase.start
        and noun.doc[start - 1].dep_ in {"amod", "compound", "poss"}
        and noun.doc[start - 1].pos_ in {"ADJ", "NOUN", "PROPN"}
    ):
        start -= 1
    return noun.doc[start : noun.i + 1]


@dataclass(frozen=True)
class Page:
    """A segment, the words of harm and the counts in it."""

    analysis: DocumentAnalysis
    segment: Segment

    @property
    def doc(self) -> "Doc":
        """The parsed segment."""
        return self.segment.doc

    @property
    def words(self) -> CasualtyWords:
        """The words of harm."""
        return self.analysis.reference.lexicon.casualties

    @cached_property
    def numbers(self) -> dict[int, tuple[int, FoundNumber]]:
        """Counts by the index of each of their tokens, with the first; dates, times, shares and sums of money left out."""
        dates = tuple((found.start, found.end) for found in read_times(self.segment.text))
        found = {}
        for number in read_numbers(self.segment.text, dates):
            inside = self.doc.char_span(number.start, number.end, alignment_mode="expand")
            if inside and not any(token.ent_type_ in _OTHER_COUNTS and token.like_num for token in inside):
                for token in inside:
                    found[token.i] = (inside[0].i, number)
        return found

    def number_at(self, token: "Token") -> Count | None:
        """Return the count that a token is part of."""
        found = self.numbers.get(token.i)
        if found is None:
            return None
        first, number = found
        return Count(first, self._ends[first], number.minimum, number.maximum)

    @cached_property
    def _ends(self) -> dict[int, int]:
        """The last token of each count by its first."""
        return {first: place for place, (first, _) in sorted(self.numbers.items())}

    def first_number(self, tokens: "Iterable[Token]") -> Count | None:
        """Return the first count among tokens."""
        return next((found for token in tokens if (found := self.number_at(token))), None)

    def are_people(self, victim: "Token") -> bool:
        """Tell whether a noun or number can stand for people."""
        return victim.lemma_.lower() not in self.words.not_people and victim.lower_ not in self.words.pointing

    def harmed(self, source: "Token", effect: Effect, victims: "Iterable[Token]") -> Iterator[Toll]:
        """Yield the tolls of those whom a harm befell, where their number is stated."""
        for victim in victims:
            stated = self.count(victim) if self.are_people(victim) else None
            if stated is not None and not _is_rate(victim, self.words):
                yield Toll.of(effect, stated, source, victim)

    def count(self, victim: "Token") -> Count | None:
        """Return the count of a noun phrase, or ``None`` where none is stated."""
        lefts = [victim, *reversed(list(victim.lefts))]
        nobody = next((item for item in lefts if item.lower_ in self.words.nobody and not item.is_digit), None)
        if nobody is not None:
            return Count(nobody.i, nobody.i, 0, 0)
        if victim.lower_ == "one" and victim.i and victim.nbor(-1).lower_ == "not":
            return Count(victim.i - 1, victim.i, 0, 0)
        lemma = victim.lemma_.lower()
        if lemma in self.words.units_of_people and any(item.i in self.numbers for item in children(victim, "nummod")):
            return None  # 300 families are no 300 people
        below = (item for child in lefts[1:] for item in child.subtree)
        stated = self.first_number(item for item in (*lefts, *below) if item is victim or item.dep_ != "appos")
        if stated is not None:
            return stated
        return self._of_group(victim) if lemma in self.words.groups_of_people else self._one(victim)

    def _of_group(self, victim: "Token") -> Count | None:
        """As in "a family of five" is five; "a number of civilians" and "an average of three a day" count nobody."""
        of = [item for prep in children(victim, "prep") if prep.lower_ == "of" for item in children(prep, "pobj")]
        stated = self.first_number(of) if victim.lemma_ in self.words.units_of_people else None
        return Count(victim.left_edge.i, stated.last, stated.minimum, stated.maximum) if stated else None

    def _one(self, victim: "Token") -> Count | None:
        """As in "a soldier", "the mayor", "his son", "Anton Merced", "both brothers"."""
        first = next((child for child in victim.lefts if child.dep_ in {"det", "poss", "predet"}), victim)
        both = next((child for child in victim.lefts if child.lower_ == "both"), None)
        if both is not None and victim.tag_ == "NNS":
            return Count(both.i, victim.i, 2, 2)
        singular = victim.tag_ == "NN" and (
            first.lower_ in self.words.one_of
            or (
                # headlines drop the article: "Soldier killed in clash"
                (first is not victim or victim.left_edge.is_sent_start)
                and victim.lemma_.lower() in self.words.persons | self.words.civilians
            )
        )
        named = victim.tag_ == "NNP" and victim.ent_type_ == "PERSON"
        if singular or victim.lower_ in self.words.one_person:
            return Count(first.left_edge.i, victim.i, 1, 1)
        return Count(victim.left_edge.i, victim.i, 1, 1) if named else None


def _is_rate(victim: "Token", words: CasualtyWords) -> bool:
    """Tell whether a count is one of a rate: "three people a day"."""
    near = (*victim.children, *(victim.head.children if victim.head.pos_ == "VERB" else ()))
    return any(
        item.lemma_ in words.rates
        and item.dep_ == "npadvmod"
        and any(det.lower_ in words.each_of for det in item.children)
        for item in near
    )


def below(token: "Token", *prepositions: str) -> "list[Token]":
    """Return what prepositions right below a token govern, coordinated nouns apart."""
    found = [item for prep in children(token, "prep") if prep.lower_ in prepositions for item in children(prep, "pobj")]
    return with_conjuncts(found)
