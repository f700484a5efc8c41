"""Who does it, where the parser regularly hangs him elsewhere: "Gunmen [thought to be rebels] fired", "evicted with force [by guards]"."""

from servanda.extract.clauses.links import (
    ADJECTIVE,
    ADVERBIAL,
    AGENT,
    APPOSITION,
    AUXILIARIES,
    CONJUNCT,
    CONTENT,
    COORDINATOR,
    DETERMINER,
    GERUND,
    GOVERNED,
    MARK,
    NOMINAL,
    OBJECT,
    OF_NOUN,
    OPEN,
    OTHER,
    PASSIVE_AUXILIARY,
    PASSIVE_SUBJECT,
    PAST,
    PAST_FORMS,
    PREDICATE,
    PREPOSITION,
    RELATIVE,
    ROOT,
    SUBJECT,
    SUBJECTS,
    TO,
    VERB,
)
from servanda.extract.clauses.mending_clauses import Changes
from servanda.extract.clauses.tree import Tree
from servanda.reference.grammar import GrammarWords

_COMMA = ","
_INSERTED = frozenset({OTHER, CONTENT})


def participle_of_thought(tree: Tree, _: GrammarWords) -> Changes:
    """On "gunmen thought to be rebels shot nine", the parser takes it that the gunmen think: they are who shot."""
    for verb, link in enumerate(tree.links):
        doer = _thought_of(tree, verb) if link == CONTENT and not tree.has(verb, MARK, *SUBJECTS) else None
        if doer is None:
            continue
        thought = tree.heads[verb]
        above = tree.links[thought]
        yield thought, doer, OF_NOUN
        yield doer, verb, SUBJECT
        yield verb, (verb if above == ROOT else tree.heads[thought]), above
        yield from ((item, verb, tree.links[item]) for item in tree.below[thought] if item > verb)


def _thought_of(tree: Tree, verb: int) -> int | None:
    """Return who stands right before the participle that a verb without a subject hangs on."""
    thought = tree.heads[verb]
    subjects = tree.linked(thought, SUBJECT) if thought < verb and _is_said_of(tree, thought) else []
    return subjects[0] if len(subjects) == 1 and tree.lasts[subjects[0]] + 1 == thought else None


def _is_said_of(tree: Tree, verb: int) -> bool:
    """Tell whether a participle may stand there, with an infinitive right behind it: "[thought] to be"."""
    marked = tree.words.shapes[verb] in PAST_FORMS and not tree.has(verb, *AUXILIARIES)
    behind = tree.linked(verb, OPEN)
    return marked and any(tree.firsts[item] == verb + 1 and tree.words.shapes[verb + 1] == TO for item in behind)


def past_before_noun(tree: Tree, _: GrammarWords) -> Changes:
    """On "The Lake Forces, who had fled, massacred residents", the parser takes a past form for an adjective: the forces did it."""
    for verb, link in enumerate(tree.links):
        noun = tree.heads[verb]
        doer = tree.heads[noun]
        past = link == ADJECTIVE and tree.words.shapes[verb] == PAST and tree.links[noun] == APPOSITION
        if past and tree.links[doer] == ROOT and doer < verb and tree.words.forms[verb - 1] == _COMMA:
            yield verb, verb, ROOT
            yield doer, verb, SUBJECT
            yield noun, verb, OBJECT


def agent_behind_manner(tree: Tree, words: GrammarWords) -> Changes:
    """On "were evicted with violence by guards", "were denied access by guards", the parser hangs "by" on the noun: the guards did it."""
    for by, link in enumerate(tree.links):
        if link == PREPOSITION and tree.words.lowers[by] in words.passive_agent and _names_doer(tree, by, words):
            verb = _done_to(tree, tree.heads[by], words)
            if verb is not None and tree.has(verb, PASSIVE_AUXILIARY) and not tree.has(verb, AGENT):
                yield by, verb, AGENT


def _done_to(tree: Tree, noun: int, words: GrammarWords) -> int | None:
    """Return the verb that a noun is the object of, or beside which it says how or where; a place is no act, of which "by" could tell."""
    preposition = tree.heads[noun]
    if tree.links[noun] == OBJECT:
        return preposition
    if tree.links[noun] != GOVERNED:
        return None
    how = tree.words.lowers[preposition]
    place = how in words.beside_places and tree.words.lemmas[noun] not in words.nouns
    return tree.heads[preposition] if how in words.accompanying or place else None


def _names_doer(tree: Tree, by: int, words: GrammarWords) -> bool:
    governed = tree.linked(by, GOVERNED)
    return any(tree.words.kinds[item] in NOMINAL and tree.words.entities[item] not in words.dated for item in governed)


