"""Which words of a sentence stand for events: verbs and nouns of the lexicon whose surroundings fit their frame."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.extract.clauses import clauses_in
from servanda.extract.grammar import (
    VERBAL,
    children,
    doers,
    is_nominal,
    is_passive,
    modifiers,
    objects,
    subjects,
    under,
)
from servanda.extract.reading import Segment
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_frames import Frame

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

Words = frozenset[str]
_LINKS: Final = frozenset({"in", "by", "during", "after", "from", "when", "following", "amid", "under", "with"})
_REFLEXIVES: Final = frozenset({"himself", "herself", "themselves", "itself"})


@dataclass(frozen=True)
class Trigger:
    """A word that stands for an event. ``carriers`` are verbs that carry an event noun: light, occurrence or harming verbs.

    ``absorbed`` are other verbs that state the same event's harm ("..., killing nine").
    """

    segment: Segment
    token: "Token"
    frame: Frame
    carriers: "tuple[Token, ...]" = ()
    absorbed: "tuple[Token, ...]" = ()

    @property
    def verbal(self) -> bool:
        """Tell whether the trigger is a verb."""
        return bool(self.frame.verbs)


def find_triggers(segment: Segment, sentence: "Tokens", lexicon: Lexicon) -> tuple[Trigger, ...]:
    """Return the triggers of a sentence in text order, one event once: a noun and the verb that carries it are joined."""
    nouns = {token.i: Trigger(segment, token, frame) for token in sentence if (frame := _noun_frame(token, lexicon))}
    verbs = {token.i: Trigger(segment, token, frame) for token in sentence if (frame := _verb_frame(token, lexicon))}
    for place, trigger in list(verbs.items()):
        _join(place, trigger, verbs, nouns)
    for place, noun in list(nouns.items()):
        nouns[place] = _with_carriers(noun, lexicon)
    found = {**nouns, **verbs}
    return tuple(found[place] for place in sorted(found))


def _join(place: int, trigger: Trigger, verbs: dict[int, Trigger], nouns: dict[int, Trigger]) -> None:
    """Join a verb to the noun it carries, or to the verb whose outcome it states."""
    verb = trigger.token
    own = next(
        (item.i for item in objects(verb) if item.i in nouns and nouns[item.i].frame.type == trigger.frame.type), None
    )
    if own is not None and (trigger.frame.object or trigger.frame.type == "RETREAT") and not is_passive(verb):
        del nouns[own]
        return
    linked = next((item.i for item in _linked(verb) if item.i in nouns and nouns[item.i].frame.type == "ASSAULT"), None)
    if trigger.frame.type == "ASSAULT" and linked is not None and not trigger.frame.object:
        noun = nouns[linked]
        nouns[linked] = Trigger(noun.segment, noun.token, noun.frame, (*noun.carriers, verb), noun.absorbed)
        del verbs[place]
        return
    stated = _stated_by(verb, trigger, nouns)
    if stated is not None:
        noun = nouns[stated]
        nouns[stated] = Trigger(noun.segment, noun.token, noun.frame, noun.carriers, (*noun.absorbed, verb))
        del verbs[place]
        return
    gerund = next(
        (item for item in children(verb, "advcl", "csubj") if _is_doing(item, verb) and item.i in verbs), None
    )
    if gerund is not None and trigger.frame.casualty and verbs[gerund.i].frame.type == "ASSAULT":
        doing = verbs[gerund.i]
        verbs[gerund.i] = Trigger(doing.segment, doing.token, doing.frame, (verb,), (verb,))
        del verbs[place]
        return
    main = verbs.get(verb.head.i) or next((item for item in verbs.values() if verb.head in item.absorbed), None)
    outcome = trigger.frame.casualty in {"killed", "injured"} or trigger.frame.mode == "destroy"
    if (
        main
        and outcome
        and main.frame.type == "ASSAULT"
        and verb.dep_ in {"advcl", "conj"}
        and not children(verb, "nsubj", "nsubjpass")
    ):
        verbs[main.token.i] = Trigger(main.segment, main.token, main.frame, main.carriers, (*main.absorbed, verb))
        del verbs[place]


def _is_doing(gerund: "Token", verb: "Token") -> bool:
    """Tell whether a gerund is what does: "Shelling by the army killed six", which the parser takes for a clause."""
    before = gerund.tag_ == "VBG" and gerund.i < verb.i and not children(gerund, "nsubj", "dobj")
    return before and not children(verb, "nsubj", "nsubjpass") and any(item.lower_ == "by" for item in gerund.children)


def _stated_by(verb: "Token", trigger: Trigger, nouns: dict[int, Trigger]) -> int | None:
    """Return the attack noun whose harm a verb without a doer adds to: "clashes ..., leaving 12 dead and 20 wounded"."""
    own = [item for item in children(verb, "nsubj", "agent") if item.pos_ != "NUM"]
    if trigger.frame.casualty is None or own or verb.dep_ not in {"conj", "advcl", "ccomp", "xcomp", "dep", "acl"}:
        return None
    above = [
        item
        for clause in verb.ancestors
        if clause.pos_ in VERBAL
        for item in children(clause, "nsubj", "nsubjpass", "dobj")
    ]
    return next((item.i for item in above if item.i in nouns and nouns[item.i].frame.type == "ASSAULT"), None)


def _linked(verb: "Token") -> "list[Token]":
    """Return the nouns through which a verb's harm came: subject, agent, "in", "by", "during", "as a result of"."""
    below = [
        item
        for prep in children(verb, "prep", "agent")
        if prep.lower_ in _LINKS and not _is_later(verb, prep)
        for item in children(prep, "pobj")
    ]
    head = [verb.head] if verb.dep_ in {"relcl", "acl"} else []
    main = subjects(verb.head) if verb.dep_ in {"advcl", "conj"} and not children(verb, "nsubj", "nsubjpass") else []
    by = [
        item
        for prep in children(verb, "prep")
        for of in children(prep, "pobj")
        if of.lower_ == "result"
        for low in children(of, "prep")
        for item in children(low, "pobj")
    ]
    return [*doers(verb), *below, *by, *main, *(item for item in head if not is_passive(verb))]


