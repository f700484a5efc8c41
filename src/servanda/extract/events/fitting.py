"""Which entry of ``events.yaml`` a word stands for: the first whose demands on what stands around the word are met."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.events.bare import bare_frames
from servanda.extract.events.kinds import kinds_of
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_frames import Frame, Words

_BEFORE_NOUNS: Final = frozenset({links.COMPOUND, links.ADJECTIVE, links.MODIFIER})
_NOT_NEAR: Final = frozenset({links.SUBJECT, *links.AUXILIARIES, links.PUNCTUATION})
_OF_NAMES: Final = frozenset({"ORG", "FAC", "PERSON", "WORK_OF_ART"})
_PERSON: Final = "PERSON"
_PLURAL: Final = "s"
_NO_PLACES: Final = frozenset({_PERSON, "WORK_OF_ART"})
_ASKED: Final = (
    "object", "object_head", "subject", "preposition", "stranded", "preposition_object", "with_word", "only_clause", "clause_doers",
)  # fmt: skip


def verb_frame(clauses: Clauses, word: int, lexicon: Lexicon) -> Frame | None:
    """Return the entry that a verb stands for; a participle before a noun and a gerund that is a noun stand for none."""
    if not _is_verb(clauses, word):
        return None
    frames = [frame for key in keys_of(clauses, word) for frame in lexicon.verb_frames.get(key, ())]
    near = AroundVerb(clauses, clauses.clause(word), lexicon) if frames else None
    return next((frame for frame in frames if near is not None and near.fits(frame)), None)


def noun_frame(clauses: Clauses, word: int, lexicon: Lexicon) -> Frame | None:
    """Return the entry that a noun stands for; as a modifier ("attack helicopter") or part of a name it stands for none."""
    if not _is_noun(clauses, word):
        return None
    lower, lemma = clauses.words.lowers[word], clauses.words.lemmas[word].lower()
    named = lower if clauses.is_nominal_gerund(word) else lemma
    frames = lexicon.noun_frames.get(named, ()) or lexicon.noun_frames.get(lower, ())
    frames += bare_frames(clauses, word, lexicon)
    return next((frame for frame in frames if _noun_fits(clauses, word, frame)), None)


def is_act(clauses: Clauses, noun: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun names an act, so that it is nobody: some only with other words beside them ("the building of a base")."""
    frames = lexicon.noun_frames.get(clauses.words.lemmas[noun].lower(), ())
    return any(not frame.asks_for_more for frame in frames) or noun_frame(clauses, noun, lexicon) is not None


def keys_of(clauses: Clauses, verb: int) -> tuple[str, ...]:
    """Return how a verb may stand in the lexicon, the longest first: "blow up", "take place", then "blow"."""
    words, lemma = clauses.words, clauses.words.lemmas[verb].lower()
    behind = clauses.tree.linked(verb, links.PARTICLE, links.ADVERB, links.PREPOSITION, links.PREDICATE)
    beside = [words.lowers[item] for item in behind if item > verb]
    beside += [words.lemmas[item].lower() for item in clauses.tree.linked(verb, links.OBJECT)]
    return (*(f"{lemma} {word}" for word in beside), lemma)


