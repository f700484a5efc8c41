"""Whom a text names as a child, as held or as a survivor; and whom it does not."""

import pytest

from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.pipeline.shielding import told_in


def told(words: str) -> set[tuple[str, str]]:
    text = text_layer("doc_1", words, (Paragraph(start=0, end=len(words)),), parser="x", parser_version="1")
    known = {"Rapid Support Forces": "group", "Save the Children": "organisation", "Security Council": "organisation"}
    return {
        (one.name, one.reason) for one in told_in(text, (), lambda name: frozenset(filter(None, [known.get(name)])))
    }


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("The 9-year-old girl Amna Salih was killed in Nyala.", {"Amna Salih"}),
        ("Amna Salih, 9, told the paper so.", {"Amna Salih"}),
        ("Amna Salih (9) and Omar (11), her brother, fled.", {"Amna Salih", "Omar"}),
        ("Amna Salih, aged nine, fled.", {"Amna Salih"}),
        ("A six-month-old baby, Zahra Ali, died.", {"Zahra Ali"}),
        ("The boys Idris Osman, 9, and Zahra were hurt on Monday.", {"Idris Osman", "Zahra"}),
        ("Amna Salih, a girl of nine, died.", {"Amna Salih"}),
        ("The minor, Dr Idris Osman, fled. He was held.", {"Idris Osman"}),
        ("قتل الطفل محمد علي في نيالا", {"محمد علي"}),
        ("Погибла 9-летняя девочка Анна Петрова.", {"Анна Петрова"}),
        ("Анна Петрова, 9 лет, погибла.", {"Анна Петрова"}),
        ("Загинув хлопчик Тарас Коваль.", {"Тарас Коваль"}),
        ("La fillette Anne Petit, âgée de 9 ans, est morte.", {"Anne Petit"}),
    ],
)
def test_children(words, names):
    assert told(words) == {(name, "child") for name in names}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Detainee Idris Osman spoke.", {"Idris Osman"}),
        ("The prisoner Idris bin Osman al-Nour died.", {"Idris bin Osman al-Nour"}),
        ("Idris Osman was later arrested in Nyala.", {"Idris Osman"}),
        ("Idris Osman, a detainee, spoke.", {"Idris Osman"}),
        ("Тарас Коваль був викрадений учора.", {"Тарас Коваль"}),
        ("L'otage Anne Petit a parlé.", {"Anne Petit"}),
        ("أفرج عن المعتقل إدريس عثمان من السجن", {"إدريس عثمان"}),
    ],
)
def test_people_who_are_held(words, names):
    assert told(words) == {(name, "detainee") for name in names}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Fatima Noor was raped.", {"Fatima Noor"}),
        ("“They raped me,” Yelka Drosten said. Omar Bashir denied it.", {"Yelka Drosten"}),
        ("A survivor of rape, Noor Padilar, told the same.", {"Noor Padilar"}),
    ],
)
def test_survivors(words, names):
    assert told(words) == {(name, "survivor") for name in names}


@pytest.mark.parametrize(
    "words",
    [
        "Idris Osman, aged 34, died.",
        "Idris Osman, 43, said that three children had been killed.",
        "Save the Children said 9 children died.",
        "The Nyala Children's Hospital was hit.",
        "Dr Hans Weber, the child-protection adviser, spoke.",
        "In Nyala, 9 people died. On 5 May, 9 more.",
        "The Security Council spoke of rape.",
        "The children of the Rapid Support Forces men fled on Monday.",
        "Idris Osman said that detainees had been freed.",
        "Her son is aged 9. Omar Bashir spoke.",
        "За 8 лет Россия изменилась.",
        "The five-month-old uprising against President Omar Bashir went on.",
        "On 14, 15 and 16 May it was calm. In Nyala 9, in Kas 4.",
        "It was held in May. The minor Rapid Support Forces post was left.",
    ],
)
def test_who_speaks_of_them_is_none_of_them(words):
    assert told(words) == set()


def test_a_headline_names_a_child_by_the_age_alone():
    text = text_layer(
        "doc_1", "Calm.", (Paragraph(start=0, end=5),), parser="x", parser_version="1", title="Amna Salih, 9, Killed"
    )
    assert {(one.name, one.reason) for one in told_in(text, ())} == {("Amna Salih", "child")}
    text = text_layer(
        "doc_1", "Calm.", (Paragraph(start=0, end=5),), parser="x", parser_version="1", title="Children Killed In Nyala"
    )
    assert told_in(text, ()) == frozenset()
