"""A desk with accounts: who comes in, what each group may do, what each account sees, and what the log keeps of it."""

import json
import re
import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.web.accounts import Person, add, add_all, code, desk_of, user, with_accounts
from tests.web.forking import Begun

from servanda.pipeline import add_sources, open_case, run_case

GROUPS = ("reader", "analyst", "reviewer", "lead", "administrator")
HIDDEN = "The Rapid Support Forces shelled a clinic in Tawila on 3 June 2031, a nurse said. Nine people were killed."


class Staffed(NamedTuple):
    """A desk that all tests share which do not change accounts: folder, port, and one person a group who has come in."""

    folder: Path
    port: int
    people: dict[str, Person]


@pytest.fixture(scope="module")
def staffed(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staffed]:
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("staffed") / "dossier"))
    row = {
        "id": "secret",
        "publisher": "Outlet 9",
        "published_on": "2031-06-03",
        "language": "en",
        "title": "Kept apart",
        "text": HIDDEN,
    }
    reports = folder.parent / "confidential.jsonl"
    reports.write_text(json.dumps(row | {"sensitivity": "confidential"}), encoding="utf-8")
    with open_case(folder) as case:
        add_sources(case, [str(reports)], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
    staff = {name: (name, "protected" if name == "administrator" else "internal") for name in GROUPS}
    passwords = add_all(folder, staff)
    with desk_of(folder) as port:
        yield Staffed(folder, port, {name: Person(port, name, passwords[name]).come_in() for name in GROUPS})


def addresses(staffed: Staffed) -> Iterator[tuple[str, str]]:
    """Yield every address of the table with what stands for its variable parts, and the route."""
    from servanda.web.rights import PERMITS

    found = staffed.people["administrator"].get("/findings/").text
    known = {
        "documents": re.search(r"/documents/(\w+)", staffed.people["administrator"].get("/documents/").text).group(1),
        "findings": re.search(r"/findings/(\w+)", found).group(1),
        "incidents": "INC-0001",
        "claims": re.search(r"/claims/(\w+)", staffed.people["administrator"].get("/claims/").text).group(1),
        "own": "desk.css",
        "people": "nobody",
        "agreements": "truce",
    }
    for route in PERMITS:
        yield "/" + re.sub(r"<\w+:\w+>", lambda _, route=route: known.get(route.split("/")[0], "1"), route), route


# Addresses at which a walk would change who is signed in, or what comes after.
_LEAVING = ("account/logout/", "account/2fa/recovery-codes/generate/", "account/2fa/totp/deactivate/", "language")


def test_every_address_asks_for_a_right_and_the_others_are_closed(seeded, tmp_path):
    walk = (
        "def walk(found, before=''):\n"
        "    for one in found:\n"
        "        here = before + str(one.pattern)\n"
        "        walk(one.url_patterns, here) if hasattr(one, 'url_patterns') else print(here)\n"
        "from django.urls import get_resolver\n"
        "walk(get_resolver().url_patterns)"
    )
    routes = with_accounts(Path(shutil.copytree(seeded, tmp_path / "dossier")), walk).splitlines()
    from servanda.web.rights import PERMITS

    own = [route for route in routes if not route.startswith("account/")]
    assert [route for route in own if route not in PERMITS] == []
    assert [route for route in PERMITS if route not in routes] == []
    closed = {route for route in routes if route not in PERMITS}
    assert {"account/signup/", "account/email/", "account/password/reset/"} <= closed


def test_each_group_is_let_in_where_the_table_says_and_nowhere_else(staffed):
    from servanda.web.rights import GROUPS as RIGHTS
    from servanda.web.rights import PERMITS

    wrong = []
    for address, route in addresses(staffed):
        for name, person in staffed.people.items():
            for method, least in (("GET", PERMITS[route].looks), ("POST", PERMITS[route].sends)):
                if route in _LEAVING and method == "POST":
                    continue
                fields = None if method == "GET" else {"csrfmiddlewaretoken": ""}
                said = person.ask(method, address, fields).text
                refused = "Your group may not" in said or "not cleared for all" in said
                is_open = RIGHTS[name] >= least and (name == "administrator" or not PERMITS[route].is_whole)
                if refused is is_open:
                    wrong.append((method, address, name))
    assert wrong == []


def test_an_address_that_no_table_names_is_closed_to_all(staffed):
    assert staffed.people["administrator"].get("/account/signup/").status == 403
    assert staffed.people["administrator"].get("/account/email/").status == 403
    assert staffed.people["administrator"].get("/no/such/page").status == 404


def test_nobody_sees_anything_without_signing_in(staffed):
    stranger = Person(staffed.port)
    for address, route in addresses(staffed):
        if route.startswith(("account/", "own/")) or route == "language":
            continue
        answer = stranger.get(address)
        assert (answer.status, answer.headers["location"].split("?")[0]) == (302, "/account/login/"), address
        assert stranger.ask("POST", address, {}).status == 403, address
    assert "Untitled" not in stranger.get("/account/login/").text


def test_a_password_alone_opens_nothing(staffed):
    password = add(staffed.folder, "fresh", "lead", "protected")
    person = Person(staffed.port, "fresh", password)
    person.sign_in()
    assert person.get("/claims/").headers["location"] == "/account/2fa/totp/activate/"
    assert "second factor" in person.post("/undo", "/account/2fa/totp/activate/").text
    assert (
        "Incorrect code"
        in person.post("/account/2fa/totp/activate/", "/account/2fa/totp/activate/", code="000000").text
    )
    person.set_up()
    assert person.get("/claims/").status == 200


def test_a_code_is_asked_for_and_a_recovery_code_opens_once(staffed):
    password = add(staffed.folder, "lost", "reader")
    person = Person(staffed.port, "lost", password).come_in()
    codes = re.findall(r"\b\d{8}\b", person.get("/account/2fa/recovery-codes/").text)
    assert len(codes) == 10
    person.sign_in()
    assert person.get("/claims/").headers["location"].startswith("/account/login/")
    way = "/account/2fa/authenticate/"
    assert "Incorrect code" in person.post(way, way, code="123456").text
    assert person.post(way, way, code=codes[0]).status == 302
    assert person.get("/claims/").status == 200
    person.sign_in()
    assert "Incorrect code" in person.post(way, way, code=codes[0]).text


def test_passwords_cannot_be_tried_at_length(staffed):
    password = add(staffed.folder, "tried", "reader")
    person = Person(staffed.port, "tried", password)
    said = [person.sign_in(f"wrong password {n}").text for n in range(6)]
    assert "Too many failed login attempts" in said[-1]
    assert "Too many failed login attempts" in person.sign_in().text  # the right one too, for a while


def test_documents_beyond_a_clearance_are_nowhere(staffed):
    reviewer, administrator = staffed.people["reviewer"], staffed.people["administrator"]
    seen = administrator.get("/documents/").text
    assert "Kept apart" in seen
    document = next(
        name for name, title in re.findall(r'/documents/(\w+)"[^>]*>([^<]*)', seen) if "Kept apart" in title
    )
    assert administrator.get(f"/documents/{document}").status == 200
    assert reviewer.get(f"/documents/{document}").status == 404
    for place in ("/", "/documents/", "/claims/", "/incidents/", "/findings/"):
        assert "Kept apart" not in reviewer.get(place).text
        assert "a clinic" not in reviewer.get(place).text
        assert "2031-06-03" not in reviewer.get(place).text
    claim = next(name for name in re.findall(r"/claims/(\w+)", administrator.get("/claims/?since=2031-06-02").text))
    assert reviewer.get(f"/claims/{claim}").status == 404
    assert reviewer.post(f"/claims/{claim}/decide", "/", verdict="accept").status == 404


def test_a_decision_stands_under_the_name_of_the_account(staffed):
    reviewer = staffed.people["reviewer"]
    claim = re.search(r"/claims/(\w+)", reviewer.get("/claims/").text).group(1)
    reviewer.post(f"/claims/{claim}/decide", "/", verdict="accept", because="read twice")
    with open_case(staffed.folder) as case:
        assert [one.by for one in case.store.decisions()] == ["reviewer"]
    assert (
        "nothing to undo" in staffed.people["lead"].post("/undo", "/").text
    )  # another person's decision is not his to take back


def test_accounts_are_kept_by_an_administrator_and_the_log_says_so(staffed):
    administrator = staffed.people["administrator"]
    told = administrator.post("/people/", "/people/", name="nour", group="analyst", sees="internal").text
    password = re.search(r"<code>([\w-]+)</code>", told).group(1)
    nour = Person(staffed.port, "nour", password).come_in()
    assert nour.get("/claims/").status == 200
    administrator.post("/people/nour", "/people/", doing="assigned", group="reader", sees="public")
    assert nour.get("/claims/").headers["location"].startswith("/account/login/")  # all sessions ended
    administrator.post("/people/nour", "/people/", doing="shut")
    assert nour.sign_in().headers["location"] == "/account/inactive/"
    assert "last administrator" in administrator.post("/people/administrator", "/people/", doing="shut").text
    audit = administrator.get("/audit/").text
    for line in ("added an account", "shut an account", "signed in", "added a second factor"):
        assert line in audit
    with open_case(staffed.folder) as case:
        assert {entry.by for entry in case.store.log() if entry.subject.kind == "assigned"} == {"administrator"}


def test_an_export_takes_a_second_person_and_ends(staffed):
    first, second = staffed.people["administrator"], add(staffed.folder, "second", "lead", "protected")
    lead = Person(staffed.port, "second", second).come_in()
    asked = {"since": "2031-05-05", "until": "2031-05-12", "audience": "internal", "form": "xlsx"}
    answer = first.post("/period/export", "/", **asked)
    assert answer.headers.get("location") == "/exports/", answer.text
    number = re.search(r"/exports/(\d+)/approve", lead.get("/exports/").text).group(1)
    assert "waits for a lead" in first.get(f"/exports/{number}").text
    assert "another lead" in first.post(f"/exports/{number}/approve", "/").text
    assert lead.post(f"/exports/{number}/approve", "/").status == 302
    assert "2031-05-05" in first.get(f"/exports/{number}").headers["content-disposition"]
    assert staffed.people["reviewer"].get(f"/exports/{number}").status == 403
    audit = first.get("/audit/").text
    assert "approved an export" in audit
    assert "took an export" in audit
    with sqlite3.connect(staffed.folder / "desk" / "accounts.sqlite") as accounts:
        accounts.execute("UPDATE accounts_export SET expires_at = '2026-01-01T00:00:00Z'")
    assert "ask for it again" in first.get(f"/exports/{number}").text
    lead.get("/exports/")
    assert list((staffed.folder / "exports").glob("*.xlsx")) == []


def test_no_secret_stands_in_the_clear(staffed):
    held = b"".join(path.read_bytes() for path in sorted((staffed.folder / "desk").glob("accounts.sqlite*")))
    for person in staffed.people.values():
        assert person.secret.encode() not in held
        assert person.password.encode() not in held
    assert (staffed.folder / "desk" / "key").stat().st_mode & 0o077 == 0


def test_signing_out_ends_a_session(staffed):
    password = add(staffed.folder, "leaving", "reader")
    person = Person(staffed.port, "leaving", password).come_in()
    kept = dict(person.cookies)
    person.post("/account/logout/", "/account/logout/")
    person.cookies = kept
    assert person.get("/claims/").status == 302


def test_forms_of_other_sites_do_nothing(staffed):
    answer = staffed.people["administrator"].ask(
        "POST", "/people/", {"name": "eve", "group": "lead", "sees": "protected"}
    )
    assert answer.status == 403
    assert "eve" not in user(staffed.folder, "list").stdout


def test_signing_in_leads_to_no_other_site(staffed):
    password = add(staffed.folder, "led", "reader")
    person = Person(staffed.port, "led", password)
    person.cookies.clear()
    answer = person.post("/account/login/", login="led", password=password, next="https://elsewhere.example/")
    assert "elsewhere" not in answer.headers["location"]


def test_behind_a_proxy_cookies_are_for_encrypted_lines_and_the_host_is_the_public_one(seeded, tmp_path):
    folder = Path(shutil.copytree(seeded, tmp_path / "dossier"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with desk_of(folder, "--public", "https://desk.example.org", "--port", str(port)):
        person = Person(port)
        assert person.get("/account/login/").status == 400
        answer = person.get("/account/login/", Host="desk.example.org")
        assert answer.status == 200
        assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--host", "0.0.0.0"), "must be encrypted"),  # noqa: S104 - refused is what is tested
        (("--accounts", "--host", "0.0.0.0"), "--public"),  # noqa: S104 - as above
        (("--public", "https://desk.example.org"), "needs accounts"),
        (("--accounts", "--public", "http://desk.example.org"), "https://"),
        (("--accounts", "--as", "ana"), "names nobody"),
    ],
)
def test_an_open_line_is_refused(seeded, options, told):
    done = Begun("desk", seeded, "--no-browser", *options).wait()
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "ana", "--group", "chief", "--generate"), "take one of: reader, analyst"),
        (("add", "a b", "--group", "reader", "--generate"), "valid username"),
        (("assign", "nobody", "--group", "reader"), "no account nobody"),
        (("add", "ana", "--group", "reader", "--sees", "all", "--generate"), "take one of: public"),
        (("add", "ana", "--group", "reader"), "--generate makes one"),
    ],
)
def test_what_no_account_can_be_is_said(seeded, tmp_path, words, told):
    folder = Path(shutil.copytree(seeded, tmp_path / "dossier"))
    assert user(folder, *words, says=told).returncode == 2
    assert user(folder, "list").stdout.count("\n") <= 1


def test_people_at_once_are_all_answered(staffed):
    answers = []
    threads = [
        threading.Thread(target=lambda person=person: answers.append(person.get("/claims/").status))
        for person in staffed.people.values()
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * len(threads)


def test_codes_follow_the_standard():
    assert len(code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")) == 6
