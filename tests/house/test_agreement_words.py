"""Every word that assess understands in an agreement file stands in the closed list, and the other way round."""

from functools import cache
from typing import get_args, get_type_hints

import pytest

from servanda.assess.acts import act
from servanda.assess.reports import unmet
from servanda.assess.setting import Setting
from servanda.model.agreements import Act, ActKind, Agreement, AgreementTime, Binds, Provision
from servanda.model.claims import ObservationDetail
from servanda.model.incidents import Incident, Milestone
from servanda.reference.agreement_files import AgreementBook
from servanda.reference.agreement_files.hearing import hearing, strange_words
from servanda.reference.agreement_files.short_forms import ACTS
from servanda.reference.agreement_files.vocabulary import DUTIES, EVENTS, OBSERVED, vocabulary
from servanda.reference.lexicon import load_lexicon

WORDS = vocabulary()
OF_NO_ACT = {"explosion", "burst", "other"}
"""What monitors note and no act of an agreement speaks of: a bang is no attack by somebody."""


def provision(asked: Act) -> Provision:
    return Provision(id="p", kind="prohibition", reading="literal", binds=Binds(actors=("north",)), act=asked)


def setting(asked: Act) -> Setting:
    agreement = Agreement(id="a", title="A", form="written", time=AgreementTime(), provisions=(provision(asked),))
    return Setting(agreement, AgreementBook((agreement,)), None, None, "1")


def incident(kind: str, mode: str | None = None, told: str | None = None) -> Incident:
    milestone = Milestone(provision_id=None, object=told, extent="all") if told else None
    return Incident(
        id="i",
        kind=kind,
        mode=mode,
        members=("c",),
        n_documents=1,
        n_independent_origins=1,
        credibility="4",
        milestone=milestone,
    )


@cache
def acts_of_the_list() -> list[Act]:
    found = [Act(kind=kind, plover=(one,)) for kind in sorted(EVENTS) for one in sorted(WORDS.types)]
    found += [
        Act(kind="event", plover=(one,), modes=(mode,))
        for one, modes in sorted(WORDS.modes.items())
        for mode in sorted(modes)
    ]
    found += [
        Act(kind=kind, object=word) for kind in (*OBSERVED, *sorted(DUTIES)) for word in sorted(WORDS.objects(kind))
    ]
    return [*found, *(Act(kind="perform", object=word) for word in sorted(WORDS.by_hand))]


@cache
def incidents_of_the_rules() -> list[Incident]:
    """Return an incident of every form that the rules of extraction can give."""
    lexicon = load_lexicon()
    frames = (*lexicon.events.verbs, *lexicon.events.nouns)
    kinds = {(one.type, one.mode) for one in frames} | {("ASSAULT", mode) for mode in lexicon.events.modes}
    kinds |= {
        ("ASSAULT", None if mode == "any" else mode)
        for one in lexicon.foreign.languages.values()
        for mode in one.attacks
    }
    kinds |= {("OBSERVATION", one) for one in get_args(get_type_hints(ObservationDetail)["object"])}
    duties = {name for duty in lexicon.performance.duties for name in duty.objects}
    return [
        *(incident(*pair) for pair in sorted(kinds, key=str)),
        *(incident("PERFORMANCE", told=name) for name in sorted(duties)),
    ]


def understood(one: Incident, asked: Act) -> bool:
    where = setting(asked)
    if asked.kind in DUTIES:
        return not unmet(one, provision(asked), where)
    return act(one, provision(asked), where).result != "false"


def test_the_list_knows_every_act():
    known = {"event" if one == "plover" else one for one in ACTS}
    assert known == set(get_args(ActKind)) == EVENTS | set(OBSERVED) | DUTIES


@pytest.mark.parametrize("asked", acts_of_the_list(), ids=str)
def test_every_word_of_the_list_is_understood(asked):
    """Some incident that the rules can give meets it; one that only a person enters is met by such an entry."""
    by_hand = [incident("PERFORMANCE", told=asked.object)] if asked.object in WORDS.by_hand else []
    assert any(understood(one, asked) for one in (*incidents_of_the_rules(), *by_hand))
    where = setting(asked).agreement
    assert list(strange_words(where, WORDS, frozenset())) == []
    assert hearing(where.provisions[0], where, WORDS) == ("hand" if by_hand else "read")


def test_every_incident_of_the_rules_is_met_by_a_word_of_the_list():
    acts = acts_of_the_list()
    unmet = [one for one in incidents_of_the_rules() if not any(understood(one, asked) for asked in acts)]
    assert {one.mode for one in unmet} == OF_NO_ACT


def test_every_word_stands_on_the_page_with_an_example_act(root):
    page = (root / "docs/reference/agreement-words.md").read_text(encoding="utf-8")
    words = {word for one in WORDS.modes.values() for word in one} | WORDS.types.keys() | WORDS.by_hand.keys()
    words |= {word for kind in (*OBSERVED, *DUTIES) for word in WORDS.objects(kind)}
    assert [word for word in sorted(words) if f"\n| `{word}` | `{{" not in page] == []
