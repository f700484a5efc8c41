"""Agreements by description: the one known text on the country that day, place, subject and kind fit; else none."""

import pytest

from servanda.reference import Reference, ReferenceConfig
from servanda.reference.agreement_descriptions import description
from servanda.reference.agreement_entries import AgreementEntry
from servanda.reference.agreements import AgreementRegistry

ENTRIES = (
    AgreementEntry(
        id="olm-2030",
        title="Olm Agreement",
        type="agreement",
        signed="2030-03-04",
        countries=("SY",),
        names=("Olm Agreement", "Kefra and Olm accord"),
    ),
    AgreementEntry(
        id="truce-2030",
        title="Olm truce",
        type="ceasefire",
        signed="2030-06-09",
        countries=("SY",),
        names=("Olm ceasefire",),
    ),
    AgreementEntry(
        id="far-2031",
        title="Far accord",
        type="agreement",
        signed="2031",
        countries=("CO",),
        names=("Far peace accord",),
    ),
)


@pytest.fixture(scope="module")
def words():
    return Reference(ReferenceConfig()).lexicon.references


@pytest.mark.parametrize(
    ("mention", "countries", "ids"),
    [
        ("agreement signed in Olm in March 2030", ("SY",), {"olm-2030"}),
        ("accord concluded in Kefra", ("SY",), {"olm-2030"}),
        ("peace agreement that Norland and the rebels signed in Kefra", ("SY",), {"olm-2030"}),
        ("ceasefire agreed in Olm", ("SY",), {"truce-2030"}),
        ("cessation of hostilities of 9 June 2030", ("SY",), {"truce-2030"}),
        ("deal struck in Olm in 2030", ("SY",), {"olm-2030", "truce-2030"}),
        ("accord of 4 March 2030", ("SY",), {"olm-2030"}),
        ("2030 accord", ("SY",), set()),  # two texts of that year on this country
        ("2031 accord", ("CO",), {"far-2031"}),
        ("2031 accord", ("SY",), set()),
        ("2031 accord", (), set()),
        ("memorandum signed in Olm in March 2030", ("SY",), set()),
        ("agreement signed in Olm in March 2029", ("SY",), set()),
        ("agreement signed in Bergen", ("SY",), set()),
        ("agreement", ("SY",), set()),
        ("Olm Agreement", ("SY",), set()),  # a name, which the registry itself looks up
    ],
)
def test_what_a_description_may_mean(words, mention, countries, ids):
    registry = AgreementRegistry(ENTRIES)
    assert {hit.agreement_id for hit in registry.described(mention, words, countries)} == ids


def test_what_was_not_signed_yet_is_not_meant(words):
    registry = AgreementRegistry(ENTRIES)
    assert registry.described("accord concluded in Kefra", words, ("SY",), "2030-03-03") == ()


def test_a_mention_without_day_and_place_describes_nothing(words):
    assert description("peace agreement", None, None, words) is None
