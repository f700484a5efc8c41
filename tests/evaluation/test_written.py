"""Texts by writers who had not read the rules: rows are whole, and the scorer tells a right doer and label from a wrong one."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation.own import CODES
from evaluation.written import FOLDER, Read, _covered, _doers, _given, _weighted, is_same

from servanda.model.claims import EventClaim, EventType, MadeBy
from servanda.model.parties import Attribution, Participant
from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig

FILES = sorted(FOLDER.glob("*.jsonl"))
TEXT = "Gunmen of the Red Banner shelled Osk, and the army burned a mill."
ROW = {
    "id": "x",
    "text": TEXT,
    "acts": [
        {"words": "shelled", "doer": "Red Banner", "also": [], "victim": "Osk", "accuser": None},
        {"words": "burned", "doer": "army", "also": [], "victim": "mill", "accuser": None},
    ],
}


def rows_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def claim(words, *names, target="Osk"):
    at = Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))
    whole = Span.of(TEXT, 0, len(TEXT))
    parties = [Participant(role="actor", name=name, type="group") for name in names]
    return EventClaim(
        id="clm_1",
        key="k",
        document_id="d",
        text_id="t",
        language="en",
        span=whole,
        attribution=(Attribution(level="document", name="Own Set"),),
        made_by=MadeBy(rule="hand", version="1"),
        event=EventType(plover="ASSAULT"),
        trigger=at,
        participants=(*parties, Participant(role="target", name=target, type="other")),
    )


def read(*claims):
    reference = Reference(ReferenceConfig())
    return Read(ROW, tuple(one for claim in claims for one in _given(ROW, claim, reference)), (), ())


def test_ids_and_texts_stand_once_and_words_in_their_text():
    rows = [row for path in FILES for row in rows_of(path)]
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)
    acts = [(row["text"], act) for row in rows for act in row.get("acts", ())]
    assert all(act["words"] in text for text, act in acts)


def test_every_label_of_acled_has_sentences_in_both_halves():
    for path in (FOLDER / "acled.jsonl", FOLDER / "acled_kept.jsonl"):
        assert {row["label"] for row in rows_of(path)} == set(CODES.values())


def test_a_doer_is_right_longer_or_shorter_and_wrong_for_another_act():
    figures = _doers([read(claim("shelled", "Gunmen of the Red Banner"), claim("burned", "Red Banner", target="mill"))])
    assert figures["doers published"] == 2
    assert figures["doers right"] == pytest.approx(0.5)
    assert figures["doers given"] == pytest.approx(0.5)


def test_a_pronoun_accuses_nobody():
    assert _doers([read(claim("shelled", "They"))])["doers published"] == 0


def test_harms_that_are_joined_in_one_claim_are_covered_by_whom_they_hit():
    done = read(claim("burned", "army", target="mill"))
    assert _covered(done, done.given) == {1}
    joined = read(claim("shelled", "army", target="mill"))
    assert _covered(joined, joined.given) == {1}


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ("about 15 militia from the north", "group of about 15 militia", True),
        ("Syrian army", "the Syrian army", True),
        ("Syrian army", "Turkish army", False),
    ],
)
def test_names_are_the_same_by_whole_words(wanted, found, same):
    assert is_same(wanted, found) == same


def test_labels_are_scored_by_sentences():
    assert _weighted([("ARREST", ["ARREST", "ATTACK"]), ("ATTACK", ["ATTACK"])]) == pytest.approx(1)
    assert _weighted([("ARREST", []), ("ATTACK", ["ATTACK"])]) == pytest.approx(0.5)
