"""A desk with accounts in a process of its own, and people who sign in at it with a second factor."""

import base64
import hmac
import re
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

PROGRAM = [str(Path(sys.executable).with_name("servanda"))]
_SECRET = re.compile(r'value="([A-Z2-7]{32})"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


class Person:
    """Somebody at a browser without scripts: it keeps cookies, and fills in the token of forms."""

    def __init__(self, port: int, name: str = "", password: str = "") -> None:
        self.port, self.name, self.password, self.cookies, self.secret = port, name, password, {}, ""

    def ask(self, method: str, path: str, fields: dict[str, Any] | None = None, **headers: str) -> Answer:
        sent = {"Host": f"localhost:{self.port}", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = urlencode(fields, doseq=True) if fields is not None else None
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        link = HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request(method, path, body, sent | {name.replace("_", "-"): value for name, value in headers.items()})
        response = link.getresponse()
        text = response.read().decode("utf-8", "replace")
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        link.close()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, form: str = "/account/login/", /, **fields: Any) -> Answer:
        """Send the fields with the token of the page at ``form``."""
        found = _TOKEN.search(self.get(form).text)
        return self.ask("POST", path, {"csrfmiddlewaretoken": found.group(1) if found else "", **fields})

    def sign_in(self, password: str | None = None) -> Answer:
        """Give name and password; what follows is the second factor, or the way to set one up."""
        self.cookies.clear()
        return self.post("/account/login/", login=self.name, password=password or self.password)

    def set_up(self) -> Answer:
        """Set up an app with codes; each look at the page makes another secret."""
        way = "/account/2fa/totp/activate/"
        shown = self.get(way).text
        self.secret = _SECRET.search(shown).group(1)
        return self.ask("POST", way, {"csrfmiddlewaretoken": _TOKEN.search(shown).group(1), "code": code(self.secret)})

    def come_in(self) -> "Person":
        self.sign_in()
        if self.secret:
            self.post("/account/2fa/authenticate/", "/account/2fa/authenticate/", code=code(self.secret))
        else:
            self.set_up()
        return self


def code(secret: str, later: int = 0) -> str:
    """Return the code of an app now, by RFC 6238: SHA-1, 30 seconds, six digits."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    made = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = made[-1] & 15
    return f"{(struct.unpack('>I', made[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def user(folder: Path, *words: str, says: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*PROGRAM, "user", words[0], str(folder), *words[1:]], capture_output=True, text=True, check=False
    )
    assert says in done.stderr + done.stdout, done.stderr
    return done


def add(folder: Path, name: str, group: str, sees: str = "internal") -> str:
    """Make an account and return its password."""
    return add_all(folder, {name: (group, sees)})[name]


def with_accounts(folder: Path, script: str) -> str:
    """Run a script with the accounts of a dossier at hand, as ``register``, and return what it prints: Django is set up once a process."""
    start = (
        "import sys\nfrom pathlib import Path\nfrom servanda.pipeline import open_case\nfrom servanda.web import register_of\n"
        "with open_case(Path(sys.argv[1])) as case:\n    register = register_of(case, 'tests')\n"
    )
    body = "".join(f"    {line}\n" for line in script.splitlines())
    command = [sys.executable, "-c", start + body, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def add_all(folder: Path, staff: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Make accounts, each with group and clearance, and return their passwords."""
    made = {name: f"correct horse battery {name}" for name in staff}
    with_accounts(
        folder,
        "\n".join(
            f"register.add({name!r}, {group!r}, {sees!r}, {made[name]!r})" for name, (group, sees) in staff.items()
        ),
    )
    return made


@contextmanager
def desk_of(folder: Path, *options: str) -> Iterator[int]:
    """Serve a dossier with accounts in a process of its own, and give the port."""
    command = [*PROGRAM, "desk", str(folder), "--accounts", "--no-browser", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()
        try:
            yield (
                int(re.search(r":(\d+)/", line).group(1))
                if "--port" not in options
                else int(options[options.index("--port") + 1])
            )
        finally:
            process.terminate()
            process.communicate(timeout=60)