class AroundVerb:
    """The words around a verb, each set asked for once: as lemmas and small-letter forms, by the fields of a frame."""

    def __init__(self, clauses: Clauses, clause: Clause, lexicon: Lexicon) -> None:
        self._clauses, self._clause, self._lexicon = clauses, clause, lexicon
        self._doers = [one.head for one in clause.doers]
        self._undergoers = [one.head for one in clause.undergoers]

    def fits(self, frame: Frame) -> bool:
        """Tell whether a frame finds all that it asks for, and nothing that bars it."""
        return self._has_wanted(frame) and self._has_shape(frame) and not self._is_barred(frame)

    def _has_wanted(self, frame: Frame) -> bool:
        return all(not (wanted := getattr(frame, name)) or wanted & getattr(self, name) for name in _ASKED)

    def _has_shape(self, frame: Frame) -> bool:
        particle = frame.particle is None or frame.particle in self._below
        alone = not frame.no_object or not (self._has_object or self._clause.voice == "passive")
        done = not frame.needs_object or bool(self._undergoers)
        return particle and alone and done and (not frame.clause or bool(self._complements))

    def _is_barred(self, frame: Frame) -> bool:
        unless = frame.unless
        return bool(
            unless.object & self._undergone
            or unless.subject & self._clauses.words.keys(self._doers)
            or (unless.preposition_object & self._bearing(frame) and not self._is_done_by_somebody)
            or unless.clause & (self.only_clause | self._undergone)
            or _in_sentence(self._clauses, self._clause.head, unless.sentence)
        )

    @cached_property
    def object(self) -> Words:
        """To whom it is done, compounds and "of" included; a name adds ``PERSON`` or, if it is nobody's, ``GPE`` ("captured X")."""
        return self._content(self._undergoers)

    @cached_property
    def object_head(self) -> Words:
        """The bare words for those to whom it is done."""
        return self._undergone

    @cached_property
    def subject(self) -> Words:
        """Who does it, likewise; of a passive also to whom it is done."""
        undergone = self._undergone if self._clause.voice == "passive" else frozenset[str]()
        return self._content(self._doers) | undergone

    @cached_property
    def preposition(self) -> Words:
        """The prepositions below."""
        return frozenset(one.preposition for one in self._clauses.under(self._clause.head))

    @cached_property
    def stranded(self) -> Words:
        """Of a passive the preposition or particle right behind it that governs nothing: "was fired upon"."""
        tree, behind = self._clauses.tree, self._clause.head + 1
        hangs = behind in tree.linked(self._clause.head, links.PREPOSITION, links.PARTICLE)
        alone = hangs and self._clause.voice == "passive" and not tree.linked(behind, links.GOVERNED)
        return frozenset({self._clauses.words.lowers[behind]}) if alone else frozenset()

    @cached_property
    def preposition_object(self) -> Words:
        """What they govern, with ``PERSON`` or ``GPE`` for names."""
        heads = [one.phrase.head for one in self._clauses.under(self._clause.head)]
        return self._clauses.words.keys(heads) | _named(self._clauses, heads)

    def _bearing(self, frame: Frame) -> Words:
        """Return what prepositions govern, of a harm without what names an act: "killed in rocket fire" is no accident."""
        return self.preposition_object if frame.casualty is None else self._no_act

    @cached_property
    def _no_act(self) -> Words:
        heads = (one.phrase.head for one in self._clauses.under(self._clause.head))
        plain = [one for one in heads if noun_frame(self._clauses, one, self._lexicon) is None]
        return self._clauses.words.keys(plain) | _named(self._clauses, plain)

    @cached_property
    def with_word(self) -> Words:
        """The words at two steps' distance: objects, complements, and what prepositions govern."""
        tree = self._clauses.tree
        near = [item for item in tree.below[self._clause.head] if tree.links[item] not in _NOT_NEAR]
        return tree.words.keys([*near, *(item for one in near for item in tree.below[one])])

    @cached_property
    def only_clause(self) -> Words:
        """The heads of the clauses that it governs."""
        return self._clauses.words.keys(self._complements)

    @cached_property
    def _is_done_by_somebody(self) -> bool:
        """Tell whether "by" names somebody: "were killed in fire by the Lowland Rifles" is no accident."""
        names = (one.head for one in self._clause.agents)
        return any(self._clauses.words.kinds[one] == links.NAME for one in names)

    @cached_property
    def clause_doers(self) -> Words:
        """Who acts in these clauses, in small letters."""
        doers = (one.head for word in self._complements for one in self._clauses.clause(word).doers)
        return frozenset(self._clauses.words.lowers[one] for one in doers)

    @cached_property
    def _undergone(self) -> Words:
        return self._clauses.words.keys(self._undergoers) | kinds_of(self._clauses, self._undergoers)

    @cached_property
    def _complements(self) -> list[int]:
        return [one.head for one in self._clause.complements if one.kind != "predicate"]

    @cached_property
    def _below(self) -> Words:
        return frozenset(self._clauses.words.lowers[item] for item in self._clauses.tree.below[self._clause.head])

    @cached_property
    def _has_object(self) -> bool:
        return self._clauses.tree.has(self._clause.head, links.OBJECT)

    def _content(self, heads: Iterable[int]) -> Words:
        heads = list(heads)
        found = self._clauses.words.keys(_with_parts(self._clauses, heads)) | _named(self._clauses, heads)
        told = kinds_of(self._clauses, (*heads, *_counted(self._clauses, heads)))
        return found | told | {one for head in heads for one in _singular(self._clauses, head)}


def _singular(clauses: Clauses, head: int) -> Iterator[str]:
    """Yield the singular of a plural that begins a sentence, which the tagger likes to take for a name: "Rockets landed"."""
    words = clauses.words
    if (
        words.kinds[head] == links.NAME
        and clauses.sentence_of(head).start == head
        and words.lowers[head].endswith(_PLURAL)
    ):
        yield words.lowers[head].removesuffix(_PLURAL)


def _with_parts(clauses: Clauses, heads: list[int]) -> Iterator[int]:
    whole = [*heads, *_counted(clauses, heads)]
    yield from whole
    yield from (item for head in whole for item in clauses.tree.linked(head, links.COMPOUND, links.MODIFIER))


def _counted(clauses: Clauses, heads: list[int]) -> list[int]:
    """Return what nouns are of: "dozens of [farmers]"."""
    return [one.phrase.head for head in heads for one in clauses.under(head, "of")]


def _named(clauses: Clauses, heads: list[int]) -> Words:
    words = clauses.words
    named = {words.entities[head] for head in heads if words.kinds[head] == links.NAME}
    return frozenset({*(named & {_PERSON}), *(("GPE",) if named - _NO_PLACES else ())})


