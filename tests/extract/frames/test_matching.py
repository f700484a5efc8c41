"""Frames matched to clauses: slots in all constructions, needs, and what does not fit."""

from typing import get_args

import pytest
from tests.extract.parsing import parsed, place

from servanda.errors import ConfigError
from servanda.extract.clauses import clauses_in
from servanda.extract.frames import fillers, match, match_any
from servanda.extract.frames.places import _CLAUSES, _NAMED
from servanda.reference.lexicon import load_lexicon
from servanda.reference.slots import Place, SlotFrame, by_word

ACCUSE = SlotFrame(
    words=frozenset({"accuse"}),
    slots={"who": "doer | agent*", "whom": "undergoer", "of": "of | undergoer of"},
    optional=frozenset({"who"}),
)
CLAIM = SlotFrame(
    words=frozenset({"claim"}),
    slots={"who": "doer", "what": "undergoer for | for"},
    needs={"undergoer": frozenset({"responsibility", "credit"})},
)
HOLD = SlotFrame(
    words=frozenset({"hold"}),
    slots={"whom": "undergoer", "what": "predicate for"},
    needs={"predicate": frozenset({"responsible"})},
)
PUT = SlotFrame(words=frozenset({"put"}), slots={"whom": "on*", "what": "undergoer for | for"})
CARRY_OUT = SlotFrame(words=frozenset({"carry out"}), slots={"what": "undergoer"})
CARRY = SlotFrame(words=frozenset({"carry"}), slots={"what": "undergoer"})
SAY = SlotFrame(words=frozenset({"say"}), slots={"who": "subject", "what": "content"})
REFUSE = SlotFrame(words=frozenset({"refuse"}), slots={"who": "subject", "what": "open"})
TELL = SlotFrame(words=frozenset({"tell"}), slots={"who": "subject", "whom": "object | recipient", "what": "content"})
HIT = SlotFrame(words=frozenset({"hit"}), slots={"by": "agent*"}, optional=frozenset({"by"}))
KILLED_BY = SlotFrame(words=frozenset({"kill"}), slots={"by": "agent", "where": "in"}, optional=frozenset({"where"}))
RAID = SlotFrame(words=frozenset({"raid"}), slots={"who": "doer", "what": "undergoer"})

URGE = SlotFrame(
    words=frozenset({"urge"}),
    voice="active",
    slots={"whom": "object | infinitive own", "what": "infinitive | object infinitive"},
)
URGED = SlotFrame(words=frozenset({"urge"}), voice="passive", slots={"whom": "own", "what": "infinitive"})
CALL = SlotFrame(words=frozenset({"call"}), slots={"whom": "on", "what": "infinitive | purpose | on infinitive"})
SUGGEST = SlotFrame(words=frozenset({"suggest", "insist"}), slots={"what": "wish"})
HOPE = SlotFrame(words=frozenset({"hope"}), slots={"what": "clause"})
EXPRESS = SlotFrame(
    words=frozenset({"express"}), needs={"object": frozenset({"hope"})}, slots={"what": "object clause | clause"}
)
DENY = SlotFrame(words=frozenset({"deny"}), unless={"object": frozenset({"access"})}, slots={"what": "object | gerund"})
GUILT = SlotFrame(words=frozenset({"accuse"}), slots={"of": "of+ | undergoer of+"})

