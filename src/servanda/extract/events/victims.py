"""To whom it was done: what is murdered, wounded or kidnapped is people, and whose murder it is has been murdered."""

from servanda.extract.clauses import links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events.triggers import Trigger
from servanda.model.making import replace
from servanda.model.parties import Participant
from servanda.reference.lexicon_frames import Role


def role_of_possessor(analysis: DocumentAnalysis, trigger: Trigger, owner: int, acting: Role) -> Role:
    """Return whether the possessor of an event noun acts or was done harm to: "the judge's murder", "the army's killings".

    Of deeds that only people suffer, the possessor is the victim, unless another victim is named ("the militia's killing of
    two men") or it is itself one that fights ("the rebels' killings").
    """
    clauses = trigger.clauses
    named = bool(clauses.under(trigger.word, "of")) or bool(trigger.absorbed)
    if not trigger.frame.people or named or clauses.tree.links[owner] != links.OWNER:
        return acting
    return acting if _fights(analysis, trigger, owner) or _is_body(analysis, trigger, owner) else "target"


def _fights(analysis: DocumentAnalysis, trigger: Trigger, owner: int) -> bool:
    events, cues, clauses = analysis.reference.lexicon.events, analysis.reference.lexicon.cues, trigger.clauses
    lemmas = {clauses.words.lemmas[item].lower() for item in (owner, *clauses.modifiers(owner))}
    return (
        not lemmas.isdisjoint(events.members | events.own_forces) or clauses.words.lowers[owner] in cues.organisations
    )


def _is_body(analysis: DocumentAnalysis, trigger: Trigger, owner: int) -> bool:
    """Tell whether a possessor is named as a body, country or people, or is "its" or "their"."""
    tree = trigger.clauses.tree
    named = tree.words.entities[owner] in links.BODIES and not tree.has(owner, links.DETERMINER)
    return named or tree.words.lowers[owner] in analysis.reference.lexicon.events.participants.owned_by_speaker


def of_people(analysis: DocumentAnalysis, trigger: Trigger, target: Participant, word: int) -> Participant:
    """Return the target of a deed that only people suffer as a person or group, where the words alone make it a thing."""
    kind = trigger.clauses.words.kinds[word]
    if target.type == "other" or (target.type == "organisation" and kind == links.NOUN):
        return replace(target, type="group" if _are_many(trigger, word) else "person")
    named = target.type == "organisation" and kind == links.NAME and not target.name.isupper()
    words = target.name.lower().split()
    known = not analysis.reference.lexicon.cues.organisations.isdisjoint(words)
    return replace(target, type="person") if named and not known and len(words) > 1 else target


def _are_many(trigger: Trigger, word: int) -> bool:
    words = trigger.clauses.words
    counted = words.shapes[word] == links.PLURAL or words.kinds[word] == links.NUM
    return counted or bool(trigger.clauses.under(word, "of"))
