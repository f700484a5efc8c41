"""The worker behind the pages, and the server's end."""

import re
import threading
import time

from tests.conftest import PATIENCE
from tests.web.conftest import desk_over, let_in


def settled(desk):
    """Wait until the worker has done all that was asked for."""
    while desk.turned_since(0)[2]:
        time.sleep(0.02)


def test_a_fault_of_ours_is_told_and_the_worker_goes_on(reviewer):
    desk = reviewer.served.desk

    def broken(*_):
        raise KeyError("lost")

    desk.ask(broken)
    settled(desk)
    assert "Findings are not brought up to date: KeyError: &#39;lost&#39;" in reviewer.get("/").text
    desk.ask()
    settled(desk)
    assert desk.trouble is None


def test_the_worker_outlives_an_agreement_that_cannot_be_read(dossier):
    agreement = dossier / "agreements" / "truce.yaml"
    sound = agreement.read_text(encoding="utf-8")
    agreement.write_text("schema: servanda/agreement/1\nid: [", encoding="utf-8")
    with desk_over(dossier) as served:
        client, desk = let_in(served), served.desk
        for answer in (client.get("/"), client.get("/nowhere"), client.ask("POST", "/undo", {})):
            assert (answer.status, "truce.yaml, line 2" in answer.text) == (503, True)
        desk.ask()
        settled(desk)
        assert "truce.yaml, line 2" in desk.trouble
        agreement.write_text(sound, encoding="utf-8")
        finding = re.search(r'href="(/findings/\w+)"', client.get("/findings/").text)[1]
        client.post(f"{finding}/decide", verdict="accept", because="both accounts agree")
        settled(desk)
        assert desk.trouble is None
        assert [(one.change, one.fields) for one in desk.turned_since(0)[1][-1].changes] == [("changed", ("review",))]


def test_a_stopped_desk_leaves_no_thread_and_no_open_line(dossier):
    before = set(threading.enumerate())
    with desk_over(dossier) as served:
        assert let_in(served).get("/").status == 200
        assert set(threading.enumerate()) > before
        answering = [one for one in threading.enumerate() if one not in before]
    for one in answering:
        one.join(timeout=PATIENCE)
    assert not any(one.is_alive() for one in answering)
    assert served._sockets == {}
