"""In whose voice a verdict stands: its finder as the innermost speaker, or nobody who may give one."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from servanda.extract.clauses import Clause, Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment
from servanda.extract.verdicts.bodies import may_rule, named_body
from servanda.extract.verdicts.citing import is_proven
from servanda.extract.verdicts.reading import Verdict
from servanda.extract.verdicts.reviews import finding_over, whose
from servanda.model.making import replace
from servanda.model.parties import Attribution
from servanda.reference.grammar import grammar_words

_BE: Final = "be"
_STOP: Final = "."
_OF_A_CASE: Final = frozenset({"outside_mandate", "pending", "declined_to_rule", "settled_without_ruling"})
Chain = tuple[Attribution, ...]


class Voices:
    """Whose verdicts a document holds; what holds for all of it is asked once, and only where a verdict is read."""

    def __init__(self, analysis: DocumentAnalysis) -> None:
        """Take the document."""
        self._analysis = analysis
        self._words = analysis.reference.lexicon.verdicts

    def over(self, segment: Segment, verdict: Verdict) -> Chain | None:
        """Return the chain over a verdict with its finder last, or ``None`` where it is nobody's who may give one."""
        clauses = clauses_of(segment)
        own = self._analysis.reading.span(segment, verdict.word)
        chain = self._analysis.attributions.chain_at(own.start, own.end)
        noun = finding_over(clauses, verdict.word, self._words)
        if noun is not None:
            by = whose(clauses, noun)
            return None if by is None else self._with(segment, chain, by, None)
        if verdict.finder is not None and self._names(clauses, verdict.finder):
            return self._with(segment, chain, verdict.finder, verdict.verb)
        if len(chain) > 1:
            last = self._meant(chain[-1])
            return (*chain[:-1], last) if self._rules(last, verdict) else None
        for head, verb in self._above(clauses, verdict.word):
            found = self._with(segment, chain, head, verb)
            if found is not None:
                return found
        return None if verdict.bare else self._of_document(chain)

    def _names(self, clauses: Clauses, word: int) -> bool:
        """Tell whether a word names somebody or takes up who was named: not "we", "it" as in "it was not possible"."""
        pronoun = clauses.words.kinds[word] == links.PRONOUN
        return not pronoun or clauses.words.lowers[word] in grammar_words().things

    def _with(self, segment: Segment, chain: Chain, head: int, verb: int | None) -> Chain | None:
        """Return the chain with the body that a phrase names as its last, where that may give verdicts."""
        finds = verb is None or not self._sees(clauses_of(segment), verb)
        body = named_body(self._analysis, segment, head, finds=finds) or self._taken_up(segment, head)
        if body is None:
            return None
        if len(chain) > 1 and chain[-1].name == body.name:
            return chain
        cue = None if verb is None else self._analysis.reading.span(segment, verb)
        return (*chain, replace(body, cue=cue))

    def _rules(self, speaker: Attribution, verdict: Verdict) -> bool:
        """Tell whether a speaker says it as one who may rule: by a word of finding, or as a monitor by a word of saying."""
        cue = self._cue(speaker)
        if speaker.name is None or cue in self._words.no_ruling:
            return False
        finds = cue in self._words.finding
        if verdict.bare and not finds:
            return False
        finds = finds or verdict.outcome in _OF_A_CASE
        place = self._place(speaker)
        if place is not None and clauses_of(place[0]).words.kinds[place[1]] != links.PRONOUN:
            return named_body(self._analysis, *place, finds=finds) is not None
        return may_rule(self._analysis, speaker.name, finds=finds)

    def _meant(self, speaker: Attribution) -> Attribution:
        """Return a speaker who is only "it" as the body that it takes up, if that may rule."""
        place = self._place(speaker) if speaker.name is None and not speaker.candidates else None
        body = self._taken_up(*place) if place is not None else None
        return speaker if body is None else replace(speaker, name=body.name)

    def _taken_up(self, segment: Segment, head: int) -> Attribution | None:
        """Return the body that "it" takes up: the only subject of the sentence right before, if that may rule."""
        clauses = clauses_of(segment)
        start = clauses.sentence_of(head).start
        if clauses.words.lowers[head] not in grammar_words().things or start == 0:
            return None
        before = clauses.sentence_of(start - 1)
        mains = (clauses.clause(item) for item in before if clauses.is_verb(item) and clauses.tree.is_root(item))
        subjects = [one.head for clause in mains for one in clause.subjects]
        return named_body(self._analysis, segment, subjects[0], finds=True) if len(subjects) == 1 else None

    def _cue(self, speaker: Attribution) -> str:
        """Return the lemma of the word by which somebody is said to speak."""
        segment = self._analysis.reading.segment_at(speaker.cue.start) if speaker.cue is not None else None
        if segment is None or speaker.cue is None:
            return ""
        words = clauses_of(segment).words
        at = segment.first_from(speaker.cue.start)
        return words.lemmas[at].lower() if at < len(words) else ""

    def _place(self, speaker: Attribution) -> tuple[Segment, int] | None:
        """Return the segment and the head of the phrase that names a speaker."""
        mention = speaker.mention
        segment = self._analysis.reading.segment_at(mention.start) if mention is not None else None
        if segment is None or mention is None:
            return None
        first, last = segment.first_from(mention.start), segment.first_from(mention.end) - 1
        return (segment, clauses_of(segment).head_of(first, last)) if first <= last else None

    def _above(self, clauses: Clauses, word: int) -> Iterator[tuple[int, int]]:
        """Yield who finds or sees and the word that says so, above a word: "[the team] [found] X in breach", "the [opinion] of [the board]"."""
        proven = is_proven(clauses, word, self._words)
        verbs = [clauses.clause(item) for item in (word, *clauses.above(word)) if clauses.is_verb(item)]
        for clause in verbs:
            telling = proven or clause.verb in self._words.finding or self._sees(clauses, clause.head)
            if telling and clause.head != word and clause.doers:
                yield clause.doers[0].head, clause.head
            yield from self._opinions(clauses, clause)

    def _opinions(self, clauses: Clauses, clause: Clause) -> Iterator[tuple[int, int]]:
        """As in "it is the [opinion] of [the board] that"."""
        for one in clause.complements if clause.verb == _BE else ():
            of = clauses.phrase(one.head).of
            if clauses.words.lemmas[one.head].lower() in self._words.opinions and of is not None:
                yield of, one.head

    def _sees(self, clauses: Clauses, word: int) -> bool:
        lemma = clauses.words.lemmas[word].lower()
        return (
            lemma not in self._words.finding
            and self._analysis.reference.lexicon.observations.means_of(lemma) is not None
        )

    def _of_document(self, chain: Chain) -> Chain | None:
        """Return the chain of what the writer says, where the document is a monitor's or says who issued it."""
        if may_rule(self._analysis, chain[0].name, finds=False):
            return chain
        return (*chain, self._issuer) if self._issuer is not None else None

    @cached_property
    def _issuer(self) -> Attribution | None:
        """Who issued the document, by its own words: "Issued by the Ceasefire Committee"."""
        issuing = self._analysis.reference.lexicon.cues.issuing
        for segment in self._analysis.reading.segments:
            clauses = clauses_of(segment)
            for head in clauses.heads:
                clause = clauses.clause(head)
                if clause.verb in issuing and clause.agents and _of_the_text(clauses, clause, self._analysis):
                    body = named_body(self._analysis, segment, clause.agents[0].head, finds=True) or self._rest(
                        segment, clause
                    )
                    if body is not None:
                        return replace(body, cue=self._analysis.reading.span(segment, head))
        return None

    def _rest(self, segment: Segment, clause: Clause) -> Attribution | None:
        """Return the body whose name fills the rest of the clause, however it was parsed: "by the Ceasefire Monitoring Team"."""
        span = self._analysis.reading.span(segment, clause.agents[0].head, clause.last)
        able = may_rule(self._analysis, span.quote, finds=False)
        return Attribution(level="speaker", name=span.quote.rstrip(_STOP), mention=span) if able else None


def _of_the_text(clauses: Clauses, clause: Clause, analysis: DocumentAnalysis) -> bool:
    """Tell whether it is this document that was issued: no other is named, or "this report was issued by"."""
    if clause.link != "main":
        return False
    told = [one.head for one in clause.subjects if clause.subject_origin == "own"]
    documents, pointing = analysis.reference.lexicon.cues.documents, analysis.reference.lexicon.casualties.pointing
    determiners = (clauses.phrase(item).determiner for item in told)
    pointed = any(one is not None and clauses.words.lowers[one] in pointing for one in determiners)
    return not told or (pointed and any(clauses.words.lemmas[item].lower() in documents for item in told))
