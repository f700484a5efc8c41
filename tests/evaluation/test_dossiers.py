"""Own dossiers: quotes stand where the gold says, acts are told, days are days, and the scorer tells right from wrong."""

import json
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import itertools

from evaluation import dossiers
from evaluation.dossiers import HELD_OUT, VISIBLE, Joined, Mark, Read

ROWS = [json.loads(line) for path in (VISIBLE, HELD_OUT) for line in path.read_text(encoding="utf-8").splitlines()]
MARKED = [(row, words) for row in ROWS for part in ("mentions", "totals", "no_acts") for words in row[part]]
EFFECTS = {"killed", "injured", "missing", "detained", "abducted", "displaced"}
FEWEST_WORDS, MOST_WORDS = 40, 150


def _texts(row):
    return {text["id"]: text["text"] for text in row["texts"]}


def test_thirty_dossiers_the_even_ones_held_out():
    numbers = [int(row["id"].removeprefix("dossier-")) for row in ROWS]
    assert sorted(numbers) == list(range(1, 31))
    assert all(int(json.loads(line)["id"][-2:]) % 2 == 0 for line in HELD_OUT.read_text(encoding="utf-8").splitlines())


def test_ids_and_texts_stand_once():
    for part in ("texts", "acts"):
        twice = [(row["id"], n) for row in ROWS for n in Counter(one["id"] for one in row[part]).items() if n[1] > 1]
        assert not twice
    assert not [text for text, n in Counter(text for row in ROWS for text in _texts(row).values()).items() if n > 1]


def test_three_to_five_short_texts():
    assert not [row["id"] for row in ROWS if len(row["texts"]) not in range(3, 6)]
    lengths = [(row["id"], name, len(text.split())) for row in ROWS for name, text in _texts(row).items()]
    assert not [one for one in lengths if not FEWEST_WORDS <= one[2] <= MOST_WORDS]


def test_quotes_occur_as_often_as_their_number_says():
    for row, words in MARKED:
        text = _texts(row)[words["text"]]
        assert words["occurrence"] >= 1
        start = dossiers.place_of(words, text)
        assert text[start:].startswith(words["quote"])


def test_marked_words_do_not_overlap():
    for row in ROWS:
        marked = sorted(dossiers.marks(row))
        assert not [(a, b) for a, b in itertools.pairwise(marked) if a.text == b.text and b.start < a.end]


def test_every_act_is_told_and_every_mention_has_its_act():
    for row in ROWS:
        acts = {act["id"] for act in row["acts"]}
        assert acts == {words["act"] for words in row["mentions"] if not words["aside"]}, row["id"]
        assert {act["part_of"] for act in row["acts"]} <= acts | {None}


def test_days_are_days():
    for row in ROWS:
        for day in [text["published"] for text in row["texts"]]:
            date.fromisoformat(day)
        for act in row["acts"]:
            first = date.fromisoformat(act["day"] if act["day"].count("-") > 1 else act["day"] + "-01")
            # a place east of its agency may be a day ahead of it
            assert first <= max(date.fromisoformat(text["published"]) for text in row["texts"]) + timedelta(days=1)


def test_tolls_and_totals_are_counts():
    tolls = [toll for row in ROWS for act in row["acts"] for toll in act["tolls"]]
    assert {toll["effect"] for toll in tolls} <= EFFECTS
    assert {toll["who"] for toll in tolls} <= {"civilian", "party", "police", "unknown"}
    assert all(number > 0 for toll in tolls for number in toll["told"])
    assert {total["kind"] for row in ROWS for total in row["totals"]} <= {"period", "cumulative"}


def test_what_counts_as_corroborated_follows_from_the_origins():
    for row in ROWS:
        assert {text for group in row["origins"] for text in group} == set(_texts(row))
        for act in row["acts"]:
            telling = {words["text"] for words in row["mentions"] if words["act"] == act["id"] and not words["aside"]}
            assert telling <= {text for group in act["origins"] for text in group}
            assert act["corroborated"] == dossiers.independent(telling, act), (row["id"], act["id"])


# --- the scorer, on a dossier made for it


def _act(name, killed, origins):
    tolls = [{"effect": "killed", "told": [killed]}]
    return {"id": name, "happened": True, "part_of": None, "tolls": tolls, "origins": origins, "corroborated": True}


def _mention(act, text, quote):
    return {"act": act, "text": text, "quote": quote, "occurrence": 1, "optional": False, "aside": False}


MADE = {
    "id": "dossier-x",
    "texts": [{"id": name, "text": "shelled raided in all"} for name in ("t1", "t2", "t3")],
    "acts": [_act("a1", 3, [["t1", "t2"], ["t3"]]), _act("a2", 7, [["t1"], ["t2"], ["t3"]])],
    "mentions": [_mention("a1", name, "shelled") for name in ("t1", "t2", "t3")] + [_mention("a2", "t1", "raided")],
    "totals": [{"text": "t1", "quote": "in all", "occurrence": 1, "effect": "killed", "number": 900}],
    "no_acts": [],
}


def _incident(labels, killed=None, credibility="3"):
    found = {mark for mark in dossiers.marks(MADE) if (mark.text, mark.label) in labels}
    toll = SimpleNamespace(effect="killed", minimum=killed, maximum=killed, words=None)
    incident = SimpleNamespace(
        id=str(labels), handle="INC-1", credibility=credibility, n_documents=2, casualties=(toll,) if killed else ()
    )
    counts = Counter(mark.label for mark in found)
    return Joined(incident, found, max(MADE["acts"], key=lambda act: counts[act["id"]]))


def _kinds(*incidents):
    return [kind for kind, *_ in dossiers.faults(Read(MADE, set(), incidents))]


@pytest.mark.parametrize(
    ("killed", "kinds"), [(3, []), (7, ["foreign toll"]), (900, ["total joined"]), (5, ["toll of nothing"])]
)
def test_tolls_are_held_against_the_act(killed, kinds):
    assert _kinds(_incident([("t1", "a1")], killed)) == kinds


def test_copies_do_not_corroborate():
    assert _kinds(_incident([("t1", "a1"), ("t2", "a1")], credibility="2")) == ["false corroboration"]
    assert not _kinds(_incident([("t1", "a1"), ("t3", "a1")], credibility="2"))


def test_two_acts_in_one_incident_are_a_wrong_merge():
    mixed = _incident([("t1", "a1"), ("t2", "a1"), ("t1", "a2")])
    assert _kinds(mixed) == ["wrong merge", "wrong merge"]
    figures = dossiers.figures([Read(MADE, {mark for mark in dossiers.marks(MADE) if mark.asked}, [mixed])])
    assert figures["wrong merges"] == pytest.approx(2 / 3)
    assert figures["pairs joined"] == pytest.approx(1 / 3)
    assert figures["mentions found"] == 1


def test_what_is_a_part_may_be_joined():
    row = MADE | {"acts": [MADE["acts"][0], MADE["acts"][1] | {"part_of": "a1"}]}
    joined = _incident([("t1", "a1"), ("t1", "a2")], 7)
    assert not list(dossiers.faults(Read(row, set(), [joined._replace(act=row["acts"][0])])))


def test_a_quote_that_does_not_occur_so_often_is_refused():
    with pytest.raises(ValueError, match="not found"):
        dossiers.place_of({"quote": "shelled", "occurrence": 2}, "shelled once")
    assert dossiers.place_of({"quote": "hit", "occurrence": 2}, "hit and hit") == len("hit and ")
    assert Mark("t1", 0, 7, "a1", asked=True) in set(dossiers.marks(MADE))
