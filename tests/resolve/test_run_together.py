"""Names that stand together with other words in one phrase: whom they mean, and where nobody can say."""

import pytest

from servanda.reference import Reference, ReferenceConfig
from servanda.resolve.actors import NamedActor, decide_actor
from servanda.resolve.config import ResolveConfig


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(ReferenceConfig(countries=("SY",)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Saturday the Syrian Observatory for Human Rights", "sohr"),
        ("July Human Rights Watch", "human-rights-watch"),
        ("Late Tuesday the Syrian Observatory", "sohr"),
        ("Homs the Syrian Observatory for Human Rights", "sohr"),
        ("Aleppo the Russian Defense Ministry", "russian-defence-ministry"),
        ("Rami Abdel Rahman director of the Syrian Observatory for Human Rights", "rami-abdulrahman"),
        ("Hadi al-Bahra, former president of the Syrian Coalition", "hadi-al-bahra"),
        ("September Assad", None),  # a day is no first name, but a person needs an introduction
        ("Sunday Times", None),
        ("Hezbollah the Syrian army", None),  # a list
        ("France Britain the United States", None),
        ("sources in the Syrian Observatory for Human Rights", None),
        ("residents and the Syrian Observatory for Human Rights", None),
        ("a member of the Syrian Coalition", None),
        (
            "Oren Tal, director of the Syrian Observatory for Human Rights",
            None,
        ),  # nobody knows him, and he is not the body
    ],
)
def test_whom_a_phrase_of_several_names_means(reference: Reference, name: str, expected: str | None) -> None:
    assert decide_actor(NamedActor(name, None, name), ResolveConfig(), reference)[0] == expected
