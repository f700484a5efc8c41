"""Measure accusations on report-like texts with the scorer beside them (``../shared/accusations/score.py``), through the program itself.

The texts lie beside the repository and are not copied; the scorer runs ``servanda extract --resolve``, ``add``, ``run``, ``claims`` and
``incidents``, and writes what it counted. Published: a hostile act that happened, with a named actor.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "accusations"
_PROGRAM = Path(sys.executable).with_name("servanda")


def measure() -> dict[str, float]:
    """Return false accusations of a hundred published, recall, days, places and tolls given and right, and incidents with a fault.

    Raises:
        subprocess.CalledProcessError: The scorer failed; its words are in the exception.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(DATA / "score.py"), "--out", folder]
        environment = os.environ | {"SERVANDA": str(_PROGRAM)}
        subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        summary = json.loads((Path(folder) / "summary.json").read_text("utf-8"))
    return figures_of(summary["by_style"]["all"]) | {
        "incidents with a fault": float(sum(summary["incident_faults"].values()))
    }


def figures_of(counted: Mapping[str, int]) -> dict[str, float]:
    """Return the figures of counts as the scorer writes them."""
    return {
        "published": float(counted["published"]),
        "false of 100": 100 * counted["false"] / max(1, counted["published"]),
        "recall": counted["gold_found"] / counted["gold"],
        "days given": counted["time_found"] / counted["time_gold"],
        "days right": counted["time_right"] / max(1, counted["time_said"]),
        "places given": counted["place_found"] / counted["place_gold"],
        "places right": counted["place_right"] / max(1, counted["place_said"]),
        "tolls found": counted["toll_found"] / counted["toll_gold"],
        "tolls of others": float(counted["toll_bad"]),
        "did not happen, asserted": float(counted["status"]),
    }
