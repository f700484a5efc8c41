"""To whom it was done: what is murdered, wounded or kidnapped is people, and whose murder it is has been murdered."""

from typing import TYPE_CHECKING

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.triggers import Trigger
from servanda.extract.grammar import children, modifiers, under
from servanda.model.making import replace
from servanda.model.parties import Participant
from servanda.reference.lexicon_frames import Role

if TYPE_CHECKING:
    from spacy.tokens import Token


def role_of_possessor(analysis: DocumentAnalysis, trigger: Trigger, owner: "Token", acting: Role) -> Role:
    """Return whether the possessor of an event noun acts or was done harm to: "the judge's murder", "the army's killings".

    Of deeds that only people suffer, the possessor is the victim, unless another victim is named ("the militia's killing of
    two men") or it is itself one that fights ("the rebels' killings").
    """
    if not trigger.frame.people or owner.dep_ != "poss" or under(trigger.token, "of") or trigger.absorbed:
        return acting
    events, cues = analysis.reference.lexicon.events, analysis.reference.lexicon.cues
    words = {word.lemma_.lower() for word in (owner, *modifiers(owner))}
    fights = bool(words & (events.members | events.own_forces)) or owner.lower_ in cues.organisations
    body = owner.ent_type_ in {"ORG", "GPE", "NORP"} and not children(owner, "det")
    return acting if fights or body or owner.lower_ in {"their", "its"} else "target"


def of_people(analysis: DocumentAnalysis, target: Participant, token: "Token") -> Participant:
    """Return the target of a deed that only people suffer as a person or group, where the words alone make it a thing."""
    if target.type == "other" or (target.type == "organisation" and token.pos_ == "NOUN"):
        many = token.tag_ in {"NNS", "NNPS"} or token.pos_ == "NUM" or bool(under(token, "of"))
        return replace(target, type="group" if many else "person")
    words = target.name.lower().split()
    named = target.type == "organisation" and token.pos_ == "PROPN" and not target.name.isupper()
    known = bool(set(words) & analysis.reference.lexicon.cues.organisations)
    return replace(target, type="person") if named and not known and len(words) > 1 else target
