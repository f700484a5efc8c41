"""Files, a report by telephone and a table come in by the page, under the name of who brought them; what is bad is refused in words."""

import re
import shutil
import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.web.asking import Answer
from tests.web.conftest import SCRIPT
from tests.web.test_pages import turned

from servanda.pipeline import open_case

REPORT = b"The Rapid Support Forces shelled a clinic in Kutum on 12 May 2031, a doctor said. Six people were killed."
HTML = f"<html><head><title>Shelling {SCRIPT}</title></head><body onload='alert(1)'><p>The army shelled Nyala on 13 May 2031, a doctor said.</p>{SCRIPT}</body></html>".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HEADS = (
    "event_id_cnty,event_date,time_precision,sub_event_type,actor1,actor2,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,"
    "source,notes,fatalities"
)
ROW = "SUD1,2031-05-07,1,Attack,Rapid Support Forces,Civilians (Sudan),Sudan,North Darfur,Kutum,,Kutum,14.2,24.66,1,Outlet 1,Attack in Kutum,3"
BAD = "SUD2,a day in May,1,Attack,Rapid Support Forces,Civilians (Sudan),Sudan,North Darfur,Kutum,,Kutum,14.2,24.66,1,Outlet 1,Attack,3"
SHEET = f"{HEADS}\n{ROW}\n{BAD}".encode()


def hand_over(client, path: str, files: list[tuple[str, str, bytes]], **fields: str) -> Answer:
    """Send a form with files, as a browser does."""
    token = client.get("/").text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    edge = b"----edge"
    parts = [
        b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (name.encode(), value.encode())
        for name, value in {"csrfmiddlewaretoken": token, **fields}.items()
    ]
    parts += [
        b'Content-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: application/octet-stream\r\n\r\n%s'
        % (field.encode(), name.encode(), content)
        for field, name, content in files
    ]
    body = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + edge + b"--\r\n"
    link = HTTPConnection("127.0.0.1", client.served.port, timeout=60)
    sent = {"Host": client.host, "Cookie": "; ".join(f"{k}={v}" for k, v in client.cookies.items())}
    link.request("POST", path, body, {**sent, "Content-Type": f"multipart/form-data; boundary={edge.decode()}"})
    response = link.getresponse()
    text = response.read().decode("utf-8", "replace")
    link.close()
    return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)


def test_files_and_a_report_come_in_and_are_read_behind_everybodys_back(reviewer, dossier):
    answer = hand_over(
        reviewer, "/intake/files",
        [("files", "../../etc/kutum.txt", REPORT), ("files", f"{SCRIPT.replace('/', '')}.html", HTML), ("files", "drawing.svg", SVG)],
        publisher="Outlet 7", published_on="2031-05-14",
    )  # fmt: skip
    assert answer.status == 302, answer.text
    page = reviewer.get(answer.headers["location"]).text
    assert "3 new, 0 known already." in page
    assert SCRIPT not in page
    told = reviewer.post(
        "/intake/report", text="Two shells fell on Mellit at dawn, she said.", channel="phone", day="2031-05-15", time="09:30", code="S-17",
        source="the baker", consent="agreed on the phone", uses=["internal", "report"],
    )  # fmt: skip
    assert told.status == 302, told.text
    assert "The report is kept" in reviewer.get(told.headers["location"]).text
    turned(reviewer)
    with open_case(dossier) as case:
        new = {one.locator: one for one in case.store.records("document")}
        assert new["kutum.txt"].publisher == "Outlet 7"
        assert not any(
            "servanda-intake" in name or name.startswith("/") for name in new if "kutum" in name or "html" in name
        )
        assert {entry.by for entry in case.store.log() if entry.event in {"collected", "received"}} >= {"ana"}
        texts = [one.text for one in case.store.current("parse") if hasattr(one, "text")]
        assert any("Two shells fell" in text for text in texts)
        assert not any("the baker" in text for text in texts), "who told it is in the vault alone"
    drawn = next(one.id for one in new.values() if one.locator == "drawing.svg")
    shown = reviewer.get(f"/documents/{drawn}").text
    assert "&lt;svg" in shown, "a drawing is words, and never drawn"
    assert "<script>alert(1)" not in shown
    documents = reviewer.get("/documents/").text
    for path in re.findall(r'href="(/documents/doc_\w+)"', documents):
        assert SCRIPT not in reviewer.get(path).text
    assert "Kutum" in reviewer.get("/incidents/?since=2031-05-12&until=2031-05-13").text


