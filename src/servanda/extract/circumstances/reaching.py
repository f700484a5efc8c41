"""Which acts of a sentence its only day reaches although it hangs on another word than theirs.

It reaches verbs that are joined, what is done in doing so ("stormed the mill, killing two"), at the same time ("died when a shell hit
a school"), what was reported or watched on that day, and all that an entry tells behind the day that heads it ("12 April: ...").
"""

import re
from datetime import date
from itertools import takewhile
from typing import Final

from servanda.extract.circumstances.told import (
    MAIN_LINKS,
    Event,
    clause_verb,
    governor_of,
    is_past,
    is_told,
    is_told_in_entry,
    is_verb,
)
from servanda.extract.clauses import Clause, Clauses, links
from servanda.reference.lexicon import Lexicon
from servanda.text.date_readers import STATED
from servanda.text.date_relative import STATED_BEFORE
from servanda.text.times import ToldTime

_LEADING: Final = 2  # words before a time that begins its sentence: "On the"
_SAID: Final = frozenset({"content", "open"})
_SUBJECTS: Final = (links.SUBJECT, links.PASSIVE_SUBJECT)
_DAYS: Final = frozenset({"day", "part_of_day"})
_BODILY: Final = frozenset({"killed", "injured"})
_COULD: Final = "could"
_WHERE: Final = "where"
_BEFORE_HEAD: Final = re.compile(r"[\W\d]{0,6}(?<!\d)")  # "- ", "(3) "
_BEHIND_HEAD: Final = re.compile(r":\s|\s[-–—]{1,2}\s|[.:]?\s*$")


def reaching(dated: list[ToldTime], event: Event, lexicon: Lexicon, *, own: bool) -> ToldTime | None:
    """Return the only day of a sentence, those of relative clauses aside, where it reaches the act although it hangs on another word.

    ``own`` tells that the verb of the event is itself or carries it; another one has its time only at the head of an entry.
    """
    whole = [one for one in dated if not _is_aside(event, one)]
    return whole[0] if len(whole) == 1 and _is_time_of(whole[0], event, lexicon, own=own) else None


def _is_time_of(day: ToldTime, event: Event, lexicon: Lexicon, *, own: bool) -> bool:
    """Tell whether the only day of a sentence reaches the act."""
    told = event.words_of(day)
    if not told or event.moves_from(told, lexicon.times) or _is_stamp(event, day):
        return False
    if heads_entry(event.text, day, event.anchor):
        return is_told_in_entry(event.clauses, event.verb)
    if own:
        same_day = day.basis.startswith(STATED_BEFORE) and _is_said_beside(event, told, lexicon)
        reached = _is_verb(event) and (same_day or _reaches(event, told, lexicon))
        return reached or _is_what_it_is_owing_to(event, told, lexicon)
    return _is_what_it_is_owing_to(event, told, lexicon)


def _is_said_beside(event: Event, told: list[int], lexicon: Lexicon) -> bool:
    """As in "denied that it had fired that day and said rebels had shelled the market": two things said together of one day."""
    clauses = event.clauses
    over = clauses.clause(clause_verb(clauses, governor_of(clauses, told)))
    own = clauses.clause(event.verb)
    said = own.link == "content" and over.link in _SAID and is_told(own)
    if not said or own.governor is None or over.governor is None or own.governor == over.governor:
        return False
    together = _first_joined(clauses, own.governor, leading=False) == _first_joined(
        clauses, over.governor, leading=False
    )
    return together and _speaks(clauses, own.governor, lexicon)


def _reaches(event: Event, told: list[int], lexicon: Lexicon) -> bool:
    clauses = event.clauses
    over = clause_verb(clauses, governor_of(clauses, told))
    if _are_joined_gerunds(event, over):
        return True
    if over == event.verb or not is_told(clauses.clause(over)):
        return False
    leading = told[0] - clauses.sentence_of(event.word)[0] <= _LEADING and told[0] < event.verb
    return _is_reached(event, over, lexicon, leading=leading)


def _are_joined_gerunds(event: Event, over: int) -> bool:
    """As in "accused the army of bombing the mill on Sunday and driving out its people"."""
    tree, shapes = event.clauses.tree, event.clauses.words.shapes
    joined = tree.links[event.verb] == links.CONJUNCT and tree.heads[event.verb] == over
    return joined and shapes[event.verb] == links.GERUND == shapes[over] and event.verb > over


