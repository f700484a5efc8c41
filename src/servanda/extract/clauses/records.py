"""What is known of a clause and of a noun phrase. All positions are indices of words of the segment (`Words`)."""

from typing import Literal

import msgspec

from servanda.extract.clauses.subjects import Origin

Voice = Literal["active", "passive"]
Tense = Literal["past", "present", "future"]
Mood = Literal["indicative", "imperative", "question", "indirect question", "subjunctive", "conditional"]
Link = Literal[
    "main",
    "content",
    "open",
    "adverbial",
    "relative",
    "of noun",
    "conjunct",
    "preposition",
    "subject",
    "object",
    "predicate",
    "attributive",
    "other",
]
Site = Literal["verb", "subject", "object", "agent", "coordinator", "preposition", "shared", "determiner"]


class Negation(msgspec.Struct, frozen=True):
    """What denies a clause: the word (``cue``) and where it stands.

    ``verb``: "not", "never", "no longer"; ``subject``, ``object``, ``agent``: "nobody", "no soldier", "neither X nor Y";
    ``coordinator``: "nor", "neither" before verbs; ``preposition``: "without", "instead of", "rather than"; ``shared``: from the
    verb it is joined to, "did not shell or bomb"; ``determiner``: of an event noun, "no attack".
    """

    site: Site
    cue: int


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A noun phrase: words ``first`` to ``last`` (both included), with "of ..." behind its head, without dates before it.

    ``determiner`` is "the", "no", "this"; ``quantifier`` a number or the like ("five", "few"); ``owner`` the head of a possessor
    ("the army's ..."); ``of`` the head behind "of"; ``conjuncts`` the heads coordinated with it, which have phrases of their own;
    ``appositions`` the heads of what renames it; ``entity`` the kind of name by the model, or empty.
    """

    head: int
    first: int
    last: int
    determiner: int | None = None
    quantifier: int | None = None
    owner: int | None = None
    of: int | None = None
    conjuncts: tuple[int, ...] = ()
    appositions: tuple[int, ...] = ()
    entity: str = ""


class Oblique(msgspec.Struct, frozen=True):
    """A prepositional phrase: the preposition's word in small letters and its place, and what it governs."""

    preposition: str
    at: int
    phrase: Phrase


class Complement(msgspec.Struct, frozen=True):
    """A clause (or, with ``predicate``, a word) that a verb, adjective or noun needs; ``head`` is its head."""

    kind: Literal["content", "open", "predicate"]
    head: int


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A verb with what belongs to it, or an event noun in the same shape (``kind`` nominal).

    ``lemma`` holds the particle too ("carry out"), ``verb`` does not. ``first`` and ``last`` are the outermost words. ``subjects`` are
    the grammatical ones: in the passive what it is done to. ``doers`` and ``undergoers`` are the same in both voices. ``governor`` is the
    word above (behind a preposition: the one above it; of "is not true that": "true"), ``link`` how the clause hangs on it, ``marker`` the word
    that joins them ("that", "if", "without", "and"). ``joined`` are the verbs coordinated with this one.
    ``tense`` and ``mood`` are of finite clauses; ``infinitive`` stands with "to".
    """

    head: int
    first: int
    last: int
    kind: Literal["verbal", "nominal"]
    lemma: str
    verb: str
    voice: Voice
    link: Link
    governor: int | None
    marker: int | None
    finite: bool = False
    infinitive: bool = False
    mood: Mood | None = None
    tense: Tense | None = None
    perfect: bool = False
    progressive: bool = False
    subjects: tuple[Phrase, ...] = ()
    subject_origin: Origin = "unsaid"
    objects: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    agents: tuple[Phrase, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    complements: tuple[Complement, ...] = ()
    adjuncts: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()
    modals: tuple[int, ...] = ()
    adverbs: tuple[int, ...] = ()
    particle: int | None = None
    negation: Negation | None = None

    @property
    def doers(self) -> tuple[Phrase, ...]:
        """Who does it: the subject of the active, the agent of the passive."""
        return self.agents if self.voice == "passive" else self.subjects

    @property
    def undergoers(self) -> tuple[Phrase, ...]:
        """To whom it is done: the object of the active, the subject of the passive."""
        return self.subjects if self.voice == "passive" else self.objects

    def under(self, *prepositions: str) -> tuple[Phrase, ...]:
        """Return what these prepositions govern here, in text order."""
        return tuple(one.phrase for one in self.obliques if one.preposition in prepositions)

    def complement(self, *kinds: str) -> int | None:
        """Return the head of the first complement of one of these kinds."""
        return next((one.head for one in self.complements if one.kind in kinds), None)
