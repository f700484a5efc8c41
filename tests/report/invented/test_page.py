"""The page keeps its promises: every link has a target, every number leads to the words it rests on, nothing runs."""

import pytest
from lxml import html

from servanda.report import ReportConfig, ReportView
from servanda.report.page import html_page
from servanda.report.phrases import party_name


@pytest.fixture(scope="module")
def page(view: ReportView) -> html.HtmlElement:
    return html.fromstring(html_page(view, ReportConfig()).decode())


def test_every_link_has_a_target(page) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//a/@href")
    assert links
    assert [link for link in links if link[0] != "#" or link[1:] not in ids] == []


def test_every_number_leads_to_the_words_of_its_claim(page, view: ReportView) -> None:
    quotes = {claim.id: claim.span.quote for claim in view.claims}
    numbers = page.xpath('//a[@class="ref"]')
    assert {a.get("href")[1:] for a in numbers} >= {view.claims[0].id, view.claims[2].id, view.claims[5].id}
    for link in numbers:
        number = link.text.strip("[]")
        marks = [m for m in page.xpath("//mark[@data-c]") if number in m.get("data-c").split()]
        assert "".join(mark.text_content() for mark in marks) == quotes[link.get("href")[1:]]


def test_every_toll_links_to_a_claim_and_names_its_speaker(page) -> None:
    rows = page.xpath('//table[@class="tolls"]/tbody/tr')
    assert rows
    for row in rows:
        assert row.xpath(".//a[@class='ref']")
        assert "the harbour office" in row.text_content()
        assert "2031-05-04" in row.text_content()


def test_hostile_words_are_text(page) -> None:
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//*[@*[starts-with(name(), 'on')]]") == []
    assert "<script>document" in page.text_content()


def test_a_finding_has_both_voices_and_the_party_by_name(page) -> None:
    finding = page.get_element_by_id("fnd_alleged_violation")
    text = finding.text_content()
    assert "Those who deny it" in text
    assert "We did not fire at the ferry" in text
    assert "North army" in text
    assert "alleged breach" in text
    assert "contested" in text


def test_undetermined_findings_are_folded_by_incident(page) -> None:
    (bundle,) = page.xpath("//details[@class='bundle undetermined']")
    assert "not known: what was hit" in bundle.find("summary").text_content()
    assert bundle.xpath(".//details[@id='fnd_undetermined']")


def test_silence_about_a_deadline_is_shown(page) -> None:
    (row,) = [r for r in page.xpath("//table[@class='matrix']//tr") if "p2" in r.text_content()]
    assert "due 2031-06-01" in row.text_content()
    assert "silence" in row.text_content()


def test_one_shape_is_drawn_once_with_both_names_and_far_zones_are_left_out(page) -> None:
    (zone,) = page.xpath("//*[@class='zone']")
    assert zone.text_content() == "old-accord/delta; river-accord/delta (indicative)"


def test_what_has_neither_place_nor_date_nor_toll_is_folded_away(page) -> None:
    (rest,) = page.xpath("//details[@class='rest']")
    assert rest.xpath(".//details[@id='inc_2']")
    assert not rest.xpath(".//details[@id='inc_1']")


def test_one_origin_lists_its_claims(page, view: ReportView) -> None:
    incident = page.get_element_by_id("inc_1")
    assert "Who draws on whom: 2 reports, 1 independent origin" in incident.text_content()


def test_a_page_with_nothing_says_so(view: ReportView) -> None:
    bare = ReportView("Empty", "2031-01-01", (), (), (), (), type(view.book)())
    page = html_page(bare, ReportConfig()).decode()
    assert "No incident met a provision" in page


def test_a_party_without_a_registered_name_goes_by_its_id() -> None:
    assert party_name("north-army", {}) == "North army"
    assert party_name("north-army", {"north-army": "Army of the North"}) == "Army of the North"
    assert party_name(None, {}) == ""