def _is_aside(event: Event, told: ToldTime) -> bool:
    """Tell whether a time is that of a relative clause that does not tell of the act: "In X, which they hold since April, ..."."""
    words = event.words_of(told)
    return bool(words) and event.is_aside(governor_of(event.clauses, words))


def _is_what_it_is_owing_to(event: Event, told: list[int], lexicon: Lexicon) -> bool:
    """As in "On 9 May they were unable to leave because of clashes": the noun of what they could not for, under the dated verb."""
    clauses, words = event.clauses, event.clauses.words
    over = clause_verb(clauses, governor_of(clauses, told))
    line = list(takewhile(lambda word: word != over, clauses.above(event.word)))
    if over not in clauses.above(event.word) or told[0] - clauses.sentence_of(event.word)[0] > _LEADING:
        return False
    owing = not lexicon.times.owing.isdisjoint(words.lowers[word] for word in line)
    whole = all(clauses.clause(word).link == "open" for word in line if is_verb(clauses, word))
    return owing and whole and _is_of_then(clauses, over) and not _speaks(clauses, over, lexicon)


def _is_of_then(clauses: Clauses, verb: int) -> bool:
    """Tell whether a verb tells in the simple past, or of what somebody could not do then."""
    own = clauses.clause(verb)
    could = {clauses.words.lowers[word] for word in own.modals} == {_COULD} and own.negation is not None
    return is_past(own) or (could and not own.perfect)


def _is_stamp(event: Event, told: ToldTime) -> bool:
    """Tell whether the day of publication stands in full at the beginning, as pages print it above their text."""
    if told.day is None or event.anchor is None or told.day.basis != STATED:
        return False
    return told.day.since == event.anchor.isoformat() and _BEFORE_HEAD.fullmatch(event.text, 0, told.start) is not None


def _is_verb(event: Event) -> bool:
    return event.clauses.words.kinds[event.verb] in links.VERBAL


def _is_reached(event: Event, over: int, lexicon: Lexicon, *, leading: bool) -> bool:
    own = event.clauses.clause(event.verb)
    before = own.perfect > event.clauses.clause(over).perfect and not _goes_on_plainly(event, own)
    if own.link in MAIN_LINKS and is_told(own) and not before:
        return _is_joined(event, over, lexicon, leading=leading) or _is_dated_within(event, own, over, lexicon)
    doing = _is_done_in_doing(event, over, lexicon, leading=leading)
    doing = doing or _is_done_by_using(event, own, over, lexicon) or _is_done_where(event, own, over)
    return doing or _is_watched(event, over, lexicon) or _is_at_once(event, own, over, lexicon, leading=leading)


def _is_done_where(event: Event, own: Clause, over: int) -> bool:
    """As in "On Friday a patrol passed through X, where it arrested two men": what somebody then did there."""
    words = event.clauses.words
    there = any(words.lowers[item] == _WHERE for item in (own.marker, *own.adverbs) if item is not None)
    told = is_past(own) and is_past(event.clauses.clause(over)) and over in event.clauses.above(event.verb)
    return own.link == "relative" and there and told and own.doers != () and own.voice == "active"


def _goes_on_plainly(event: Event, own: Clause) -> bool:
    """As in "Earlier in the day residents said tanks had entered Olm and blew up a house": both were on that day."""
    return own.link == "content" and any(is_past(event.clauses.clause(verb)) for verb in own.joined)


def heads_entry(text: str, told: ToldTime, anchor: date | None) -> bool:
    """Tell whether a day before publication heads an entry: "12 April: ...", "- 3 May 2031 - ..."; the day of publication is a page's."""
    day = told.day
    if day is None or day.precision not in _DAYS or day.since is None or anchor is None:
        return False
    heads = _BEFORE_HEAD.fullmatch(text, 0, told.start) and _BEHIND_HEAD.match(text, told.end)
    return heads is not None and day.since < anchor.isoformat()


def _is_joined(event: Event, over: int, lexicon: Lexicon, *, leading: bool) -> bool:
    """Tell whether verbs are joined and share their subject ("killed two and injured one on Saturday"), or what is reported follows."""
    first = _first_joined(event.clauses, event.verb, leading=leading)
    joined = _first_joined(event.clauses, over, leading=leading) == first
    return (
        joined
        or _is_outcome(event, over, lexicon)
        or (leading and _is_reported_by(event.clauses, first, over, lexicon))
    )


