"""Other languages: what words, registry and gazetteer tell without a parse, and that no English rule fires there."""

import pytest
from tests.extract.conftest import as_layer

from servanda.extract import extract
from servanda.extract.config import ExtractConfig
from servanda.model.claims import EventClaim, QuotationClaim
from servanda.reference import Reference, ReferenceConfig
from servanda.text.languages import language_of
from servanda.text.numbers import read_numbers


@pytest.fixture(scope="module")
def ukraine() -> Reference:
    return Reference(ReferenceConfig(countries=("UA",)))


def claims(text, reference, **fields):
    return list(extract(as_layer(text, **fields), ExtractConfig(), reference))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قُتل خمسة مدنيين في قصف على المدينة", "ar"),
        ("В результате обстрела погибли четыре человека", "ru"),
        ("Унаслідок обстрілу загинули двоє людей", "uk"),
        ("Trois civils ont été tués dans le bombardement de la ville", "fr"),
        ("Three civilians were killed when shells hit the town", None),
        ("سه نفر در حمله به شهر کشته شدند و چند نفر زخمی", None),  # Persian
        ("12 345", None),
    ],
)
def test_the_language_of_a_paragraph(text, language):
    assert language_of(text) == language


def test_an_attack_is_told_with_place_counts_and_lower_confidence(ukraine):
    text = "В результате обстрела Харькова погибли не менее трёх человек, ранены 12."
    [claim] = [one for one in claims(text, ukraine, language="ru") if isinstance(one, EventClaim)]
    assert (claim.language, claim.made_by.rule) == ("ru", "foreign.attack")
    assert claim.made_by.confidence is not None
    assert claim.made_by.confidence < 0.7
    assert [place.name for place in claim.places] == ["Харьков"]
    tolls = {toll.effect: (toll.minimum, toll.maximum) for toll in claim.casualties}
    assert tolls == {"killed": (3, None), "injured": (12, 12)}
    assert all(text[toll.mention.start : toll.mention.end] == toll.mention.quote for toll in claim.casualties)


@pytest.mark.parametrize(
    "text",
    ["Если начнётся обстрел Харькова, жителей эвакуируют.", "Минобороны не подтвердило удар по Харькову.", "В Харькове открылась выставка."],
)  # fmt: skip
def test_doubt_gives_no_event(ukraine, text):
    assert not [one for one in claims(text, ukraine, language="ru") if isinstance(one, EventClaim)]


def test_a_quotation_in_marks_has_an_open_speaker(ukraine):
    [claim] = claims("Міністр сказав: «Ми не отримували такого наказу»", ukraine, language="uk")
    assert isinstance(claim, QuotationClaim)
    assert [part.quote for part in claim.quotation.content] == ["Ми не отримували такого наказу"]
    assert (claim.attribution[-1].level, claim.attribution[-1].name) == ("speaker", None)


def test_each_paragraph_is_read_in_its_own_language(ukraine):
    text = "Shells hit Kharkiv on Monday, the ministry said.\nВ результате обстрела Харькова погибли двое."
    found = [one for one in claims(text, ukraine) if isinstance(one, EventClaim)]
    assert {(one.language, one.made_by.rule.split(".")[0]) for one in found} == {("en", "event"), ("ru", "foreign")}


@pytest.mark.parametrize(
    ("language", "text", "tolls"),
    [
        ("ar", "قصف على المدينة: 18 قتيلا على الأقل وأكثر من 40 جريحا", {"killed": "at least 18", "injured": "more than 40"}),
        ("ar", "قُتل ما لا يقل عن 18 مدنيا وأصيب العشرات في قصف على المدينة", {"killed": "at least 18", "injured": "dozens"}),
        ("ru", "При обстреле погибли более 100 человек, ранены десятки человек", {"killed": "more than 100", "injured": "dozens"}),
        ("uk", "Унаслідок обстрілу загинули щонайменше 7 людей, поранено близько 20", {"killed": "at least 7", "injured": "about 20"}),
        ("fr", "Le bombardement a fait une dizaine de morts et jusqu'à 40 blessés", {"killed": "about 10", "injured": "up to 40"}),
        ("fr", "Le bombardement a fait 10 morts et plus de 20 blessés", {"killed": "10", "injured": "more than 20"}),
    ],
)  # fmt: skip
def test_a_count_is_read_as_the_english_words_that_say_the_same(ukraine, language, text, tolls):
    [claim] = [one for one in claims(text, ukraine, language=language) if isinstance(one, EventClaim)]
    assert {toll.effect: toll.words for toll in claim.casualties} == tolls
    for toll in claim.casualties:
        (meant,) = read_numbers(toll.words)
        assert (toll.minimum, toll.maximum) == (meant.minimum, meant.maximum)
        assert text[toll.mention.start : toll.mention.end] == toll.mention.quote
