"""Who did it to whom, on short texts that we wrote ourselves (``own/who.jsonl``): roles, memberships, descriptions taken up.

Each wanted event has ``words`` that its trigger shares, and for every role listed the names of all its participants and no
others (the determiner does not count); ``candidates`` where a description may take up several bodies and must stay open;
``speaker`` where somebody else than the writer must say it. A body that acts by our claim and not by the gold is counted apart:
holding the wrong group responsible is the worst that can happen here.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.own import layer, rows
from servanda.extract import ExtractConfig, extract
from servanda.model.claims import EventClaim
from servanda.reference import Reference, ReferenceConfig
from servanda.text.folds import plain

GOLD = Path(__file__).parent / "own" / "who.jsonl"
ROLES = ("actor", "target", "instrument")
_DETERMINER = re.compile(r"^(?:the|a|an|his|her|their|its)\s+", re.IGNORECASE)


def measure(path: Path = GOLD) -> dict[str, float]:
    """Return the share of texts that are right, precision and recall of participants, and wrong bodies held to have acted."""
    reference = Reference(ReferenceConfig())
    counts: Counter[str] = Counter()
    for row in rows(path):
        claims = [c for c in extract(layer(row), ExtractConfig(), reference) if isinstance(c, EventClaim)]
        wrong = [told for wanted in row["wanted"] for told in _differences(wanted, row["text"], claims, counts)]
        counts["texts"] += 1
        counts["right texts"] += not wrong
        if wrong:
            print("differs:", row["id"], "; ".join(wrong))
    return {
        "texts": counts["right texts"] / counts["texts"],
        "precision": counts["right"] / max(1, counts["ours"]),
        "recall": counts["right"] / max(1, counts["gold"]),
        "wrong_bodies": float(counts["wrong bodies"]),
    }


def _differences(wanted: dict[str, Any], text: str, claims: list[EventClaim], counts: Counter[str]) -> list[str]:
    """Return what is wrong with the claims of one wanted event, and count its participants."""
    start = text.index(wanted["words"])
    end = start + len(wanted["words"])
    near = [claim for claim in claims if claim.trigger.start < end and start < claim.trigger.end]
    wrong = [] if near else [f"no event {wanted['words']!r}"]
    for role in ROLES:
        if role not in wanted:
            continue
        parts = {_name(one.name): one for claim in near for one in claim.participants if one.role == role}
        gold = {_name(name) for name in wanted[role]}
        counts.update(gold=len(gold), ours=len(parts), right=len(gold & parts.keys()))
        if gold != parts.keys() and near:
            wrong.append(f"{role} {sorted(parts)} for {sorted(gold)}")
        if role == "actor":
            counts["wrong bodies"] += sum(parts[name].type == "organisation" for name in parts.keys() - gold)
        asked = {plain(name) for name in wanted.get("candidates", {}).get(role, ())}
        kept = {plain(name) for one in parts.values() for name in getattr(one, "candidates", ())}
        if asked != kept:
            wrong.append(f"candidates {sorted(kept)} for {sorted(asked)}")
    speaker = wanted.get("speaker")
    if speaker and near and all(_name(claim.attribution[-1].name or "") != _name(speaker) for claim in near):
        wrong.append(f"said by {near[0].attribution[-1].name}, not {speaker}")
    return wrong


def _name(name: str) -> str:
    return plain(_DETERMINER.sub("", name)).removesuffix("'s")


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:24} {value:.3f}")
