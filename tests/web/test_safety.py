"""Nobody without the token is let in, no form of another site is taken, and no foreign text runs."""

import os
import re
import shutil
import socket
import subprocess
import sys

import pytest
from tests.conftest import PATIENCE
from tests.web.conftest import SCRIPT, Client


def test_without_the_token_every_address_is_closed(served):
    stranger = Client(served)
    for path in (
        "/",
        "/documents/",
        "/claims/",
        "/incidents/",
        "/findings/",
        "/own/desk.css",
        "/turned",
        "/undo",
        "/?token=",
        "/?token=x",
    ):
        answer = stranger.get(path)
        assert answer.status == 403, path
        assert "Report" not in answer.text
    assert not any(name.startswith("servanda_") and name != "servanda_csrf" for name in stranger.cookies)
    assert stranger.ask("POST", "/undo", {"token": served.token}).status == 403, "the token comes in an address only"


def test_the_token_gives_a_strict_cookie_that_scripts_do_not_see(served):
    client = Client(served)
    answer = client.get(f"/?token={served.token}")
    assert answer.status == 200
    cookie = next(value for name, value in answer.headers.items() if name == "set-cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert served.token not in cookie
    assert client.get("/").status == 200


@pytest.mark.skipif(not shutil.which("setpriv") or os.geteuid() != 0, reason="needs setpriv, as root")
def test_a_second_user_of_this_machine_gets_nothing(served):
    asked = (
        "import socket, sys; s = socket.create_connection(('127.0.0.1', int(sys.argv[1]))); "
        "s.sendall(b'GET /documents/ HTTP/1.0\\r\\nHost: 127.0.0.1:' + sys.argv[1].encode() + b'\\r\\n\\r\\n'); "
        "print(b''.join(iter(lambda: s.recv(9999), b'')).decode())"
    )
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
    done = subprocess.run(
        [*as_nobody, python, "-c", asked, str(served.port)], capture_output=True, text=True, check=False, timeout=60
    )
    assert "403 Forbidden" in done.stdout, done.stderr
    assert "Report" not in done.stdout


def test_it_listens_on_this_machine_alone(served):
    addresses = {
        info[4][0] for info in socket.getaddrinfo(socket.gethostname(), served.port, socket.AF_INET, socket.SOCK_STREAM)
    }
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((address, served.port), timeout=PATIENCE)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example", "[::1]", ""]
)
def test_another_name_of_the_host_is_refused(client, host):
    client.host = host
    assert client.get("/").status == 400


def test_a_form_without_its_token_or_from_another_site_is_refused(client):
    page = client.get("/documents/").text
    document = re.findall(r'href="(/documents/doc_\w+)"', page)[0]
    claim = re.findall(r'data-claim="(clm_\w+)"', client.get(document).text)[0]
    path = f"/claims/{claim}/decide"
    assert client.ask("POST", path, {"verdict": "accept"}).status == 403
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    fields = {"verdict": "accept", "csrfmiddlewaretoken": token}
    assert client.ask("POST", path, fields, Origin="http://evil.example").status == 403
    assert client.ask("POST", path, fields, Origin=f"http://{client.host}").status == 302


@pytest.mark.parametrize(
    "path",
    [
        "/undo",
        "/language",
        "/claims/x/decide",
        "/documents/x/claims",
        "/period/edit",
        "/period/freeze",
        "/period/export",
    ],
)
def test_nothing_is_written_by_an_address(client, path):
    assert client.get(path).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/own/../serving.py", "/own/..%2fserving.py", "/own/%2e%2e/%2e%2e/pyproject.toml", "/own//etc/passwd", "/documents/..%2f..%2fdossier.toml",
        "/documents/doc_x", "/incidents/INC-9999", "/findings/fnd_0", "/claims/clm_0", "/nothing", "/own/desk.html",
    ],
)  # fmt: skip
def test_no_path_leads_to_what_is_no_page(client, path):
    answer = client.get(path)
    assert answer.status == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


