"""Happened, did not, or uncertain, on UW factuality dev (../shared/data/factuality), against a majority baseline.

Labels are cut at -1 and +1 for three classes; they hold what will certainly happen to be as sure as what did, so what
we call predicted counts as happened here. The measure judges the given target words themselves, so it tests the
scopes of modality and polarity, not the finding of events.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from servanda.extract.clauses import clauses_in
from servanda.extract.factuality import judge
from servanda.reference import Reference, ReferenceConfig

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "factuality" / "uw_dev.jsonl"
CLASSES = ("happened", "did not", "uncertain")
_CUT = 1.0


def gold_class(label: float) -> str:
    """Return the class of a label from -3 to 3."""
    return "happened" if label > _CUT else "did not" if label < -_CUT else "uncertain"


def judged_class(token: Any, reference: Reference) -> str:
    """Return the class that our rules give to a word of a parsed sentence."""
    found = judge(clauses_in(token.doc), token.i, reference.lexicon)
    if found is None or found.modality not in {"asserted", "presupposed", "predicted"}:
        return "uncertain"
    return "happened" if found.polarity == "affirmed" else "did not"


def measure(path: Path = GOLD, show: int = 0) -> dict[str, float]:
    """Return macro F1 over the three classes, that of always saying "happened", accuracy, and F1 by class."""
    from spacy.tokens import Doc

    reference = Reference(ReferenceConfig())
    pairs: Counter[tuple[str, str]] = Counter()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    nlp = reference.nlp
    docs = nlp.pipe(Doc(nlp.vocab, words=row["text"].split(" ")) for row in rows)
    for row, doc in zip(rows, docs, strict=True):
        for target in row["targets"]:
            gold = gold_class(float(target["label"]))
            ours = judged_class(doc[target["span1"][0] : target["span1"][1]].root, reference)
            pairs[gold, ours] += 1
            if show and gold != ours:
                print(gold, "<-", ours, target["label"], "|", target["span_text"], "|", row["text"])
    always: Counter[tuple[str, str]] = Counter()
    for (gold, _), number in pairs.items():
        always[gold, "happened"] += number
    ours_f1, base_f1 = _f1(pairs), _f1(always)
    accuracy = sum(number for (gold, ours), number in pairs.items() if gold == ours) / sum(pairs.values())
    return {
        "f1_macro": round(sum(ours_f1.values()) / 3, 3),
        "f1_macro_majority": round(sum(base_f1.values()) / 3, 3),
        "accuracy": round(accuracy, 3),
        "accuracy_majority": round(
            sum(n for (gold, _), n in pairs.items() if gold == "happened") / sum(pairs.values()), 3
        ),
        **{f"f1_{name}": round(value, 3) for name, value in ours_f1.items()},
    }


def _f1(pairs: Counter[tuple[str, str]]) -> dict[str, float]:
    scores = {}
    for name in CLASSES:
        right = pairs[name, name]
        found = sum(number for (_, ours), number in pairs.items() if ours == name)
        gold = sum(number for (is_, _), number in pairs.items() if is_ == name)
        scores[name] = 2 * right / (found + gold) if found + gold else 0.0
    return scores


if __name__ == "__main__":
    import sys

    print(json.dumps(measure(show=len(sys.argv) > 1), indent=1))
