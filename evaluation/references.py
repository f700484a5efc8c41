"""Measure references to agreements: found in text, nothing besides, and the one meant, or nobody's where the name is shared.

``python evaluation/references.py`` lists what went wrong. The set (``agreements/references.tsv``) was written before any run.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import AgreementReferenceClaim
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve import ResolveConfig, resolve

GOLD: Final = Path(__file__).parent / "agreements" / "references.tsv"
DESCRIBED: Final = GOLD.with_name("described.tsv")
_MARK: Final = re.compile(r"\[([^\]=]+)=([^\]]+)\]")


class Found(NamedTuple):
    """A mention by its bounds in the text, with the agreement it means (``None``: open)."""

    start: int
    end: int
    agreement_id: str | None


class Case(NamedTuple):
    """A text with what should be found in it and what was."""

    text: str
    wanted: tuple[Found, ...]
    found: tuple[Found, ...]


def cases(path: Path = GOLD) -> Iterator[Case]:
    """Yield the cases of a file with what is found in each."""
    references: dict[tuple[str, ...], Reference] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        countries, day, marked = line.split("\t")
        scope = tuple(countries.split(","))
        reference = references.setdefault(scope, Reference(ReferenceConfig(countries=scope)))
        text, wanted = _unmarked(marked)
        yield Case(text, wanted, _found(text, day, reference))


def _unmarked(marked: str) -> tuple[str, tuple[Found, ...]]:
    text, wanted, done = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        wanted.append(Found(len(text), len(text) + len(match[1]), match[2] if match[2] != "-" else None))
        text, done = text + match[1], match.end()
    return text + marked[done:], tuple(wanted)


def _found(text: str, day: str, reference: Reference) -> tuple[Found, ...]:
    layer = _layer(text, day)
    claims = [
        claim for claim in extract(layer, ExtractConfig(), reference) if isinstance(claim, AgreementReferenceClaim)
    ]
    named = {
        one.mention: one.value for one in resolve(layer, claims, ResolveConfig(), reference) if one.what == "agreement"
    }
    return tuple(Found(span.start, span.end, value) for span, value in named.items() if span is not None)


def _layer(text: str, day: str) -> DocumentText:
    whole = (Paragraph(start=0, end=len(text)),)
    return text_layer("doc_1", text, whole, parser="gold", parser_version="0", published_on=day)


def _at(one: Found, others: tuple[Found, ...]) -> Found | None:
    return next((other for other in others if other.start < one.end and one.start < other.end), None)


def measure() -> dict[str, float]:
    """Return the figures of both sets, those of agreements by description as "described: ..."."""
    return _figures(GOLD) | {f"described: {name}": value for name, value in _figures(DESCRIBED).items()}


def _figures(path: Path) -> dict[str, float]:
    """Return the share of mentions found, of found ones that are mentions, and of right identifications and abstentions."""
    done = list(cases(path))
    pairs = [(one, _at(one, case.found)) for case in done for one in case.wanted]
    besides = [one for case in done for one in case.found if _at(one, case.wanted) is None]
    met = [(one, other) for one, other in pairs if other is not None]
    given = [(one, other) for one, other in met if other.agreement_id]
    wrong = len([one for one in besides if one.agreement_id]) + sum(o.agreement_id != g.agreement_id for o, g in given)
    return {
        "found": len(met) / len(pairs),
        "precision": len(met) / (len(met) + len(besides)),
        "meant": sum(one.agreement_id == other.agreement_id for one, other in met) / len(pairs),
        "wrong": wrong / max(len(given) + len(besides), 1),
    }


def main() -> None:
    """Print what went wrong, and the figures."""
    for case in (*cases(GOLD), *cases(DESCRIBED)):
        for one in case.wanted:
            other = _at(one, case.found)
            if other is None or other.agreement_id != one.agreement_id:
                print(
                    f"{case.text[one.start : one.end]!r}: {other and (case.text[other.start : other.end], other.agreement_id)} for {one.agreement_id}"
                )
        for one in case.found:
            if _at(one, case.wanted) is None:
                print(f"besides: {case.text[one.start : one.end]!r} {one.agreement_id}")
    for figure, value in measure().items():
        print(f"{figure:12} {value:.3f}")


if __name__ == "__main__":
    main()
