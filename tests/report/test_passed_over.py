"""What was left unread is told in the internal report, folded and in words, and in no other."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.audience.leaks import AT_ONCE

from servanda.model.documents import PassedOver
from servanda.model.making import with_id
from servanda.model.spans import Span
from servanda.pipeline import (
    ReportRequest,
    add_sources,
    build_view,
    init_dossier,
    open_case,
    run_case,
    write_report,
)
from servanda.report import ReportConfig, ReportView, render
from servanda.report.audience import AUDIENCES

REASONS = (("limit", "a bound on nesting was reached"), ("voices.chain", "the rule failed"))


def _passed(view: ReportView, number: int) -> tuple[PassedOver, ...]:
    text = view.texts[0]
    return tuple(
        with_id(
            "psd",
            PassedOver(
                id="",
                document_id=text.document_id,
                text_id=text.id,
                rule=rule,
                span=Span.of(text.text, at, at + 9),
                reason=reason,
            ),
        )
        for at, (rule, reason) in enumerate(REASONS[:number])
    )


def _section(view: ReportView) -> str:
    page = render(view, Path("report.html"), ReportConfig()).decode()
    return re.search(r'<section id="quarantine">.*?</section>', page, re.DOTALL)[0]


@pytest.mark.parametrize(
    ("number", "heading"), [(1, "1 stretch of text passed over"), (2, "2 stretches of text passed over")]
)
def test_the_report_lists_what_was_passed_over_folded_and_in_words(view, number, heading) -> None:
    passed = _passed(view, number)
    section = _section(replace(view, passed_over=passed))
    assert f"<summary>{heading}</summary>" in section
    assert "<details" in section
    assert "<details open" not in section
    for item in passed:
        assert item.reason in section
        assert f"characters {item.span.start}-{item.span.end}" in section
        assert item.span.quote in section
    assert "bound on what is read" in section
    assert ("rule voices.chain" in section) == (number > 1)


def test_where_nothing_was_passed_over_nothing_is_said_of_it(view) -> None:
    assert "passed over" not in _section(view)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_only_the_desk_is_told(tmp_path: Path, audience: str, monkeypatch) -> None:
    init_dossier(tmp_path / "case")
    with (tmp_path / "case" / "dossier.toml").open("a", encoding="utf-8") as settings:
        settings.write(AT_ONCE)
    (tmp_path / "a.txt").write_text("Two shells fell on Nyala on 7 May 2031, a trader said.", encoding="utf-8")
    with open_case(tmp_path / "case", create=True) as case:
        add_sources(case, [str(tmp_path / "a.txt")], lambda *_: None, public=True)
        run_case(case, "local", 0, lambda *_: None)
        passed = _passed(build_view(case), 2)
        monkeypatch.setattr("servanda.pipeline.view.current_passed_over", lambda _: passed)
        assert build_view(case).passed_over == passed
        write_report(case, tmp_path / "r.html", ReportRequest(audience))
    assert ("passed over" in (tmp_path / "r.html").read_text(encoding="utf-8")) == (audience == "internal")
