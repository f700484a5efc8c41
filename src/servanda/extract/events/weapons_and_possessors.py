"""Weapons and those who wield them: "Russian aircraft", "jets of the air force", "the army's shelling"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.grammar import children, name_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_registered(analysis: DocumentAnalysis, token: "Token") -> bool:
    """Tell whether the registry knows the whole phrase as an actor: "the Northern Air Force's jets" may be one."""
    words = " ".join(word.text for word in name_phrase(token) if word.dep_ != "det")
    hits = analysis.reference.actors.candidates(words, analysis.reference.config.countries)
    return any(hit.stage in {"exact", "article", "context"} for hit in hits)


def is_weapon(analysis: DocumentAnalysis, token: "Token") -> bool:
    """Tell whether a word names a weapon of the lexicon."""
    return token.lemma_.lower() in analysis.reference.lexicon.events.weapons


def owner_by_pronoun(noun: "Token") -> "Token | None":
    """Return who says that "its troops" or "their forces" act: "X said its troops had left"."""
    clause = noun.head
    if not any(child.lower_ in {"its", "their"} for child in children(noun, "poss")) or clause.dep_ != "ccomp":
        return None
    saying = children(clause.head, "nsubj") if clause.head.pos_ == "VERB" else []
    return saying[0] if len(saying) == 1 and saying[0].pos_ in {"NOUN", "PROPN"} else None


def _is_country(analysis: DocumentAnalysis, token: "Token") -> bool:
    whole = " ".join(word.lower_ for word in (*children(token, "compound"), token))
    return bool({token.lower_, whole} & analysis.reference.lexicon.countries)


def possessors(analysis: DocumentAnalysis, noun: "Token") -> Iterator["Token"]:
    """Yield "the regime's", "US", "rebel" before an event noun; weapons and places there are no actors."""
    cues, weapons = analysis.reference.lexicon.cues, analysis.reference.lexicon.events.weapons
    kinds = analysis.reference.lexicon.events.kinds_of_violence
    for child in noun.lefts:
        if child.i and child.nbor(-1).text == "-":
            continue  # "anti-government protests" are not the government's
        named = child.ent_type_ in {"ORG", "NORP", "GPE"} or child.lemma_.lower() in cues.groups | cues.organisations
        country = child.ent_type_ != "GPE" or _is_country(analysis, child) or child.text.isupper()
        if (
            child.dep_ == "poss" and child.ent_type_ not in {"DATE", "TIME"} and child.lower_ != "whose" and country
        ) or (
            child.dep_ in {"compound", "amod", "nmod"}
            and named
            and country
            and child.lemma_.lower() not in kinds | weapons
            and child.lower_ not in {"air", "force"}
        ):
            yield child