ROWS = (
    ("The council urged the militia to leave.", "urged", URGE, {"whom": "militia", "what": "leave"}),
    ("The militia was urged to leave.", "urged", URGE, None),
    ("The militia was urged to leave.", "urged", URGED, {"whom": "militia", "what": "leave"}),
    ("The council urged restraint.", "urged", URGE, None),
    ("The council called on the militia to leave.", "called", CALL, {"whom": "militia", "what": "leave"}),
    ("The council insisted that the army withdraw.", "insisted", SUGGEST, {"what": "withdraw"}),
    ("The council suggested that the militia should leave.", "suggested", SUGGEST, {"what": "leave"}),
    ("The council suggested that the prisoners be released.", "suggested", SUGGEST, {"what": "released"}),
    ("The council suggested that the militia left.", "suggested", SUGGEST, None),
    ("The council suggested that the militia might be able to leave.", "suggested", SUGGEST, None),
    ("The council hopes that the truce will hold.", "hopes", HOPE, {"what": "hold"}),
    ("The council hopes to leave.", "hopes", HOPE, None),
    ("The envoy expressed the hope that the truce will hold.", "expressed", EXPRESS, {"what": "hold"}),
    ("The envoy expressed the fear that the truce will end.", "expressed", EXPRESS, None),
    ("The army denied the claim.", "denied", DENY, {"what": "claim"}),
    ("The army denied shelling Osk.", "denied", DENY, {"what": "shelling"}),
    ("The army denied access.", "denied", DENY, None),
    ("The council accused the militia of theft.", "accused", GUILT, {"of": "theft"}),
    ("The council accused the militia of leaving.", "accused", GUILT, {"of": "leaving"}),
    ("The council accused the militia.", "accused", GUILT, None),
    ("The council accused the rebels of theft.", "accused", ACCUSE, {"who": "council", "whom": "rebels", "of": "theft"}),
    ("The rebels were accused of theft by the council.", "accused", ACCUSE, {"who": "council", "whom": "rebels", "of": "theft"}),
    ("The rebels were accused of theft.", "accused", ACCUSE, {"whom": "rebels", "of": "theft"}),
    ("The council accused the rebels and the militia of theft.", "accused", ACCUSE, {"who": "council", "whom": "rebels militia", "of": "theft"}),
    ("The council accused the rebels.", "accused", ACCUSE, None),
    ("The council blamed the rebels.", "blamed", ACCUSE, None),
    ("The militia claimed responsibility for the attack.", "claimed", CLAIM, {"who": "militia", "what": "attack"}),
    ("Responsibility for the attack was claimed by the militia.", "claimed", CLAIM, {"who": "militia", "what": "attack"}),
    ("The militia claimed money for the attack.", "claimed", CLAIM, None),
    ("The council held the militia responsible for the attack.", "held", HOLD, {"whom": "militia", "what": "attack"}),
    ("The council held the militia back.", "held", HOLD, None),
    ("The ministry put the blame for the attack on Olm on the militia.", "put", PUT, {"whom": "militia", "what": "attack"}),
    ("The army carried out the attack.", "carried", CARRY_OUT, {"what": "attack"}),
    ("The army carried out the attack.", "carried", CARRY, {"what": "attack"}),
    ("The army carried the flag.", "carried", CARRY_OUT, None),
    ("Monitors said that shells fell.", "said", SAY, {"who": "Monitors", "what": "fell"}),
    ("The army refused to leave.", "refused", REFUSE, {"who": "army", "what": "leave"}),
    ("The army told reporters that shells fell.", "told", TELL, {"who": "army", "whom": "reporters", "what": "fell"}),
    ("Two men were killed in Olm by rebels.", "killed", KILLED_BY, {"by": "rebels", "where": "Olm"}),
    ("Rebels killed two men in Olm.", "killed", KILLED_BY, None),
    ("The militia was blamed for the attack on Olm by the ministry.", "blamed", SlotFrame(words=frozenset({"blame"}), slots={"by": "doer | agent*"}), {"by": "ministry"}),
    ("The council blamed rebels for the attack on Olm by the ministry.", "blamed", SlotFrame(words=frozenset({"blame"}), slots={"by": "agent*"}), None),
    ("Shells hit Olm.", "hit", HIT, {}),
    ("The raid on Olm by rebels went on.", "raid", RAID, {"who": "rebels", "what": "Olm"}),
)  # fmt: skip


# A place, a word, and what stands in that place of it.
PLACES = (
    ("content", "The army refused to leave.", "refused", ""),
    ("content", "Monitors said that shells fell.", "said", "fell"),
    ("open", "Monitors said that shells fell.", "said", ""),
    ("predicate", "Monitors said that shells fell.", "said", ""),
    ("predicate", "The army is strong.", "is", "strong"),
    ("own", "The army left and shelled Olm.", "shelled", ""),
    ("own", "The army left and shelled Olm.", "left", "army"),
    ("subject", "The army left and shelled Olm.", "shelled", "army"),
    ("infinitive", "The army refused to leave.", "refused", "leave"),
    ("infinitive", "The army denied shelling Osk.", "denied", ""),
    ("infinitive", "The plan to attack Olm failed.", "plan", "attack"),
    ("infinitive", "The council wants the army to leave.", "wants", "leave"),
    ("infinitive", "The first man to leave was shot.", "man", "leave"),
    ("infinitive", "The army came to attack Olm.", "came", ""),
    ("infinitive", "To leave Olm the army needed two days.", "needed", ""),
    ("purpose", "The army came to attack Olm.", "came", "attack"),
    ("purpose", "The army refused to leave.", "refused", ""),
    ("purpose", "The army left, shelling Olm.", "left", ""),
    ("gerund", "The army denied shelling Osk.", "denied", "shelling"),
    ("gerund", "The army refused to leave.", "refused", ""),
    ("gerund", "The army left, shelling Olm.", "left", ""),
    ("clause", "The claim that rebels shelled Olm spread.", "claim", "shelled"),
    ("clause", "The men who left are rebels.", "men", "left"),
    ("clause", "The plan to attack Olm failed.", "plan", ""),
    ("clause", "The army left when rebels came.", "left", ""),
    ("clause", "The army refused to leave.", "refused", ""),
    ("wish", "The council insisted that the army withdraw.", "insisted", "withdraw"),
    ("wish", "The council demanded to leave.", "demanded", ""),
    ("wish", "The council suggested leaving.", "suggested", ""),
    ("wish", "The demand that the army leave was heard.", "demand", ""),
    ("wish", "The council said that the army will leave.", "said", ""),
    ("after", "The army left after shelling Olm.", "left", ""),
    ("of+", "The council accused the militia of leaving after shelling Olm.", "accused", "leaving"),
    ("of+", "The army left after shelling Olm.", "left", ""),
    ("after+", "The army left after shelling Olm.", "left", "shelling"),
    ("after+", "The army left after the shelling of Olm.", "left", "shelling"),
    ("after+", "The army left, shelling Olm.", "left", ""),
    ("object infinitive", "The army has a plan to attack Olm.", "has", "attack"),
    ("object clause", "The army has a plan to attack Olm.", "has", ""),
    ("on*", "The ministry put the blame for the raid on the town of Olm on the militia.", "put", "militia"),
    ("on*", "The ministry left.", "left", ""),
    ("agent*", "Olm was hit by shells.", "hit", "shells"),
    ("agent*", "Shells hit Olm.", "hit", ""),
    ("doer | object", "Olm was hit.", "hit", ""),
    ("doer | subject", "Olm was hit.", "hit", "Olm"),
)  # fmt: skip


