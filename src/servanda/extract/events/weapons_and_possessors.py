"""Weapons and those who wield them: "Russian aircraft", "jets of the air force", "the army's shelling". Words are indices."""

from collections.abc import Iterator
from typing import Final

from servanda.extract.clauses import Clause, Clauses, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.reference.grammar import grammar_words

_DATED: Final = frozenset({"DATE", "TIME"})
_PLURAL: Final = "s"
_DESCRIBING: Final = frozenset({links.COMPOUND, links.ADJECTIVE, links.MODIFIER})


def is_weapon(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> bool:
    """Tell whether a word names a weapon of the lexicon, and no actor of the registry: "the Northern Air Force's jets" may be one."""
    lemma, weapons = clauses.words.lemmas[word].lower(), analysis.reference.lexicon.events.weapons
    kind = clauses.words.kinds[word]
    if kind == links.NUM:  # "four of the six rounds"
        return any(is_weapon(analysis, clauses, one.phrase.head) for one in clauses.under(word, "of"))
    if kind == links.VERB:  # "[shelling] of Osk"
        return False
    alone = kind == links.NAME and not clauses.tree.has(word, links.COMPOUND)  # no "Lowland Rifles"
    many = alone and lemma.removesuffix(_PLURAL) in weapons  # a name keeps its form: "Rockets", "two Shaheds"
    weapon = lemma in weapons or many
    return weapon and not is_registered(analysis, clauses, word)


def weapons_used(analysis: DocumentAnalysis, clauses: Clauses, clause: Clause) -> Iterator[int]:
    """Yield the weapons of "used mortars to hit the village"."""
    over = clauses.over(clause.head) if clause.infinitive else None
    if over is not None and over.verb in grammar_words().using:
        yield from (one.head for one in over.undergoers if is_weapon(analysis, clauses, one.head))


def possessors(analysis: DocumentAnalysis, clauses: Clauses, noun: int) -> Iterator[int]:
    """Return "the regime's", "US", "rebel" before an event noun; weapons and places there are no actors."""
    before = (item for item in clauses.tree.below[noun] if item < noun and not _is_hyphened(clauses, item))
    acting = (
        item for item in before if _may_act(analysis, clauses, item) and not _is_make(analysis, clauses, noun, item)
    )
    return (item for item in acting if _owns(clauses, item) or _describes(analysis, clauses, item))


def owners_of_act(analysis: DocumentAnalysis, clauses: Clauses, act: int) -> Iterator[int]:
    """Yield whose deed an event noun is by what stands before it, but for words that tell where: "Syria bombings", "a Syrian gas field battle"."""
    for item in possessors(analysis, clauses, act):
        if _owns(clauses, item) or not (
            _is_scene(analysis, clauses, item) or _is_of_ground(analysis, clauses, act, item)
        ):
            yield item


def _is_scene(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> bool:
    """Tell whether a word is the bare name of a country, which before an act may as well tell where it was; "US strikes" are its own."""
    name = clauses.words.kinds[word] == links.NAME and not clauses.words.forms[word].isupper()
    return name and _is_country(analysis, clauses, word)


def _is_of_ground(analysis: DocumentAnalysis, clauses: Clauses, act: int, word: int) -> bool:
    """Tell whether ground stands between a word and an act, and so whose it is is told."""
    lexicon, lemmas = analysis.reference.lexicon, clauses.words.lemmas
    between = {lemmas[item].lower() for item in range(word + 1, act)}
    return not between.isdisjoint(lexicon.inert_words - lexicon.events.weapons)


def _is_make(analysis: DocumentAnalysis, clauses: Clauses, noun: int, word: int) -> bool:
    """Tell whether a people before a weapon that anybody lays or throws says where it was made: "a Soviet mine"."""
    made = clauses.words.lemmas[noun].lower() in analysis.reference.lexicon.events.bearing_make
    return made and clauses.words.entities[word] in links.PEOPLES


def _is_hyphened(clauses: Clauses, word: int) -> bool:
    """Tell whether a word is the second half of another: "anti-government protests" are not the government's."""
    return word > 0 and clauses.words.forms[word - 1] == "-"


def is_registered(analysis: DocumentAnalysis, clauses: Clauses, head: int) -> bool:
    """Tell whether the registry of actors knows a noun phrase, by its head, as somebody's name."""
    phrase, tree = clauses.phrase(head), clauses.tree
    run = range(phrase.first, phrase.last + 1)
    words = " ".join(tree.words.forms[item] for item in run if tree.links[item] != links.DETERMINER)
    return _is_known(analysis, words)


def _is_known(analysis: DocumentAnalysis, name: str) -> bool:
    hits = analysis.reference.actors.candidates(name, analysis.reference.config.countries)
    return any(hit.stage in {"exact", "article", "context"} for hit in hits)


def _may_act(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> bool:
    """Tell whether a word is no name of a place that is less than a country."""
    words = clauses.words
    return words.entities[word] != "GPE" or words.forms[word].isupper() or _is_country(analysis, clauses, word)


def _is_country(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> bool:
    lowers, before = clauses.words.lowers, clauses.tree.linked(word, links.COMPOUND)
    whole = " ".join(lowers[item] for item in (*before, word))
    return not analysis.reference.lexicon.countries.isdisjoint({lowers[word], whole})


def names_body(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> bool:
    """Tell whether a word names a body, a group or somebody whom the registry knows."""
    cues, words = analysis.reference.lexicon.cues, clauses.words
    told = words.entities[word] in links.BODIES or words.lemmas[word].lower() in cues.groups | cues.organisations
    return (told and _may_act(analysis, clauses, word)) or is_registered(analysis, clauses, word)


def _owns(clauses: Clauses, word: int) -> bool:
    owner = clauses.tree.links[word] == links.OWNER and clauses.words.lowers[word] != "whose"
    return owner and clauses.words.entities[word] not in _DATED


def _describes(analysis: DocumentAnalysis, clauses: Clauses, word: int) -> bool:
    """Tell whether a word before a noun names a body or group, and no weapon or kind of act: "rebel", not "terrorist" or "air"."""
    events, cues = analysis.reference.lexicon.events, analysis.reference.lexicon.cues
    lemma = clauses.words.lemmas[word].lower()
    bodies = links.PEOPLES if clauses.words.kinds[word] == links.ADJ else links.BODIES  # "Fierce clashes" are nobody's
    named = clauses.words.entities[word] in bodies or lemma in cues.groups | cues.organisations
    named = named or (clauses.words.kinds[word] == links.NAME and _is_known(analysis, clauses.words.forms[word]))
    barred = lemma in events.kinds_of_violence | events.weapons
    lower = clauses.words.lowers[word]
    part = barred or lower in events.participants.no_owners or lower in grammar_words().quantifiers  # "several raids"
    return clauses.tree.links[word] in _DESCRIBING and named and not part