@pytest.mark.parametrize(
    "here",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil", "/%0d%0aX: y"],
)
def test_no_form_leads_to_another_site(client, here):
    answer = client.post("/language", language="ar", here=here)
    assert answer.status == 302
    assert "evil" not in answer.headers["location"]
    assert "javascript" not in answer.headers["location"]
    assert "x" not in answer.headers


def test_words_of_others_are_shown_and_never_markup(client):
    pages = [
        client.get(path).text
        for path in (
            "/",
            "/documents/",
            "/claims/",
            "/incidents/",
            "/findings/",
            "/explore/?words=Shelling",
            "/explore/timeline",
            "/explore/map",
            "/period/",
        )
    ]
    documents = re.findall(r'href="(/documents/doc_\w+)"', pages[1])
    pages += [client.get(path).text for path in documents]
    assert sum("&lt;script&gt;" in page for page in pages) >= 3, "the hostile words are there, escaped"
    assert not any(SCRIPT in page or "onerror=" in page.replace("onerror=&", "") for page in pages)


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/?place={}",
        "/claims/?actor={}",
        "/documents/?words={}",
        "/findings/?since={}",
        "/documents/{}",
        "/turned?since={}",
        "/incidents/?page={}",
        "/period/?since={}",
        "/explore/?words={}",
        "/explore/?source={}",
        "/explore/timeline?kind={}",
        "/explore/map?zoom=2&x={}",
        "/period/?audience={}",
        "/period/?written={}",
    ],
)
def test_what_an_address_brings_is_never_markup(client, path):
    from urllib.parse import quote

    answer = client.get(path.format(quote('"><script>alert(1)</script>', safe="")))
    assert "<script>alert" not in answer.text
    assert answer.status < 500


def test_every_answer_keeps_scripts_of_others_out(client, served):
    answers = [
        client.get("/"),
        client.get("/own/desk.js"),
        client.get("/nothing"),
        Client(served).get("/"),
        client.get("/turned"),
    ]
    client.host = "evil.example"
    for answer in (*answers, client.get("/")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers


def test_no_page_has_a_script_or_a_style_of_its_own(client):
    for path in (
        "/",
        "/documents/",
        "/incidents/",
        "/findings/",
        "/period/",
        "/explore/?words=Shelling",
        "/explore/timeline",
        "/explore/map",
    ):
        page = client.get(path).text
        assert re.findall(r"<script[^>]*>", page) == ['<script src="/own/desk.js" defer>']
        assert "<style" not in page
        assert not re.search(r"<[^>]* (style|on\w+)=", page)
        assert not re.search(r'(src|href)="(https?:)?//', page)


def test_too_much_is_refused(client):
    assert client.ask("POST", "/undo", {"x": "y" * 1_100_000}).status == 413
    many = {f"f{n}": "1" for n in range(300)}
    assert client.ask("POST", "/undo", many).status in {400, 403}


def refused(port: int) -> tuple[socket.socket, bytes]:
    """Send the head of a request that is too large, and return the line with all that is answered."""
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall(f"POST /undo HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 1100000\r\n\r\n".encode())
    return line, b"".join(iter(lambda: line.recv(1 << 16), b""))


def send_on(line: socket.socket, megabytes: int) -> None:
    for _ in range(10 * megabytes):
        line.sendall(b"y" * 100_000)


def test_who_is_refused_while_sending_can_read_why(served):
    line, answer = refused(served.port)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"more than the desk takes at once" in answer
    with line:
        send_on(line, 1)  # a line that is closed already would be reset, and the answer lost with it


@pytest.mark.parametrize("bound", [("_MOST_DROPPED", 300_000), ("_DROPPED_SECONDS", 0)], ids=["bytes", "time"])
def test_who_is_refused_cannot_send_for_ever(served, monkeypatch, bound):
    monkeypatch.setattr(f"servanda.web.bounds.{bound[0]}", bound[1])
    line, _ = refused(served.port)
    with line, pytest.raises((ConnectionResetError, BrokenPipeError)):
        send_on(line, 100)


def test_a_slow_client_keeps_nobody_waiting(client, served):
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(12)]
    for one in slow:
        one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1")
    assert client.get("/documents/").status == 200
    for one in slow:
        one.close()