def test_a_sheet_is_shown_row_by_row_before_it_is_imported(reviewer, dossier):
    with open_case(dossier) as case:
        before = case.store.size()
    page = hand_over(reviewer, "/intake/sheet", [("sheet", "events.csv", SHEET)])
    assert page.status == 200, page.text
    assert "Rows: 1 new, 0 changed, 0 as before, 1 refused" in page.text
    assert "North Darfur" not in page.text.split("<tbody>")[0]
    with open_case(dossier) as case:
        assert case.store.size() == before, "a preview stores nothing"
    fields = dict(re.findall(r'<input type="hidden" name="(word|map|table|public)" value="([^"]*)"', page.text))
    answer = reviewer.post("/intake/import", **fields)
    assert answer.status == 302, answer.text
    assert "Table events is imported." in reviewer.get(answer.headers["location"]).text
    assert reviewer.post("/intake/import", **fields).status == 404, "it was handed over once"
    turned(reviewer)
    assert (
        "SUD1" in reviewer.get(f"/documents/{_table(dossier)}").text
        or "Attack in Kutum" in reviewer.get(f"/documents/{_table(dossier)}").text
    )


def _table(folder: Path) -> str:
    with open_case(folder) as case:
        return next(one.document_id for one in case.store.current("parse") if getattr(one, "sheet", None))


@pytest.mark.parametrize(
    ("path", "files", "fields", "words"),
    [
        ("/intake/files", [], {}, "Choose at least one file"),
        ("/intake/sheet", [], {}, "Choose a sheet"),
        ("/intake/sheet", [("sheet", "x.csv", b"a,b\n1,2\n")], {}, "No shipped map has the columns"),
        ("/intake/sheet", [("sheet", "x.csv", SHEET)], {"map": "../../secret"}, "There is no ../../secret"),
        ("/intake/sheet", [("sheet", "x.csv", SHEET)], {"map": "/etc/passwd"}, "There is no /etc/passwd"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_words(client, path, files, fields, words):
    answer = hand_over(client, path, files, **fields)
    assert answer.status == 400
    assert words in answer.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "", "channel": "phone", "day": "2031-05-15"}, "a note needs"),
        ({"text": "x", "channel": "pigeon", "day": "2031-05-15"}, "pigeon"),
        ({"text": "x", "channel": "phone", "day": "May"}, "is no day and time"),
        ({"text": "x", "channel": "phone", "day": "2031-05-15", "uses": "court"}, "say how it was agreed"),
        ({"text": "x", "channel": "phone", "day": "2031-05-15", "sensitivity": "public"}, "internal, confidential or protected"),
    ],
)  # fmt: skip
def test_a_report_that_lacks_something_says_what(client, fields, words):
    answer = client.post("/intake/report", **fields)
    assert answer.status == 400
    assert words in answer.text


def test_more_than_200_megabytes_is_refused_before_it_is_sent(client, served):
    head = f"POST {{}} HTTP/1.1\r\nHost: {client.host}\r\nContent-Length: {{}}\r\nContent-Type: text/plain\r\n\r\n"
    for path, size, status in (
        ("/intake/files", 200_000_001, 413),
        ("/undo", 1_000_001, 413),
        ("/intake/report", 1_000_001, 413),
    ):
        with socket.create_connection(("127.0.0.1", served.port), timeout=60) as line:
            line.sendall(head.format(path, size).encode())
            said = b"".join(iter(lambda line=line: line.recv(4096), b"")).decode()
        assert f" {status} " in said.splitlines()[0], path
        assert "more than the desk takes at once" in said


@pytest.mark.slow
def test_a_large_file_is_taken_by_way_of_the_disk(reviewer):
    answer = hand_over(reviewer, "/intake/files", [("files", "large.txt", b"x" * 60_000_000)])
    page = reviewer.get(answer.headers["location"]).text
    assert "one file set aside" in page, "more than one file may hold"
    assert "large.txt" in page


def test_names_of_files_lead_nowhere():
    from servanda.web.parking import safe_name

    for name in (
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "/etc/passwd",
        "C:\\x\\passwd",
        "...",
        "",
        "\u202egnp.exe",
        "a\x00b",
        " .hidden ",
        "x" * 400 + ".pdf",
    ):
        made = safe_name(name)
        assert made
        assert "/" not in made
        assert "\\" not in made
        assert not made.startswith(".")
        assert len(made.encode()) <= 120
        assert made.isprintable()
    assert safe_name("x" * 400 + ".pdf").endswith(".pdf")
    assert safe_name("تقرير نيالا.pdf") == "تقرير نيالا.pdf"


def test_parked_files_are_this_users_alone_and_gone_at_the_end(dossier):
    from servanda.web.parking import Parking

    class Uploaded:
        name = "a.txt"

        def chunks(self):
            yield b"a"

    parking = Parking()
    words = [parking.keep([Uploaded(), Uploaded()]) for _ in range(10)]
    folder = parking.folder(words[-1])
    assert sorted(path.name for path in folder.iterdir()) == ["a-2.txt", "a.txt"]
    assert folder.stat().st_mode & 0o077 == 0
    assert parking.folder(words[0]) is None, "the oldest made room"
    assert parking.folder("../..") is None
    parking.close()
    assert not folder.exists()
    shutil.rmtree(folder, ignore_errors=True)


def test_the_intake_shows_what_was_set_aside_with_the_reason(client):
    page = client.get("/intake/").text
    assert "Set aside" in page
    assert "broken" in page or ".pdf" in page
    assert 'enctype="multipart/form-data"' in page
