"""Tolls: who was harmed how, as ranges. A number is given only where its words stand in the span.

"At least nine killed" is 9 to open, "dozens" 24 to open, "deadly" one or more, "no one was hurt" zero; "nine people,
including six children" gives nine and, as a part, six. A count of days, houses or tanks is no toll.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.grammar import children, is_passive, name_phrase, objects, subjects, with_conjuncts
from servanda.extract.reading import Segment
from servanda.extract.scene import Scene
from servanda.model.claims import Casualties, Effect
from servanda.model.parties import Participant, ParticipantType
from servanda.text.numbers import FoundNumber, read_numbers

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_ENTITY_NUMBERS: Final = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"})
_RISES: Final = frozenset({"to", "at"})
_RISING: Final = frozenset(
    {"rise", "climb", "stand", "reach", "hit", "jump", "increase", "grow", "mount", "exceed", "go", "pass", "top", "be"}
)
_ARTICLES: Final = frozenset({"a", "an", "another"})
_PRONOUNS: Final = frozenset({"him", "her", "he", "she"})
_SELF_COUNTED: Final = frozenset({"other", "others", "more"})


@dataclass(frozen=True)
class Toll:
    """A toll at tokens ``[first, last]`` of a segment; ``source`` is the word that states the harm."""

    effect: Effect
    minimum: int | None
    maximum: int | None
    first: int
    last: int
    source: "Token"
    who: "Token | None" = None

    def record(self, scene: Scene, segment: Segment) -> Casualties:
        """Return the toll as a record."""
        mention = scene.reading.span(segment, self.first, self.last + 1)
        return Casualties(
            effect=self.effect,
            who=self._victims(scene, segment),
            minimum=self.minimum,
            maximum=self.maximum,
            mention=mention,
        )

    def _victims(self, scene: Scene, segment: Segment) -> Participant | None:
        if self.who is None or self.who.pos_ not in {"NOUN", "PROPN"}:
            return None
        named = scene.names.mention_at(segment, self.who)
        found = scene.names.name_of(segment, self.who if named else _plain(self.who))
        kind: ParticipantType = (
            "civilians" if self.who.lemma_.lower() in scene.reference.lexicon.casualties.civilians else found.type
        )
        quote = found.mention.quote if found.mention else self.who.text
        return Participant(role="target", name=found.name or quote, type=kind, mention=found.mention)


def find_tolls(scene: Scene, segment: Segment) -> tuple[Toll, ...]:
    """Return the tolls of a segment in text order."""
    return _Reader(scene, segment).tolls()


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


class _Reader:
    """Reads the tolls of one segment."""

    def __init__(self, scene: Scene, segment: Segment) -> None:
        self.scene, self.segment, self.doc = scene, segment, segment.doc
        self.words = scene.reference.lexicon.casualties
        self.numbers = self._numbers()

    def tolls(self) -> tuple[Toll, ...]:
        """Return each toll once: one number counts for one harm, by the first rule that reads it."""
        kept: dict[tuple[int, Effect], Toll] = {}
        for token in self.doc:
            for toll in self._of(token):
                kept.setdefault((toll.first, toll.effect), toll)
        return tuple(kept[key] for key in sorted(kept))

    def _numbers(self) -> dict[int, tuple[int, FoundNumber]]:
        """Return counts by the index of their last token, each with its first token; dates, times and shares left out."""
        found = {}
        for number in read_numbers(self.doc.text):
            inside = [token for token in self.doc if number.start <= token.idx < number.end]
            if inside and not any(token.ent_type_ in _ENTITY_NUMBERS and token.like_num for token in inside):
                for token in inside:
                    found[token.i] = (inside[0].i, number)
        return found

    def _of(self, token: "Token") -> Iterator[Toll]:
        lemma, lower = token.lemma_.lower(), token.lower_
        verb = self.words.effect_of_verb(lemma) if token.pos_ == "VERB" else None
        word = self.words.effect_of_word(lower) or (self.words.effect_of_word(lemma) if token.pos_ == "NOUN" else None)
        if verb:
            yield from self._harmed(token, verb, self._victims(token))
        elif word:
            yield from self._word(token, word)
        elif lower in self.words.deadly and token.dep_ in {"amod", "acomp", "attr", "conj"}:
            yield Toll("killed", 1, None, token.i, token.i, token)
        elif (
            lemma in self.words.lives
            and token.dep_ == "dobj"
            and token.head.lemma_ in {"claim", "lose", "take", "cost"}
        ):
            yield from self._lives(token)
        if lemma == "toll":
            yield from self._toll(token)

    def _victims(self, verb: "Token") -> "list[Token]":
        """Return the heads of those whom a verb's harm befell."""
        if verb.lemma_.lower() in self.words.intransitive and not is_passive(verb):
            return subjects(verb)
        found = objects(verb)
        if not found and verb.tag_ in {"VBN", "VBD"} and not children(verb, "dobj"):
            # "12 killed, 30 wounded": a participle without a clause of its own
            found = [
                child
                for child in verb.children
                if child.pos_ in {"NUM", "NOUN"}
                and child.i < verb.i
                and child.dep_ in {"nsubj", "nummod", "dep", "npadvmod", "compound"}
            ]
        return [item for item in found if item.i != verb.i]

    def _harmed(self, source: "Token", effect: Effect, victims: "list[Token]") -> Iterator[Toll]:
        for victim in victims:
            yield from self._counted(source, effect, victim)

    def _counted(self, source: "Token", effect: Effect, victim: "Token") -> Iterator[Toll]:
        lemma = victim.lemma_.lower()
        if lemma in self.words.not_people or victim.lower_ in {"it", "that", "this", "which", "what"}:
            return
        stated = self._count(victim)
        if stated is not None:
            first, minimum, maximum = stated
            yield Toll(effect, minimum, maximum, first, max(victim.i, first), source, victim)
        yield from self._parts(source, effect, victim)

    def _count(self, victim: "Token") -> tuple[int, int | None, int | None] | None:
        """Return first token, minimum and maximum of the count of a noun phrase, or ``None`` where none is stated."""
        lefts = [victim, *reversed(list(victim.lefts))]
        of = [item for prep in children(victim, "prep") if prep.lower_ == "of" for item in children(prep, "pobj")]
        nobody = next((item for item in lefts if item.lower_ in self.words.nobody and not item.is_digit), None)
        if nobody is not None:
            return nobody.i, 0, 0
        for token in (*lefts, *(item for child in lefts[1:] for item in child.subtree)):
            if token.i in self.numbers and not (token is not victim and token.dep_ == "appos"):
                first, number = self.numbers[token.i]
                return first, number.minimum, number.maximum
        if victim.lemma_.lower() in self.words.groups_of_people:
            return self._group(victim, of)
        article = next((child for child in victim.lefts if child.dep_ == "det" and child.lower_ in _ARTICLES), None)
        singular = victim.tag_ == "NN" and article is not None
        named = victim.tag_ == "NNP" and victim.ent_type_ == "PERSON"
        if singular or named or victim.lower_ in _PRONOUNS:
            return (article.i if article else victim.left_edge.i if named else victim.i), 1, 1
        return None

    def _group(self, victim: "Token", of: "list[Token]") -> tuple[int, int | None, int | None] | None:
        """As in "a family of five" is five; "a number of civilians" and "dozens of civilians" are what their words say."""
        for item in of:
            if item.i in self.numbers:
                _, number = self.numbers[item.i]
                return victim.left_edge.i, number.minimum, number.maximum
        return None

    def _parts(self, source: "Token", effect: Effect, victim: "Token") -> Iterator[Toll]:
        """As in "including six children", "among them two medics", "three of them women"."""
        for prep in children(victim, "prep", "acl"):
            if prep.lower_ not in self.words.parts:
                continue
            below = [
                item for item in with_conjuncts(children(prep, "pobj", "dobj")) if item.lower_ not in {"them", "whom"}
            ]
            for item in below:
                stated = self._count(item)
                if stated is not None and item.lemma_.lower() not in self.words.not_people:
                    yield Toll(effect, stated[1], stated[2], stated[0], item.i, source, item)

    def _word(self, token: "Token", effect: Effect) -> Iterator[Toll]:
        """As in "12 dead", "left 20 wounded", "five deaths", "the wounded"; "the dead included" counts nobody."""
        if token.dep_ in {"acomp", "oprd", "xcomp", "ccomp"}:
            heads = [
                *children(token, "nsubj"),
                *children(token.head, "dobj"),
                *(subjects(token.head) if token.head.lemma_ == "be" else []),
            ][:1]
            yield from self._harmed(token, effect, with_conjuncts(heads))
            return
        if token.dep_ == "amod" and token.head.lemma_.lower() not in self.words.not_people:
            yield from self._counted(token, effect, token.head) if token.head.i > token.i else ()
            return
        before = [token, *token.lefts]
        previous = token.nbor(-1) if token.i else None
        for item in (*before, *([previous] if previous is not None else [])):
            if item.i in self.numbers:
                first, number = self.numbers[item.i]
                yield Toll(
                    effect,
                    number.minimum,
                    number.maximum,
                    first,
                    token.i,
                    token,
                    token if token.pos_ == "NOUN" and effect in {"detained", "displaced"} else None,
                )
                break
            if item.lower_ in self.words.nobody and item.i != token.i:
                yield Toll(effect, 0, 0, item.i, token.i, token)
                break
        else:
            of = [
                item
                for prep in children(token, "prep")
                if prep.lower_ == "of"
                for item in with_conjuncts(children(prep, "pobj"))
            ]
            yield from self._harmed(token, effect, of)

    def _lives(self, token: "Token") -> Iterator[Toll]:
        """As in "claimed the lives of 12 people", "12 lost their lives"."""
        of = [item for prep in children(token, "prep") if prep.lower_ == "of" for item in children(prep, "pobj")]
        losers = subjects(token.head) if token.head.lemma_ == "lose" else []
        yield from self._harmed(token, "killed", with_conjuncts(of or losers))
        if (not of and token.i in self.numbers) or any(child.i in self.numbers for child in token.lefts):
            first, number = next(self.numbers[item.i] for item in (token, *token.lefts) if item.i in self.numbers)
            yield Toll("killed", number.minimum, number.maximum, first, token.i, token)

    def _toll(self, token: "Token") -> Iterator[Toll]:
        """As in "the death toll rose to 41"."""
        verb = token.head
        below = [item for prep in children(verb, "prep") if prep.lower_ in _RISES for item in children(prep, "pobj")]
        for item in (
            *below,
            *children(verb, "dobj", "attr"),
            *(pobj for prep in children(token, "prep") for pobj in children(prep, "pobj")),
        ):
            stated = self._count(item) if verb.lemma_ in _RISING or item.head.head.i == token.i else None
            if stated is not None and item.lemma_.lower() not in self.words.not_people - {"number"}:
                yield Toll("killed", stated[1], stated[2], stated[0], item.i, token)
                return
