"""The event claims of a text, each with the act before it that its words take up.

In doubt nothing is taken up; where the words say that an act told before is meant and two fit, its key is left open.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from servanda.extract.coreference.acts import Act, Told, acts_of
from servanda.extract.coreference.fitting import excluded, fits, is_numbered, is_of_kind, one_only, shares
from servanda.extract.coreference.handing_back import with_counts
from servanda.extract.coreference.lending import with_lent, without_carried
from servanda.extract.coreference.saying import Said, is_definite, said_of
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.events import find_events
from servanda.extract.reading import guarded, parted
from servanda.model.claims import EventClaim, TakesUp
from servanda.model.documents import PassedOver
from servanda.model.making import replace, sealed

_NEAR: Final = 2  # sentences back in which the act last spoken of stands
_LEAD: Final = 2  # sentences behind a heading that may tell what it tells
_RULE: Final = "coreference"


def find_acts(analysis: DocumentAnalysis) -> Iterator[EventClaim | PassedOver]:
    """Yield the event claims of a text, with what they take up, and the sentences in which a rule failed."""
    claims, failed = parted(find_events(analysis))
    yield from failed
    kept = frozenset(claim.topic_of for claim in claims)  # others name these by their ids
    memory = _Memory(analysis)
    read: frozenset[str] = frozenset()
    taken: list[EventClaim] = []
    for act in acts_of(analysis, claims):
        read |= {claim.id for claim in act.claims}
        bounds = analysis.reading.sentence_around(act.claim.trigger.start, act.claim.trigger.end)
        told, untold = parted(guarded(_RULE, analysis.reading.text, bounds, partial(_with_taken_up, memory, act, kept)))
        taken += told
        yield from untold
    yield from with_counts((*taken, *(claim for claim in claims if claim.id not in read)), kept)


def _with_taken_up(memory: "_Memory", act: Act, kept: frozenset[str | None]) -> Iterator[EventClaim]:
    found = memory.take_up(act)
    if not memory.tells(act, found):
        return
    told = memory.told_with(act) if found is not None and found.type != "new" and found.antecedent_key else None
    for claim in act.claims:
        yield claim if found is None or claim.id in kept else _taking(memory.analysis, act, claim, found, told)


def _taking(analysis: DocumentAnalysis, act: Act, claim: EventClaim, found: TakesUp, told: Told | None) -> EventClaim:
    taking = replace(claim, takes_up=found)
    own = without_carried(taking) if found.type == "new" else taking
    return sealed(with_lent(analysis, own, act, told) if told else own)


class _Memory:
    """The acts that a document has told so far, in text order."""

    def __init__(self, analysis: DocumentAnalysis) -> None:
        self.analysis = analysis
        self._lexicon = analysis.reference.lexicon
        self._told: list[Told] = []

    def take_up(self, act: Act) -> TakesUp | None:
        """Return what an act takes up, and keep it as told."""
        said = said_of(act, self._lexicon)
        if said is None:
            return self._as_headed(act)
        apart = said.type == "new"
        fitting = self._apart_from(act, said) if apart else one_only(self._meant(act, said))
        if apart or len(fitting) != 1:
            self._keep(act)
        else:
            self._join(act, fitting[0])
        return self._record(act, said, fitting) if fitting else None

    def tells(self, act: Act, found: TakesUp | None) -> bool:
        """Tell whether a claim is made of an act: of a noun that only points back where it takes up the one act it can mean, as done."""
        known = found is not None and found.antecedent_key is not None
        return not self._only_points(act) or (known and act.happened())

    def _only_points(self, act: Act) -> bool:
        """Tell whether a noun only points back at an act: "the killings", of which nothing is stated."""
        return act.is_bare and is_definite(act.clauses, act.word, self._lexicon.again)

    def told_with(self, act: Act) -> Told | None:
        """Return all that was told of an act which takes one up, the act itself left out."""
        told = next((told for told in self._told if act in told.acts), None)
        before = tuple(one for one in told.acts if one is not act) if told else ()
        return Told(before) if before else None

    def _record(self, act: Act, said: Said, fitting: list[Told]) -> TakesUp:
        mention = self.analysis.reading.span(act.segment, said.first, said.last)
        near = one_only([told for told in fitting if _is_near(act, told)]) if said.type == "new" else fitting
        return TakesUp(mention=mention, type=said.type, antecedent_key=near[0].key if len(near) == 1 else None)

    def _meant(self, act: Act, said: Said) -> list[Told]:
        """Return the acts that can be meant: those just spoken of, else the only one of its section, else what something stated tells."""
        fitting = [told for told in self._told if fits(act, said, told, self._lexicon)]
        near = [told for told in fitting if told.last.section == act.section and _is_near(act, told)]
        return self._numbered(act, near if near or said.only_near else self._far(act, fitting))

    def _far(self, act: Act, fitting: list[Told]) -> list[Told]:
        """Return the only act of a section where a noun for any act takes it up, else those with something stated in common."""
        here = [told for told in self._of_kind(act) if told.last.section == act.section]
        alone = len(here) == 1 and here[0] in fitting and act.lemma in self._lexicon.again.generic
        return here if alone else [told for told in fitting if shares(act, told)]

    def _of_kind(self, act: Act) -> list[Told]:
        return [told for told in self._told if is_of_kind(act, told, self._lexicon)]

    def _numbered(self, act: Act, found: list[Told]) -> list[Told]:
        """Return what number allows; all, so that none is chosen, where the act last spoken of is only of another number."""
        numbered = [told for told in found if is_numbered(act, told, self._lexicon)]
        last = max((told.last.sentence for told in found), default=0)
        skipped = all(told.last.sentence < last for told in numbered)
        return found if numbered and skipped else numbered

    def _apart_from(self, act: Act, said: Said) -> list[Told]:
        """Return the acts of earlier sentences that another one is told apart from."""
        before = [
            told for told in self._told if is_of_kind(act, told, self._lexicon) and told.last.sentence < act.sentence
        ]
        return [told for told in before if not said.renewed or excluded(act, told, updated=False)]

    def _keep(self, act: Act) -> None:
        """Keep an act as one told of its own; a bare noun that takes nothing up is none."""
        if not self._only_points(act):
            self._told.append(Told((act,)))

    def _join(self, act: Act, told: Told) -> None:
        self._told[self._told.index(told)] = Told((*told.acts, act))

    def _as_headed(self, act: Act) -> TakesUp | None:
        """Return the act of the heading right above, where a sentence below it tells the same."""
        said = Said("same", act.word, act.word)
        above = [told for told in self._told if told.first.heading and _is_below(act, told.first)]
        fitting = [told for told in above if fits(act, said, told, self._lexicon) and shares(act, told)]
        if len(fitting) != 1:
            self._keep(act)
            return None
        self._join(act, fitting[0])
        mention = act.claim.trigger
        return TakesUp(mention=mention, type="same", antecedent_key=fitting[0].key) if fitting[0].key else None


def _is_near(act: Act, told: Told) -> bool:
    return act.sentence - told.last.sentence <= _NEAR


def _is_below(act: Act, heading: Act) -> bool:
    near = act.sentence - heading.sentence <= _LEAD
    return not act.heading and near and act.section == heading.section
