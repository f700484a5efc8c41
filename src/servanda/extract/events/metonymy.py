"""Who or what stands behind a phrase in a role: wielders of weapons, bodies behind their members, things behind "damage".

- "Russian aircraft", "jets of the air force", "X said its troops ...": whose weapon or force it is acts;
- "X guerrillas", "members of the X": the people act, and the body they belong to;
- "a priest, Karl Moss": the name; "two Italians, Roberto Rosso and Mario Acco": they and their names;
- "claimed the lives of nine people", "damage to the bridge": what the preposition names was hit;
- "the windows of the consulate": the windows were hit, and the consulate.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.bodies import belonging_to, bodies_of
from servanda.extract.events.fitting import keys_of
from servanda.extract.events.posts import is_post, who_mans
from servanda.extract.events.weapons_and_possessors import is_weapon, possessors
from servanda.extract.reading import Segment
from servanda.reference.grammar import grammar_words
from servanda.reference.lexicon_frames import Role

_ACTING: Final = frozenset({"actor", "participant"})
_NAMING: Final = frozenset({links.NOUN, links.NAME})


@dataclass(frozen=True)
class Part:
    """A phrase in a role of an event, by its head (an index of the segment).

    ``own`` tells that it stands in the trigger's own clause, ``body`` that it is a body behind its members, ``thing`` that a verb harmed
    it that harms things as well as people.
    """

    role: Role
    word: int
    own: bool = True
    body: bool = False
    thing: bool = False


def in_full(analysis: DocumentAnalysis, segment: Segment, part: Part) -> Iterator[Part]:
    """Yield a part, or the name or thing that it only stands for, and whoever or whatever stands behind it."""
    clauses = clauses_of(segment)
    hit = [replace(part, word=item) for item in _stood_for(analysis, clauses, part)]
    yield from hit or [_resolved(analysis, clauses, part)]
    if part.role in _ACTING:
        yield from _behind_doers(analysis, segment, part)
    yield from (replace(part, word=item) for item in (*_wholes(analysis, clauses, part), *_listed(clauses, part)))


def _behind_doers(analysis: DocumentAnalysis, segment: Segment, part: Part) -> Iterator[Part]:
    """Yield whose weapon, force or members they are."""
    clauses = clauses_of(segment)
    owner = _owner_by_pronoun(analysis, clauses, part.word)
    if owner is not None:
        yield replace(part, word=owner, own=False)
    yield from (replace(part, word=body, body=True) for body in bodies_of(analysis, segment, part.word))
    if part.role == "actor":
        behind = (*_who_mans_post(analysis, clauses, part.word), *_wielders(analysis, clauses, part.word))
        yield from (whole for item in behind for whole in _with_bodies(analysis, segment, part, item))


def _who_mans_post(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> Iterator[int]:
    if is_post(analysis, clauses, word):
        yield from who_mans(analysis, clauses, word)


def _wielders(analysis: DocumentAnalysis, clauses: Clauses, weapon: int) -> Iterator[int]:
    """Yield whose weapon it is: "X's jets", "jets of X", "tanks belonging to X", "a mine laid by X", "bombs dropped by X's jets"."""
    if not is_weapon(analysis, clauses, weapon):
        return
    events = analysis.reference.lexicon.events
    yield from possessors(analysis, clauses, weapon)
    yield from (one.phrase.head for one in clauses.under(weapon, *events.participants.sources_of_weapons))
    yield from belonging_to(analysis, clauses, weapon)
    for doer in doers_behind(clauses, weapon, events.wielding):
        yield doer
        yield from _wielders(analysis, clauses, doer)


def _with_bodies(analysis: DocumentAnalysis, segment: Segment, part: Part, doer: int) -> Iterator[Part]:
    """Yield who wields a weapon, and the body behind him: "planted by [members] of the [X]"."""
    yield replace(part, word=doer)
    yield from (replace(part, word=body, body=True) for body in bodies_of(analysis, segment, doer))


def doers_behind(clauses: Clauses, noun: int, verbs: frozenset[str]) -> Iterator[int]:
    """Yield whom "by" names below a participle of some verbs behind a noun: "a mine laid by X", "air raids carried out by X"."""
    for item in clauses.tree.linked(noun, links.OF_NOUN, links.RELATIVE, links.OPEN):
        whole = clauses.tree.has(item, links.PARTICLE)  # who "shot it down" did not shoot it
        if not verbs.isdisjoint(keys_of(clauses, item)[: -1 if whole else None]):
            yield from (one.head for one in clauses.clause(item).agents)


def _owner_by_pronoun(analysis: DocumentAnalysis, clauses: Clauses, noun: int) -> int | None:
    """Return whose "its troops" or "their forces" are: of "X said its troops had left" X, of "a spokesman for X said" also X."""
    events, words = analysis.reference.lexicon.events, clauses.words
    owners = clauses.tree.linked(noun, links.OWNER)
    pronoun = any(words.lowers[item] in events.participants.owned_by_speaker for item in owners)
    force = words.lemmas[noun].lower() in events.own_forces
    speaker = _speaker_over(clauses, noun) if pronoun and force else None
    return speaker if speaker is None or not _is_person(analysis, clauses, speaker) else _spoken_for(clauses, speaker)


def _spoken_for(clauses: Clauses, person: int) -> int | None:
    """Return for whom somebody speaks: "a spokesman for X", "the X spokesman"."""
    behind = [one.phrase.head for one in clauses.under(person, "for", "of")]
    before = [item for item in clauses.tree.linked(person, links.COMPOUND, links.OWNER) if item < person]
    return next((one for one in (*behind, *before) if clauses.words.kinds[one] in _NAMING), None)


def _speaker_over(clauses: Clauses, subject: int) -> int | None:
    """Return who says the clause in which a word is the subject: "X said they would leave"."""
    told = clauses.over(subject)
    saying = _said_by(clauses, told) if told is not None else None
    if told is None or saying is None:
        return None
    speakers = [one.head for one in clauses.clause(saying).doers]
    is_subject = subject in {one.head for one in told.subjects}
    return next((one for one in speakers if clauses.words.kinds[one] in _NAMING), None) if is_subject else None


def _said_by(clauses: Clauses, told: Clause) -> int | None:
    """Return the verb that says a clause; "They fired into the air, the crowd scattered" is said by none."""
    verb = told.governor if told.link == "content" else None
    behind = verb is not None and verb > told.head and clauses.words.lemmas[verb] not in grammar_words().saying
    return None if behind else verb


def _resolved(analysis: DocumentAnalysis, clauses: Clauses, part: Part) -> Part:
    """Put who speaks in the place of "it" or "they", and a name in the place of what it explains: "a priest, Karl Moss"."""
    pronouns = analysis.reference.lexicon.events.participants.takes_up_speaker
    pronoun = clauses.words.lowers[part.word] in pronouns
    meant = _set_apart(clauses, part.word) if pronoun else None
    if meant is not None:
        return replace(part, word=meant)
    speaker = _speaker_over(clauses, part.word) if pronoun else None
    if speaker is not None and _agrees(analysis, clauses, part.word, speaker):
        return replace(part, word=speaker, own=False)
    one = clauses.words.kinds[part.word] == links.NOUN and clauses.words.shapes[part.word] == links.PLAIN
    named = next(_names_beside(clauses, part.word), None) if one else None
    return part if named is None else replace(part, word=named)


def _agrees(analysis: DocumentAnalysis, clauses: Clauses, pronoun: int, speaker: int) -> bool:
    """Tell whether "it" or "they" can be who speaks: "farmers said it burned their crops", "Ana Kor said it (they) fired" are about others."""
    words = clauses.words
    plural = words.lowers[pronoun] in analysis.reference.lexicon.events.participants.plural
    return not _is_person(analysis, clauses, speaker) and (plural or not _is_many(clauses, speaker))


def _is_person(analysis: DocumentAnalysis, clauses: Clauses, speaker: int) -> bool:
    """Tell whether who speaks is one person, by a name or an office; "Estrian Serbs" are not."""
    words, offices = clauses.words, analysis.reference.lexicon.cues.offices
    known = words.entities[speaker] == "PERSON" or words.lemmas[speaker].lower() in offices
    return known and words.shapes[speaker] != links.PLURAL


def _is_many(clauses: Clauses, noun: int) -> bool:
    return clauses.words.kinds[noun] == links.NOUN and clauses.words.shapes[noun] == links.PLURAL


def _set_apart(clauses: Clauses, pronoun: int) -> int | None:
    """Return who is meant by "it" where a sentence sets him apart: "it was the militia that came and burned the village"."""
    tree, over = clauses.tree, clauses.over(pronoun)
    named = tree.linked(over.head, links.PREDICATE) if over is not None else []
    return next((one for one in named if one > pronoun and tree.has(one, links.RELATIVE)), None)


def _names_beside(clauses: Clauses, noun: int) -> Iterator[int]:
    """Yield the names that explain a noun, also where the parser took one for a measure: "killed a priest, Karl Moss, in Osk"."""
    tree = clauses.tree
    measures = [item for item in tree.linked(tree.heads[noun], links.NOUN_ADVERB) if tree.firsts[item] == noun + 2]
    for item in (*tree.linked(noun, links.APPOSITION), *measures):
        if clauses.words.entities[item] == "PERSON":
            yield item


def _stood_for(analysis: DocumentAnalysis, clauses: Clauses, part: Part) -> list[int]:
    """Return what "damage to", "the lives of" name."""
    tree = clauses.tree
    preposition = analysis.reference.lexicon.events.stand_for.get(tree.words.lemmas[part.word].lower())
    if part.role != "target" or preposition is None:
        return []
    first = [at for at in tree.linked(part.word, links.PREPOSITION) if tree.words.lowers[at] == preposition]
    again = [other for at in first for other in tree.linked(at, links.CONJUNCT)]  # "to the bridge and to the mill"
    return tree.joined([item for at in (*first, *again) for item in tree.linked(at, links.GOVERNED)])


def _wholes(analysis: DocumentAnalysis, clauses: Clauses, part: Part) -> Iterator[int]:
    """Yield the whole whose piece was hit."""
    if part.role == "target" and clauses.words.lemmas[part.word].lower() in analysis.reference.lexicon.events.pieces:
        yield from (one.phrase.head for one in clauses.under(part.word, "of"))


def _listed(clauses: Clauses, part: Part) -> Iterator[int]:
    """Yield the persons by whose names a plural is explained."""
    if clauses.words.shapes[part.word] == links.PLURAL:
        named = clauses.tree.joined(clauses.tree.linked(part.word, links.APPOSITION))
        yield from (item for item in named if clauses.words.entities[item] == "PERSON")
