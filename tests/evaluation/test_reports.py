"""Own sentences in the manner of reports: rows are whole, and the scorer tells right from wrong."""

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation.own import acled_of, one_of, right_fields, same_body, span_of
from evaluation.reports import FOLDER, GROUPS, faults

from servanda.model.claims import EventClaim, EventType, MadeBy
from servanda.model.parties import Attribution, Participant

NOT_HELD_OUT = {"speakers"}  # all of its rows are visible
FILES = [FOLDER / f"{group}.jsonl" for group in GROUPS]
FILES += [FOLDER / f"{group}_held_out.jsonl" for group in GROUPS if group not in NOT_HELD_OUT]
ROWS = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
TEXT = "Gunmen of the Red Banner group shelled Osk."


def _claim(**changes) -> EventClaim:
    fields = {
        "id": "clm_1",
        "key": "k",
        "document_id": "d",
        "text_id": "t",
        "language": "en",
        "span": span_of(TEXT, TEXT),
        "attribution": (Attribution(level="document", name="Own Set"),),
        "made_by": MadeBy(rule="hand", version="1"),
        "event": EventType(plover="ASSAULT", acled="ART_MISS_ATTACK"),
        "trigger": span_of("shelled", TEXT),
        "participants": (Participant(role="actor", name="Gunmen of the Red Banner group", type="group"),),
    }
    return EventClaim(**(fields | changes))


def test_ids_and_texts_stand_once():
    assert not [name for name, n in Counter(row["id"] for row in ROWS).items() if n > 1]
    assert not [text for text, n in Counter(row["text"] for row in ROWS).items() if n > 1]


def test_words_stand_once_in_their_text():
    words = [(row["text"], claim["words"]) for row in ROWS for claim in row["claims"]]
    words += [(row["text"], one) for row in ROWS for one in row["never"]]
    words += [(r["text"], c["takes_up"]["of"]) for r in ROWS for c in r["claims"] if c.get("takes_up")]
    assert not [(text, one) for text, one in words if text.count(one) != 1]


def test_every_label_of_acled_has_ten_sentences():
    kinds = Counter(row["kind"] for row in ROWS if row["kind"].startswith("acled-"))
    assert set(kinds.values()) == {10}
    assert len(kinds) == 25


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        ({"actor": ["Red Banner group"]}, True),
        ({"actor": [["bandits", "Red Banner"]]}, True),
        ({"actor": []}, False),
        ({"actor": ["Red Banner group", "army"]}, False),
        ({"acled": "Shelling/artillery/missile attack"}, True),
        ({"acled": "ART_MISS_ATTACK"}, True),
        ({"acled": "Grenade"}, False),
        ({"end": "2031-05-16"}, False),
        ({"verification": {"value": "confirmed", "on": "occurrence"}}, False),
    ],
)
def test_asked_fields(wanted, right):
    name = next(iter(wanted))
    assert right_fields({"kind": "event", "words": "shelled", **wanted}, _claim())[name] is right


def test_an_unnamed_speaker_is_wanted_or_not():
    somebody = (Attribution(level="document", name="Own Set"), Attribution(level="speaker", name=None))
    row = {"kind": "event", "words": "shelled", "speaker": "unnamed"}
    assert right_fields(row, _claim(attribution=somebody))["speaker"]
    assert not right_fields(row, _claim())["speaker"]


def test_what_a_row_rules_out_makes_it_wrong():
    row = {"text": TEXT, "never": ["shelled"], "no_assault": True, "claims": []}
    assert list(faults(row, (_claim(),), [])) == ["'shelled' happened", "an attack 'shelled'"]
    assert not list(faults(row, (_claim(polarity="denied"),), []))


def test_an_optional_claim_may_lack_and_must_be_right():
    row = {"text": TEXT, "never": [], "claims": []}
    wanted = {"kind": "event", "words": "shelled", "actor": ["army"], "optional": True}
    assert not list(faults(row, (), [(wanted, None)]))
    assert list(faults(row, (_claim(),), [(wanted, _claim())])) == ["'shelled': actor"]


def test_names_meet_by_whole_words():
    assert same_body("the Northern Command", "Artillery of the Northern Command")
    assert not same_body("men", "government")
    assert one_of(["a", "b"], "b")
    assert acled_of(_claim()) == "ART_MISS_ATTACK"
