"""Role fillers of attacks on MUC-4 dev (../shared/data/muc4): who did it, to whom, to what, with what, per document.

The measure: for each of the five slots, the entities of all templates of a document against those of all our asserted attack
claims (``muc_reading.py`` says which). An entity is right when a name of ours and one of its names share the head word (the
last word before "of"), as is usual for systems that are not trained on the set, number set aside ("guerrilla attacks":
guerrillas); micro precision, recall and F1 over all slots and documents.

Errors are read on one half of the documents only, told apart by a hash of their names; both halves are reported.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from evaluation.muc_cases import SHARED, learned_cases, truecase
from evaluation.muc_reading import SLOTS, Fillers, claims_of, fillers, head_of
from servanda.reference import Reference, ReferenceConfig

GOLD = SHARED / "muc4" / "dev_simplified.jsonl"
TRAIN = SHARED / "muc4" / "train_simplified.jsonl"  # for the case of its words alone
Counts = Counter[tuple[str, str]]


def measure(path: Path = GOLD) -> dict[str, float]:
    """Return micro precision, recall and F1 over the five slots, F1 by slot, and F1 of the half read and of the other."""
    reference = Reference(ReferenceConfig())
    cases = learned_cases(reference.lexicon, reference.nlp, (path, TRAIN))
    halves: dict[str, Counts] = {"read": Counter(), "unread": Counter()}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = _gold(row["templates"])
        ours = fillers(claims_of(row["id"], truecase(row["text"], cases), reference))
        counts = halves[half_of(row["id"])]
        for slot in SLOTS:
            counts["gold", slot] += len(gold[slot])
            counts["ours", slot] += len(ours[slot])
            counts["right", slot] += _matches(gold[slot], ours[slot])
    both = halves["read"] + halves["unread"]
    precision, recall, f1 = _scores(both, *SLOTS)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        **{f"f1 {slot}": _scores(both, slot)[2] for slot in SLOTS},
        **{f"f1 {name} half": _scores(counts, *SLOTS)[2] for name, counts in halves.items()},
    }


def half_of(name: str) -> str:
    """Return whether a document's errors may be read ("read") or only counted ("unread")."""
    return "unread" if zlib.crc32(name.encode()) % 2 else "read"


def _gold(templates: Iterable[dict[str, list[list[dict[str, str]]]]]) -> Fillers:
    found: dict[str, list[frozenset[str]]] = {slot: [] for slot in SLOTS}
    for template in templates:
        for slot in SLOTS:
            for entity in template[slot]:
                heads = frozenset(head_of(mention["text"]) for mention in entity)
                if heads not in found[slot]:
                    found[slot].append(heads)
    return found


def _matches(gold: list[frozenset[str]], ours: list[frozenset[str]]) -> int:
    """Count gold entities that one of ours names; each of ours serves one."""
    left = list(ours)
    right = 0
    for heads in gold:
        match = next((one for one in left if one & heads), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def _scores(counts: Counts, *slots: str) -> tuple[float, float, float]:
    right, ours, gold = (sum(counts[name, slot] for slot in slots) for name in ("right", "ours", "gold"))
    precision, recall = right / max(1, ours), right / max(1, gold)
    return round(precision, 3), round(recall, 3), round(2 * precision * recall / max(1e-9, precision + recall), 3)


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:24} {value:.3f}")
