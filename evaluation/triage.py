"""What triage loses: claims of interest in paragraphs that it would pass over.

Loss is the share, in their documents, of: gold claims of the founding article; gold relations of re3d; and gold attributions
of PolNeAR dev whose content tells of an act of force by our own rules.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from evaluation import seed
from evaluation.own import layer
from servanda.extract import ExtractConfig, extract
from servanda.extract.triage import worth_reading
from servanda.model.claims import EventClaim
from servanda.reference import Reference, ReferenceConfig

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
FORCE = {"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "THREATEN"}
_FEW = 12  # characters that find a claim again in its paragraph
_N_POLNEAR = 1200  # attributions: enough for some hundred of force, in half a minute


def measure() -> dict[str, float]:
    """Return the losses; how much it spares is measured by ``make bench``."""
    reference = Reference(ReferenceConfig())
    return {
        "loss_polnear": _lost(_of_force(reference), reference),
        "loss_re3d": _lost(_re3d(), reference),
        "loss_seed": _lost(_seed(), reference),
    }


def _lost(told: Iterator[tuple[list[str], str]], reference: Reference) -> float:
    """Return the share of gold words that stand in no paragraph of their document that triage keeps."""
    lost = number = 0
    for paragraphs, words in told:
        kept = worth_reading(paragraphs, reference.lexicon.triage)
        number += 1
        lost += not any(words in paragraphs[place] for place in kept)
    print(number, "gold claims,", lost, "lost")
    return lost / number


def _seed() -> Iterator[tuple[list[str], str]]:
    """Yield the founding article with the first words of each of its gold claims."""
    [article] = [path.read_text(encoding="utf-8") for path in seed.SEED.glob("*.txt")]
    for line in (seed.SEED / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "start" in row.get("span", {}):
            start = row["span"]["start"]
            yield article.split("\n"), article[start : start + _FEW].split("\n")[0]


def _re3d() -> Iterator[tuple[list[str], str]]:
    """Yield each document of re3d with the source of every gold relation in it."""
    for line in (DATA / "re3d" / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for relation in row["relations"]:
            yield row["text"].split("\n"), row["text"][relation["source"]["start"] : relation["source"]["end"]]


def _of_force(reference: Reference) -> Iterator[tuple[list[str], str]]:
    """Yield each PolNeAR document with the contents of gold attributions that tell of an act of force."""
    number = 0
    for line in (DATA / "polnear" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for attribution in row["attributions"]:
            number += 1
            text = attribution["content"][0]["text"].split("\n")[0] if attribution["content"] else ""
            if number > _N_POLNEAR or len(text) < _FEW:
                continue
            claims = extract(layer({"id": f"p{number}", "text": text}), ExtractConfig(), reference)
            if any(isinstance(claim, EventClaim) and claim.event.plover in FORCE for claim in claims):
                yield row["text"].split("\n"), text[:_FEW]
