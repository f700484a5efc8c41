"""What an earlier program wrote is opened, verified and run by this one, and no decision is lost.

The tests stand in the order of a person's work: look, verify, run, look again. A change that breaks one of them breaks the
dossiers that people have. What the earlier program was told to decide stands in make.py.
"""

import tarfile

import pytest
from tests.forked import servanda
from tests.kept.conftest import KEPT

from servanda.model.codec import sha256
from servanda.model.making import kind_of
from servanda.pipeline import build_view, list_records, open_case, run_case, seal_case, trace, unsealed, verify_case
from servanda.store import StoreConfig, open_store, verify


def seen(folder):
    with open_case(folder) as case:
        return build_view(case)


def claims(view, quote, kind="event"):
    """Return the claims of a kind that hold some words of their text."""
    return [claim for claim in view.claims if kind_of(claim) == kind and quote in claim.span.quote]


def incident(view, claim):
    """Return the incident in which a claim stands."""
    return next((item for item in view.incidents if claim.id in item.members), None)


def finding(view, place):
    places = {item.id: item.place.name for item in view.incidents}
    [found] = [item for item in view.findings if places.get(item.incident_id) == place]
    return found


def holds(view) -> None:
    """Check every decision of make.py by what it does."""
    assert claims(view, "retreated from Babanusa")
    assert not claims(view, "burned the school")
    [kutum] = claims(view, "hit Kutum")
    assert (kutum.time.start, kutum.time.end) == ("2031-05-27", "2031-05-28")
    [drone] = claims(view, "A drone struck")
    assert drone.modality == "possible"
    [mayor] = claims(view, "mayor hopes", "stance")
    assert mayor.stance.attitude == "demands"
    [one], [other] = claims(view, "shot two teachers"), claims(view, "teachers were killed")
    assert incident(view, one) == incident(view, other)
    [one], [other] = claims(view, "bombarded Kosti"), claims(view, "shelled Kosti")
    assert incident(view, one) != incident(view, other)
    assert claims(view, "shelled Nyala"), "the rejection was undone"
    assert not claims(view, "Eleven weavers"), "the document was expunged"
    assert finding(view, "Geneina").review == "accepted"
    assert finding(view, "Tawila").review == "rejected"
    nyala = finding(view, "Nyala")
    assert (nyala.review, nyala.status) == ("amended", "undetermined")
    assert [item.handle for item in view.turned_down.incidents] == ["INC-0001"], "a parade, not a retreat"
    assert len(view.decisions) == 16
    assert not view.stale


def test_it_verifies_as_it_was_left(kept) -> None:
    done = servanda("verify", kept / "case")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_decision_holds_before_a_run(kept) -> None:
    holds(seen(kept / "case"))


def test_its_bundle_verifies(kept) -> None:
    done = servanda("verify", kept / "clinic.zip")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_decision_holds_after_a_run(rerun) -> None:
    holds(seen(rerun))
    with open_case(rerun) as case:
        assert not verify_case(case)


@pytest.mark.parametrize("what", ["claims", "incidents", "findings", "sources", "actors"])
def test_it_can_be_listed(rerun, what) -> None:
    with open_case(rerun) as case:
        records, rows = list_records(case, what, {})
    assert len(records) == len(rows) > 0


def test_each_decision_is_shown_with_its_target(rerun) -> None:
    with open_case(rerun) as case:
        decisions = [item for item in case.store.decisions() if item.verdict in {"accept", "amend", "reply"}]
        assert len(decisions) > 6
        for decision in decisions:
            _, outline = trace(case, decision.target.key)
            assert any(decision.id in line for line in outline), decision


def test_its_handles_are_the_same(kept, rerun) -> None:
    view = seen(rerun)
    handles = {item.place.name: item.handle for item in view.incidents if item.kind == "ASSAULT"}
    assert handles["Nyala"] == "INC-0009"


def test_protected_fields_are_still_opened(rerun) -> None:
    [told] = [item for item in seen(rerun).claims if "porters" in item.span.quote and kind_of(item) == "event"]
    done = servanda("vault", "open", rerun, told.document_id, "--by", "ana", "--format", "csv")
    assert "Kassim Deriba" in done.stdout, done.stderr


def test_a_new_bundle_is_packed_and_verifies(kept, rerun) -> None:
    target = kept / "again.zip"
    done = servanda("report", rerun, "--output", target, "--finding", finding(seen(rerun), "Geneina").id)
    assert done.returncode == 0, done.stderr
    done = servanda("verify", target)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_release_begins_with_the_key_of_the_last_change_that_it_can_show(kept, rerun) -> None:
    """The earlier program endorsed a change of key in its whole record alone, which names person, minute and reason."""
    with open_case(rerun) as case:
        first, *_, newest = [key.id for key in case.store.signing_keys()]
    assert servanda("report", rerun, "--output", kept / "r.zip", "--audience", "court").returncode == 0
    assert servanda("verify", kept / "r.zip", "--key", newest).returncode == 0
    asked = servanda("verify", kept / "r.zip", "--key", first)
    assert asked.returncode == 1
    assert "ask for the id of the newest, or for the bundle with proofs" in asked.stdout + asked.stderr
    opened = servanda("report", rerun, "--output", kept / "o.zip", "--audience", "court", "--opens", kept / "r.zip")
    assert opened.returncode == 0, opened.stderr
    both = servanda("verify", kept / "o.zip", "--release", kept / "r.zip", "--key", first)
    assert both.returncode == 0, both.stdout + both.stderr


@pytest.fixture
def unpacked(tmp_path):
    """The dossier as it was kept, in a folder of its own."""
    with tarfile.open(KEPT) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / "case"


def test_where_nothing_may_be_written_it_is_read_and_verified_as_it_is(unpacked):
    """It was made before anything was sealed, and its tables cannot be brought up to date there."""
    before = sha256((unpacked / "records.sqlite").read_bytes())
    with open_store(unpacked, config=StoreConfig(read_only=True)) as store:
        assert len(list(store.records("document"))) > 9
        assert store.n_locked() == 0
        assert list(verify(store)) == []
    assert sha256((unpacked / "records.sqlite").read_bytes()) == before


def test_it_is_sealed_late_without_losing_anything(unpacked):
    with open_case(unpacked) as case:
        run_case(case, "local", 0, lambda *_: None)
        before = {kind: list(case.store.records(kind)) for kind in ("claim", "document_text", "incident", "decision")}
        assert unsealed(case).startswith("1 document is to be sealed")
        assert seal_case(case).n_documents == 1
        assert {kind: list(case.store.records(kind)) for kind in before} == before
        assert verify_case(case) == ()
        assert not any(run_case(case, "local", 0, lambda *_: None).changed.values())
    for path in unpacked.rglob("*"):
        assert not path.is_file() or b"killing two porters" not in path.read_bytes()
