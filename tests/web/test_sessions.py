"""How long somebody stays signed in, how often he may guess, and that a desk is put back from its copy with all its accounts."""

import re
import shutil
from pathlib import Path

import pytest
from tests.web.accounts import Person, add, add_all, code, desk_of, user, with_accounts
from tests.web.forking import Begun

from servanda.pipeline import open_case

AGED = """
import time
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for one in Session.objects.all():
    kept = SessionStore(one.session_key)
    kept['desk_times'] = [int(time.time()) - {began}, int(time.time()) - {seen}]
    kept.save()
"""
HOUR = 3600


@pytest.fixture(scope="module")
def folder(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(seeded, tmp_path_factory.mktemp("sessions") / "dossier"))


@pytest.fixture(scope="module")
def port(folder: Path):
    add(folder, "keeper", "administrator", "protected")
    with desk_of(folder) as found:
        yield found


def came_in(folder: Path, port: int, name: str) -> Person:
    return Person(port, name, add(folder, name, "reviewer", "protected")).come_in()


@pytest.mark.parametrize(
    ("began", "seen", "is_over"), [(13 * HOUR, 10, True), (3 * HOUR, 3 * HOUR, True), (11 * HOUR, HOUR, False)]
)
def test_a_session_ends_after_a_working_day_and_when_nobody_asks(folder, port, began, seen, is_over):
    person = came_in(folder, port, f"aged-{began}-{seen}")
    assert person.get("/claims/").status == 200
    with_accounts(folder, AGED.format(began=began, seen=seen))
    answer = person.get("/claims/")
    assert (answer.status == 302) is is_over
    if is_over:
        assert answer.headers["location"].startswith("/account/login/")
        assert person.ask("POST", "/undo", {}).status == 403
        person.come_in()
    assert person.get("/claims/").status == 200


def test_the_cookie_of_a_session_ends_with_the_browser_and_is_for_the_server_alone(folder, port):
    person = Person(port, "cookies", add(folder, "cookies", "reader", "protected"))
    cookie = person.sign_in().headers["set-cookie"]
    assert cookie.startswith("servanda_session=")
    assert "expires" not in cookie.lower()
    assert "Max-Age" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_somebody_sees_his_sessions_and_ends_the_others(folder, port):
    first = came_in(folder, port, "twice")
    second = Person(port, "twice", first.password)
    second.secret = first.secret
    second.sign_in()
    second.post("/account/2fa/authenticate/", "/account/2fa/authenticate/", code=code(first.secret, 1))
    assert second.get("/claims/").status == 200, "a code is taken once, the next one is another"
    shown = second.get("/account/sessions/").text
    assert shown.count("127.0.0.1") >= 2
    assert second.post("/account/sessions/", "/account/sessions/").status == 302
    assert first.get("/claims/").status == 302
    assert second.get("/claims/").status == 200


def test_second_factors_cannot_be_tried_at_length(folder, port):
    person = came_in(folder, port, "guessed")
    person.sign_in()
    way = "/account/2fa/authenticate/"
    said = [person.post(way, way, code=f"{n:06}").text for n in range(7)]
    assert "Too many" in said[-1]
    assert "Too many" in person.post(way, way, code=code(person.secret, 1)).text
    assert person.get("/claims/").status == 302


def test_one_address_cannot_try_many_accounts(folder, port):
    for n in range(11):
        said = Person(port, f"nobody-{n}", "a wrong password").sign_in().text
    assert "Too many failed login attempts" in said


def test_accounts_of_one_dossier_open_no_other(seeded, tmp_path):
    folders = [Path(shutil.copytree(seeded, tmp_path / name)) for name in ("first", "other")]
    passwords = [add_all(folder, {"ana": ("lead", "protected")})["ana"] for folder in folders]
    with_accounts(
        folders[1],
        "from django.contrib.auth.models import User\nu = User.objects.get()\nu.set_password('quite another one')\nu.save()",
    )
    with desk_of(folders[0]) as here, desk_of(folders[1]) as there:
        ana = Person(here, "ana", passwords[0]).come_in()
        assert ana.get("/claims/").status == 200
        stranger = Person(there, "ana", passwords[0])
        stranger.cookies = dict(ana.cookies)
        assert stranger.get("/claims/").status == 302
        assert "not correct" in stranger.sign_in().text


def restored(folder: Path, aside: Path) -> Path:
    """Copy a dossier as the page for administrators says, lose it, and put the copy where it was."""
    shutil.copytree(folder, aside)
    shutil.rmtree(folder)
    return Path(shutil.copytree(aside, folder))


def test_a_desk_is_put_back_from_its_copy(seeded, tmp_path):
    folder = Path(shutil.copytree(seeded, tmp_path / "dossier"))
    password = add(folder, "ana", "reviewer", "protected")
    with desk_of(folder) as port:
        ana = Person(port, "ana", password).come_in()
        claim = re.search(r"/claims/(\w+)", ana.get("/claims/").text).group(1)
        assert ana.post(f"/claims/{claim}/decide", "/", verdict="accept", because="read twice").status == 302
    restored(folder, tmp_path / "copy")
    done = Begun("verify", folder).wait()
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "desk" / "key").stat().st_mode & 0o077 == 0
    with desk_of(folder) as port:
        again = Person(port, "ana", password)
        again.secret = ana.secret
        assert again.come_in().get("/claims/").status == 200
        assert "read twice" in again.get(again.get(f"/claims/{claim}").headers["location"].split("#")[0]).text
    with open_case(folder) as case:
        assert [one.by for one in case.store.decisions()] == ["ana"]


def test_a_copy_without_the_key_of_second_factors_is_opened_by_resetting_accounts(seeded, tmp_path):
    folder = Path(shutil.copytree(seeded, tmp_path / "dossier"))
    password = add(folder, "ana", "administrator", "protected")
    with desk_of(folder) as port:
        secret = Person(port, "ana", password).come_in().secret
    restored(folder, tmp_path / "copy")
    (folder / "desk" / "key").unlink()
    with desk_of(folder) as port:
        ana = Person(port, "ana", password)
        ana.sign_in()
        way = "/account/2fa/authenticate/"
        assert ana.post(way, way, code=code(secret)).status < 500
        assert ana.get("/claims/").status == 302
        given = user(folder, "reset", "ana", "--generate").stdout.split()[-1]
        ana = Person(port, "ana", given).come_in()
        assert ana.get("/claims/").status == 200
