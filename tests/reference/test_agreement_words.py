"""Words of agreement files that stand in no closed list are errors with what was meant; names of actors resolve."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reference import check_agreement_files, load_agreement_book
from servanda.reference.actors import load_actors
from servanda.reference.agreement_files.actor_ids import actors_called, with_actor_ids
from servanda.reference.agreement_files.hearing import hearings
from servanda.reference.agreement_files.vocabulary import vocabulary
from servanda.text.suggesting import meant, near

PACT = """\
schema: servanda/agreement/1
id: pact
title: Pact of the ford
form: written
time: {{in_force: [{{from: 2030-01-01, until: 2030-12-31}}]}}
bound: [{{actor: {actor}, role: party}}]
definitions: {definitions}
provisions:
  - {{id: p1, kind: prohibition, reading: literal, binds: [{actor}], act: {act}{more}}}
composition: {composition}
"""
REGISTRY = load_actors()
USUAL = {"actor": "ukraine", "act": "{plover: [ASSAULT]}", "more": "", "definitions": "{}", "composition": "[]"}


def written(folder, **changes):
    path = folder / "agreements" / "pact.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(PACT.format(**{**USUAL, **changes}), encoding="utf-8")
    return path


def faults(folder, **changes):
    return check_agreement_files([written(folder, **changes)], registry=REGISTRY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"act": "{plover: [ASSAULT], modes: [banana]}"}, "'banana' is no mode of ASSAULT"),
        ({"act": "{plover: [ASSAULT], modes: [airial]}"}, "did you mean 'aerial'?"),
        ({"act": "{plover: [CONSULT], modes: [aerial]}"}, "'aerial' is no mode of CONSULT"),
        ({"act": "{plover: [ASAULT]}"}, "did you mean 'ASSAULT'"),
        ({"act": "{prevent: {plover: [BOMBING]}}"}, "'BOMBING' is no type of event"),
        ({"act": "{obstruct: aid}"}, "'aid' is nothing that reports tell of obstruct; write one of: any, monitors; AID is a type of event"),
        ({"act": "{perform: blabla}"}, "'blabla' is nothing that reports tell of perform"),
        ({"act": "{perform: prisoners_released}"}, "did you mean 'prisoner'?"),
        ({"act": "{presence: howitser}"}, "did you mean 'howitzer'?"),
        ({"act": "{presence: heavy_guns}", "definitions": "{heavy_gun: [tank, howitzer]}"}, "did you mean 'heavy_gun'"),
        ({"act": "{overflight: plane}"}, "reports of it are read as 'aircraft'"),
        ({"act": "{withdraw: howitzer}"}, "reports of it are read as 'artillery'"),
        ({"act": "{overfly: any}"}, "did you mean 'overflight'"),
        ({"act": "{plover: [ASSAULT], mode: [aerial]}"}, "unknown field 'mode' is ignored; did you mean 'modes'?"),
        ({"act": "{plover: [ASSAULT]}", "more": ", evaluate: milestone"}, "a milestone needs an act with an object"),
        ({"act": "{overflight: any}", "more": ", evaluate: milestone"}, "no duty to be done"),
        ({"more": ", target: civilian"}, "did you mean 'civilians'"),
        ({"more": ", target_not: terorists"}, "'terorists' is no type of target"),
        ({"more": ", yields: aleged_violation"}, "did you mean 'alleged_violation'"),
        ({"act": "{withdraw: gun}", "definitions": "{gun: [mortar, bazooka]}"}, "'gun' is defined as 'bazooka'"),
        ({"act": "{plover: [ASSAULT], modes: [loud]}", "definitions": "{loud: [aerial, banana]}"}, "'banana' is no mode of ASSAULT"),
        ({"composition": "[{id: c, body: quintet}]"}, "no report is read for the seats of 'quintet'"),
    ],
)  # fmt: skip
def test_a_word_of_no_list_is_an_error_with_what_was_meant(tmp_path, changes, words):
    found = [str(fault) for fault in faults(tmp_path, **changes) if fault.severity == "error"]
    assert any(words in fault for fault in found), found


@pytest.mark.parametrize(
    "changes",
    [
        {"act": "{plover: [ASSAULT], modes: [loud]}", "definitions": "{loud: [aerial, heavy-weapons]}"},
        {"act": "{withdraw: Heavy Weapons}"},
        {"act": "{withdraw: mlrs}"},
        {"act": "{withdraw: outlaw}", "definitions": "{outlaw: [isil, hezbollah]}"},
        {"act": "{obstruct: any}"},
        {"more": ", target: civilians"},
        {"more": ", target_not: designated_terrorist"},
        {"composition": "[{id: c, body: ford-commission}]"},
    ],
)
def test_a_word_of_a_list_is_none(tmp_path, changes):
    assert faults(tmp_path, **changes) == []


def test_an_error_of_words_does_not_keep_a_dossier_from_opening(tmp_path):
    """A dossier of an earlier version still runs; its report says of the provision that nothing can meet it."""
    path = written(tmp_path, act="{perform: blabla}")
    (agreement,) = load_agreement_book(path.parent).agreements
    assert hearings(agreement, vocabulary()) == {"p1": "never"}


@pytest.mark.parametrize(
    ("act", "heard"),
    [
        ("{plover: [ASSAULT], modes: [banana]}", "never"),
        ("{plover: [ASSAULT], modes: [banana, aerial]}", "read"),
        ("{perform: amnesty}", "hand"),
        ("{perform: prisoner}", "read"),
    ],
)
def test_whether_a_provision_can_be_heard_of(tmp_path, act, heard):
    (agreement,) = load_agreement_book(written(tmp_path, act=act).parent).agreements
    assert hearings(agreement, vocabulary()) == {"p1": heard}


def test_what_can_never_be_is_never_heard_of(tmp_path):
    path = written(tmp_path, more=", only_if: {words: never, failed: [{from: null, until: null}]}")
    (agreement,) = load_agreement_book(path.parent).agreements
    assert hearings(agreement, vocabulary()) == {"p1": "never"}


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("saf", "sudanese-armed-forces"), ("rsf", "rapid-support-forces"), ("Rapid Support Forces", "rapid-support-forces"),
        ("rapid_support_forces", "rapid-support-forces"), ("houthis", "ansar-allah"), ("ukraine", "ukraine"),
    ],
)  # fmt: skip
def test_an_actor_may_be_called_by_any_of_its_names(tmp_path, name, entity):
    assert actors_called(name, REGISTRY) == (entity,)
    path = written(tmp_path, actor=name)
    assert check_agreement_files([path], registry=REGISTRY) == []
    (agreement,) = load_agreement_book(path.parent).agreements
    known = with_actor_ids(agreement, REGISTRY)
    assert (known.bound[0].actor, known.provisions[0].binds.actors) == (entity, (entity,))


def test_every_alias_of_the_registry_that_means_one_actor_resolves_to_it():
    for actor in REGISTRY.actors.values():
        for name in (actor.name, *actor.aliases):
            found = actors_called(name, REGISTRY)
            assert actor.id in found or name in REGISTRY.actors, (actor.id, name)


def test_a_name_that_nobody_bears_is_answered_with_names_alike_and_where_to_look(tmp_path):
    (fault,) = faults(tmp_path, actor="rapid-suport-forces")
    assert fault.severity == "warning"
    assert "did you mean 'rapid-support-forces'?" in fault.message
    assert "servanda actors lookup" in fault.message


@settings(max_examples=20)
@given(st.text(alphabet="abcdefghij_-", min_size=1, max_size=12))
def test_an_invented_word_passes_nowhere(tmp_path_factory, word):
    words = vocabulary()
    folder = tmp_path_factory.mktemp("pact")
    for act in (f'{{plover: [ASSAULT], modes: ["{word}"]}}', f'{{obstruct: "{word}"}}', f'{{perform: "{word}"}}'):
        found = [fault for fault in check_agreement_files([written(folder, act=act)]) if fault.severity == "error"]
        assert bool(found) or word in {*words.modes["ASSAULT"], *words.seen["obstruct"], *words.duties, *words.by_hand}


def test_what_is_like_nothing_is_answered_with_a_short_list_or_nothing():
    assert meant("zzz", ["alpha", "beta"]) == "write one of: alpha, beta"
    assert meant("zzz", map(str, range(100))) == ""
    assert meant("heavy weapons", ["heavy-weapons", "aerial"]) == "did you mean 'heavy-weapons'?"
    assert near("doc", ["document", "date"]) == ("document",)
