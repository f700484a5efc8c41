"""Measure actors: mentions of our own in three scripts against the entity meant, or nobody.

``python evaluation/actors.py`` lists what went wrong. The set (``actors/mentions.tsv``) was written before any run.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from servanda.model.claims import EventClaim, EventType, MadeBy
from servanda.model.documents import Paragraph
from servanda.model.making import sealed, text_layer
from servanda.model.parties import Attribution, Participant
from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve

GOLD: Final = Path(__file__).parent / "actors" / "mentions.tsv"
HELD_OUT: Final = GOLD.with_name("held_out.tsv")
_MENTION: Final = re.compile(r"\[([^\]=]+)=([^\]]+)\]")


class Case(NamedTuple):
    """A text with its mentions: kind of difficulty, countries in scope, day of the report, bounds and entity of each."""

    kind: str
    countries: tuple[str, ...]
    published_on: str | None
    text: str
    mentions: tuple[tuple[int, int, str | None], ...]


class Outcome(NamedTuple):
    """A mention with what was meant and what was found."""

    case: Case
    words: str
    expected: str | None
    found: str | None
    why: str | None


def read_cases(path: Path = GOLD) -> Iterator[Case]:
    """Yield the cases of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        kind, countries, day, marked = line.split("\t")
        in_scope = tuple(countries.split(",")) if countries != "-" else ()
        yield Case(kind, in_scope, day if day != "-" else None, *_unmarked(marked))


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str | None], ...]]:
    text, mentions, done = "", [], 0
    for match in _MENTION.finditer(marked):
        text += marked[done : match.start()]
        mentions.append((len(text), len(text) + len(match[1]), match[2] if match[2] != "-" else None))
        text, done = text + match[1], match.end()
    return text + marked[done:], tuple(mentions)


def outcomes(case: Case, reference: Reference) -> Iterator[Outcome]:
    """Yield what becomes of the mentions of a case when each is named by a claim."""
    text = case.text
    spans = [Span.of(text, start, end) for start, end, _ in case.mentions]
    layer = text_layer(
        "doc_1",
        text,
        (Paragraph(start=0, end=len(text)),),
        parser="gold",
        parser_version="0",
        published_on=case.published_on,
    )
    found = {one.mention: one for one in resolve(layer, [_claim(text, spans)], ResolveConfig(), reference)}
    for span, (_, _, expected) in zip(spans, case.mentions, strict=True):
        yield Outcome(case, span.quote, expected, found[span].value, found[span].why)


def _claim(text: str, spans: list[Span]) -> EventClaim:
    claim = EventClaim(
        id="",
        key="",
        document_id="doc_1",
        text_id="txt_1",
        language=None,
        span=Span.of(text, 0, len(text)),
        attribution=(Attribution(level="document", name=None),),
        made_by=MadeBy(rule="gold", version="0"),
        event=EventType(plover="CONSULT"),
        trigger=Span.of(text, 0, 1),
        participants=tuple(Participant(role="actor", type="other", name=span.quote, mention=span) for span in spans),
    )
    return sealed(claim)


def script_of(words: str) -> str:
    """Return the script of a mention."""
    return (
        "Arabic"
        if re.search(r"[\u0600-\u06ff]", words)
        else "Cyrillic"
        if re.search(r"[\u0400-\u04ff]", words)
        else "Latin"
    )


def all_outcomes(path: Path = GOLD) -> list[Outcome]:
    """Return the outcomes of a whole set."""
    references: dict[tuple[str, ...], Reference] = {}
    found: list[Outcome] = []
    for case in read_cases(path):
        reference = references.setdefault(case.countries, Reference(ReferenceConfig(countries=case.countries)))
        found += outcomes(case, reference)
    return found


def measure() -> dict[str, float]:
    """Return the shares of named mentions found by script, of open ones left open, and of identifications that are wrong."""
    found = all_outcomes()
    figures = {
        f"{script}: found": _share([one for one in found if one.expected and script_of(one.words) == script])
        for script in ("Latin", "Arabic", "Cyrillic")
    }
    later = {f"held out: {figure}": value for figure, value in _figures(all_outcomes(HELD_OUT)).items()}
    return {**_figures(found), **figures, **later}


def _figures(found: list[Outcome]) -> dict[str, float]:
    return {
        "found": _share([one for one in found if one.expected]),
        "left open": _share([one for one in found if not one.expected]),
        "wrong": 1 - _share([one for one in found if one.found]),
    }


def _share(outcomes: list[Outcome]) -> float:
    return sum(one.found == one.expected for one in outcomes) / max(len(outcomes), 1)


def main() -> None:
    """Print what went wrong, and the figures."""
    wrong = [one for one in [*all_outcomes(), *all_outcomes(HELD_OUT)] if one.found != one.expected]
    for one in wrong:
        print(f"{one.case.kind:14} {one.words!r}: {one.found} for {one.expected} ({one.why})")
    print(Counter(one.case.kind for one in wrong))
    for figure, value in measure().items():
        print(f"{figure:20} {value:.3f}")


if __name__ == "__main__":
    main()
