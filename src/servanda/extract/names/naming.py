"""Names in a document: who is meant by a mention, by a title, by "he", "we" or "the Coalition".

What the registry knows beats what the context says, and that beats the label of the small language model. Where two
persons fit, no name is given and both are kept as candidates.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from servanda.extract.clauses import Clauses, Tree, Words, clauses_of, links
from servanda.extract.names.acronyms import explained_acronyms
from servanda.extract.names.heads import form, is_subject, joined_to, stands_for_another
from servanda.extract.names.index import NameIndex, Once, few
from servanda.extract.names.known import TypeOf, nothing_known
from servanda.extract.names.mentions import Mention, find_mentions
from servanda.extract.names.named import Named
from servanda.extract.names.offices import Office, find_offices
from servanda.extract.names.phrases import noun_phrase
from servanda.extract.reading import Reading, Segment, parted
from servanda.model.documents import PassedOver
from servanda.model.parties import Attribution, ParticipantType
from servanda.model.spans import Span
from servanda.reference.cues import Cues
from servanda.reference.grammar import grammar_words

_BODILY: Final = frozenset({"organisation", "other"})
_SENTENCES_BACK: Final = 12


@dataclass(frozen=True)
class Names:
    """All names of a document in text order, with the offices stated beside them; ``passed_over``: where none could be read."""

    reading: Reading
    mentions: tuple[Mention, ...]
    offices: tuple[Office, ...]
    cues: Cues
    passed_over: tuple[PassedOver, ...] = ()
    once: Once = field(default_factory=Once, compare=False, repr=False)

    def name_of(
        self, segment: Segment, word: int, chain: tuple[Attribution, ...] = (), run: tuple[int, int] | None = None
    ) -> Named:
        """Return who or what the noun phrase of a head (``word``) names.

        ``chain`` is the chain of attribution over the phrase: it answers "we", "us", "our" and "I". ``run`` is the first and the last
        word of the phrase where its caller knows them; otherwise a name knows its own extent, and `noun_phrase` that of other words.
        """
        clauses = clauses_of(segment)
        if stands_for_another(clauses.words, word):
            return self._pronoun(segment, word, chain)
        mention = self.mention_at(segment, word) or self._apposed(segment, word)
        span = self.reading.span(segment, *(run or self._phrase(clauses, word, mention)))
        if mention is None:
            return self._common(clauses.words, word, span)
        return self.person(mention, span) if mention.type == "person" else self._body(mention, span)

    def mention_at(self, segment: Segment, word: int) -> Mention | None:
        """Return the name that holds a word, if one does."""
        offset = segment.start + clauses_of(segment).words.starts[word]
        place = bisect_right(self._starts, offset) - 1
        found = self.mentions[place] if place >= 0 else None
        return found if found is not None and offset < found.end else None

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the names that begin among the characters ``[start, end)``."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def person(self, mention: Mention, span: Span | None = None) -> Named:
        """Return the person whose name a mention is or shortens; two that fit give none and both as candidates."""
        span = span or self.reading.at(mention.start, mention.end)
        full = self._longer_persons(mention)
        if len(full) > 1:
            return Named(None, "person", span, full)
        return Named(full[0] if full else mention.text, "person", span)

    def organisation_of(self, person: str) -> Named | None:
        """Return the body in which a person holds an office by this text, if one is stated."""
        body = self._bodies_of.get(person)
        return self._body(body, self.reading.at(body.start, body.end)) if body is not None else None

    def speaker_of_first_person(self, chain: tuple[Attribution, ...], *, plural: bool) -> Named | None:
        """Return whom "we" (``plural``) or "I" means under a chain: the speaker's organisation by office, or the speaker."""
        speaker = chain[-1] if len(chain) > 1 else None
        if speaker is None or speaker.name is None:
            return None
        body = self.organisation_of(speaker.name) if plural else None
        return body or Named(
            speaker.name, "person" if speaker.name in self._index.full_names else "other", speaker.mention
        )

    def he(self, offset: int, word: str = "he", besides: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the persons whom "he" or "she" at ``offset`` may mean, the names in ``besides`` left out.

        The persons who were subject of the last sentence with one; else all persons named in the sentences before.
        """
        named: list[str] = []
        for mention, name in self._persons_back(offset, word, besides):
            if word in grammar_words().she and named and not self._is_female(mention):
                return _distinct([*named, name])
            if is_subject(self._tree(mention), mention):
                return _distinct([name, *self._together(mention), *self._met(mention, word)])
            if offset - mention.end > _SENTENCES_BACK * 100:
                break
            named.append(name)
        return _distinct(named)

    def _persons_back(self, offset: int, word: str, besides: frozenset[str]) -> Iterator[tuple[Mention, str]]:
        """Yield the persons named before an offset of whom a pronoun may be said, the last first."""
        for mention in reversed(self._index.persons_before(offset, _SENTENCES_BACK)):
            name = self.person(mention).name
            if name is not None and name not in besides and not self._clashes(mention, word):
                yield mention, name

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(mention.start for mention in self.mentions)

    @cached_property
    def _explained(self) -> Mapping[str, str]:
        return explained_acronyms(self.reading.plain, self.mentions)

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self.mentions, self.reading.section_at)

    def in_section(self, section: int) -> tuple[Mention, ...]:
        """Return the names in a section."""
        return self._index.sections.get(section, ())

    @cached_property
    def _bodies_of(self) -> Mapping[str | None, Mention]:
        """The body in which each person holds an office, by this text."""
        stated = [(self.person(one.person).name, one.organisation) for one in reversed(self.offices)]
        return {name: body for name, body in stated if body is not None}

    @cached_property
    def _holders(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """Who is called by each word for an office in each section: of whom the text states it, then who bears it as title."""
        found: dict[tuple[str, int], dict[str, None]] = {}
        called = [(office.person, office.office.lower().split()) for office in self.offices]
        called += [(one, [one.titled]) for one in self.mentions if one.type == "person" and one.titled]
        for person, words in called:
            name = self.person(person).name
            for word in words if name else ():
                found.setdefault((word, self.reading.section_at(person.start)), {})[str(name)] = None
        return {word: few(names) for word, names in found.items()}

    def _clashes(self, mention: Mention, word: str) -> bool:
        titled = (mention.titled or "").lower()
        return titled in (self.cues.male if word in grammar_words().she else self.cues.female)

    def _is_female(self, mention: Mention) -> bool:
        return (mention.titled or "").lower() in self.cues.female

    def _tree(self, mention: Mention) -> Tree:
        return clauses_of(self.reading.segments[mention.segment]).tree

    def _together(self, mention: Mention) -> list[str]:
        """Return the persons whose names are joined to a name by "and"."""
        segment = self.reading.segments[mention.segment]
        others = (self.mention_at(segment, item) for item in joined_to(self._tree(mention), mention))
        persons = (other for other in others if other is not None and other != mention and other.type == "person")
        return [name for person in persons if (name := self.person(person).name) is not None]

    def _met(self, subject: Mention, word: str) -> list[str]:
        """Return the persons to whom a subject did something: in "F L met G M. He said" both may be meant; who speaks to one goes on himself."""
        segment, clauses = self.reading.segments[subject.segment], clauses_of(self.reading.segments[subject.segment])
        verb = clauses.tree.heads[clauses.head_of(subject.first, subject.last)]
        if clauses.words.lemmas[verb] in self.cues.speech:
            return []
        heads = clauses.tree.linked(verb, links.OBJECT)
        beside = (item for one in heads for item in (one, *clauses.tree.linked(one, links.APPOSITION)))
        met = filter(None, (self.mention_at(segment, item) for item in beside))
        persons = (one for one in met if one.type == "person" and not self._clashes(one, word))
        return [name for one in persons if (name := self.person(one).name)]

    def _longer_persons(self, mention: Mention) -> tuple[str, ...]:
        """Full names that a shorter mention may stand for."""
        return (mention.text,) if len(mention.words) > 1 else self._index.full_names_with(mention)

    def _apposed(self, segment: Segment, head: int) -> Mention | None:
        """The name in apposition to a title or office: "the envoy, F L"."""
        clauses = clauses_of(segment)
        if clauses.words.lowers[head] not in self.cues.offices | self.cues.titles:
            return None
        beside = clauses.tree.linked(head, links.APPOSITION, links.MODIFIER)
        named = (found for item in beside if (found := self.mention_at(segment, item)) is not None)
        return next((found for found in named if found.type in {"person", "other"}), None)

    def _phrase(self, clauses: Clauses, head: int, mention: Mention | None) -> tuple[int, int]:
        """The first and last word of the phrase of a head: its name with title and determiner, or its noun phrase."""
        if mention is None:
            return noun_phrase(clauses, head)
        lowers, first, edge = clauses.words.lowers, mention.first, clauses.tree.firsts[head]
        while first > 0 and lowers[first - 1] in self.cues.titles:
            first -= 1
        return min(first, edge) if lowers[edge] in self.cues.naming.determiners else first, mention.last

    def _pronoun(self, segment: Segment, word: int, chain: tuple[Attribution, ...]) -> Named:
        span, known = self.reading.span(segment, word), grammar_words()
        said = form(clauses_of(segment).words, word)
        if said in known.we | known.me:
            return self._first_person(span, chain, plural=said in known.we)
        if said in known.he_or_she:
            return self._third_person(span, chain, said)
        return Named(None, "group" if said in known.they else "other", span)

    def _first_person(self, span: Span, chain: tuple[Attribution, ...], *, plural: bool) -> Named:
        named = self.speaker_of_first_person(chain, plural=plural)
        return Named(named.name, named.type, span) if named else Named(None, "group" if plural else "person", span)

    def _third_person(self, span: Span, chain: tuple[Attribution, ...], word: str) -> Named:
        """Read "he" as the one person who may be meant; within marks that is not who speaks."""
        speaker = chain[-1].name if len(chain) > 1 else None
        inside = self.reading.within_marks(span.start)
        found = self.he(span.start, word, frozenset({speaker}) if speaker and inside else frozenset())
        return Named(found[0], "person", span) if len(found) == 1 else Named(None, "person", span, found)

    def _body(self, mention: Mention, span: Span) -> Named:
        explained = self._explained.get(mention.text)
        if explained is not None:
            return Named(explained, "organisation" if mention.type == "other" else mention.type, span)
        full = self._longer_body(mention.text, mention.start) or self._whole_of(mention)
        known: ParticipantType = "organisation" if full is not None and mention.type == "other" else mention.type
        return Named(full or mention.text, known, span)

    def _whole_of(self, mention: Mention) -> str | None:
        """The one name before in its section that a stump shortens, with what its acronym stands for: "the RM", "IO Forces"."""
        if mention.type not in _BODILY:
            return None
        full = self._index.shortened(mention.text, mention.start, self.reading.section_at(mention.start))
        return None if full is None else self._explained.get(full, full)

    def _longer_body(self, text: str, offset: int) -> str | None:
        """The last full name before in its section that a short form ends: "the Coalition" for "Northern Coalition"."""
        words = text.lower().split()
        section = self.reading.section_at(offset)
        return self._index.body_before(words[0], offset, section) if len(words) == 1 else None

    def _taken_up(self, word: str, span: Span) -> str | None:
        """The name that a common noun takes up: "the army", written small, is no "People's Liberation Army"."""
        full, told = self._longer_body(word, span.start), self.cues.naming
        own = word in told.states_own and full is not None and not told.not_of_state.isdisjoint(full.lower().split())
        return None if own else full

    def _common(self, words: Words, head: int, span: Span) -> Named:
        """A common noun phrase keeps its own words, unless it is the short form of a body named before."""
        word, plain = form(words, head), self._plain(span.quote)
        if plain in self._explained:  # the tagger takes "SSPDF" for a common noun
            return Named(self._explained[plain], "organisation", span)
        organisation = word in self.cues.organisations
        if organisation and plain.lower() == word:
            return Named(self._taken_up(word, span) or plain, "organisation", span)
        if self._are_civilians(words, head, span):
            return Named(plain, "civilians", span)
        if self._are(words, head, self.cues.naming.people):
            return Named(plain, "group", span)
        singular = words.kinds[head] == links.NOUN and words.shapes[head] == links.PLAIN
        if singular and word in self.cues.offices | self.cues.titles:
            return self._office_holder(word, plain, span)
        return Named(plain, self._type_of_word(word), span)

    def _type_of_word(self, word: str) -> ParticipantType:
        group: ParticipantType = "group" if word in self.cues.groups else "other"
        return "organisation" if word in self.cues.organisations else group

    def _are_civilians(self, words: Words, head: int, span: Span) -> bool:
        return self._are(words, head, self.cues.naming.civilians) or "civilian" in span.quote.lower()

    def _are(self, words: Words, head: int, people: frozenset[str]) -> bool:
        return words.lemmas[head].lower() in people and words.lowers[head] not in self.cues.naming.nations

    def _plain(self, quote: str) -> str:
        """Return the words of a phrase without its determiner."""
        words = quote.split()
        return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in self.cues.naming.determiners else quote

    def _office_holder(self, word: str, plain: str, span: Span) -> Named:
        """Read "the president" as the one holder of such an office in this section; otherwise its own words stay."""
        names = self._holders.get((word, self.reading.section_at(span.start)), ())
        if plain.lower() != word:
            return Named(plain, "person", span)
        return Named(names[0], "person", span) if len(names) == 1 else Named(plain, "person", span, names)


def name_all(reading: Reading, cues: Cues, type_of: TypeOf = nothing_known) -> Names:
    """Return the names of a reading; ``type_of`` gives the types of registered names."""
    mentions, unnamed = parted(find_mentions(reading, cues, type_of))
    offices, unplaced = parted(find_offices(reading, mentions, cues))
    return Names(reading, mentions, offices, cues, passed_over=(*unnamed, *unplaced))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
