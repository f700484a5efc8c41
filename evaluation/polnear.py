"""Measure attribution on PolNeAR: who says what in news, against the annotations beside the repository.

    python evaluation/polnear.py [--split dev|train] [--limit N] [--confidence]

An attribution is found when the contents overlap (intersection over union of characters at least 0.5) and the sources
share a character. The corpus marks no nested attributions, so only the outermost of ours count. Prints precision,
recall and F1, by the directness of the annotated content, by manner and by rule, and a table of directness: annotated
against ours. Nothing of the corpus is kept.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from servanda.extract import ExtractConfig, extract
from servanda.model.claims import QuotationClaim
from servanda.model.documents import DocumentText, Paragraph
from servanda.model.making import text_layer
from servanda.reference import Reference, ReferenceConfig

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear"
MIN_OVERLAP = 0.5
NESTED = 0.8
DIRECT, INDIRECT = 0.9, 0.0
KINDS = ("direct", "mixed", "indirect")
NONE = "-"
SPOKEN = frozenset({"as", "clause", "that", "rest", "parenthesis", "marks", "layout", "tail", "according"})
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
Characters = frozenset[int]


class Attributed(NamedTuple):
    """One attribution as sets of character offsets, with what it is counted under.

    ``manner`` is ``speech`` for clauses under a verb of speech, quotations and "according to", else ``other``; ``type`` is
    direct, mixed or indirect, of ours as the claim says it.
    """

    content: Characters
    source: Characters
    label: str
    manner: str = ""
    type: str = ""


class Result(NamedTuple):
    """Counts over documents: annotated, proposed and found, in all and by label; ``types`` by (annotated, our) directness."""

    gold: Counter[str]
    proposed: Counter[str]
    found_gold: Counter[str]
    found_proposed: Counter[str]
    types: Counter[tuple[str, str]]

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of all."""
        return _prf(self.found_gold["all"], self.proposed["all"], self.gold["all"])


