"""The report of a period in its four forms and two languages: order, members, words, and that it stands alone."""

import contextlib
import io
import re
import zipfile
import zlib
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from servanda.errors import ConfigError, UsageError
from servanda.model.claims import VerdictClaim
from servanda.model.making import replace as changed
from servanda.model.making import sealed
from servanda.model.period import Period
from servanda.model.verdicts import PartyOutcome, VerdictDetail
from servanda.report.period.blocks import Drawing, Grid, in_figures, shortened
from servanda.report.period.counting import STATES, Cell
from servanda.report.period.ground import Asked
from servanda.report.period.making import make_report
from servanda.report.period.rendering import render_period
from servanda.report.period.scene import Scene
from servanda.report.period.words import load_words
from servanda.text.directions import direction_of, isolated

WEEK = Period("2031-05-08", "2031-05-15")
ASKED = Asked(period=WEEK)
FIRST_PAGE = ["table", "tolls", "movement", "late", "voices"]


def made(ground, asked=ASKED):
    report, _ = make_report(ground, asked, load_words(asked.language))
    return report


@pytest.fixture(scope="module")
def report(ground):
    return made(ground)


@pytest.fixture(scope="module")
def scene(ground):
    return Scene.of(ground, ASKED, load_words("en"))


def page(ground, asked=ASKED, own=None):
    return render_period(ground, asked, own or {}, Path("week.html")).decode()


def fonts(content):
    """Return the names of the fonts in a PDF, whose objects are packed."""
    packed = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    inside = b""
    for one in packed:
        with contextlib.suppress(zlib.error):
            inside += zlib.decompressobj().decompress(one)
    return {name.decode() for name in re.findall(rb"/FontName /[A-Z]{6}\+([\w-]+)", inside + content)}


class Parts(HTMLParser):
    """Collects what a page has: ids, links, headings."""

    def __init__(self, text) -> None:
        super().__init__()
        self.ids, self.links, self.loads = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if tag == "a" else []
        self.loads += [told[name] for name in ("src", "data") if name in told] if tag != "a" else []


def test_the_first_page_has_its_parts_in_order(ground, report):
    assert list(report.sections)[: len(FIRST_PAGE)] == FIRST_PAGE
    assert [fact.label for fact in report.facts][:5] == ["Period", "Cut-off", "Area", "Edition", "Audience"]
    places = [page(ground).index(f'<section id="{name}">') for name in FIRST_PAGE]
    assert places == sorted(places)
    assert page(ground).index('class="lead"') < places[0]


def test_the_sentence_says_what_is_not_known(report, scene):
    cells = scene.table.total.cells
    text = report.sentence.text
    assert text.startswith(f"{in_figures(cells['acts'])} acts reported (previous {in_figures(cells['previous'])}); ")
    assert text.endswith(": fewer reports do not mean fewer violations.")
    assert [run.text for run in report.sentence.runs if run.strong] == ["fewer reports do not mean fewer violations"]
    assert re.search(r"\d of \d sources silent, no report at all from \d of \d+ districts", text)


def test_silent_sources_are_told(ground):
    """Nothing came in in the first week of April, so none of those heard before was heard."""
    quiet = made(ground, Asked(period=Period("2031-07-01", "2031-07-08")))
    assert "0 acts reported (previous 0)" in quiet.sentence.text
    assert re.search(r"(\d) of \1 sources silent", quiet.sentence.text)
    before = made(ground, Asked(period=Period("2031-04-01", "2031-04-08")))
    assert "no source has reported yet, no report names a district" in before.sentence.text


def test_every_number_of_the_table_is_that_of_its_note(report, scene):
    notes = {note.number: note for note in report.notes}
    grids = [block for section in report.sections.values() for block in section.blocks]
    grids = [block.data if isinstance(block, Drawing) else block for block in grids]
    values = [value for grid in grids if isinstance(grid, Grid) for row in (*grid.rows, *grid.last) for value in row]
    numbered = [value for value in values if value.note and value.is_number and not value.text.startswith("at least")]
    assert len(numbered) > 50
    table = report.sections["table"].blocks[0]
    for row in (*table.rows, table.last[0]):
        for value in row[1:]:
            note = notes.get(value.note)
            assert (value.minimum, value.maximum) == (
                (len(note.sure), len(note.sure) + len(note.unsure)) if note else (0, 0)
            )
    for column in STATES:
        assert column in scene.table.columns


def test_no_percentage_of_fewer_acts_than_the_rule_asks_for(ground, report):
    n_acts = report.sections["table"].blocks[0].last[0][1].minimum
    few = made(replace(ground, rule=changed(ground.rule, percentages_from=n_acts + 1)))
    enough = made(replace(ground, rule=changed(ground.rule, percentages_from=n_acts)))
    assert [len(one.sections["table"].blocks[0].last) for one in (few, enough)] == [1, 2]
    assert "%" not in "".join(value.text for value in few.sections["table"].blocks[0].last[0])


