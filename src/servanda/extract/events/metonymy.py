"""Who or what stands behind a phrase in a role: wielders of weapons, bodies behind their members, things behind "damage".

- "Russian aircraft", "jets of the air force", "X said its troops ...": whose weapon or force it is acts;
- "X guerrillas", "members of the X": the people act, and the body they belong to;
- "a priest, Karl Moss": the name; "two Italians, Roberto Rosso and Mario Acco": they and their names;
- "claimed the lives of nine people", "damage to the bridge": what the preposition names was hit;
- "the windows of the consulate": the windows were hit, and the consulate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.bodies import bodies_of
from servanda.extract.events.weapons_and_possessors import is_registered, is_weapon, owner_by_pronoun, possessors
from servanda.extract.grammar import children, prepositions, speaking_subject, with_conjuncts
from servanda.extract.reading import Segment
from servanda.reference.lexicon_frames import Role

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Part:
    """A phrase in a role of an event; ``own`` tells that it stands in the trigger's own clause, ``body`` that it is one."""

    role: Role
    token: "Token"
    own: bool = True
    body: bool = False


def in_full(analysis: DocumentAnalysis, segment: Segment, part: Part) -> Iterator[Part]:
    """Yield a part, or the name or thing that it only stands for, and whoever or whatever stands behind it."""
    hit = [Part(part.role, item, part.own) for item in _stood_for(analysis, part)]
    yield from hit or [_resolved(part)]
    yield from _wielders(analysis, segment, part)
    yield from (Part(part.role, item, part.own) for item in (*_wholes(analysis, part), *_listed(part)))


def _wielders(analysis: DocumentAnalysis, segment: Segment, part: Part) -> Iterator[Part]:
    """Yield whose weapon, force or members they are."""
    if part.role not in {"actor", "participant"}:
        return
    if part.token.lemma_.lower() in analysis.reference.lexicon.events.own_forces:
        owner = owner_by_pronoun(part.token)
        yield from [] if owner is None else [Part(part.role, owner, own=False)]
    yield from (Part(part.role, body, part.own, body=True) for body in bodies_of(analysis, segment, part.token))
    if part.role == "actor" and is_weapon(analysis, part.token) and not is_registered(analysis, part.token):
        below = [item for preposition, item in prepositions(part.token) if preposition in {"of", "from"}]
        yield from (Part("actor", item, part.own) for item in (*possessors(analysis, part.token), *below))


def _resolved(part: Part) -> Part:
    """Put who speaks in the place of "it" or "they", and a name in the place of what it explains: "a priest, Karl Moss"."""
    speaker = speaking_subject(part.token) if part.token.lower_ in {"it", "they"} else None
    if speaker is not None:
        return Part(part.role, speaker, own=False)
    named = [item for item in children(part.token, "appos") if item.ent_type_ == "PERSON"]
    named += [  # which the parser likes to take for a measure: "killed a priest, Karl Moss, in Osk"
        item
        for item in children(part.token.head, "npadvmod")
        if item.ent_type_ == "PERSON" and item.left_edge.i == part.token.i + 2
    ]
    return Part(part.role, named[0], part.own) if named and part.token.tag_ == "NN" else part


def _stood_for(analysis: DocumentAnalysis, part: Part) -> "list[Token]":
    """Return what "damage to", "the lives of" name."""
    preposition = analysis.reference.lexicon.events.stand_for.get(part.token.lemma_.lower())
    if part.role != "target" or preposition is None:
        return []
    first = [prep for prep in children(part.token, "prep") if prep.lower_ == preposition]
    again = [other for prep in first for other in children(prep, "conj")]  # "to the bridge and to the mill"
    return [item for prep in (*first, *again) for item in with_conjuncts(children(prep, "pobj"))]


def _wholes(analysis: DocumentAnalysis, part: Part) -> "list[Token]":
    """Return the whole whose piece was hit."""
    if part.role != "target" or part.token.lemma_.lower() not in analysis.reference.lexicon.events.pieces:
        return []
    return [item for preposition, item in prepositions(part.token) if preposition == "of"]


def _listed(part: Part) -> "list[Token]":
    """Return the persons by whose names a plural is explained."""
    if part.token.tag_ not in {"NNS", "NNPS"}:
        return []
    named = with_conjuncts(children(part.token, "appos"))
    return [item for item in named if item.ent_type_ == "PERSON"]