def documents(split: str, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the documents of a split as plain dicts."""
    with (FOLDER / f"{split}.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            yield json.loads(line)


def measure(split: str, reference: Reference, limit: int | None = None) -> Result:
    """Return the counts over a split."""
    result = Result(Counter(), Counter(), Counter(), Counter(), Counter())
    for document in documents(split, limit):
        gold = annotated(document)
        proposed = outermost(list(quotations(document, reference)))
        pairs = matched(gold, proposed)
        _count(result.gold, gold)
        _count(result.proposed, proposed)
        _count(result.found_gold, (gold[g] for g, _ in pairs))
        _count(result.found_proposed, (proposed[p] for _, p in pairs))
        result.types.update(_types(gold, proposed, pairs))
    return result


def _types(
    gold: Sequence[Attributed], proposed: Sequence[Attributed], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Yield annotated and our directness of each pair, then of what has no partner."""
    yield from ((gold[g].type, proposed[p].type) for g, p in pairs)
    found, right = {g for g, _ in pairs}, {p for _, p in pairs}
    yield from ((item.type, NONE) for number, item in enumerate(gold) if number not in found)
    yield from ((NONE, item.type) for number, item in enumerate(proposed) if number not in right)


def annotated(document: dict[str, Any]) -> list[Attributed]:
    """Return the annotated attributions with a content, labelled direct, mixed or indirect by their marks."""
    return [
        Attributed(_characters(item["content"]), _characters(item["source"]), label, type=label)
        for item in document["attributions"]
        if item["content"]
        for label in (_directness(item["content"]),)
    ]


def quotations(document: dict[str, Any], reference: Reference) -> Iterator[QuotationClaim]:
    """Yield the quotation claims of a document."""
    for claim in extract(_text(document), ExtractConfig(kinds=("quotation",)), reference):
        if isinstance(claim, QuotationClaim):
            yield claim


def outermost(claims: Sequence[QuotationClaim]) -> list[Attributed]:
    """Return the attributions that do not lie, cue and content, within the content of a longer one."""
    contents = [_span_characters(claim.quotation.content) for claim in claims]
    kept = []
    for claim, content in zip(claims, contents, strict=True):
        cue = claim.quotation.cue
        whole = content | (_span_characters([cue]) if cue else frozenset())
        if not any(len(other) > len(content) and len(whole & other) > NESTED * len(whole) for other in contents):
            source = _span_characters([claim.quotation.source]) if claim.quotation.source else frozenset()
            rule = claim.made_by.rule
            spoken = claim.quotation.manner == "speech" and rule.split(".")[1] in SPOKEN
            kept.append(Attributed(content, source, rule, "speech" if spoken else "other", claim.quotation.type))
    return kept


def matched(gold: Sequence[Attributed], proposed: Sequence[Attributed]) -> list[tuple[int, int]]:
    """Return pairs of indices, best overlap first, each used once."""
    pairs = sorted(
        (-overlap(one.content, two.content), g, p)
        for g, one in enumerate(gold)
        for p, two in enumerate(proposed)
        if one.content & two.content and (one.source & two.source or one.source == two.source)
    )
    used_gold: dict[int, int] = {}
    used_proposed: set[int] = set()
    for negative, g, p in pairs:
        if -negative >= MIN_OVERLAP and g not in used_gold and p not in used_proposed:
            used_gold[g] = p
            used_proposed.add(p)
    return sorted(used_gold.items())


def overlap(one: Characters, two: Characters) -> float:
    """Return intersection over union."""
    return len(one & two) / len(one | two) if one | two else 0.0


def report(result: Result) -> Iterator[str]:
    """Yield the lines of the report."""
    yield "all        P {:.3f} R {:.3f} F {:.3f}".format(*result.scores)
    speech = result.found_proposed["speech"] / max(1, result.proposed["speech"])
    yield f"speech     P {speech:.3f} R {result.found_proposed['speech'] / max(1, result.gold['all']):.3f}"
    for label in KINDS:
        yield f"{label:10} found {result.found_gold[label]} of {result.gold[label]}: {_share(result.found_gold, result.gold, label):.3f}"
    yield from confusion(result)
    rules = [label for label in result.proposed if "." in label]
    for rule in sorted(rules, key=lambda name: -result.proposed[name]):
        share = _share(result.found_proposed, result.proposed, rule)
        yield f"  {rule:34} {result.found_proposed[rule]:5} of {result.proposed[rule]:5}: {share:.3f}"


def confusion(result: Result) -> Iterator[str]:
    """Yield the table of directness: annotated (rows) against ours (columns), with what has no partner."""
    yield "annotated / ours" + "".join(f"{kind:>10}" for kind in (*KINDS, NONE))
    for kind in (*KINDS, NONE):
        cells = "".join(f"{result.types[kind, ours]:>10}" for ours in (*KINDS, NONE))
        yield f"{kind:16}{cells}"


def confidence(result: Result, split: str, at_least: int = 20) -> Iterator[str]:
    """Yield the lines of ``reference/data/confidence.yaml``: the precision of rules with enough proposals."""
    yield f"test_set: PolNeAR v1.0.0 {split}"
    yield "rules:"
    for rule in sorted(label for label in result.proposed if "." in label):
        if result.proposed[rule] >= at_least:
            yield f"  {rule}: {_share(result.found_proposed, result.proposed, rule):.2f}"


def _text(document: dict[str, Any]) -> DocumentText:
    text = document["text"]
    paragraphs = tuple(Paragraph(start=match.start(), end=match.end()) for match in _LINE.finditer(text))
    fields = {"parser": "polnear", "parser_version": "1", "publisher": document["publisher"], "language": "en"}
    return text_layer(document["id"], text, paragraphs, **fields)


def _directness(content: Iterable[dict[str, Any]]) -> str:
    words = [span["text"] for span in content]
    quoted = sum(len(match) for text in words for match in _QUOTED.findall(text))
    share = quoted / max(1, sum(map(len, words)))
    return "direct" if share > DIRECT else "mixed" if share > INDIRECT else "indirect"


def _count(counter: Counter[str], items: Iterable[Attributed]) -> None:
    for item in items:
        counter.update(["all", item.label, *([item.manner] if item.manner else [])])


def _characters(spans: Iterable[dict[str, Any]]) -> Characters:
    return frozenset(place for span in spans for place in range(span["start"], span["end"]))


def _span_characters(spans: Iterable[Any]) -> Characters:
    return frozenset(place for span in spans for place in range(span.start, span.end))


def _share(part: Counter[str], whole: Counter[str], label: str) -> float:
    return part[label] / max(1, whole[label])


def _prf(found: int, proposed: int, gold: int) -> tuple[float, float, float]:
    precision, recall = found / max(1, proposed), found / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> int:
    """Print the report; exit status 3 where the corpus is absent."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--confidence", action="store_true", help="print the precision of each rule as YAML")
    arguments = parser.parse_args()
    if not FOLDER.is_dir():
        print(f"{FOLDER} is absent: nothing to measure", file=sys.stderr)
        return 3
    result = measure(arguments.split, Reference(ReferenceConfig()), arguments.limit)
    lines = confidence(result, arguments.split) if arguments.confidence else report(result)
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