def _is_verb(clauses: Clauses, word: int) -> bool:
    words = clauses.words
    verb = words.kinds[word] == links.VERB and words.shapes[word] not in {links.PLAIN, links.PLURAL}
    link, counted = clauses.tree.links[word], words.shapes[word] in {links.PARTICIPLE, links.PAST}
    before_noun = link in {links.ADJECTIVE, links.COMPOUND} or (
        link in {links.GOVERNED, links.OBJECT} and counted
    )  # "a number of wounded", "evacuated eleven injured"
    return verb and not before_noun and not clauses.is_nominal_gerund(word)


def _is_noun(clauses: Clauses, word: int) -> bool:
    words = clauses.words
    name = words.kinds[word] == links.NAME and not words.forms[word].islower()
    noun = words.kinds[word] in {links.NOUN, links.NAME} or clauses.is_nominal_gerund(word)
    return noun and not name and clauses.tree.links[word] not in _BEFORE_NOUNS and words.entities[word] not in _OF_NAMES


def _noun_fits(clauses: Clauses, noun: int, frame: Frame) -> bool:
    before = clauses.modifiers(noun)
    modifiers = clauses.words.keys(before)
    if frame.before and not modifiers & frame.before:
        return False
    if modifiers & frame.unless.modifier or (frame.plural and clauses.words.shapes[noun] != links.PLURAL):
        return False
    if not _is_meant(clauses, noun, frame, before, modifiers) or _hangs_on(clauses, noun, frame.unless.under):
        return False
    if not _is_under(clauses, noun, frame):
        return False
    return not _in_sentence(clauses, noun, frame.unless.sentence)


def _is_meant(clauses: Clauses, noun: int, frame: Frame, before: list[int], modifiers: Words) -> bool:
    """Tell whether one of the modifiers asked for stands before a noun, or what is asked for behind it: "exchange of fire", "strike on a house".

    Whoever is named before it by people or country will do for a modifier: "Estrian strikes".
    """
    if not (frame.modifier or frame.of_object or frame.on_object):
        return True
    of_people = not links.PEOPLES.isdisjoint(clauses.words.entities[item] for item in before)
    behind = _governs(clauses, noun, frame.of_object, "of") or _governs(clauses, noun, frame.on_object, "on", "against")
    return bool(modifiers & frame.modifier) or behind or bool(frame.modifier and of_people)


def _governs(clauses: Clauses, noun: int, wanted: Words, *prepositions: str) -> bool:
    """Tell whether a preposition behind a noun governs one of some words, or a name of a kind among them."""
    governed = [one.phrase.head for one in clauses.under(noun, *prepositions)] if wanted else []
    heads = [head for head in governed if not clauses.is_dated(head)]  # "the strike on Tuesday"
    return not wanted.isdisjoint(clauses.words.keys(heads) | _named(clauses, heads))


def _is_under(clauses: Clauses, noun: int, frame: Frame) -> bool:
    """Tell whether a noun hangs on the preposition, verb and parties that a frame asks for: "came [under] fire from [rebels]"."""
    over = clauses.over(noun) if frame.over or frame.parties or frame.unless.parties else None
    above = clauses.words.lemmas[over.head].lower() if over is not None else None
    if (frame.behind and not _is_behind(clauses, noun, frame.behind)) or (frame.over and above not in frame.over):
        return False
    return _has_parties(clauses, noun, over, frame)


def _has_parties(clauses: Clauses, noun: int, over: Clause | None, frame: Frame) -> bool:
    if not (frame.parties or frame.unless.parties):
        return True
    parties = _parties(clauses, noun, over, frame)
    return (not frame.parties or bool(parties & frame.parties)) and not parties & frame.unless.parties


def _is_behind(clauses: Clauses, noun: int, prepositions: Words) -> bool:
    governed = clauses.tree.links[noun] == links.GOVERNED
    return governed and clauses.words.lowers[clauses.tree.heads[noun]] in prepositions


def _parties(clauses: Clauses, noun: int, over: Clause | None, frame: Frame) -> Words:
    """Return the words for those behind the "from" or "by" of a noun or of the verb above, and for the subject of that verb."""
    sources = frame.roles.keys()
    below = [
        one.phrase.head for word in (noun, *([over.head] if over else [])) for one in clauses.under(word, *sources)
    ]
    subjects = [one.head for one in over.subjects] if over is not None else []
    return clauses.words.keys(_with_parts(clauses, [*below, *subjects]))


def _hangs_on(clauses: Clauses, noun: int, lemmas: Words) -> bool:
    """Tell whether a noun hangs on one of these by a preposition: "cessation of clashes"."""
    above = clauses.clause(noun).governor if lemmas and clauses.tree.links[noun] == links.GOVERNED else None
    return above is not None and clauses.words.lemmas[above].lower() in lemmas


def _in_sentence(clauses: Clauses, word: int, forms: Words) -> bool:
    """Tell whether the sentence of a word has one of these forms: "the derby" makes an attack one of sport."""
    return bool(forms) and any(clauses.words.lowers[item] in forms for item in clauses.sentence_of(word))
