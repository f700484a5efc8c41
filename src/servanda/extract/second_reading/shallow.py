"""Who did it by the order of words: "X shelled the", "was shelled by X", "killed by X", "an attack on X".

Nothing here looks at a tag, lemma, entity or tree: a reading that erred on the whole sentence erred for other reasons than these.
Where the order leaves doubt, nothing is said.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from servanda.extract.second_reading.line import Forms, line_of
from servanda.extract.second_reading.reading import Reading, Stretch
from servanda.reference.lexicon import Lexicon
from servanda.reference.lexicon_second_reading import SecondReadingWords

_COMMA: Final = ","
_FARTHEST: Final = 8
"""How many words behind a passive its doer may stand."""


class _Trigger(NamedTuple):
    """The words ``[first, behind)`` of an act, and where what stands around its verb begins: "[has also] shelled"."""

    forms: Forms
    start: int
    first: int
    behind: int

    @property
    def lowers(self) -> tuple[str, ...]:
        """The words of the sentence in small letters."""
        return self.forms.line.lowers

    @property
    def words(self) -> SecondReadingWords:
        """The lists of words."""
        return self.forms.lexicon.second_reading

    def word(self, at: int) -> str:
        """Return a word in small letters, an empty one outside of the sentence."""
        return self.lowers[at] if 0 <= at < len(self.lowers) else ""


def read_shallowly(sentence: str, trigger: Stretch, lexicon: Lexicon) -> Reading | None:
    """Return who did what a trigger says by the order of words, ``None`` where that cannot be said. Never fails."""
    forms = Forms(line_of(sentence), lexicon)
    if not forms.line.forms:
        return None
    act = _trigger(forms, trigger)
    if not lexicon.second_reading.negating.isdisjoint(act.lowers[max(act.start - 1, 0) : act.first]):
        return None
    return next((found for rule in _RULES if (found := rule(act)) is not None), None)


def _trigger(forms: Forms, trigger: Stretch) -> _Trigger:
    first, last = forms.line.at(trigger[0]), forms.line.at(max(trigger[0], trigger[1] - 1))
    while first < last and forms.is_beside_verb(first):
        first += 1  # the words of a trigger may hold its auxiliary
    start = first
    while start > 0 and forms.is_beside_verb(start - 1):
        start -= 1
    return _Trigger(forms, start, first, last + 1)


def _passive(act: _Trigger) -> Reading | None:
    """Read "X was shelled (by Y)": X did not do it, and Y did, if anybody."""
    words = act.words
    if words.be.isdisjoint(act.lowers[act.start : act.first]) or not act.forms.is_past(act.first):
        return None
    hit = _before(act, act.start)
    return _done_to(act, hit and act.forms.behind_setting(hit))


def _participle(act: _Trigger) -> Reading | None:
    """Read "two men killed by X"."""
    by = act.behind < len(act.lowers) and act.lowers[act.behind] in act.words.doer
    if not by or not act.forms.is_past(act.first):
        return None
    return _done_to(act, _before(act, act.start))


def _done_to(act: _Trigger, hit: Stretch | None) -> Reading | None:
    """Return the reading of a passive: who is named behind "by", if that names somebody who can do it."""
    by = _by(act)
    others = tuple(_stretches(act, hit, *_tellers(act, hit)))
    if not by:
        return Reading((), others) if others else None
    near = by[0] - act.behind < _FARTHEST and not any(act.forms.is_break(at) for at in range(act.behind, by[0]))
    doer = _phrase_from(act, by[0] + 1) if near else None
    if doer is None or not _can_do(act, doer):
        return None
    while (more := _listed_behind(act, doer[1])) is not None:
        doer = (doer[0], more)
    return Reading(tuple(_stretches(act, doer)), others)


def _listed_behind(act: _Trigger, comma: int) -> int | None:
    """Return where a list goes on to: "by X, Y[, Z and W]"; rather too far than too near, as nobody in it is contradicted."""
    more = _phrase_from(act, comma + 1) if comma < len(act.lowers) and act.lowers[comma] == _COMMA else None
    return None if more is None else more[1]


def _listed_before(act: _Trigger, first: int) -> int:
    """Return where a list began: "[X, Y], Z and W shelled"."""
    while first > 1 and act.lowers[first - 1] == _COMMA and (more := _before(act, first - 1)) is not None:
        first = more[0]
    return first


def _by(act: _Trigger) -> list[int]:
    return [at for at in range(act.behind, len(act.lowers)) if act.lowers[at] in act.words.doer]


def _active(act: _Trigger) -> Reading | None:
    """Read "X shelled the village": X did it, and what follows did not."""
    doer = _before(act, act.start) if _has_thing(act) and not _is_closed(act, act.start - 1) else None
    if doer is None or not (_can_do(act, doer) and _begins_clause(act, doer[0])) or _by(act):
        return None
    others = _stretches(act, _thing(act, act.behind), _contrasted(act, doer[0] - 1), *_tellers(act, doer))
    listed = not act.words.joints.isdisjoint(act.lowers[slice(*doer)])
    first = _listed_before(act, doer[0]) if listed else doer[0]
    return Reading(tuple(_stretches(act, (first, doer[1]))), tuple(others))


def _has_thing(act: _Trigger) -> bool:
    """Tell whether a past is followed by what it is done to; a base that "fell to rebels" did nothing."""
    whole = act.word(act.behind - 1) not in act.words.prepositions
    return whole and act.forms.opens_phrase(act.behind) and act.forms.is_past(act.first)


def _is_closed(act: _Trigger, last: int) -> bool:
    """Tell whether nobody can be named by a phrase that ends in a word: "the", "they", "and", "who"."""
    words, lower = act.words, act.word(last)
    closed = (words.determiners, words.numbers, words.prepositions, words.joints, words.pronouns, words.adverbs)
    return last < 0 or any(lower in each for each in closed) or act.forms.is_break(last)


def _contrasted(act: _Trigger, but: int) -> Stretch | None:
    """Return who is denied right before: "not X but Y shelled the"."""
    words = act.words
    phrase = _before(act, but) if but > 0 and act.lowers[but] in words.contrasting else None
    return phrase if phrase is not None and act.lowers[phrase[0]] in words.negating else None


def _begins_clause(act: _Trigger, first: int) -> bool:
    """Tell whether a clause may begin with a word: not inside "a group that includes X and Y", "units backed by X"."""
    words = act.words
    if first == 0:
        return True
    before = act.lowers[first - 1]
    told = first > 1 and act.lowers[first - 2] in words.telling
    return not (act.forms.is_verb(first - 1) or before in words.relatives or (before in words.taking_up and not told))


def _noun(act: _Trigger) -> Reading | None:
    """Read "an attack on X", "the shelling of X": X did not do it, but for "blamed the attack on X"."""
    words, behind = act.words, act.behind
    if behind >= len(act.lowers) or any(act.forms.blames(at) for at in range(act.first)):
        return None
    upon = act.lowers[behind] in words.against
    of = act.lowers[behind] in words.of and act.forms.is_done_to(behind - 1)
    hit = _thing(act, behind + 1) if upon or of else None
    return None if hit is None else Reading((), tuple(_stretches(act, hit)))


def _suffered(act: _Trigger) -> Reading | None:
    """Read "eight men killed in Osk", "a student shot outside": what they say without an object was done to X."""
    if act.lowers[act.first] not in act.words.suffered or act.start < act.first:
        return None
    hit = _before(act, act.start)
    if hit is None or not _begins_clause(act, hit[0]):
        return None
    suffered = _ends(act) or (any(act.forms.counts(at) for at in range(*hit)) and _goes_on_counting(act))
    return Reading((), tuple(_stretches(act, hit))) if suffered else None


def _ends(act: _Trigger) -> bool:
    """Tell whether nothing follows that it is done to; "police shot at a crowd" names it."""
    words, behind = act.words, act.word(act.behind)
    if behind in words.aimed or act.forms.opens_phrase(act.behind):
        return False
    return not behind or behind in words.prepositions or behind in words.openers


def _goes_on_counting(act: _Trigger) -> bool:
    """Tell whether a list of losses goes on: "3 civilians killed [38 injured]"."""
    return act.forms.counts(act.behind) and act.word(act.behind + 1) in act.words.suffered


def _gerund(act: _Trigger) -> Reading | None:
    """Read "fell on X killing two", "in X, wounding four": X is where, and who did it stands further off."""
    words, behind = act.words, act.start
    if act.lowers[act.first] not in words.outcomes or not words.be.isdisjoint(act.lowers[act.start : act.first]):
        return None
    if behind > 0 and act.forms.is_mark(behind - 1):
        behind -= 1
    place = _place(act, _before(act, behind))
    return None if place is None else Reading((), tuple(_stretches(act, place)))


def _place(act: _Trigger, phrase: Stretch | None) -> Stretch | None:
    """Return the part of a phrase that only says where: "(shells fell) on [the market of Osk]"."""
    begin, behind = phrase or (0, 0)
    joints = [at for at in range(begin, behind) if act.lowers[at] in act.words.prepositions]
    first = next((at for at in joints if act.lowers[at] in act.words.where), behind)
    others = {act.lowers[at] for at in joints if at > first}
    return (first + 1, behind) if first + 1 < behind and others <= act.words.where | act.words.of else None


def _asked(act: _Trigger) -> Reading | None:
    """Read "asked X who had shelled the": X is asked, and nobody is named."""
    words, who = act.words, act.start - 1
    asked = _before(act, who) if who > 0 and act.lowers[who] in words.relatives else None
    if asked is None or asked[0] == 0 or act.lowers[asked[0] - 1] not in words.asking:
        return None
    return Reading((), tuple(_stretches(act, asked)))


def _told(act: _Trigger) -> Reading | None:
    """Read "an attack that X say killed ten": X tells of it."""
    words = act.words
    told = act.start - 1
    if told < 1 or act.lowers[told] not in words.telling or not act.forms.is_past(act.first):
        return None
    teller = _before(act, told)
    if teller is None:
        return None
    opens = [at for at in range(*teller) if act.lowers[at] in words.determiners]  # "units [the source] added clashed"
    return Reading((), tuple(_stretches(act, (opens[-1] if opens else teller[0], told))))


_RULES: Final[tuple[Callable[[_Trigger], Reading | None], ...]] = (
    _passive,
    _participle,
    _suffered,
    _noun,
    _gerund,
    _told,
    _asked,
    _active,
)


def _before(act: _Trigger, behind: int) -> Stretch | None:
    """Return the words right before one, back to where no phrase reaches over."""
    first = behind
    while first > 0 and not act.forms.is_break(first - 1):
        first -= 1
    return (first, behind) if first < behind else None


def _phrase_from(act: _Trigger, first: int) -> Stretch | None:
    """Return the words from one on, up to where no phrase reaches over."""
    behind = first
    while behind < len(act.lowers) and not act.forms.is_break(behind):
        behind += 1
    return (first, behind) if first < behind else None


def _thing(act: _Trigger, first: int) -> Stretch | None:
    """Return who or what is named right from a word on, without where or how: "[the army's posts] in the hills"."""
    words, behind = act.words, first
    ending = words.prepositions - words.of
    while behind < len(act.lowers) and not act.forms.is_break(behind) and act.lowers[behind] not in ending:
        behind += 1
    return (first, behind) if first < behind else None


def _can_do(act: _Trigger, phrase: Stretch) -> bool:
    """Tell whether a phrase names somebody by its form: no act, no weapon, no time, no "it"."""
    forms, words = act.forms, act.words
    if forms.is_gerund(phrase[0]) or act.lowers[phrase[1] - 1] in words.pronouns:
        return False
    barred = words.pronouns - words.determiners - words.numbers
    named = not any(forms.is_act_or_weapon(at) or act.lowers[at] in barred for at in range(*phrase))
    return named and act.lowers[_head(act, phrase)] not in words.not_doers


def _head(act: _Trigger, phrase: Stretch) -> int:
    """Return the word that a phrase is about by its place: "the [army] on Monday", "on Monday armed [men]"."""
    prepositions = act.words.prepositions
    joined = (at for at in range(phrase[0] + 1, phrase[1]) if act.lowers[at] in prepositions)
    return next(joined, phrase[1]) - 1


def _tellers(act: _Trigger, phrase: Stretch | None) -> Iterator[Stretch]:
    """Yield who tells of it right before: "[the ministry] said X shelled"; who tells of "its troops" may have done it."""
    words = act.words
    if phrase is None or phrase[0] == 0 or not words.pronouns.isdisjoint(act.lowers[slice(*phrase)]):
        return
    told = phrase[0] - 1
    if act.lowers[told] in words.openers:
        told -= 1
    teller = _before(act, told) if told > 0 and act.lowers[told] in words.telling else None
    if teller is not None:
        yield teller


def _stretches(act: _Trigger, *phrases: Stretch | None) -> Iterator[Stretch]:
    return (act.forms.line.stretch(*one) for one in phrases if one is not None)
