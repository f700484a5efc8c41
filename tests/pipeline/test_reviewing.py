"""Decisions count: what was decided is seen in every list, and what was rejected counts nowhere unless asked for."""

import json
from dataclasses import replace

import pytest

from servanda.errors import UsageError
from servanda.model.making import kind_of
from servanda.pipeline import (
    Judgement,
    ReportRequest,
    RunSummary,
    Said,
    add_sources,
    build_view,
    changes,
    decide,
    decide_all,
    grade_source,
    list_log,
    list_reviewed,
    read_ids,
    run_case,
    trace,
    write_report,
)

ANA = {"by": "ana", "because": "read with the page beside it"}


def silent(*_: object) -> None:
    return


def states(case, what, **wanted) -> dict[str, str]:
    pairs = list_reviewed(case, what, wanted).counted.sure
    return {row.get("handle") or row["id"]: row["review"] for _, row in pairs}


def test_every_list_says_what_was_decided_and_filters_by_it(case) -> None:
    view = build_view(case)
    one, other, third = [claim.id for claim in view.claims if kind_of(claim) == "event"][:3]
    incident, finding = view.incidents[0], view.findings[0]
    decide(case, Judgement(one, "accept", **ANA))
    decide(case, Judgement(third, "amend", changes=("modality=possible",), **ANA))
    decide(case, Judgement(incident.handle, "accept", **ANA))
    decide(case, Judgement(finding.id, "accept", **ANA))
    assert states(case, "claims", status="accepted") == {one: "accepted"}
    assert states(case, "claims", status="amended") == {third: "amended"}
    assert set(states(case, "claims", status="proposed").values()) == {"proposed"}
    assert states(case, "incidents", status="accepted") == {incident.handle: "accepted"}
    assert states(case, "findings", status="accepted") == {finding.id: "accepted"}
    assert len(states(case, "claims")) == len(view.claims)
    decide(case, Judgement(other, "reject", **ANA))
    assert other not in states(case, "claims")
    assert list_reviewed(case, "claims", {}).n_rejected == 1
    assert states(case, "claims", status="rejected") == {other: "rejected"}


def test_a_rejected_incident_leaves_lists_counts_and_reports_which_say_so(case, tmp_path) -> None:
    view = build_view(case)
    shelling = next(item for item in view.incidents if item.kind == "ASSAULT")
    about = [item.id for item in view.findings if item.incident_id == shelling.id]
    assert about
    before = run_case(case, "local", 0, silent)
    decision = decide(case, Judgement(shelling.handle, "reject", by="ana", because="a film is described"))
    after = run_case(case, "local", 0, silent)
    assert after.n_incidents == before.n_incidents - 1
    assert sum(after.findings.values()) == sum(before.findings.values()) - len(about)
    assert any("1 incident was rejected and counts nowhere" in line for line in after.lines())
    assert shelling.handle not in states(case, "incidents")
    assert list_reviewed(case, "incidents", {}).n_rejected == 1
    assert list_reviewed(case, "incidents", {"place": "Nowhere"}).n_rejected == 0
    assert states(case, "incidents", status="rejected") == {shelling.handle: "rejected"}
    assert not set(about) & set(states(case, "findings"))
    assert set(states(case, "findings", status="rejected")) == set(about)
    left_out = write_report(case, tmp_path / "report.html", ReportRequest()).left_out
    assert (shelling.handle, "rejected by ana: a film is described") in {(item.id, item.reason) for item in left_out}
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "rejected by ana: a film is described" in page
    write_report(case, tmp_path / "report.jsonl", ReportRequest())
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert not [line for line in lines if line.get("handle") == shelling.handle]
    decide(case, Judgement(decision.id, "undo", by="ana", because="no film"))
    assert shelling.handle in states(case, "incidents")


def test_many_are_decided_at_once_all_or_none(case, tmp_path) -> None:
    claims = [claim.id for claim in build_view(case).claims]
    listed = tmp_path / "ids.csv"
    listed.write_text(
        "id,kind\n" + "".join(f'"{name}",event\n' for name in claims[:3]) + "# later\n\n", encoding="utf-8"
    )
    names = read_ids(listed)
    assert list(names) == claims[:3]
    with pytest.raises(UsageError):
        decide_all(case, [Judgement(name, "amend", changes=("nonsense=1",), **ANA) for name in names])
    assert not case.store.decisions()
    made = decide_all(case, [Judgement(name, "accept", **ANA) for name in names])
    assert [item.target.id_seen for item in made] == claims[:3]
    listed.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no ids"):
        read_ids(listed)


def test_show_and_log_say_what_was_taken_back_by_whom_and_of_how_many(case) -> None:
    one, other = [claim.id for claim in build_view(case).claims][:2]
    kept, gone = decide_all(case, [Judgement(name, "accept", **ANA) for name in (one, other)])
    undo = decide(case, Judgement(gone.id, "undo", by="ben", because="read again"))
    words = f"taken back by ben on {undo.at[:10]}"

    def told(name: str, decision: str) -> str:
        [line] = [line for line in trace(case, name)[1] if f"({decision})" in line]
        return line

    def rows() -> list[str]:
        return [row["taken_back"] for row in list_log(case)[1] if row["event"] == "reviewed"]

    assert told(other, gone.id).endswith(f"({gone.id}), {words}")
    assert words in trace(case, gone.id)[1]
    assert "taken back" not in " ".join(trace(case, one)[1])
    assert rows() == [f"1 of 2 by ben on {undo.at[:10]}", ""]
    decide(case, Judgement(kept.id, "undo", by="ben", because="read again"))
    assert rows() == [f"by ben on {undo.at[:10]}", "", ""]
    again = decide(case, Judgement(undo.id, "undo", by="ana", because="it was right"))
    assert told(other, gone.id).endswith(f"({gone.id})"), "what took it back was taken back"
    assert told(undo.id, again.id)
    assert f"taken back by ana on {again.at[:10]}" in trace(case, undo.id)[1]