@pytest.mark.parametrize(("step", "text", "word", "wanted"), PLACES)
def test_places(step, text, word, wanted):
    clauses = clauses_in(parsed(text))
    found = fillers(clauses, clauses.clause(place(clauses.words, word)), step)
    assert " ".join(clauses.words.forms[head] for head in found) == wanted


@pytest.fixture(scope="module")
def blame():
    return load_lexicon().blame


def shown(clauses, slots):
    return (
        None
        if slots is None
        else {name: " ".join(clauses.words.forms[head] for head in heads) for name, heads in slots.items()}
    )


@pytest.mark.parametrize(("text", "word", "frame", "wanted"), ROWS)
def test_slots(text, word, frame, wanted):
    clauses = clauses_in(parsed(text))
    assert shown(clauses, match(clauses, clauses.clause(place(clauses.words, word)), frame)) == wanted


def test_the_first_frame_that_fits_wins_and_a_verb_with_its_particle_goes_before_without():
    clauses = clauses_in(parsed("The army carried out the attack."))
    clause = clauses.clause(2)
    only = SlotFrame(words=frozenset({"carry"}), slots={"flag": "undergoer"})
    assert shown(clauses, match_any(clauses, clause, by_word((only, CARRY_OUT)))) == {"what": "attack"}
    assert shown(clauses, match_any(clauses, clause, by_word((only,)))) == {"flag": "attack"}
    assert match_any(clauses, clause, by_word((SAY,))) is None
    unfit = SlotFrame(words=frozenset({"carry out"}), slots={"to": "to"})
    assert shown(clauses, match_any(clauses, clause, by_word((unfit, CARRY_OUT)))) == {"what": "attack"}
    plain = clauses_in(parsed("The army left."))
    assert match_any(
        plain, plain.clause(2), by_word((SlotFrame(words=frozenset({"leave"}), slots={"who": "doer"}),))
    ) == {"who": (1,)}


def test_an_optional_slot_must_be_one_of_the_frame():
    with pytest.raises(ConfigError, match="no slot"):
        by_word((SlotFrame(words=frozenset({"say"}), slots={"who": "doer"}, optional=frozenset({"whom"})),))


@pytest.mark.parametrize(
    "row",
    [
        ("The council accused the rebels of the shelling.", "rebels", "shelling", "council"),
        ("The ministry blamed the militia for the attack on Olm.", "militia", "attack", "ministry"),
        ("The militia was blamed for the attack on Olm by the ministry.", "militia", "attack", "ministry"),
        ("Police blamed the bombing of the bridge on rebels.", "rebels", "bombing", "Police"),
        ("The bombing of Torsk was attributed to the army by the ministry.", "army", "bombing", "ministry"),
        ("The militia claimed responsibility for the attack.", "militia", "attack", "militia"),
        ("The militia took credit for the raid.", "militia", "raid", "militia"),
        ("The militia issued a claim of responsibility for the attack.", "militia", "attack", "militia"),
        ("The ministry put the blame for the attack on Olm on the militia.", "militia", "attack", "ministry"),
        (
            "The government placed responsibility for the shelling of Osk on the militia.",
            "militia",
            "shelling",
            "government",
        ),
        ("The council made an accusation against the rebels over the attack on Velim.", "rebels", "attack", "council"),
        ("The ministry made an attribution of the bombing of Torsk to the army.", "army", "bombing", "ministry"),
        ("The government held the militia responsible for the shelling of Osk.", "militia", "shelling", "government"),
        ("Police arrested two men for the murder of a judge.", "men", "murder", "Police"),
        ("Tomas Verel was indicted on charges of the murder of a judge.", "Verel", "murder", None),
        ("Police charged the man with the murder of a judge.", "man", "murder", "Police"),
    ],
)
def test_the_frames_of_blame(blame, row):
    text, accused, deed, blamer = row
    clauses = clauses_in(parsed(text))
    found = [slots for clause in clauses if (slots := match_any(clauses, clause, blame))]
    wanted = {"accused": accused, "deed": deed, **({"blamer": blamer} if blamer else {})}
    assert [shown(clauses, slots) for slots in found] == [wanted]


def test_every_place_with_a_name_is_one_of_those_that_frames_may_use():
    assert {*_NAMED, *_CLAUSES} == set(get_args(Place))
