"""The coding of news articles holds no texts, hangs together, and is scored as it says."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation import fakes

ROWS = [json.loads(line) for line in fakes.CODING.read_text(encoding="utf-8").splitlines()]


def test_the_coding_is_of_ids_numbers_and_codes_only() -> None:
    by_id = {row["id"]: row for row in ROWS}
    assert len(by_id) == len(ROWS) >= 60
    assert len({row["incident"] for row in ROWS}) >= 12
    for row in ROWS:
        assert set(row) == {"id", "incident", "killed_min", "killed_max", "origin", "also", "copy_of"}
        assert " " not in "".join([row["incident"], row["origin"], *row["also"]])
        assert row["copy_of"] is None or by_id[row["copy_of"]]["incident"] == row["incident"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("a", "observatory", (), None), ("b", "observatory", (), None), True),
        (("a", "observatory", (), None), ("b", "state_media", (), None), False),
        (("a", "observatory", (), None), ("b", "state_media", ("observatory",), None), True),
        (("a", "own", (), None), ("b", "own", (), None), False),
        (("a", "own", (), None), ("b", "own", (), "a"), True),
    ],
)
def test_outlets_of_their_own_are_one_origin_only_as_copies(
    one: tuple[object, ...], other: tuple[object, ...], same: bool
) -> None:
    first, second = (dict(zip(("id", "origin", "also", "copy_of"), row, strict=True)) for row in (one, other))
    assert fakes.coded_same(first, second) is same


def test_a_toll_without_a_claim_is_not_found() -> None:
    assert not fakes.toll_found({"killed_min": 3, "killed_max": None}, ())