def subject_around_saying(tree: Tree, words: GrammarWords) -> Changes:
    """On "The army, says the bishop, burned it", the parser lets the army say it, too: it is who burned it."""
    for verb, link in enumerate(tree.links):
        told, own = tree.heads[verb], tree.linked(verb, SUBJECT)
        inserted = link in _INSERTED and told > verb and tree.words.lemmas[verb] in words.saying
        if inserted and len(own) > 1 and own[0] < verb < own[1] < told and not tree.has(told, *SUBJECTS):
            yield own[0], told, PASSIVE_SUBJECT if tree.has(told, PASSIVE_AUXILIARY) else SUBJECT


def cleft_of_predicate(tree: Tree, words: GrammarWords) -> Changes:
    """On "said it was the rebels who burned it", the parser may hang the clause on "was": it is the rebels who burned it."""
    for verb, link in enumerate(tree.links):
        be = tree.heads[verb]
        about = link == CONTENT and _is_any(tree, tree.linked(verb, SUBJECT), words.relative_pronouns)
        if (
            about
            and tree.words.lemmas[be] in words.being
            and _is_any(tree, tree.linked(be, SUBJECT), words.vague_subjects)
        ):
            named = [item for item in tree.linked(be, PREDICATE) if be < item < verb]
            yield from ((verb, item, RELATIVE) for item in named[-1:] if tree.words.kinds[item] in NOMINAL)


def _is_any(tree: Tree, items: list[int], wanted: frozenset[str]) -> bool:
    return any(tree.words.lowers[item] in wanted for item in items)


def deed_behind_said(tree: Tree, _: GrammarWords) -> Changes:
    """On "finds that the army, and men acting for it, shot nine", the parser may let the finder shoot: nothing joins the two verbs."""
    for verb, link in enumerate(tree.links):
        if link == CONJUNCT and tree.words.shapes[verb] == PAST and tree.words.forms[verb - 1] == _COMMA:
            above = _beside_gerund(tree, verb)
            said = None if tree.has(verb, *SUBJECTS, *AUXILIARIES) else _said_between(tree, above, verb)
            if said is not None and not _are_joined(tree, above, said, verb):
                yield verb, said, CONJUNCT
            elif _opens_content(tree, above) and not _are_joined(tree, above, above, verb):
                yield verb, above, CONTENT


def _beside_gerund(tree: Tree, verb: int) -> int:
    """Return what a past tense is joined to; beside a gerund none stands: "finds that ..., acting together, [shot] nine"."""
    above = tree.heads[verb]
    return tree.heads[above] if tree.words.shapes[above] == GERUND and tree.links[above] == ADVERBIAL else above


def _opens_content(tree: Tree, verb: int) -> bool:
    """Tell whether "that" stands alone right behind a verb: "finds [that] on 3 May men of the guard, with others, shot nine"."""
    that = verb + 1
    return that < len(tree.links) and tree.words.lowers[that] == "that" and tree.links[that] != DETERMINER


def _said_between(tree: Tree, above: int, verb: int) -> int | None:
    """Return the clause of what is said, with a subject, that stands between two verbs."""
    said = [item for item in tree.linked(above, CONTENT) if above < item < verb and tree.has(item, SUBJECT)]
    return said[-1] if said else None


def _are_joined(tree: Tree, above: int, said: int, verb: int) -> bool:
    """Tell whether a word joins a verb to the one above, or to one that is joined to it already."""
    chain = (above, *tree.linked(above, CONJUNCT))
    return any(said < item < verb for head in chain for item in tree.linked(head, COORDINATOR))


def past_behind_infinitive(tree: Tree, _: GrammarWords) -> Changes:
    """On "told him to stop and broke the phone", the parser may join the deed to what was asked: no past tense stands beside an infinitive."""
    for verb, link in enumerate(tree.links):
        deed = link == CONJUNCT and tree.words.shapes[verb] == PAST and not tree.has(verb, *SUBJECTS, *AUXILIARIES)
        above = next((item for item in tree.above(verb) if not tree.is_infinitive(item)), verb) if deed else verb
        if above not in {verb, tree.heads[verb]} and tree.words.kinds[above] == VERB:
            yield verb, above, CONJUNCT


def outcome_behind_saying(tree: Tree, words: GrammarWords) -> Changes:
    """On "Rebels shelled the town, residents said, killing six", the parser takes it that the residents kill."""
    for verb, link in enumerate(tree.links):
        said = tree.heads[verb]
        outcome = tree.words.shapes[verb] == GERUND and tree.words.lemmas[verb] in words.suffered | words.outcomes
        if link == ADVERBIAL and outcome and said < verb and tree.words.lemmas[said] in words.saying:
            told = _told_before(tree, said)
            if told is not None and not tree.has(verb, *SUBJECTS, MARK):
                yield verb, told, ADVERBIAL


def _told_before(tree: Tree, said: int) -> int | None:
    """Return the verb of what is told before somebody is named who says it: "Rebels [shelled] the town, residents said"."""
    by = tree.first(said, SUBJECT)
    before = [
        item for item in (*tree.linked(said, CONTENT), tree.heads[said]) if by is not None and item < min(by, said)
    ]
    return next((item for item in before if tree.words.kinds[item] == VERB), None)