def test_a_change_of_a_file_that_is_taken_back_puts_the_file_back(case) -> None:
    file = case.folder / "dossier.toml"
    before = file.read_text(encoding="utf-8")
    assert grade_source(case, "Desert Wire", "C", Said("ana", "right in two of three"))
    graded, [change] = file.read_text(encoding="utf-8"), changes(case, "source")
    assert graded != before
    claim = build_view(case).claims[0].id
    accepted = decide(case, Judgement(claim, "accept", **ANA))
    with pytest.raises(UsageError, match="by itself"):
        decide_all(case, [Judgement(one.id, "undo", **ANA) for one in (accepted, change)])
    assert file.read_text(encoding="utf-8") == graded
    undo = decide(case, Judgement(change.id, "undo", by="ben", because="another wire"))
    assert (undo.verdict, undo.by, file.read_text(encoding="utf-8")) == ("undo", "ben", before)
    assert changes(case, "source") == ()


def test_a_day_amended_by_its_start_is_that_day(case) -> None:
    hits = next(claim for claim in build_view(case).claims if kind_of(claim) == "event" and claim.time.start)
    for start, end in (("2031-05-07", "2031-05-08"), ("2031-05-03", "2031-05-04")):
        made = decide(case, Judgement(hits.id, "amend", changes=(f"time.start={start}",), **ANA))
        assert made.patch["time.end"] == end, "the decision itself says which day it means"
        [claim] = [item for item in build_view(case).claims if item.id == hits.id]
        assert (claim.time.start, claim.time.end, claim.time.precision) == (start, end, "day")
    decide(case, Judgement(hits.id, "amend", changes=("time.start=2031-05-03", "time.end=2031-05-09"), **ANA))
    [claim] = [item for item in build_view(case).claims if item.id == hits.id]
    assert (claim.time.start, claim.time.end) == ("2031-05-03", "2031-05-09")
    with pytest.raises(UsageError, match=r"time\.start"):
        decide(case, Judgement(hits.id, "amend", changes=("time.start=soon",), **ANA))


def test_an_incident_is_amended_by_its_claims(case) -> None:
    incident = build_view(case).incidents[0]
    with pytest.raises(UsageError, match=incident.members[0]):
        decide(case, Judgement(incident.handle, "amend", changes=("modality=possible",), **ANA))


def test_several_incidents_become_one(case) -> None:
    events = [claim.id for claim in build_view(case).claims if kind_of(claim) == "event"]
    events = [claim.id for claim in build_view(case).claims if claim.id in events and claim.event.plover == "ASSAULT"][
        :3
    ]
    decide(case, Judgement(events[0], "merge", others=tuple(events[1:]), **ANA))
    assert len(case.store.decisions()[-1].patch["keys"]) == 3
    run_case(case, "local", 0, silent)
    assert any(set(events) <= set(item.members) for item in build_view(case).incidents)


def test_a_rejected_incident_that_grows_stays_rejected_and_says_so(case, tmp_path) -> None:
    shelling = next(item for item in build_view(case).incidents if item.kind == "ASSAULT")
    decide(case, Judgement(shelling.handle, "reject", by="ana", because="a film is described"))
    assert run_case(case, "local", 0, silent).grown == ()
    assert not [line for line in trace(case, shelling.handle)[1] if "since" in line]
    for number, word in ((1, "1 further report tells"), (2, "2 further reports tell")):
        further = tmp_path / f"further-{number}.jsonl"
        row = {"id": f"g{number}", "publisher": f"Wire {number}", "published_on": "2031-05-06", "language": "en"}
        text = f"The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, witness {number} said."
        further.write_text(json.dumps({**row, "text": text}) + "\n", encoding="utf-8")
        add_sources(case, [str(further)], silent)
        summary = run_case(case, "local", 0, silent)
        [handle] = states(case, "incidents", status="rejected")
        assert shelling.handle == handle
        [line] = [line for line in summary.lines() if "since" in line]
        assert handle in line
        assert word in line
        assert line in trace(case, handle)[1]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_count_of_a_run_has_the_wrong_number(number: int) -> None:
    nothing = RunSummary(
        {"parse": 1}, {"event": number}, {"resolved": number}, number, number, {"disputed": number}, ()
    )
    summary = replace(
        nothing,
        n_rejected=number,
        n_carried=number,
        n_statements=number,
        n_background=number,
        waiting=(("a", "disk full"),) * number,
    )
    words = " ".join(summary.lines())
    nouns = ("document", "claim", "place name", "act", "incident", "finding", "decision")
    for noun in nouns:
        right, wrong = (
            (f"{number} {noun}", f"{number} {noun}s") if number == 1 else (f"{number} {noun}s", f"{number} {noun} ")
        )
        assert right in words or number == 0
        assert wrong not in words
    assert f"{number} {'statement or meeting' if number == 1 else 'statements and meetings'} (" in words
    assert ("1 act outside the period of the dossier (without bounds) is background" in words) == (number == 1)
    assert ("1 incident was rejected and counts" in words) == (number == 1)