def _is_outcome(event: Event, over: int, lexicon: Lexicon) -> bool:
    """As in "ambushed a convoy on Monday, and two drivers were killed": whom what is told of that day harmed, told right behind it."""
    clauses = event.clauses
    own, harm = clauses.clause(event.verb), lexicon.casualties
    effect = harm.effect_of_verb(clauses.words.lemmas[event.verb].lower())
    counts = effect in _BODILY and own.voice == "passive" and not own.doers and not own.perfect
    behind = clauses.tree.links[event.verb] == links.CONJUNCT and clauses.tree.heads[event.verb] == over
    return counts and behind and not _speaks(clauses, over, lexicon)


def _is_reported_by(clauses: Clauses, verb: int, over: int, lexicon: Lexicon) -> bool:
    own = clauses.clause(verb)
    return _speaks(clauses, over, lexicon) and own.link == "content" and own.governor == over


def _speaks(clauses: Clauses, verb: int, lexicon: Lexicon) -> bool:
    return clauses.words.lemmas[verb].lower() in lexicon.cues.speech


def _is_done_in_doing(event: Event, over: int, lexicon: Lexicon, *, leading: bool) -> bool:
    """As in "stormed the mill on Monday, killing two": of "said on Monday, blaming" the act is one of speech."""
    clauses = event.clauses
    first = _first_joined(clauses, event.verb, leading=False)
    own = clauses.clause(first)
    gerund = clauses.words.shapes[event.verb] == links.GERUND == clauses.words.shapes[first]
    if not gerund or own.finite or own.perfect or own.link != "adverbial" or own.marker is not None:
        return False
    doing = own.governor
    if doing is None or not is_told(clauses.clause(doing)) or _speaks(clauses, doing, lexicon):
        return False
    return _first_joined(clauses, doing, leading=leading) == _first_joined(clauses, over, leading=leading)


def _is_done_by_using(event: Event, own: Clause, over: int, lexicon: Lexicon) -> bool:
    """As in "used mortars this morning to hit the village"."""
    wields = event.clauses.words.lemmas[over].lower() in lexicon.events.wielding
    return wields and own.infinitive and own.governor == over and is_past(event.clauses.clause(over))


def _is_watched(event: Event, over: int, lexicon: Lexicon) -> bool:
    """As in "On 5 May the mission saw the troops leave", "observed them leaving"."""
    own = event.clauses.clause(event.verb)
    watched = lexicon.observations.means_of(event.clauses.words.lemmas[over].lower()) is not None
    bare = own.tense in {None, "present"} and not own.infinitive and not own.modals
    return watched and bare and own.marker is None and _is_what_is_watched(event, own, over)


def _is_what_is_watched(event: Event, own: Clause, over: int) -> bool:
    """Tell whether a clause says what somebody watched was doing, also where the parser hangs it on the noun: "saw [troops] leaving"."""
    if own.governor is None or own.link in {"content", "open"}:
        return own.governor == over
    tree, doing = event.clauses.tree, event.clauses.words.shapes[event.verb] == links.GERUND or own.finite
    object_ = tree.links[own.governor] == links.OBJECT and tree.heads[own.governor] == over
    return own.link == "of noun" and object_ and doing and own.governor < event.verb


def _is_at_once(event: Event, own: Clause, over: int, lexicon: Lexicon, *, leading: bool) -> bool:
    """As in "On Monday two died when a shell hit a school": the day of what happened at the same time."""
    if own.link != "adverbial" or own.marker is None or not is_past(own) or own.governor is None:
        return False
    joint, times = event.clauses.words.lowers[own.marker], lexicon.times
    if joint not in times.same_moment and not (leading and joint in times.meanwhile):
        return False
    main = _first_joined(event.clauses, own.governor, leading=True) if leading else own.governor
    return over in {main, own.governor} and not _speaks(event.clauses, over, lexicon)


def _is_dated_within(event: Event, own: Clause, over: int, lexicon: Lexicon) -> bool:
    """As in "two died when a shell hit a school on Monday": the day stands in the clause that says when."""
    inner = event.clauses.clause(over)
    if inner.link != "adverbial" or inner.marker is None or inner.governor != own.head:
        return False
    return event.clauses.words.lowers[inner.marker] in lexicon.times.same_moment and not _speaks(
        event.clauses, own.head, lexicon
    )


def _first_joined(clauses: Clauses, verb: int, *, leading: bool) -> int:
    """Return the first of the verbs that one is joined to, as far as they have no subjects of their own, or ``leading``."""
    tree = clauses.tree
    while tree.links[verb] == links.CONJUNCT and (leading or not tree.has(verb, *_SUBJECTS)):
        verb = tree.heads[verb]
    return verb
