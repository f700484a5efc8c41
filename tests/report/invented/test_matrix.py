"""Party by provision by month: silence is shown as silence, and nothing is averaged or guessed."""

import re
from dataclasses import replace as with_fields

import pytest

from servanda.model.agreements import Criterion
from servanda.model.claims import AgreementMention, EventClaim, StanceClaim
from servanda.model.findings import Progress
from servanda.model.making import replace
from servanda.model.spans import Span
from servanda.reference.agreement_files import AgreementBook
from servanda.report import ReportConfig
from servanda.report.findings import finding_matrix
from servanda.report.index import index_view
from servanda.report.matrix import implementation
from servanda.report.page import html_page


def step(on, least, most, **more):
    usual = {"incident_id": "inc_9", "claims": (), "said_by": ("a monitor",), "own_word": False, "sure": True}
    return Progress(on=on, minimum=least, maximum=most, **{**usual, **more})


def dated(view, *days):
    """Return the view with its reports published on these days."""
    return replace_texts(
        view, tuple(replace(text, published_on=day) for text, day in zip(view.texts, days, strict=True))
    )


def replace_texts(view, texts):
    return with_fields(view, texts=texts)


def with_findings(view, *findings):
    return with_fields(view, findings=findings)


def table(view):
    found = implementation(view, index_view(view))
    rows = {(row["provision"], row["party"]): row for agreement in found["agreements"] for row in agreement["rows"]}
    return found, rows


def test_a_month_with_reports_and_none_on_it_is_silent_and_one_without_is_hatched(view):
    found, rows = table(dated(view, "2031-05-04", "2031-07-02", "2031-07-03"))
    assert (found["months"], found["reports"]) == (("2031-05", "2031-06", "2031-07"), [1, 0, 2])
    cells = rows["p1", "North army"]["cells"]
    assert [cell["kind"] for cell in cells] == ["alleged_violation", "unreported", "silent"]
    assert cells[0]["title"] == "1 alleged breach, 1 undetermined"
    assert (cells[2]["text"], cells[2]["title"][:7]) == ("–", "silence")


@pytest.mark.parametrize(("heard", "words"), [("hand", "nobody has entered"), ("never", "can meet it")])
def test_silence_stands_only_beside_a_provision_that_reports_are_read_for(view, heard, words):
    (agreement,) = view.book.agreements[:1]
    unheard = with_fields(dated(view, "2031-05-04", "2031-06-02", "2031-07-03"), heard={f"{agreement.id}/p2": heard})
    _, rows = table(unheard)
    row = rows["p2", "North army"]
    assert not row["silent"]
    assert words in row["unheard"]
    assert {cell["kind"] for cell in row["cells"]} == {"unheard"}
    assert words in html_page(unheard, ReportConfig()).decode()
    (overview,) = [one for one in finding_matrix(unheard)["rows"] if one["provision"] == "p2"]
    assert (overview["silent"], words in overview["unheard"]) == (False, True)


def test_a_deadline_without_a_report_stays_silent_and_is_no_breach(view):
    found, rows = table(dated(view, "2031-05-04", "2031-06-02", "2031-07-03"))
    row = rows["p2", "North army"]
    assert row["silent"]
    assert [(cell["kind"], cell["due"]) for cell in row["cells"]] == [
        ("silent", False),
        ("silent", True),
        ("silent", False),
    ]
    assert found["undated"] == 0


def test_levels_of_a_month_stand_from_least_to_greatest_with_who_says_so(view):
    one = replace(
        view.findings[0], id="fnd_p2", provision_id="p2", incident_id="inc_1", status="undetermined",
        progress=(step("2031-05-02", 0, 0), step("2031-05-20", 3, 3, said_by=("the army",), own_word=True), step("2031-06-02", 1, 2, sure=False)),
    )  # fmt: skip
    _, rows = table(with_findings(dated(view, "2031-05-04", "2031-06-02", "2031-06-03"), one))
    row = rows["p2", "North army"]
    assert [(cell["kind"], cell["text"]) for cell in row["cells"]] == [("level", "0–3"), ("level", "1–2")]
    assert row["cells"][0]["title"] == "2031-05-02: 0 (none), says a monitor; 2031-05-20: 3 (full), says the army"
    page = html_page(with_findings(view, one), ReportConfig()).decode()
    steps = re.search(r'<table class="steps">.*?</table>', page, re.DOTALL)[0]
    assert "1 to 2 (minimal to intermediate)" in steps
    assert steps.count("(of itself)") == steps.count("(whom it concerns is not sure)") == 1


def test_findings_that_name_nobody_have_a_row_of_their_own(view):
    nobody = replace(view.findings[1], party=None)
    _, rows = table(with_findings(view, nobody))
    assert rows["p1", "nobody named"]["cells"][0]["text"] == "1"
    assert rows["p1", "North army"]["silent"]


def test_the_composition_of_a_body_has_a_row(view):
    criterion = Criterion(id="c1", body="ferry-board", size=4, groups={"north": 2, "south": 2})
    book = AgreementBook(agreements=(replace(view.book.agreements[0], composition=(criterion,)),))
    composed = replace(view.findings[0], id="fnd_c1", provision_id="c1", party=None, status="not_fulfilled")
    _, rows = table(with_fields(view, book=book, findings=(composed,)))
    row = rows["c1", "ferry board"]
    assert (row["cells"][0]["kind"], row["words"]) == ("not_fulfilled", "ferry board: 4 seats, 2 north, 2 south")


def test_a_long_run_without_anything_is_one_column(view):
    found, _ = table(dated(view, "2030-01-04", "2031-07-02", "2031-07-03"))
    assert found["months"] == ("2030-01", "2030-02 to 2031-04", "2031-05", "2031-06", "2031-07")


@pytest.mark.parametrize("modality", ["demanded", "hoped", "planned", "threatened"])
def test_what_is_wanted_or_planned_is_listed_as_words_and_counted_in_no_month(view, modality):
    def mention(claim):
        return AgreementMention(
            mention=Span(start=0, end=1, quote=claim.span.quote[:1]), candidates=("river-accord", "other")
        )

    claims = tuple(
        replace(
            claim, agreements=(mention(claim),), **({"modality": modality} if isinstance(claim, EventClaim) else {})
        )
        for claim in view.claims
    )
    worded = with_fields(view, claims=claims, findings=())
    found, rows = table(worded)
    (agreement,) = found["agreements"]
    attitudes = [row["attitude"] for row in agreement["words"]]
    assert attitudes.count(modality) >= 5 - (modality == "hoped")
    assert "hopes" in attitudes
    assert {row["which"] for row in agreement["words"]} == {"perhaps meant"}
    assert all(row["silent"] for row in rows.values())
    stances = [claim for claim in claims if isinstance(claim, StanceClaim)]
    assert len(attitudes) == len(stances) + sum(isinstance(claim, EventClaim) for claim in claims)


def test_the_page_escapes_what_reports_say_here_too(view):
    section = re.search(
        r'<section id="implementation">.*?</section>', html_page(view, ReportConfig()).decode(), re.DOTALL
    )[0]
    assert "<script>" not in section
    assert "reports published" in section


def test_an_empty_dossier_has_an_empty_section(view):
    empty = with_fields(view, texts=(), claims=(), findings=(), incidents=())
    assert implementation(empty, index_view(empty))["months"] == ()
    assert "No dated report" in html_page(empty, ReportConfig()).decode()
