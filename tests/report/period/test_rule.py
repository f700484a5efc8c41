"""The counting rule as a file: the shipped one holds, and every mistake is named with line, field and what was meant."""

import re

import pytest

from servanda.errors import ConfigError
from servanda.reference.counting import Known, load_counting, rule_hash, shipped_rule, shipped_rule_text

KNOWN = Known(actors={"north-army", "south-army"}, articles={"river-accord/p1"}, source_kinds={"monitor"})


def own(tmp_path, *changes):
    text = shipped_rule_text().replace("id: servanda-default-2", "id: north-desk-1")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "counting.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_rule_holds_and_names_everything_in_both_languages():
    rule = shipped_rule()
    named = [rule.description, *(one.name for one in (*rule.categories, *rule.persons))]
    assert all(set(names) == {"en", "ar"} for names in named)
    assert rule.categories[-1].id


def test_a_rule_with_other_comments_is_the_same_rule(tmp_path):
    plain = re.sub(r"^#.*\n", "", shipped_rule_text(), flags=re.MULTILINE)
    path = tmp_path / "counting.yaml"
    path.write_text(plain, encoding="utf-8")
    assert rule_hash(load_counting(path, KNOWN)) == rule_hash(shipped_rule())


def test_a_rule_of_ones_own_has_another_hash(tmp_path):
    rule = load_counting(own(tmp_path, ('cut_off: "00:00"', 'cut_off: "18:00"')), KNOWN)
    assert (rule.id, rule.reporting_day.cut_off) == ("north-desk-1", "18:00")
    assert rule_hash(rule) != rule_hash(shipped_rule())


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("modes: [heavy-weapons]", "modes: [heavy-weapon]", "categories[0].modes[0]", "did you mean 'heavy-weapons'?"),
        ("kinds: [ASSAULT]", "kinds: [ASSUALT]", "categories[0].kinds[0]", "did you mean 'ASSAULT'?"),
        ("acled: [Shelling/artillery/missile attack]", "acled: [Shelling]", "categories[0].acled[0]", "did you mean"),
        ("percentages_from: 20", "percentage_from: 20", "percentage_from", "did you mean 'percentages_from'?"),
        ("sides: []", "sides: [{id: n, name: {en: N}, parties: [nord-army]}]", "sides[0].parties[0]", "'north-army'"),
        ("source_kinds: []", "source_kinds: [monitors]", "monitors.source_kinds[0]", "did you mean 'monitor'?"),
        ("timezone: null", "timezone: Africa/Khartum", "reporting_day.timezone", "did you mean 'Africa/Khartoum'"),
        ("ar: قصف مدفعي وصاروخي", "arab: قصف", "categories[0].name.arab", "is no language"),
    ],
)
def test_words_come_from_closed_lists(tmp_path, old, new, field, said):
    path = own(tmp_path, (old, new))
    with pytest.raises(ConfigError) as caught:
        load_counting(path, KNOWN)
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1) if new in text)
    assert str(caught.value).startswith(f"{path}, line {line}, {field}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('cut_off: "00:00"', 'cut_off: "24:00"', "no hour"),
        ("unit: act ", "unit: report ", "unit"),
        ("ranges: lowest_to_highest", "ranges: mean", "ranges"),
        ("id: air,", "id: shelling,", "stands twice"),
        ("percentages_from: 20", "percentages_from: 0", "1 or more"),
    ],
)
def test_what_cannot_be_counted_by_is_refused(tmp_path, old, new, said):
    with pytest.raises(ConfigError, match=said):
        load_counting(own(tmp_path, (old, new)), KNOWN)


def test_no_other_rule_goes_by_the_shipped_name(tmp_path):
    path = tmp_path / "counting.yaml"
    path.write_text(shipped_rule_text().replace("most_sides: 2", "most_sides: 3"), encoding="utf-8")
    with pytest.raises(ConfigError, match="name of the shipped rule"):
        load_counting(path, KNOWN)


def test_articles_are_provisions_of_the_dossier(tmp_path):
    path = own(tmp_path, ("{id: shelling,", "{id: shelling, articles: [river-accord/p9],"))
    with pytest.raises(ConfigError, match="did you mean 'river-accord/p1'"):
        load_counting(path, KNOWN)