def test_every_number_on_the_page_leads_to_its_acts(ground):
    parts = Parts(page(ground))
    ids = set(parts.ids)
    assert len(parts.ids) == len(ids)
    inside = [link[1:] for link in parts.links]
    assert len(inside) > 100
    assert [link for link in inside if link not in ids] == []


def test_the_page_loads_nothing(ground):
    text = page(ground)
    assert all(address.startswith("data:image/svg+xml;base64,") for address in Parts(text).loads)
    assert "default-src 'none'" in unescape(text)
    assert "<script" not in text


def test_the_rule_is_named_on_every_form(ground, report):
    rule = ground.rule.id
    assert rule in report.sections["method"].blocks[0].text
    assert ground.rule_sha256 in report.sections["method"].blocks[0].text
    assert page(ground).count(rule) >= 3


def test_acts_that_came_late_are_not_counted_above(scene):
    late = {act.id for act in scene.acts if act.came_late(WEEK)}
    assert late
    assert not late & set(scene.table.total.cells["acts"].members)


def test_both_voices_stand_beside_each_other_and_speak_of_one_place(report, scene):
    said = [block for block in report.sections["voices"].blocks if block.kind == "voice"]
    assert {block.runs[0].text for block in said} <= {"Says so", "Denies it"}
    assert all(block.runs[-1].is_quote for block in said)


def test_a_section_of_verdicts_is_there_only_with_verdicts(report):
    assert "verdicts" not in report.sections


@pytest.mark.parametrize(("language", "outcome"), [("en", "no violation"), ("ar", "لا انتهاك")])
def test_verdicts_stand_a_row_a_party_with_the_outcome_in_words(ground, language, outcome):
    told = VerdictDetail(by_party=(PartyOutcome(party=None, outcome="no_violation"),), article="Article 4")
    [first, *_] = [
        one
        for one in ground.view.claims
        if WEEK.lies(ground.clock.moment(ground.received[one.document_id])) == "inside"
    ]
    fields = {
        name: getattr(first, name) for name in ("document_id", "text_id", "language", "span", "attribution", "made_by")
    }
    claim = sealed(VerdictClaim(id="", key="", verdict=told, **fields))
    judged = replace(ground, view=replace(ground.view, claims=(*ground.view.claims, claim)))
    grid = next(
        one
        for one in made(judged, replace(ASKED, language=language)).sections["verdicts"].blocks
        if isinstance(one, Grid)
    )
    assert [value.text for value in grid.rows[0]][2:4] == [outcome, "Article 4"]


def test_arabic_runs_from_right_to_left_and_keeps_dates_whole(ground):
    text = page(ground, replace(ASKED, language="ar"))
    assert '<html lang="ar" dir="rtl">' in text
    assert "قلة البلاغات لا تعني قلة الانتهاكات" in text
    assert "من \u20682031-05-08\u2069 إلى ما قبل \u20682031-05-15\u2069" in text
    assert "قوات الدعم السريع" in text  # the registry's Arabic name of a party
    english = set(
        re.findall(r">([A-Za-z][a-z]+ [a-z ]+)<", re.sub(r"<article.*?</article>", "", text, flags=re.DOTALL))
    )
    assert not {"by status", "others open", "Report of the period"} & english


def test_provisions_and_the_map_of_an_arabic_report_are_in_arabic(ground):
    english, arabic = (Scene.of(ground, replace(ASKED, language=one), load_words(one)) for one in ("en", "ar"))
    agreement = ground.view.book.agreements[0]
    told = [scene.provision(agreement.provisions[0], agreement) for scene in (english, arabic)]
    assert told[0] in unescape(page(ground))
    assert told[1] in unescape(page(ground, replace(ASKED, language="ar")))
    assert [direction_of(words) for words in told] == ["ltr", "rtl"]
    assert [scene.telling.status("undetermined") for scene in (english, arabic)] == ["undetermined", "غير محسوم"]


def test_words_of_the_other_direction_are_kept_together():
    assert isolated("2031-05-08") == "\u20682031-05-08\u2069"
    assert isolated(isolated("Nyala")) == isolated("Nyala")
    assert isolated(" · ") == " · "
    assert [direction_of(text) for text in ("2031", "“Nyala", "12 نيالا")] == ["ltr", "ltr", "rtl"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_pdf_has_our_fonts_shaped_letters_and_few_pages(ground, language, tmp_path):
    import pypdfium2

    pytest.importorskip("weasyprint")
    asked = replace(ASKED, language=language)
    content = render_period(ground, asked, {}, Path("week.pdf"))
    document = pypdfium2.PdfDocument(content)
    assert len(document) <= 8
    assert "Servanda-Sans" in fonts(content)
    text = "".join(one.get_textpage().get_text_range() for one in document)
    assert ground.rule.id in text
    assert "INC-0001" in text  # the notes name the members
    if language == "ar":
        assert "Servanda-Arabic" in fonts(content)
        assert len(re.findall("[\u0620-\u064a\ufe70-\ufefc]", text)) > 1000
    assert render_period(ground, asked, {}, Path("week.pdf")) == content


def test_the_annex_is_printed_on_demand(ground):
    import pypdfium2

    pytest.importorskip("weasyprint")
    pages = [
        len(pypdfium2.PdfDocument(render_period(ground, replace(ASKED, annex=annex), {}, Path("week.pdf"))))
        for annex in (False, True)
    ]
    assert pages[1] > pages[0]


def test_without_pango_or_the_extra_one_line_says_what_to_install(monkeypatch):
    import sys

    from servanda.report.period.printing import pdf

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"servanda\[print\]") as caught:
        pdf("<p>a</p>")
    assert "\n" not in str(caught.value)


