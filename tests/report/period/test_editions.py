"""Editions: what is frozen, and what is told of later changes, by records and over a real dossier."""

import shutil

import pytest

from servanda.errors import NotFoundError
from servanda.model.editions import Edition, EditionAct
from servanda.model.making import replace
from servanda.model.period import Period
from servanda.pipeline import (
    Judgement,
    ReportRequest,
    add_sources,
    decide,
    diff_edition,
    editions,
    freeze_edition,
    open_case,
    run_case,
    take_rule,
    verify_case,
    verify_notes,
    write_report,
)
from servanda.pipeline.reporting import write_report as write
from servanda.report.period.editions import Counted, changes

SINCE, UNTIL = "2031-05-08", "2031-05-15"


def act(name, documents=("d1",), **more):
    told = {"category": "shelling", "state": "open", "sure": True, "start": "2031-05-09", "end": "2031-05-10"}
    return EditionAct(name=name, keys=(f"key-{name}",), documents=documents, **(told | more))


def edition(*acts):
    return Edition(
        id="edn_1",
        number=1,
        audience="internal",
        since=SINCE,
        until=UNTIL,
        frozen_at="2031-05-15T09:00:00Z",
        by="desk",
        rule="r",
        rule_sha256="0",
        acts=acts,
        documents=("d1", "d2"),
        sources=("old",),
    )


SOURCES = {"d1": "old", "d2": "old", "d3": "old", "d4": "new"}


def told(then, now, **more):
    found = changes(edition(*then), Counted(tuple(now), SOURCES, **more))
    return [(one.label, one.what, one.act, [field.field for field in one.fields]) for one in found]


def test_nothing_changed_is_nothing_told():
    assert told([act("A")], [act("A")]) == []


@pytest.mark.parametrize(
    ("now", "label"),
    [
        (act("B", ("d3",)), "late_report"),
        (act("B", ("d4",)), "coverage"),
        (act("B", ("d3", "d4")), "late_report"),
        (act("B", ("d2",)), "correction"),
        (act("B", ("d2", "d4")), "correction"),
        (act("B", ("d3",), start="2031-05-16", end="2031-05-17"), "new_event"),
    ],
)
def test_an_act_that_was_not_counted_is_labelled_by_where_it_comes_from(now, label):
    assert told([act("A")], [act("A"), now]) == [(label, "added", "B", [])]


def test_what_changed_of_an_act_is_labelled_by_what_came_in_since():
    then = act("A", killed=(2, 2))
    assert told([then], [replace(then, killed=(2, 5), documents=("d1", "d3"))]) == [
        ("late_report", "changed", "A", ["killed"])
    ]
    assert told([then], [replace(then, killed=(2, 5), documents=("d1", "d4"))])[0][0] == "coverage"
    assert told([then], [replace(then, state="accepted")]) == [("correction", "changed", "A", ["state"])]


def test_a_further_report_that_changes_no_count_is_no_change():
    assert told([act("A")], [act("A", ("d1", "d3"))]) == []


def test_what_is_gone_is_a_correction_and_only_told_of_the_same_period():
    assert told([act("A")], []) == [("correction", "gone", "A", [])]
    assert told([act("A")], [], is_whole=False) == []


def test_an_act_is_known_again_by_its_claims_whatever_it_is_called():
    renamed = replace(act("A"), name="B")
    assert told([act("A")], [renamed]) == []
    rekeyed = replace(act("A"), keys=("key-new",))
    assert told([act("A")], [rekeyed], aliases={"key-A": "key-new"}) == []


def test_two_acts_that_became_one_leave_one_gone():
    joined = replace(act("A"), keys=("key-A", "key-B"))
    assert told([act("A"), act("B")], [joined]) == [("correction", "gone", "B", [])]


