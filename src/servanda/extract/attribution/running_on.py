"""What somebody tells on without another word of saying, as in "The driver said that he was stopped. They shot his brother.".

Such a sentence looks like the writer's own, so it is taken only where one speaker told the sentence right before it, in the same paragraph,
where it goes on in the past, holds nothing of the writer's, and is tied to what was told (`ties`). Any sentence that is not taken ends the account.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from servanda.extract.attribution.accounts import announces
from servanda.extract.attribution.candidate import trim
from servanda.extract.attribution.ties import Told, is_tied, told_by
from servanda.extract.clauses import Clause, clauses_of
from servanda.extract.document_analysis import AttributionRelation, Attributions
from servanda.extract.names import Names
from servanda.extract.reading import Reading, Segment
from servanda.model.parties import Attribution
from servanda.reference.grammar import grammar_words

RULE: Final = "quotation.runs_on"
_ACTS: Final = frozenset(
    {
        "quotation.appeal",
        "quotation.infinitive",
        "quotation.infinitive.object",
        "quotation.object",
        "quotation.object.preposition",
        "quotation.preposition",
    }
)
_TELLING: Final = frozenset(
    {
        "quotation.clause",
        "quotation.that",
        "quotation.rest",
        "quotation.according",
        "quotation.parenthesis",
        "quotation.tail",
    }
)


class _Sentence(NamedTuple):
    """A sentence, its bounds in the frozen text, and the attributions whose cue or content stands in it.

    Of these some are acts of persons told of ("two men asked for his papers"), and no other voice.
    """

    segment: Segment
    words: range
    start: int
    end: int
    voices: tuple[AttributionRelation, ...]


class _Account(NamedTuple):
    """Who tells an account and what he told last; ``announced``: said to be one, so that nothing need tie what follows to it."""

    speaker: Attribution
    told: Told
    announced: bool


def running_on(found: Attributions, names: Names) -> Iterator[AttributionRelation]:
    """Yield for each sentence that runs on what somebody told an attribution to him; it has no cue, since no word of saying stands in it."""
    for _, paragraph in groupby(_sentences(found, names.reading), lambda one: one.segment.paragraph):
        yield from _in_paragraph(list(paragraph), found, names)


def _sentences(found: Attributions, reading: Reading) -> Iterator[_Sentence]:
    """Yield the sentences of a text with who speaks in them."""
    for segment in reading.segments:
        for words in segment.sentences:
            start, end = segment.bounds_of(words)
            yield _Sentence(segment, words, start, end, found.touching(start, end))


def _in_paragraph(sentences: Sequence[_Sentence], found: Attributions, names: Names) -> Iterator[AttributionRelation]:
    account: _Account | None = None
    following = [*sentences[1:], None]
    for sentence, after in zip(sentences, following, strict=True):
        if account is None or any(one.rule not in _ACTS for one in sentence.voices):
            account = _begun(sentence, found, names)
            continue
        account = _gone_on(account, sentence, after, names)
        if account is not None:
            yield _relation(account.speaker, sentence, names.reading)


def _begun(sentence: _Sentence, found: Attributions, names: Names) -> _Account | None:
    """Return the account that a sentence begins: one speaker, named or described, tells it, or says that he tells one."""
    announced = announces(sentence.segment, sentence.words, names)
    if announced is not None:
        source, named = announced
        speaker = Attribution(level="speaker", name=named.name, mention=named.mention)
        return _Account(speaker, told_by(sentence.segment, sentence.words, source, names), announced=True)
    voices = [one for one in sentence.voices if one.is_level]
    relation = voices[0] if len(voices) == 1 else None
    if relation is None or relation.cue is None or relation.source is None or not _tells(relation, sentence, found):
        return None
    source = _head(sentence.segment, relation)
    return _Account(relation.speaker, told_by(sentence.segment, sentence.words, source, names), announced=False)


def _tells(relation: AttributionRelation, sentence: _Sentence, found: Attributions) -> bool:
    """Tell whether an attribution is that of a whole sentence to a speaker who is known, in words that are not his own."""
    cue = relation.cue
    inside = cue is not None and sentence.start <= cue.start < sentence.end
    sound = inside and relation.rule in _TELLING and relation.type == "indirect" and not relation.negated
    return sound and relation.speaker.name is not None and found.inside(relation) is None


def _head(segment: Segment, relation: AttributionRelation) -> int:
    """Return the head of a source."""
    source = relation.source
    first, behind = (segment.first_from(source.start), segment.first_from(source.end)) if source else (0, 1)
    return clauses_of(segment).head_of(first, max(first, behind - 1))


def _gone_on(account: _Account, sentence: _Sentence, after: _Sentence | None, names: Names) -> _Account | None:
    """Return an account as it stands behind a sentence that goes on with it, ``None`` where it ends before."""
    segment, words = sentence.segment, sentence.words
    if not _is_plain(sentence, names) or _names_speaker(account.speaker, sentence, names):
        return None
    if not (
        account.announced or is_tied(segment, words, account.told, names.cues) or _is_between(account, after, names)
    ):
        return None
    return account._replace(told=account.told._replace(segment=segment, words=words))


def _is_plain(sentence: _Sentence, names: Names) -> bool:
    """Tell whether a sentence tells in the past, outside marks, with no word by which a writer speaks for himself."""
    clauses, plain = clauses_of(sentence.segment), names.reading.plain
    main = [clauses.clause(word) for word in sentence.words if clauses.tree.is_root(word) and clauses.is_verb(word)]
    marked = '"' in plain[sentence.start : sentence.end] or names.reading.within_marks(sentence.start)
    if len(main) != 1 or marked or plain[sentence.start : sentence.start + 1].islower():
        return False
    own = names.cues.bounds.writers | names.cues.bounds.first_person
    return _is_past(main[0]) and own.isdisjoint(clauses.words.lowers[word] for word in sentence.words)


def _is_past(clause: Clause) -> bool:
    return clause.finite and clause.tense == "past" and clause.mood == "indicative" and not clause.modals


def _names_speaker(speaker: Attribution, sentence: _Sentence, names: Names) -> bool:
    """Tell whether a sentence names who speaks: of himself he would not."""
    own = set((speaker.name or "").lower().split())
    mentions = names.between(sentence.start, sentence.end)
    return any(not own.isdisjoint(word.lower() for word in mention.words) for mention in mentions)


def _is_between(account: _Account, after: _Sentence | None, names: Names) -> bool:
    """Tell whether the next sentence adds something of the same speaker: "..., she added"."""
    same = (one for one in (after.voices if after is not None else ()) if one.speaker.name == account.speaker.name)
    return any(_adds(one, names) for one in same)


def _adds(relation: AttributionRelation, names: Names) -> bool:
    """Tell whether an attribution adds to what was said before: by its verb, or since its source is a pronoun."""
    known = grammar_words()
    pronoun = relation.source is not None and relation.source.quote.lower() in known.he_or_she | known.they
    return pronoun or _lemma(relation, names.reading) in names.cues.going_on


def _lemma(relation: AttributionRelation, reading: Reading) -> str:
    """Return the lemma of a cue, empty where there is none."""
    cue = relation.cue
    segment = reading.segment_at(cue.start) if cue is not None else None
    return (
        clauses_of(segment).words.lemmas[segment.first_from(cue.start)]
        if segment is not None and cue is not None
        else ""
    )


def _relation(speaker: Attribution, sentence: _Sentence, reading: Reading) -> AttributionRelation:
    content = reading.at(*trim(reading.plain, sentence.start, sentence.end))
    carried = Attribution(level="speaker", name=speaker.name, mention=speaker.mention)
    return AttributionRelation(rule=RULE, type="indirect", manner="speech", speaker=carried, content=(content,))