def _is_later(verb: "Token", link: "Token") -> bool:
    """Tell whether a verb tells another act that came later: "two days after the bombing", or one with a doer of its own."""
    if link.lower_ not in {"after", "following"}:
        return False
    clause = clauses_in(verb.doc).clause(verb.i)
    return bool(children(link, "npadvmod")) or bool(clause.voice == "active" and clause.subjects and clause.objects)


def _with_carriers(noun: Trigger, lexicon: Lexicon) -> Trigger:
    """Add the light verb above an event noun ("carried out an airstrike") or the occurrence verb ("took place")."""
    token = noun.token
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    verb = token.head
    if token.dep_ == "pobj" and verb.head.pos_ in VERBAL and verb.lower_ in {"under", "to", "in", "from"}:
        verb = verb.head
    if verb.pos_ not in VERBAL or verb in noun.carriers:
        return noun
    keys = set(_keys(verb))
    wanted = (
        lexicon.events.light_verbs if token.dep_ in {"dobj", "nsubjpass", "pobj"} else lexicon.events.occurrence_verbs
    )
    if not keys & wanted and not (
        token.dep_ == "nsubj"
        and verb.lemma_ == "take"
        and any(item.lemma_ == "place" for item in children(verb, "dobj"))
    ):
        return noun
    return Trigger(noun.segment, noun.token, noun.frame, (verb, *noun.carriers), noun.absorbed)


def _keys(token: "Token") -> tuple[str, ...]:
    """Return how a verb may stand in the lexicon, the longest first: "blow up", then "blow"."""
    lemma = token.lemma_.lower()
    particles = [
        child.lower_
        for child in token.children
        if child.dep_ in {"prt", "advmod", "prep", "oprd", "acomp"} and child.i > token.i
    ]
    objects_ = [f"{child.lemma_.lower()}" for child in children(token, "dobj")]
    return (*(f"{lemma} {word}" for word in (*particles, *objects_)), lemma)


def _verb_frame(token: "Token", lexicon: Lexicon) -> Frame | None:
    if token.pos_ != "VERB" or token.dep_ in {"amod", "compound"} or token.tag_ in {"NN", "NNS"} or is_nominal(token):
        return None
    frames = (frame for key in _keys(token) for frame in lexicon.verb_frames.get(key, ()))
    return next((frame for frame in frames if _verb_fits(token, frame)), None)


def _lemmas(tokens: "Iterable[Token]") -> Words:
    return frozenset(word for token in tokens for word in (token.lemma_.lower(), token.lower_))