@pytest.fixture(scope="module")
def followed(dossier, tmp_path_factory):
    """A copy of the dossier with an edition, and after it a late report, new coverage and a rejection."""
    folder = tmp_path_factory.mktemp("followed") / "case"
    shutil.copytree(dossier, folder)
    later = [
        (
            "late",
            "Nile Dispatch",
            "The Sudanese army shelled Atbara on Friday, 9 May 2031. 4 people were killed, a doctor said.",
        ),
        (
            "cover",
            "Border Gazette",
            "The Rapid Support Forces shelled Gedaref on Saturday, 10 May 2031, a teacher said.",
        ),
    ]
    with open_case(folder, now=lambda: "2031-05-24T09:00:00Z") as case:
        first, is_new = freeze_edition(case, SINCE, UNTIL, "internal")
        again, is_newer = freeze_edition(case, SINCE, UNTIL, "internal")
        assert (is_new, is_newer, again) == (True, False, first)
    table = folder.parent / "later.jsonl"
    rows = (
        f'{{"id": "{name}", "publisher": "{who}", "published_on": "2031-05-16", "language": "en", "text": "{text}"}}\n'
        for name, who, text in later
    )
    table.write_text("".join(rows), encoding="utf-8")
    with open_case(folder, now=lambda: "2031-05-30T08:00:00Z") as case:
        add_sources(case, [str(table)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
    with open_case(folder, now=lambda: "2031-05-31T08:00:00Z") as case:
        gone = first.acts[0].name
        decide(case, Judgement(gone, "reject", "reviewer-2", "it is the same as another"))
    return folder, first, gone


def test_an_edition_holds_counts_and_no_words(followed):
    _, first, _ = followed
    assert (first.number, first.revision, first.since, first.until) == (1, 1, SINCE, UNTIL)
    assert first.acts
    assert all(one.keys for one in first.acts)
    text = str(first)
    assert not [word for word in ("Nyala", "Fasher", "doctor", "shelled") if word in text]


def test_late_reports_new_coverage_and_corrections_are_told_apart(followed):
    folder, first, gone = followed
    with open_case(folder, writes=False) as case:
        frozen, found = diff_edition(case, None, None, "internal")
    assert frozen == first
    labels = {(one.label, one.what) for one in found}
    assert {("late_report", "added"), ("coverage", "added"), ("correction", "gone")} <= labels
    assert [one.act for one in found if one.what == "gone"] == [gone]


def test_the_next_report_tells_them(followed, tmp_path):
    folder, _, _ = followed
    week = tmp_path / "week.html"
    with open_case(folder, now=lambda: "2031-06-01T08:00:00Z") as case:
        write_report(case, week, ReportRequest(since=UNTIL, until="2031-05-22", compare=True))
    text = week.read_text(encoding="utf-8")
    assert "Held against edition 1 (2031-05-08 to before 2031-05-15)" in text
    for label in ("late report", "new coverage", "correction"):
        assert f">{label}</th>" in text


def test_freezing_again_is_a_revision_and_says_so(followed, tmp_path):
    folder, first, _ = followed
    own = tmp_path / "case"
    shutil.copytree(folder, own)
    week = tmp_path / "week.html"
    with open_case(own, now=lambda: "2031-06-01T08:00:00Z") as case:
        write(case, week, ReportRequest(since=SINCE, until=UNTIL))
        assert "1, and changed since it was frozen on 2031-05-24" in week.read_text(encoding="utf-8")
        second, _ = freeze_edition(case, SINCE, UNTIL, "internal")
        other, _ = freeze_edition(case, UNTIL, "2031-05-22", "internal")
        assert [(one.number, one.revision) for one in editions(case)] == [(1, 1), (1, 2), (2, 1)]
        write(case, week, ReportRequest(since=SINCE, until=UNTIL))
        assert "1, revision 2<" in week.read_text(encoding="utf-8")
        assert diff_edition(case, 1, None, "internal") == (second, ())
        later = {one.label for one in diff_edition(case, 1, 2, "internal")[1]}
        assert "new_event" in later
        assert "correction" not in {one.label for one in diff_edition(case, 1, 2, "internal")[1] if one.what == "gone"}
        assert other.acts
        with pytest.raises(NotFoundError, match="frozen: 1, 2"):
            diff_edition(case, 7, None, "internal")
    assert first.id != second.id


def test_each_audience_has_editions_of_its_own(followed, tmp_path):
    folder, first, _ = followed
    own = tmp_path / "case"
    shutil.copytree(folder, own)
    with open_case(own, now=lambda: "2031-09-01T08:00:00Z") as case:
        public, _ = freeze_edition(case, SINCE, UNTIL, "public")
        assert (public.number, public.audience) == (1, "public")
        assert len(public.documents) == len(first.documents) + 1  # of the two that came later one source is public
        assert all(one.name.startswith("public-") for one in public.acts)


def test_the_counting_rule_is_kept_and_an_edit_is_named(dossier, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(dossier, folder)
    with open_case(folder, now=lambda: "2031-06-01T08:00:00Z") as case:
        take_rule(case)
        path = folder / "counting.yaml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("servanda-default-2", "north-desk-1"), encoding="utf-8"
        )
        run_case(case, "local", 0, lambda *_: None)
        assert [one for one in verify_case(case) if "counting.yaml" in str(one)] == []
        assert any(item.path == "counting.yaml" for item in list(case.store.records("run"))[-1].inputs)
        path.write_text(path.read_text(encoding="utf-8").replace("most_sides: 2", "most_sides: 1"), encoding="utf-8")
        assert [note for note in verify_notes(case) if note.startswith("counting.yaml: was edited since the run")]


def test_a_period_needs_both_ends_and_its_own_forms(dossier, tmp_path):
    from servanda.errors import UsageError

    asked = ReportRequest(since=SINCE, until=UNTIL)
    refused = [
        (replace_request(asked, until=None), "week.html", "add --until DAY"),
        (replace_request(asked, since=UNTIL), "week.html", "empty period"),
        (replace_request(asked, since="2031-05-08T06:00"), "week.html", "is no date"),
        (asked, "week.csv", r"no report of a period has the ending '.csv'"),
        (ReportRequest(), "week.pdf", "add --since DAY --until DAY"),
        (ReportRequest(annex=True), "week.html", "--annex"),
    ]
    with open_case(dossier, now=lambda: "2031-06-01T08:00:00Z") as case:
        for request, name, said in refused:
            with pytest.raises(UsageError, match=said):
                write_report(case, tmp_path / name, request)
            assert not (tmp_path / name).exists()


def replace_request(request, **more):
    from dataclasses import replace as changed

    return changed(request, **more)


def test_half_open_periods_of_a_dossier_share_no_act(ground):
    from servanda.report.period.editions import counted_now

    weeks = [Period("2031-05-01", SINCE), Period(SINCE, UNTIL), Period(UNTIL, "2031-05-22")]
    sure = [one.name for week in weeks for one in counted_now(ground, week).acts if one.sure]
    assert len(sure) == len(set(sure)) > 20