def test_a_workbook_has_numbers_as_numbers_and_each_leads_to_its_members(ground, scene):
    from openpyxl import load_workbook

    content = render_period(ground, ASKED, {}, Path("week.xlsx"))
    assert content == render_period(ground, ASKED, {}, Path("week.xlsx"))
    book = load_workbook(io.BytesIO(content))
    assert {"Report", "table", "tolls", "Members", "Acts"} <= set(book.sheetnames)
    sheet = book["table"]
    head = [cell.value for cell in sheet[1]]
    cells = scene.table.total.cells
    assert sum(row[head.index("this period")].value for row in sheet.iter_rows(min_row=2)) == cells["acts"].low
    most = head.index("this period ≤") if "this period ≤" in head else head.index("this period")
    assert sum(row[most].value for row in sheet.iter_rows(min_row=2)) == cells["acts"].high
    linked = sheet.cell(2, head.index("this period") + 1)
    row = int(
        linked.hyperlink.location.rpartition("A")[2]
        if linked.hyperlink.location
        else linked.hyperlink.target.rpartition("A")[2]
    )
    members = book["Members"]
    number = members.cell(row, 1).value
    named = [
        one[1].value for one in members.iter_rows(min_row=2) if one[0].value == number and one[2].value == "surely"
    ]
    assert len(named) == linked.value


def test_a_document_has_the_same_numbers_and_turns_for_arabic(ground, report):
    from docx import Document

    content = render_period(ground, ASKED, {}, Path("week.docx"))
    assert content == render_period(ground, ASKED, {}, Path("week.docx"))
    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    sentence = "".join(run.text + str(run.note or "") for run in report.sentence.runs)
    assert sentence in words
    arabic = render_period(ground, replace(ASKED, language="ar"), {}, Path("week.docx"))
    with zipfile.ZipFile(io.BytesIO(arabic)) as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count("<w:bidi/>") > 20
    assert "<w:bidiVisual/>" in body


def test_a_desk_s_own_page_words_and_style_take_the_place_of_the_shipped_ones(ground):
    own = {
        "period.html.j2": (
            "<h1>{{ report.title }}</h1>{{ report.sections['tolls'].title }}",
            "templates/period.html.j2",
        ),
        "period.en.toml": ('tolls = "People struck"', "templates/period.en.toml"),
    }
    assert page(ground, own=own) == "<h1>Report of the period: Spring truce, invented</h1>People struck"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("period.en.toml", 'toll = "a"', "toll: the report has no such words; did you mean 'tolls'"),
        ("period.en.toml", 'late_one = "{m} came late"', "nothing fills {m}"),
        ("period.en.toml", "late = 3", "quotation marks"),
        ("period.en.toml", "late = ", "TOML"),
        ("period.en.toml", 'direction = "up"', "ltr or rtl"),
        ("period.css", "</style><script>", "no markup"),
        ("period.html.j2", "{{ report.nothing }}", "Mend the template"),
        ("period.html.j2", "{% for x in %}", "line 1"),
        ("period.html.j2", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "Mend the template"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(ground, name, text, said):
    with pytest.raises(ConfigError, match=re.escape(said)) as caught:
        page(ground, own={name: (text, f"templates/{name}")})
    assert f"templates/{name}" in str(caught.value)


def test_hostile_words_stay_words(ground):
    view = replace(ground.view, title='<img src=x onerror=alert(1)>"')
    text = page(replace(ground, view=view))
    assert "<img src=x" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_an_ending_without_a_form_is_refused(ground):
    with pytest.raises(UsageError, match=r"\.odt"):
        render_period(ground, ASKED, {}, Path("week.odt"))


def test_a_number_is_a_range_only_where_some_may_count():
    assert [in_figures(Cell(*members)) for members in (((), ()), (("a",), ()), (("a",), ("b", "c")))] == [
        "0",
        "1",
        "1–3",
    ]


def test_runs_of_names_are_drawn_together():
    assert (
        shortened(["INC-0001", "INC-0002", "INC-0004", "public-0005", "public-0006"])
        == "INC-0001–0002, INC-0004, public-0005–0006"
    )