def _content(tokens: "Iterable[Token]") -> Words:
    """Return the lemmas of phrases with compounds and what "of" adds; a name that is no person's adds ``GPE`` ("captured X")."""
    found = list(tokens)
    places = {"GPE" for token in found if token.pos_ == "PROPN" and token.ent_type_ != "PERSON"}
    found += [item for token in found for item in under(token, "of")]
    found += [child for token in found for child in children(token, "compound", "nmod")]
    return _lemmas(found) | places


def _verb_fits(verb: "Token", frame: Frame) -> bool:
    direct = objects(verb)
    objects_, subjects_ = _lemmas(direct), _lemmas(doers(verb))
    below = [(prep.lower_, item) for prep in children(verb, "prep", "agent") for item in children(prep, "pobj")]
    clauses = children(verb, "xcomp", "ccomp")
    unless = frame.unless
    governed = _lemmas(item for _, item in below)
    wanted = (
        (not frame.object or bool(_content(direct) & frame.object))
        and (
            not frame.subject
            or bool(
                (subjects_ | _content(doers(verb)) | (objects_ if not direct or is_passive(verb) else frozenset()))
                & frame.subject
            )
        )
        and (not frame.preposition or bool({prep for prep, _ in below} & frame.preposition))
        and (not frame.preposition_object or bool(governed & frame.preposition_object))
        and (not frame.particle or any(child.lower_ == frame.particle for child in verb.children))
        and (not frame.with_word or bool(_near_words(verb) & frame.with_word))
        and (not frame.no_object or (not children(verb, "dobj") and not is_passive(verb)))
        and (not frame.needs_object or bool(direct) or bool(subjects_ & _REFLEXIVES))
        and (not frame.clause or bool(clauses))
        and (not frame.only_clause or bool(_lemmas(clauses) & frame.only_clause))
    )
    barred = (
        objects_ & unless.object
        or subjects_ & unless.subject
        or governed & unless.preposition_object
        or (_lemmas(clauses) | objects_) & unless.clause
    )
    return wanted and not barred


def _near_words(verb: "Token") -> Words:
    """Return the words below a verb at two steps' distance: objects, complements, and what prepositions govern."""
    near = [child for child in verb.children if child.dep_ not in {"nsubj", "aux", "auxpass", "punct"}]
    return _lemmas([*near, *(item for child in near for item in child.children)])


def _noun_frame(token: "Token", lexicon: Lexicon) -> Frame | None:
    """Return the frame of an event noun; as a modifier ("attack helicopter") or part of a name it stands for none."""
    if (
        (token.pos_ not in {"NOUN", "PROPN"} and not is_nominal(token))
        or token.dep_ in {"compound", "amod", "nmod"}
        or token.ent_type_ in {"ORG", "FAC", "PERSON", "WORK_OF_ART"}
    ):
        return None
    if token.pos_ == "PROPN" and not token.text.islower():
        return None
    lemma = token.lower_ if is_nominal(token) else token.lemma_.lower()
    frames = lexicon.noun_frames.get(lemma, ()) or lexicon.noun_frames.get(token.lower_, ())
    return next((frame for frame in frames if _noun_fits(token, frame)), None)


def _noun_fits(noun: "Token", frame: Frame) -> bool:
    before = _lemmas(modifiers(noun)) | {
        token.ent_type_ for token in modifiers(noun) if token.ent_type_ in {"NORP", "GPE"}
    }
    below = _lemmas(item for prep in children(noun, "prep") if prep.lower_ == "of" for item in children(prep, "pobj"))
    asks = bool(frame.modifier or frame.of_object)
    fits = (
        bool(before & frame.modifier)
        or bool(below & frame.of_object)
        or bool(frame.modifier and before & {"NORP", "GPE"})
    )
    return (
        (not asks or fits)
        and not before & frame.unless.modifier
        and (not frame.plural or noun.tag_ in {"NNS", "NNPS"})
        and (noun.head.lemma_.lower() not in frame.unless.head or noun.dep_ != "compound")
        and (noun.dep_ != "pobj" or noun.head.head.lemma_.lower() not in frame.unless.under)
    )


def trigger_tokens(trigger: Trigger) -> "Iterator[Token]":
    """Yield the tokens of the trigger itself: the word, its particle, and a preposition that belongs to the frame."""
    yield trigger.token
    for child in trigger.token.children:
        part = child.dep_ == "prt" or (child.dep_ == "prep" and child.lower_ in trigger.frame.preposition)
        if part and child.i == trigger.token.i + 1:
            yield child
