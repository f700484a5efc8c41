"""Whether a clause is in the passive: full, with "get", without its auxiliary ("two killed in shelling"), or only by its looks."""

from servanda.extract.clauses.links import (
    ADVERB,
    ADVERBIAL,
    AGENT,
    AUXILIARY,
    CONJUNCT,
    CONTENT,
    DETERMINER,
    GOVERNED,
    NUM,
    NUMBER,
    OBJECT,
    OF_NOUN,
    OPEN,
    PARTICIPLE,
    PARTICLE,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PAST_FORMS,
    PREDICATE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    SUBJECT,
    VERB,
)
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_NEXT = 3  # words to a verb that shares an object


def is_passive(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """Tell whether what a verb says is done to its subject."""
    if tree.has(verb, PASSIVE_AUXILIARY, PASSIVE_SUBJECT) or _is_predicate(tree, verb, words):
        return not _is_state(tree, verb, words)
    if tree.has(verb, AUXILIARY) or tree.words.shapes[verb] not in PAST_FORMS:
        return False
    if tree.has(verb, AGENT, OBJECT):
        return tree.has(verb, AGENT) or _only_looks_active(tree, verb, words)
    return _is_reduced(tree, verb) or any(way(tree, verb, words) for way in _WITHOUT_AUXILIARY)


def _only_looks_active(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """Tell whether what the parser takes for an object of a verb is none."""
    entry = tree.words.lemmas[verb] in words.suffered and _is_set_off(tree, verb)
    return entry or _is_counted(tree, verb, words) or _is_only_participle(tree, verb, words)


def _is_state(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in "is opposed to mediation", "were engaged in looting", "is convinced that": nobody did it to them."""
    prepositions = words.states.get(tree.words.lemmas[verb])
    if prepositions is None or tree.has(verb, AGENT):
        return False
    behind = any(tree.words.lowers[item] in prepositions for item in tree.linked(verb, PREPOSITION))
    return behind or tree.has(verb, CONTENT, OPEN)


def _is_predicate(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in "two men accused of theft were flogged", "was found shot", where the parser may take the participle for what they are."""
    link, above = tree.links[verb], tree.words.lemmas[tree.heads[verb]]
    told = (link == PREDICATE and above in words.being) or (link == OPEN and above in words.finding)
    return told and tree.words.shapes[verb] == PARTICIPLE and not tree.has(verb, OBJECT)


def _is_reduced(tree: Tree, verb: int) -> bool:
    """As in "people wounded in the clash"."""
    return tree.links[verb] == OF_NOUN and tree.words.shapes[verb] == PARTICIPLE


def _is_only_participle(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in "soldiers taken hostage": the form is no past tense, and the parser takes the hostage for an object."""
    return tree.words.lowers[verb] in words.only_participles and tree.links[verb] in {OF_NOUN, ADVERBIAL}


def _is_counted(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in the headline "4 killed over 43 injured", where the parser takes the 43 for an object."""
    harmed = tree.words.lemmas[verb] in words.suffered and _is_reduced(tree, verb)
    return harmed and tree.words.kinds[tree.heads[verb]] == NUM


def _is_undergone(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in headlines: "three killed in shelling", "rebels accused of an attack"."""
    lemma = tree.words.lemmas[verb]
    if lemma in words.charged:
        return any(tree.words.lowers[item] == "of" for item in tree.linked(verb, PREPOSITION))
    with_it = words.suffered_with.get(lemma, frozenset())
    harmed = lemma in words.suffered or any(
        tree.words.lowers[item] in with_it for item in tree.linked(verb, ADVERB, PARTICLE, PREDICATE)
    )
    told = tree.links[verb] != RELATIVE or _is_set_off(tree, verb)
    return harmed and told and shared_object(tree, verb) is None


def _is_headline(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in "Mayor's house bombed in Nacre", "Aid convoy attacked near Osk": what is built or sent, named without an article, did not do it."""
    subject = tree.first(verb, SUBJECT)
    hit = subject is not None and tree.words.lemmas[subject] in words.struck | words.built
    if subject is None or not hit or tree.words.lemmas[verb] not in words.harming:
        return False
    return tree.firsts[subject] == tree.words.sentence_of(verb).start and not tree.has(subject, DETERMINER)


def _is_done_to_subject(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in the notes "2 herders shot, one dead", "teacher Ana Vell, shot at home": who shoots is not told so, but at whom or into what.

    Nothing but a mark and a participle stands behind who suffered it; else somebody counted or without an article begins the sentence.
    """
    subject = tree.first(verb, SUBJECT)
    alone = tree.words.lemmas[verb] in words.suffered_alone and shared_object(tree, verb) is None
    if subject is None or not alone:
        return False
    if tree.words.is_mark(verb - 1):
        return True
    near = tree.below[verb]
    governed = (one for item in near for one in tree.linked(item, GOVERNED))
    beside = {tree.words.lowers[item] for item in (*near, *governed)}
    return _begins_note(tree, subject) and words.aiming.isdisjoint(beside)


def _begins_note(tree: Tree, subject: int) -> bool:
    """Tell whether a noun without an article begins its sentence, or a counted one what a mark sets off."""
    if tree.words.kinds[subject] == PRONOUN or tree.has(subject, DETERMINER):
        return False
    first = tree.firsts[subject]
    apart = tree.has(subject, NUMBER) and tree.words.is_mark(first - 1)
    return apart or first == tree.words.sentence_of(subject).start


def _is_stranded(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in "police guard fired upon, one hurt": right behind the verb a preposition governs nothing."""
    behind = verb + 1
    harmed = tree.has(verb, SUBJECT) and tree.words.lemmas[verb] in words.harming
    aimed = harmed and behind < len(tree.links) and tree.words.lowers[behind] in words.aimed
    return aimed and not tree.has(behind, GOVERNED)


def _is_set_off(tree: Tree, verb: int) -> bool:
    """As in the entry "Sniper fire at 16:45, one woman injured", which the parser takes for a woman who injured."""
    subject, object_ = tree.first(verb, SUBJECT), tree.first(verb, OBJECT)
    if subject is None or not tree.has(subject, NUMBER):
        return False
    before, above = tree.firsts[subject] - 1, tree.heads[verb] if object_ is None else object_
    return before >= 0 and tree.links[before] == PUNCTUATION and above < before


def _joins_passive(tree: Tree, verb: int, words: GrammarWords) -> bool:
    """As in "was shelled and burned"; of verbs of harm the tagger may take the form for a past: "was brought back and shot"."""
    harmed = tree.words.lemmas[verb] in words.suffered | words.suffered_with.keys()
    forms = PAST_FORMS if harmed else {PARTICIPLE}
    bare = tree.words.shapes[verb] in forms and not tree.has(verb, SUBJECT)
    return bare and tree.links[verb] == CONJUNCT and is_passive(tree, tree.heads[verb], words)


def shared_object(tree: Tree, verb: int) -> int | None:
    """Return the verb whose object is also that of ``verb``: "killed and wounded five civilians"."""
    for other in tree.linked(verb, CONJUNCT):
        near = tree.words.kinds[other] == VERB and other - verb <= _NEXT
        if near and tree.has(other, OBJECT) and not tree.has(other, SUBJECT, PASSIVE_SUBJECT):
            return other
    return None


_WITHOUT_AUXILIARY = (_is_undergone, _joins_passive, _is_headline, _is_done_to_subject, _is_stranded)
