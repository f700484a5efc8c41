"""Verdict claims: what was read in a sentence, in the voice of one who may rule, with its parties, agreement, article and standard."""

from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from servanda.extract.circumstances import Cited, cited_in, find_cited, places_of, time_of
from servanda.extract.clauses import Clauses, clauses_of, links
from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.reading import Segment, by_sentence
from servanda.extract.verdicts.breaches import breaches, by_whom
from servanda.extract.verdicts.citing import article_in, issued_as, standard_in
from servanda.extract.verdicts.hearing import Hearing, hearing_in
from servanda.extract.verdicts.reading import Verdict
from servanda.extract.verdicts.reviews import reviews, whose
from servanda.extract.verdicts.voice import Chain, Voices
from servanda.extract.verdicts.without_ruling import without_ruling
from servanda.model.claims import AgreementMention, VerdictClaim
from servanda.model.documents import PassedOver
from servanda.model.making import replace, sealed
from servanda.model.parties import Participant
from servanda.model.spans import Span
from servanda.model.verdicts import EarlierVerdict, Happened, PartyOutcome, VerdictDetail
from servanda.reference.lexicon import Lexicon

_PARTIES: Final = frozenset({"group", "organisation", "person"})
_STOP: Final = "."


class _Last(NamedTuple):
    """The verdict before, of which what follows behind a semicolon is the rest."""

    claim: VerdictClaim
    chain: Chain

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.claim.span.end


class _Page:
    """What the verdicts of a document share."""

    def __init__(self, analysis: DocumentAnalysis) -> None:
        self.analysis = analysis
        self.voices = Voices(analysis)
        self.cited: tuple[Cited, ...] | None = None
        self.last: _Last | None = None

    def hearing(self, segment: Segment, judged: frozenset[str]) -> Hearing:
        """Return what the paragraph of a verdict tells of how it came about."""
        reading = self.analysis.reading
        paragraph = reading.paragraph_at(segment.start)
        near = (one for one in reading.segments if reading.paragraph_at(one.start) == paragraph)
        return hearing_in(self.analysis, near, judged)

    def agreements(self, span: Span) -> tuple[AgreementMention, ...]:
        """Return the agreements that the words of a span cite."""
        if self.cited is None:
            self.cited = find_cited(self.analysis)
        return tuple(AgreementMention(mention=mention) for mention in cited_in(self.cited, span))


def find_verdicts(analysis: DocumentAnalysis) -> Iterator[VerdictClaim | PassedOver]:
    """Yield the verdicts of a text: "the mission found that the army violated Article 4", "was unable to determine who fired"."""
    return by_sentence("verdicts", analysis.reading, partial(_in_sentence, _Page(analysis)))


def _in_sentence(page: _Page, segment: Segment, sentence: range) -> Iterator[VerdictClaim]:
    clauses, lexicon = clauses_of(segment), page.analysis.reference.lexicon
    for word in sentence:
        for find in (breaches, without_ruling, reviews):
            for verdict in find(clauses, word, lexicon):
                chain = page.voices.over(segment, verdict) or _going_on(page, segment, verdict)
                if chain is not None and (not verdict.review or not verdict.bare or _takes_up(page, segment, verdict)):
                    claim = _claim(page, segment, verdict, chain)
                    page.last = _Last(claim, chain)
                    yield claim


def _takes_up(page: _Page, segment: Segment, verdict: Verdict) -> bool:
    """Tell whether "the team's finding" is the verdict right before: of the team, or of nobody named in the same paragraph."""
    earlier, last = _earlier(page, segment, verdict), page.last
    if earlier is None or last is None:
        return False
    if earlier.who is not None:
        said, finder = (
            set((name or "").casefold().split()) for name in (earlier.who.name, last.claim.attribution[-1].name)
        )
        return said <= finder
    reading = page.analysis.reading
    return reading.paragraph_at(last.claim.span.start) == reading.paragraph_at(segment.start)


def _going_on(page: _Page, segment: Segment, verdict: Verdict) -> Chain | None:
    """Return the chain of the verdict before, where this one stands in the rest of its sentence in nobody else's words."""
    own, last = page.analysis.reading.span(segment, verdict.word), page.last
    if last is None or own.start < last.end or len(page.analysis.attributions.chain_at(own.start, own.end)) > 1:
        return None
    between = page.analysis.reading.text.text[last.end : own.start]
    return last.chain if _STOP not in between and "\n" not in between else None


def _claim(page: _Page, segment: Segment, verdict: Verdict, chain: Chain) -> VerdictClaim:
    analysis, clauses = page.analysis, clauses_of(segment)
    sentence = analysis.reading.at(*segment.bounds_of(clauses.sentence_of(verdict.word)))
    words = analysis.reference.lexicon.verdicts
    at = segment.start + clauses.words.starts[verdict.word] - sentence.start
    article = article_in(sentence.quote, words, at) if verdict.under else None
    span = _span(page, segment, verdict, chain)
    if article is not None:
        reached = sentence.start + article.start(), sentence.start + article.end()
        span = analysis.reading.at(min(span.start, reached[0]), max(span.end, reached[1]))
    parties = tuple(_parties(page, segment, verdict, chain))
    if verdict.review and verdict.bare and page.last is not None:
        verdict, parties = _as_before(verdict, page.last.claim)
    hearing = page.hearing(segment, frozenset(one.name for one in parties))
    detail = VerdictDetail(
        by_party=tuple(PartyOutcome(party=one, outcome=verdict.outcome) for one in parties or (None,)),
        article=article.group() if article is not None else None,
        standard=standard_in(sentence.quote, words),
        heard=hearing.heard,
        not_heard=hearing.not_heard,
        issued_as=issued_as(chain[-1], (sentence.quote,), words),
        dissent=hearing.dissent,
        earlier=_earlier(page, segment, verdict),
        happened=_happened(page, segment, verdict),
    )
    common = analysis.common(verdict.rule, span, chain)
    return sealed(VerdictClaim(**common, agreements=page.agreements(sentence), verdict=detail))


