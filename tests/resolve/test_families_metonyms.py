"""Family names alone and cities that stand for governments: the one meant, or nobody with the reason."""

import pytest

from servanda.model.spans import Span
from servanda.reference import Reference, ReferenceConfig
from servanda.resolve.actors import NamedActor, decide_actor
from servanda.resolve.config import ResolveConfig
from servanda.resolve.deciding import Decision
from servanda.resolve.metonyms import speaks_or_acts
from servanda.resolve.offices import days_of


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(ReferenceConfig(countries=("SY",)))


def decided(reference: Reference, text: str, name: str, day: str = "2019-03-14") -> Decision:
    start = text.rindex(name)
    named = NamedActor(name, Span.of(text, start, start + len(name)), text, (days_of(day),))
    return decide_actor(named, ResolveConfig(), reference)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Maher al-Assad came. Assad left.", "Assad", "maher-al-assad"),
        ("Bashar al-Assad came. al-Assad left.", "al-Assad", "bashar-al-assad"),
        ("Bashar al-Assad met Maher al-Assad. Assad left.", "Assad", None),  # two of one family
        ("Karim al-Assad, a baker, came. Assad left.", "Assad", None),  # somebody whom the registry does not know
        ("Bashar al-Assad met Karim al-Assad. Assad left.", "Assad", None),
        ("Assad left.", "Assad", None),  # nobody was introduced
        ("Viktor Putin, a cook, came. Putin left.", "Putin", None),  # the usual bearer of the name is not meant
        ("Vladimir Putin came. Putin left.", "Putin", "vladimir-putin"),
        ("President Hadi left.", "President Hadi", "abdrabbuh-mansur-hadi"),
        ("General Assad left.", "General Assad", None),
        ("Nobody by the name of Tarvin left.", "Tarvin", None),
    ],
)
def test_a_family_name_means_the_person_introduced_before(
    reference: Reference, text: str, name: str, expected: str | None
) -> None:
    value, why, rule, _ = decided(reference, text, name)
    assert value == expected
    assert why
    assert rule


def test_a_family_name_left_open_keeps_the_persons_as_candidates(reference: Reference) -> None:
    value, why, rule, candidates = decided(reference, "Bashar al-Assad met Maher al-Assad. Assad left.", "Assad")
    assert (value, rule) == (None, "resolve.actor.family")
    assert "more than one person" in (why or "")
    assert {candidate.value for candidate in candidates} == {"bashar-al-assad", "maher-al-assad"}


def test_a_title_and_a_family_name_need_the_office_on_the_day(reference: Reference) -> None:
    assert decided(reference, "President Hadi left.", "President Hadi", "2023-01-01")[0] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow denied it.", True),
        ("Moscow has repeatedly denied it.", True),
        ("Moscow and Ankara agreed on it.", True),
        ("A deal between Ankara and Moscow failed.", True),
        ("Talks with Moscow failed.", True),
        ("They accused Moscow of it.", True),
        ("According to Moscow, it failed.", True),
        ("Shelling in Moscow killed ten.", False),
        ("The train from Moscow arrived.", False),
        ("Moscow witnessed clashes.", False),
        ("Moscow was shelled.", False),
        ("Moscow, a city on a river, is old.", False),
        ("They went to Moscow and said so.", False),
    ],
)
def test_a_city_stands_for_a_government_where_it_acts(text: str, expected: bool) -> None:
    start = text.index("Moscow")
    assert speaks_or_acts(text, Span.of(text, start, start + len("Moscow"))) is expected


def test_without_a_mention_nothing_tells() -> None:
    assert speaks_or_acts("Moscow denied it.", None) is False


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Волтер Кармин", None),
        ("Мартин Гриффит", None),  # one sound short of a name in the registry: a suggestion, not an answer
        ("أنطونيو جوتيريش", None),
        ("مارتن غريفث", None),
        ("Сергей Шойґу", "sergei-shoigu"),
        ("خلوصي اكار", "hulusi-akar"),
        ("Сергеем Шойгу", "sergei-shoigu"),  # another case of the name
        ("Совету Безопасности ООН", "un-security-council"),
        ("Виктором Шойгу", None),
    ],
)
def test_names_in_other_scripts_by_sound(reference: Reference, name: str, expected: str | None) -> None:
    assert decided(reference, name, name)[0] == expected


def test_a_name_in_another_script_keeps_suggestions(reference: Reference) -> None:
    *_, candidates = decided(reference, "مارتن غريفث", "مارتن غريفث")
    assert [candidate.value for candidate in candidates][:1] == ["martin-griffiths"]


@pytest.mark.parametrize(
    ("introduced", "name", "expected"),
    [
        (("bashar-al-assad",), "the president", "bashar-al-assad"),
        (("bashar-al-assad", "sergei-lavrov"), "The president", "bashar-al-assad"),
        (("bashar-al-assad", "sergei-lavrov"), "the minister", "sergei-lavrov"),
        (("geir-pedersen",), "the envoy", "geir-pedersen"),
        (("bashar-al-assad", "vladimir-putin"), "the president", None),  # two presidents
        (("staffan-de-mistura",), "the envoy", None),  # no longer in office
        (("bashar-al-assad",), "the minister", None),
        ((), "the president", None),
    ],
)
def test_a_title_alone_means_the_one_introduced_who_holds_the_office(
    reference: Reference, introduced: tuple[str, ...], name: str, expected: str | None
) -> None:
    named = NamedActor(name, None, "", (days_of("2019-03-14"),), introduced)
    assert decide_actor(named, ResolveConfig(), reference)[0] == expected
