"""Plain English is told by its small words, so that the model of all languages need not be loaded; all else is asked of it."""

import pytest

from servanda.text import languages
from servanda.text.languages import ModelBounds, language_of_document

BOUNDS = ModelBounds(min_characters=200, min_score=0.5)
PLAIN = (
    "The mayor of the town said on Monday that nine people had been killed when shells hit the market, and that the army had not "
    "answered his calls. He added that the road to the hospital was closed, so that the wounded could not be taken there."
)
FRENCH = (
    "Le maire de la ville a déclaré lundi que neuf personnes avaient été tuées quand des obus ont touché le marché, et que l'armée "
    "n'avait pas répondu à ses appels. Il a ajouté que la route de l'hôpital était fermée et que les blessés attendaient."
)


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    told: list[str] = []
    model = languages._model()
    monkeypatch.setattr(languages, "_model", lambda: told.append("asked") or model)
    return told


def test_plain_english_is_told_without_the_model_as_with_it(asked, monkeypatch) -> None:
    assert language_of_document(PLAIN, BOUNDS) == "en"
    assert not asked
    monkeypatch.setattr(languages, "_is_plainly_english", lambda _: False)
    assert language_of_document(PLAIN, BOUNDS) == "en"
    assert asked


@pytest.mark.parametrize(
    ("text", "language"),
    [(FRENCH, "fr"), (FRENCH + FRENCH + PLAIN, "fr"), ("Osk Dravin Marlstad Korva Olm " * 12, None)],
)
def test_all_else_is_asked_of_the_model(text, language, asked) -> None:
    found = language_of_document(text, BOUNDS)
    assert asked
    assert language is None or found == language