def _happened(page: _Page, segment: Segment, verdict: Verdict) -> Happened | None:
    """Return when and where the words of a breach say that it was, where they say both; what other verdicts leave open has acts of its own."""
    if not verdict.under and not verdict.acts:
        return None
    time = time_of(page.analysis, segment, verdict.word)
    places = places_of(page.analysis, segment, verdict.word, directed=False)
    if time.start is None or not places:
        return None
    return Happened(time=time, places=tuple(one.mention(page.analysis) for one in places))


def _as_before(verdict: Verdict, last: VerdictClaim) -> tuple[Verdict, tuple[Participant, ...]]:
    """Return a verdict on the one before with the parties of that one; upheld it has its outcome too."""
    before = last.verdict.by_party
    outcome = before[0].outcome if verdict.review == "upheld" else verdict.outcome
    return verdict._replace(outcome=outcome), tuple(one.party for one in before if one.party)


def _earlier(page: _Page, segment: Segment, verdict: Verdict) -> EarlierVerdict | None:
    """Return the verdict that this one is about, with who gave it where that is said."""
    if verdict.review is None or verdict.earlier is None:
        return None
    by = whose(clauses_of(segment), verdict.earlier)
    named = None if by is None else page.analysis.names.name_of(segment, by)
    who = named.participant("who") if named is not None and named.name is not None else None
    return EarlierVerdict(review=verdict.review, who=who)


def _span(page: _Page, segment: Segment, verdict: Verdict, chain: Chain) -> Span:
    """Return the words of a verdict: from its finder, where the sentence names it, over what is judged to what was broken."""
    clauses, reading = clauses_of(segment), page.analysis.reading
    edges = [edge for head in verdict.edges for edge in _bounds(clauses, head)]
    named = (span for span in (chain[-1].mention, chain[-1].cue) if span is not None)
    first, last = segment.bounds_of(clauses.sentence_of(verdict.word))
    inside = [segment.first_from(span.start) for span in named if first <= span.start and span.end <= last]
    beyond = [item for item in (verdict.finder, verdict.verb, verdict.earlier) if item is not None]
    return reading.span(segment, verdict.word, *edges, *inside, *beyond, *verdict.reach)


def _bounds(clauses: Clauses, head: int) -> tuple[int, int]:
    phrase = clauses.phrase(head)
    return phrase.first, phrase.last


def _parties(page: _Page, segment: Segment, verdict: Verdict, chain: Chain) -> Iterator[Participant]:
    """Yield who is judged: the parties named, or whose act it is; never the finder itself."""
    named = dict.fromkeys(item for head in verdict.parties for item in _behind(page, segment, head))
    for item in named:
        one = page.analysis.names.name_of(segment, item, chain)
        if one.name is not None and one.name != chain[-1].name:
            yield _whole(page, segment, item, one.participant("who"))


def _whole(page: _Page, segment: Segment, head: int, party: Participant) -> Participant:
    """Return a party with all of its name: "the Sons [of Arad]"."""
    clauses = clauses_of(segment)
    phrase, kinds = clauses.phrase(head), clauses.words.kinds
    if kinds[head] != links.NAME or phrase.of is None or kinds[phrase.of] != links.NAME or phrase.last == head:
        return party
    if (
        not clauses.words.lemmas[head][:1].isupper()
        or party.mention is None
        or clauses.words.forms[phrase.of] in party.name
    ):
        return party
    named = page.analysis.names.name_of(segment, head, (), (phrase.first, phrase.last))
    span = page.analysis.reading.span(segment, head, phrase.last)
    return replace(party, name=span.quote, mention=named.mention)


def _behind(page: _Page, segment: Segment, head: int) -> Iterator[int]:
    """Yield a party, or whose act it was that is judged: "the shelling by [the army]", "the fire from [the militia]"."""
    clauses = clauses_of(segment)
    if _is_party(page, segment, head):
        yield head
        return
    act = clauses.clause(head)
    doers = [one.head for one in act.doers] or by_whom(clauses, head)
    doers = doers or [one.phrase.head for one in clauses.under(head, "from")]
    yield from (item for item in doers if _is_party(page, segment, item))


def _is_party(page: _Page, segment: Segment, head: int) -> bool:
    clauses, words = clauses_of(segment), page.analysis.reference.lexicon
    if clauses.words.kinds[head] == links.PRONOUN:
        return False
    lemma = clauses.words.lemmas[head].lower()
    if lemma in words.verdicts.both:
        return True
    if lemma in words.noun_frames or lemma in words.verdicts.instruments or _is_doing(clauses, head, lemma, words):
        return False
    named = clauses.words.kinds[head] == links.NAME
    return named or page.analysis.names.name_of(segment, head).type in _PARTIES


def _is_doing(clauses: Clauses, head: int, lemma: str, lexicon: Lexicon) -> bool:
    """As in "the movement of troops", which is no movement of people with a cause."""
    common = clauses.words.kinds[head] == links.NOUN
    return common and clauses.phrase(head).of is not None and lemma in lexicon.cues.organisations
